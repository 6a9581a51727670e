// nginx's configuration files: read, checked directive by directive, with the files that they include in place.
import { isErrno, type Process } from '../../kernel';
import { globToRegex } from '../shared/glob';
import { type DirectiveKind, directiveAt, type Place, valueProblem } from './nginx-directives';
import { failed } from './nginx-user';

/** A mistake in a configuration, in nginx's words. */
export class NginxConfigError extends Error {}

export interface Directive {
  readonly name: string;
  readonly words: readonly string[];
  readonly block?: readonly Directive[];
  /** ` in file:line` of its end. */
  readonly where: string;
}

/** Blocks of which nginx reads the lines as data, not as directives. */
const DATA_BLOCKS: ReadonlySet<string> = new Set(['types', 'map', 'geo', 'split_clients', 'charset_map']);
/** Blocks of modules whose directives are not in the table. */
const OTHER_BLOCKS: ReadonlySet<string> = new Set(['stream', 'mail']);
/** May be given once, besides those whose kind of value says so. */
const ONCE: ReadonlySet<string> = new Set([
  ...['root', 'proxy_pass', 'worker_processes', 'user', 'keepalive_timeout', 'events', 'http', 'try_files'],
  ...['auth_basic', 'limit_rate', 'alias'],
]);

/** Where directives are read: `anything` are lines that are not checked. */
type Context = Place | 'anything';

interface Reading {
  readonly p: Process;
  /** Where relative names begin. */
  readonly folder: string;
}

/** Reads a file and what it includes, as directives of the main part. Throws NginxConfigError. */
export function readNginxFile(p: Process, path: string): readonly Directive[] {
  const reading = { p, folder: path.slice(0, path.lastIndexOf('/')) };
  return readFile(reading, path, 'main', '');
}

/** Directives of the command line (`-g`). Throws NginxConfigError. */
export function readNginxWords(p: Process, text: string): readonly Directive[] {
  const source = { text, place: ' in command line', isWords: true };
  return directivesOf({ p, folder: '/etc/nginx' }, source, 'main');
}

