import { parseUrl, type Url } from '../network/url';

/** nginx's configuration, as far as serving files and passing requests on needs it. */
export interface NginxLocation {
  readonly prefix: string;
  readonly isExact: boolean;
  readonly root?: string;
  readonly returns?: { readonly status: number; readonly text: string };
  /** Where requests are passed on to, and with which headers of their own. */
  readonly proxy?: NginxProxy;
  /** What is tried in turn; the last one is where to go when nothing is there. */
  readonly tryFiles?: readonly string[];
}

export interface NginxProxy {
  readonly url: Url;
  /** The path that takes the place of the location's; undefined: the request's own path is kept. */
  readonly path: string | undefined;
  /** Name -> text with variables. */
  readonly headers: readonly (readonly [string, string])[];
  /** `file:line` */
  readonly where: string;
}

export interface NginxServer {
  readonly ports: readonly number[];
  readonly names: readonly string[];
  readonly root: string;
  readonly index: readonly string[];
  /** What it answers whatever is asked for. */
  readonly returns?: NginxLocation['returns'];
  readonly locations: readonly NginxLocation[];
}

export class NginxConfigError extends Error {}

export interface Directive {
  readonly words: readonly string[];
  readonly block?: readonly Directive[];
  /** `file:line` of its end. */
  readonly where: string;
}

/** Reads a file's directives. Throws NginxConfigError in nginx's words. */
export function parseNginx(text: string, file: string): readonly Directive[] {
  const tokens = [...text.matchAll(/#[^\n]*|"((?:\\.|[^"])*)"|'((?:\\.|[^'])*)'|[{};]|[^\s{};]+|\n/g)];
  let line = 1;
  let at = 0;
  const fail = (problem: string): never => {
    throw new NginxConfigError(`${problem} in ${file}:${line}`);
  };
  const block = (isInner: boolean): Directive[] => {
    const directives: Directive[] = [];
    let words: string[] = [];
    for (;;) {
      const token = tokens[at++];
      if (token === undefined) {
        if (isInner || words.length > 0) fail('unexpected end of file, expecting ";" or "}"');
        return directives;
      }
      const [all, double, single] = token;
      if (all === '\n') line++;
      else if (all.startsWith('#')) continue;
      else if (all === ';') {
        if (words.length === 0) fail('unexpected ";"');
        directives.push({ words, where: `${file}:${line}` });
        words = [];
      } else if (all === '{') {
        directives.push({ words, block: block(true), where: `${file}:${line}` });
        words = [];
      } else if (all === '}') {
        if (!isInner || words.length > 0) fail('unexpected "}"');
        return directives;
      } else words.push(double ?? single ?? all);
    }
  };
  return block(false);
}

/** The words after a directive's name; undefined without it. */
export function wordsOf(directives: readonly Directive[], name: string): readonly string[] | undefined {
  return directives.find(({ words }) => words[0] === name)?.words.slice(1);
}

/** The servers of some files' directives; without any, nginx's defaults. */
export function serversOf(directives: readonly Directive[]): readonly NginxServer[] {
  return directives.flatMap((directive) => {
    if (directive.words[0] === 'http') return serversOf(directive.block ?? []);
    return directive.words[0] === 'server' && directive.block ? [serverOf(directive.block)] : [];
  });
}

/** The server that answers on a port: by the name that was asked for, else the first one. */
export function serverFor(
  servers: readonly NginxServer[],
  port: number,
  host: string,
): NginxServer | undefined {
  const here = servers.filter(({ ports }) => ports.includes(port));
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return here.find(({ names }) => names.includes(name)) ?? here[0];
}

function serverOf(block: readonly Directive[]): NginxServer {
  const locations = block
    .filter(({ words }) => words[0] === 'location')
    .map(({ words, block: inner = [] }) => locationOf(words, inner));
  const inherited = block.find(({ words }) => words[0] === 'location' && words.at(-1) === '/')?.block ?? [];
  const listens = block
    .filter(({ words }) => words[0] === 'listen')
    .map(({ words: [, where = ''] }) => where);
  const answer = wordsOf(block, 'return');
  return {
    ...(answer === undefined ? {} : { returns: returnsOf(answer) }),
    ports: [...new Set((listens.length === 0 ? ['80'] : listens).map(portOf))],
    names: wordsOf(block, 'server_name') ?? [''],
    root: wordsOf(block, 'root')?.[0] ?? '/usr/share/nginx/html',
    index: wordsOf(block, 'index') ?? wordsOf(inherited, 'index') ?? ['index.html'],
    locations,
  };
}

/** `8080`, `[::]:80` or `127.0.0.1:81`. */
function portOf(listen: string): number {
  return Number(/(?:^|:)(\d+)$/.exec(listen)?.[1] ?? 80);
}

function locationOf(words: readonly string[], inner: readonly Directive[]): NginxLocation {
  const root = wordsOf(inner, 'root')?.[0];
  const answer = wordsOf(inner, 'return');
  const proxy = proxyOf(inner);
  const tryFiles = wordsOf(inner, 'try_files');
  return {
    prefix: words.at(-1) ?? '/',
    isExact: words[1] === '=',
    ...(root === undefined ? {} : { root }),
    ...(answer === undefined ? {} : { returns: returnsOf(answer) }),
    ...(proxy === undefined ? {} : { proxy }),
    ...(tryFiles === undefined ? {} : { tryFiles }),
  };
}

function proxyOf(inner: readonly Directive[]): NginxProxy | undefined {
  const directive = inner.find(({ words }) => words[0] === 'proxy_pass');
  if (directive === undefined) return undefined;
  const [, address = ''] = directive.words;
  if (!/^https?:\/\//.test(address)) throw new NginxConfigError(`invalid URL prefix in ${directive.where}`);
  const url = parseUrl(address);
  if (url === undefined) throw new NginxConfigError(`no host in upstream "${address}" in ${directive.where}`);
  const headers = inner
    .filter(({ words }) => words[0] === 'proxy_set_header')
    .map(({ words: [, name = '', value = ''] }) => [name, value] as const);
  const path = /^https?:\/\/[^/]*\//.test(address) ? url.path : undefined;
  return { url, path, headers, where: directive.where };
}

/** `return 404;`, `return 200 "text";`, `return 301 /there;` or an address alone. */
function returnsOf([first = '', text = '']: readonly string[]): NonNullable<NginxLocation['returns']> {
  return /^\d+$/.test(first) ? { status: Number(first), text } : { status: 302, text: first };
}
