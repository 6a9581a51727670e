/** nginx's configuration, as far as serving files needs it: listen, server_name, root, index, location. */
export interface NginxLocation {
  readonly prefix: string;
  readonly isExact: boolean;
  readonly root?: string;
  readonly returns?: { readonly status: number; readonly text: string };
}

export interface NginxServer {
  readonly port: number;
  readonly name: string;
  readonly root: string;
  readonly index: readonly string[];
  readonly locations: readonly NginxLocation[];
}

export class NginxConfigError extends Error {}

interface Directive {
  readonly words: readonly string[];
  readonly block?: readonly Directive[];
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
        directives.push({ words });
        words = [];
      } else if (all === '{') {
        directives.push({ words, block: block(true) });
        words = [];
      } else if (all === '}') {
        if (!isInner || words.length > 0) fail('unexpected "}"');
        return directives;
      } else words.push(double ?? single ?? all);
    }
  };
  return block(false);
}

/** The servers of some files' directives; without any, nginx's defaults. */
export function serversOf(directives: readonly Directive[]): readonly NginxServer[] {
  return directives.flatMap((directive) => {
    if (directive.words[0] === 'http') return serversOf(directive.block ?? []);
    return directive.words[0] === 'server' && directive.block ? [serverOf(directive.block)] : [];
  });
}

function serverOf(block: readonly Directive[]): NginxServer {
  const find = (name: string): readonly string[] | undefined =>
    block.find(({ words }) => words[0] === name)?.words;
  const root = find('root')?.[1] ?? '/usr/share/nginx/html';
  const locations = block
    .filter(({ words }) => words[0] === 'location')
    .map(({ words, block: inner = [] }): NginxLocation => {
      const own = inner.find((directive) => directive.words[0] === 'root')?.words[1];
      const answer = inner.find((directive) => directive.words[0] === 'return')?.words;
      const returns = answer && { status: Number(answer[1]), text: answer[2] ?? '' };
      return {
        prefix: words.at(-1) ?? '/',
        isExact: words[1] === '=',
        ...(own === undefined ? {} : { root: own }),
        ...(returns === undefined ? {} : { returns }),
      };
    });
  const inherited = block.find(({ words }) => words[0] === 'location' && words.at(-1) === '/')?.block ?? [];
  const indexed = find('index') ??
    inherited.find(({ words }) => words[0] === 'index')?.words ?? ['index', 'index.html'];
  return {
    port: Number(/(\d+)$/.exec(find('listen')?.[1] ?? '80')?.[1] ?? 80),
    name: find('server_name')?.[1] ?? '',
    root,
    index: indexed.slice(1),
    locations,
  };
}
