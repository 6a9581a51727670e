/** What dpkg-query answers, and dpkg for it: what is installed, whose a file is, what is known of a package. */
import type { Task } from '../../../kernel';
import type { Call } from '../../shared/program';
import { listLines, listWidths } from './dpkg-list';
import { ownersOf, ownFiles } from './file-owners';
import { globToRegex } from './name-patterns';
import { namesIn } from './package-index';
import { RELATIONS, shownName, type InstalledPackage, type Status } from './status-file';

export interface DpkgWords {
  readonly words: readonly string[];
  /** `-f`, `--showformat`. */
  readonly format: string | undefined;
}

type Query = (c: Call, status: Status, asked: DpkgWords) => Task<number>;

/** By the action's long name; the hints and dpkg's own messages name it so. */
export const QUERIES: Readonly<Record<string, Query>> = {
  list,
  listfiles: listFiles,
  search,
  status: showStatus,
  show,
};

function byName(a: InstalledPackage, b: InstalledPackage): number {
  return a.name < b.name ? -1 : 1;
}

/** Packages that dpkg has heard of from others, besides those that it has or had. */
function withMentioned(status: Status): readonly InstalledPackage[] {
  const names = new Set<string>();
  for (const { fields } of status.values())
    for (const relation of [...RELATIONS, 'Provides'])
      for (const name of namesIn(fields.get(relation) ?? '')) if (!status.has(name)) names.add(name);
  const mentioned = [...names].map((name): InstalledPackage => ({
    name,
    version: '',
    architecture: '',
    installedKiB: 0,
    isEssential: false,
    description: '',
    isMultiArchSame: false,
    want: 'unknown',
    state: 'not-installed',
    fields: new Map([['Package', name]]),
  }));
  return [...status.values(), ...mentioned].sort(byName);
}

interface Chosen {
  readonly shown: readonly InstalledPackage[];
  /** Patterns that fit nothing. */
  readonly missing: readonly string[];
}

/** All that is or was installed; with patterns, whatever is known under such a name. */
function choose(status: Status, words: readonly string[]): Chosen {
  if (words.length === 0) return { shown: [...status.values()].sort(byName), missing: [] };
  const patterns = words.map((word) => ({ word, pattern: globToRegex(word.replace(/:amd64$/, '')) }));
  const shown = withMentioned(status).filter(({ name }) =>
    patterns.some(({ pattern }) => pattern.test(name)),
  );
  const missing = patterns.filter(({ pattern }) => !shown.some(({ name }) => pattern.test(name)));
  return { shown, missing: missing.map(({ word }) => word) };
}

function* list(c: Call, status: Status, { words }: DpkgWords): Task<number> {
  const { shown, missing } = choose(status, words);
  if (shown.length > 0) {
    const width =
      c.p.isOpen(1) && c.p.isatty(1)
        ? c.p.terminalSize(1).columns
        : Number(c.p.env.get('COLUMNS')) || undefined;
    const rows = shown.map((one) =>
      one.state === 'not-installed'
        ? { ...one, version: '<none>', architecture: '<none>', description: '(no description available)' }
        : one,
    );
    for (const line of listLines(rows, listWidths(rows, width))) yield* c.print(`${line}\n`);
  }
  return yield* sayMissing(c, missing);
}

function* sayMissing(c: Call, words: readonly string[]): Task<number> {
  yield* c.out.flush();
  for (const word of words) yield* c.p.stderr.write(`dpkg-query: no packages found matching ${word}\n`);
  return words.length > 0 ? 1 : 0;
}

function* listFiles(c: Call, status: Status, { words }: DpkgWords): Task<number> {
  let code = 0;
  for (const [at, word] of words.entries()) {
    const one = status.get(word.replace(/:amd64$/, ''));
    if (one === undefined || one.state === 'not-installed') {
      yield* c.out.flush();
      yield* c.p.stderr.write(
        `dpkg-query: package '${word}' is not installed\nUse dpkg --contents (= dpkg-deb --contents) to list archive files contents.\n`,
      );
      code = 1;
      continue;
    }
    if (at > 0) yield* c.print('\n');
    for (const path of yield* ownFiles(c.p, one)) yield* c.print(`${path}\n`);
  }
  return code;
}

function* search(c: Call, status: Status, { words }: DpkgWords): Task<number> {
  let code = 0;
  for (const word of words) {
    const found = yield* ownersOf(c.p, status, word);
    for (const { path, owners } of found) yield* c.print(`${owners.map(shownName).join(', ')}: ${path}\n`);
    if (found.length > 0) continue;
    yield* c.out.flush();
    yield* c.p.stderr.write(
      `dpkg-query: no path found matching pattern ${/^[/*]/.test(word) ? word : `*${word}*`}\n`,
    );
    code = 1;
  }
  return code;
}

function* showStatus(c: Call, status: Status, { words }: DpkgWords): Task<number> {
  let code = 0;
  const wanted = words.length === 0 ? [...status.values()].sort(byName).map(({ name }) => name) : words;
  for (const [at, word] of wanted.entries()) {
    const one = status.get(word.replace(/:amd64$/, ''));
    if (one === undefined) {
      yield* c.out.flush();
      yield* c.p.stderr.write(
        `dpkg-query: package '${word}' is not installed and no information is available\nUse dpkg --info (= dpkg-deb --info) to examine archive files.\n`,
      );
      code = 1;
      continue;
    }
    if (at > 0) yield* c.print('\n');
    yield* c.print([...one.fields].map(([name, value]) => `${name}: ${value}\n`).join(''));
  }
  return code;
}

/** dpkg-query -W, with -f's ${Field;width} and escapes. */
function* show(c: Call, status: Status, { words, format }: DpkgWords): Task<number> {
  const { shown, missing } = choose(status, words);
  for (const one of shown) yield* c.print(formatted(format ?? '${binary:Package}\\t${Version}\\n', one));
  return yield* sayMissing(c, missing);
}

function formatted(format: string, one: InstalledPackage): string {
  return format
    .replace(/\\n/g, '\n')
    .replace(/\\t/g, '\t')
    .replace(/\$\{([^};]+)(?:;(-?\d+))?\}/g, (_all, field: string, width?: string) => {
      const value = fieldOf(field, one);
      if (width === undefined) return value;
      const columns = Number(width);
      return columns < 0 ? value.padEnd(-columns) : value.padStart(columns);
    });
}

function fieldOf(field: string, one: InstalledPackage): string {
  switch (field) {
    case 'binary:Package':
      return shownName(one);
    case 'binary:Summary':
      return one.description;
    case 'db:Status-Abbrev':
      return `${letters(one)} `;
    case 'db:Status-Status':
      return one.state;
    case 'source:Package':
      return one.fields.get('Source') ?? one.name;
    default:
      return one.fields.get(field) ?? '';
  }
}

function letters({ want, state }: InstalledPackage): string {
  return `${want.slice(0, 1).replace('d', 'r')}${state.slice(0, 1)}`;
}
