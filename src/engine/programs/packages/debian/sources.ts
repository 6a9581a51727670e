import type { Process } from '../../../kernel';
import { isErrno } from '../../../kernel';
import { textOf } from './status-file';

/** A line of sources.list(5): an archive of which apt fetches the index. */
export interface Source {
  readonly uri: string;
  readonly suite: string;
  readonly components: readonly string[];
}

const LIST = '/etc/apt/sources.list';
const PARTS = '/etc/apt/sources.list.d';

export function readSources(p: Process): readonly Source[] {
  const parts = namesOf(p, PARTS)
    .filter((name) => /\.(list|sources)$/.test(name))
    .sort()
    .flatMap((name) => {
      const text = textOf(p, `${PARTS}/${name}`);
      return name.endsWith('.list') ? oneLineSources(text) : deb822Sources(text);
    });
  return [...oneLineSources(textOf(p, LIST)), ...parts];
}

function namesOf(p: Process, path: string): readonly string[] {
  try {
    return p.files.readDirectory(path);
  } catch (error) {
    if (isErrno(error)) return [];
    throw error;
  }
}

function oneLineSources(text: string): readonly Source[] {
  return text.split('\n').flatMap((line) => {
    const words = line
      .replace(/#.*/, '')
      .replace(/\[[^\]]*\]/, '')
      .trim()
      .split(/\s+/);
    const [type, uri, suite, ...components] = words;
    return type === 'deb' && uri !== undefined && suite !== undefined
      ? [{ uri: tidy(uri), suite, components }]
      : [];
  });
}

function deb822Sources(text: string): readonly Source[] {
  return text
    .replace(/^#.*\n/gm, '')
    .split(/\n\s*\n/)
    .flatMap((stanza) => {
      const field = (name: string): readonly string[] =>
        (new RegExp(`^${name}:(.*(?:\\n[ \\t].*)*)`, 'mi').exec(stanza)?.[1] ?? '')
          .trim()
          .split(/\s+/)
          .filter(Boolean);
      if (!field('Types').includes('deb') || field('Enabled')[0] === 'no') return [];
      const components = field('Components');
      return field('URIs').flatMap((uri) =>
        field('Suites').map((suite) => ({ uri: tidy(uri), suite, components })),
      );
    });
}

function tidy(uri: string): string {
  return uri.replace(/\/$/, '');
}

/** Whether an archive of sources is named (`deb-src`). */
export function hasSourceArchives(p: Process): boolean {
  const texts = [LIST, ...namesOf(p, PARTS).map((name) => `${PARTS}/${name}`)].map((path) => textOf(p, path));
  return texts.some((text) => /^deb-src\s|^Types:.*\bdeb-src\b/m.test(text));
}

/** What is wrong with a list of sources, in apt's words; undefined: nothing is. */
export function sourceProblem(p: Process): string | undefined {
  const files = namesOf(p, PARTS)
    .filter((name) => name.endsWith('.list'))
    .sort()
    .map((name) => `${PARTS}/${name}`);
  for (const path of [LIST, ...files]) {
    for (const [index, line] of textOf(p, path).split('\n').entries()) {
      const words = line.replace(/#.*/, '').trim();
      if (words === '') continue;
      const [type = '', uri, suite, ...components] = words.replace(/\s\[[^\]]*\]/, '').split(/\s+/);
      if (type !== 'deb' && type !== 'deb-src')
        return uri === undefined
          ? `Malformed line ${index + 1} in source list ${path} (type)`
          : `Type '${type}' is not known on line ${index + 1} in source list ${path}`;
      const entry = `Malformed entry ${index + 1} in list file ${path}`;
      if (uri === undefined) return `${entry} (URI)`;
      if (suite === undefined) return `${entry} (Suite)`;
      if (!/^[\w+.-]+:/.test(uri)) return `${entry} (URI parse)`;
      if (components.length === 0 && !suite.endsWith('/')) return `${entry} (Component)`;
    }
  }
  return undefined;
}

/** The host that an address names. */
export function hostOf(uri: string): string {
  return /^\w+:\/\/([^/:]+)/.exec(uri)?.[1] ?? uri;
}