function readFile(reading: Reading, path: string, context: Context, where: string): readonly Directive[] {
  let text: string;
  try {
    text = reading.p.files.readText(path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new NginxConfigError(`open() "${path}" ${failed(error.code)}${where}`);
  }
  return directivesOf(reading, { text, place: ` in ${path}`, isWords: false }, context);
}

interface Source {
  readonly text: string;
  /** ` in file`, or that it is the command line. */
  readonly place: string;
  readonly isWords: boolean;
}

const TOKEN =
  /#[^\n]*|"((?:\\[^]|[^"\\])*)"|'((?:\\[^]|[^'\\])*)'|["'][^]*|[{};]|(?:\\[^]|\$\{[^}\s]*\}|[^\s{};\\])+|\n/g;

function directivesOf(
  reading: Reading,
  { text, place, isWords }: Source,
  outer: Context,
): readonly Directive[] {
  const tokens = [...text.matchAll(TOKEN)];
  let line = 1;
  let at = 0;
  const where = (): string => (isWords ? place : `${place}:${line}`);
  const fail = (problem: string): never => {
    throw new NginxConfigError(`${problem}${where()}`);
  };
  const block = (context: Context, isInner: boolean): Directive[] => {
    const directives: Directive[] = [];
    let words: string[] = [];
    const take = (): void => {
      const [name = '', ...rest] = words;
      if (name === 'include' && context !== 'anything') {
        directives.push(...included(reading, rest, context, where()));
      } else {
        const directive = { name, words: rest, where: where() };
        check(directive, context, directives, false);
        directives.push(directive);
      }
      words = [];
    };
    for (;;) {
      const token = tokens[at++];
      if (token === undefined) {
        if (isWords && words.length > 0) fail('unexpected end of parameter, expecting ";"');
        if (words.length > 0) fail('unexpected end of file, expecting ";" or "}"');
        if (isInner) fail('unexpected end of file, expecting "}"');
        return directives;
      }
      const [all, double, single] = token;
      if (all === '\n') line += 1;
      else if (all.startsWith('#')) continue;
      else if (all === ';') {
        if (words.length === 0) fail('unexpected ";"');
        take();
      } else if (all === '{') {
        const [name = '', ...rest] = words;
        if (words.length === 0) fail('unexpected "{"');
        check({ name, words: rest, where: where() }, context, directives, true);
        words = [];
        const begun = where();
        const inner = block(innerContext(name, context), true);
        directives.push({ name, words: rest, block: inner, where: begun });
      } else if (all === '}') {
        if (!isInner || words.length > 0) fail('unexpected "}"');
        return directives;
      } else {
        line += all.split('\n').length - 1;
        const after = text[(token.index ?? 0) + all.length] ?? ' ';
        if (/^["']/.test(all) && !/[\s;{)]/.test(after)) fail(`unexpected "${after}"`);
        words.push(unescaped(double ?? single ?? all));
      }
    }
  };
  return block(outer, false);
}

function unescaped(text: string): string {
  return text.replace(/\\(["'\\;{} tnr])/g, (_, char: string) => ESCAPES[char] ?? char);
}

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' };

function innerContext(name: string, context: Context): Context {
  if (context === 'anything' || DATA_BLOCKS.has(name) || OTHER_BLOCKS.has(name)) return 'anything';
  if (name === 'if') return context === 'location' ? 'if in location' : 'if in server';
  if (name === 'server' && context === 'upstream') return 'anything';
  return isInner(name) ? name : 'anything';
}

function isInner(
  name: string,
): name is 'events' | 'http' | 'server' | 'location' | 'upstream' | 'limit_except' {
  return ['events', 'http', 'server', 'location', 'upstream', 'limit_except'].includes(name);
}

/** As ngx_conf_handler() does: is it known, may it stand here, is it whole, are its arguments as many as it takes. */
function check(directive: Directive, context: Context, before: readonly Directive[], isBlock: boolean): void {
  if (context === 'anything') return;
  const { name, words, where } = directive;
  const fail = (problem: string): never => {
    throw new NginxConfigError(`${problem}${where}`);
  };
  const kind = directiveAt(name, context);
  if (kind === 'unknown') return fail(`unknown directive "${name}"`);
  if (kind === 'not allowed here') return fail(`"${name}" directive is not allowed here`);
  if (!kind.isBlock && isBlock) fail(`directive "${name}" is not terminated by ";"`);
  if (kind.isBlock && !isBlock) fail(`directive "${name}" has no opening "{"`);
  if (!kind.takes(words.length)) fail(`invalid number of arguments in "${name}" directive`);
  if (isOnce(name, kind) && before.some((one) => one.name === name)) fail(`"${name}" directive is duplicate`);
  const problem = valueProblem(name, words[0] ?? '', kind);
  if (problem !== undefined) fail(problem);
}

function isOnce(name: string, { value }: DirectiveKind): boolean {
  return value !== '-' || ONCE.has(name);
}

function included(reading: Reading, words: readonly string[], context: Context, where: string): Directive[] {
  const [name = ''] = words;
  if (words.length !== 1)
    throw new NginxConfigError(`invalid number of arguments in "include" directive${where}`);
  const path = name.startsWith('/') ? name : `${reading.folder}/${name}`;
  const paths = /[*?[]/.test(path) ? matching(reading.p, path) : [path];
  return paths.flatMap((one) => readFile(reading, one, context, where));
}

/** The files whose names a pattern fits, sorted; glob(3). */
function matching({ files }: Process, pattern: string): readonly string[] {
  let found = [''];
  for (const part of pattern.split('/').filter(Boolean)) {
    const fits = globToRegex(part);
    const isPattern = /[*?[]/.test(part);
    found = found.flatMap((folder) => {
      if (!isPattern) return files.exists(`${folder}/${part}`) ? [`${folder}/${part}`] : [];
      if (!files.exists(folder === '' ? '/' : folder) || files.stat(folder || '/').kind !== 'directory')
        return [];
      const names = [...files.readDirectory(folder || '/')].sort();
      return names
        .filter((name) => fits.test(name) && (part.startsWith('.') || !name.startsWith('.')))
        .map((name) => `${folder}/${name}`);
    });
  }
  return found;
}
