// Apache's configuration files: read line by line, with what they include and load, and checked directive by directive.
import { isErrno, type Process, strerror } from '../../kernel';
import { globToRegex } from '../shared/glob';
import { type ApacheDirective, apacheModules, HOW, PLACES } from './apache-directives';
import { apacheValueProblem } from './apache-values';

/** A mistake in a configuration, in Apache's words. */
export class ApacheConfigError extends Error {}

export interface ApacheNode {
  /** As the module has it: `DocumentRoot`; of a section `<Directory`. */
  readonly name: string;
  readonly words: readonly string[];
  /** All that stands behind the name. */
  readonly text: string;
  readonly file: string;
  readonly line: number;
  readonly block?: readonly ApacheNode[];
}

/** Built into the image's httpd; Apache's other modules are loaded. */
export const BUILT_IN: readonly string[] = ['core', 'so', 'http', 'log_config', 'unixd', 'version'];
/** The image has log_config, unixd and version as files beside the others. */
export const STATIC: readonly string[] = ['core', 'so', 'http'];

export interface ApacheReading {
  readonly p: Process;
  readonly root: string;
  /** Of -D. */
  readonly defines: Set<string>;
  readonly modules: Set<string>;
  readonly variables: Map<string, string>;
  readonly files: string[];
  /** Lines for stderr, of what is odd and yet taken: module and text. */
  readonly warnings: (readonly [module: string, text: string])[];
  /** … and plain ones. */
  readonly remarks: string[];
}

export function newReading(p: Process, root: string, defines: readonly string[]): ApacheReading {
  return {
    p,
    root,
    defines: new Set(defines),
    modules: new Set(STATIC),
    variables: new Map(),
    files: [],
    warnings: [],
    remarks: [],
  };
}

/** Sections whose contents are read or passed over as a condition has it. */
const CONDITIONS: ReadonlySet<string> = new Set([
  'ifmodule',
  'ifdefine',
  'iffile',
  'ifversion',
  'ifdirective',
  'ifsection',
]);
const MOST_NESTED = 128;

interface Line {
  readonly text: string;
  readonly number: number;
}

/** A file and what it includes. Throws ApacheConfigError. */
export function readApacheFile(reading: ApacheReading, path: string, depth = 0): readonly ApacheNode[] {
  if (depth > MOST_NESTED)
    throw new ApacheConfigError(`Exceeded the maximum include depth of ${MOST_NESTED}`);
  let text: string;
  try {
    text = reading.p.files.readText(path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new ApacheConfigError(`Could not open configuration file ${path}: ${strerror(error.code)}`);
  }
  reading.files.push(path);
  return readApacheText(reading, text, path, depth);
}

/** Lines of a file, of `-c`, of .htaccess; `file` names them. */
export function readApacheText(
  reading: ApacheReading,
  text: string,
  file: string,
  depth = 0,
): readonly ApacheNode[] {
  const lines = joined(text);
  let at = 0;
  let last = 0;
  const fail = (problem: string): never => {
    const place = `Syntax error on line ${last} of ${file}: `;
    throw new ApacheConfigError(`${place}${problem}`);
  };
  const block = (
    open: { readonly name: string; readonly line: number } | undefined,
    isOn: boolean,
  ): ApacheNode[] => {
    const nodes: ApacheNode[] = [];
    for (;;) {
      const line = lines[at++];
      if (line === undefined) {
        if (open === undefined) return nodes;
        last = open.line;
        return fail(`${file}:${open.line}: <${open.name}> was not closed.`);
      }
      last = line.number;
      const expanded = expand(reading, line.text);
      const [, name = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(expanded) ?? [];
      if (name.startsWith('</')) {
        const closed = name.slice(2).replace(/>.*$/, '');
        if (open === undefined) return fail(`</${closed}> without matching <${closed}> section`);
        if (closed.toLowerCase() !== open.name.toLowerCase())
          return fail(`Expected </${open.name}> but saw </${closed}>`);
        return nodes;
      }
      if (name.startsWith('<')) {
        const [, title = '', more = ''] = /^<([^\s>]*)(.*)$/s.exec(expanded) ?? [];
        const section = title;
        const argument = more.trim();
        const words = wordsOf(argument.replace(/>\s*$/, ''));
        const isCondition = CONDITIONS.has(section.toLowerCase());
        const holds = !isCondition || !isOn || meets(reading, section.toLowerCase(), words);
        const begun = { name: section, line: line.number };
        const inner = block(begun, isOn && holds);
        if (!isOn) continue;
        if (isCondition) nodes.push(...(holds ? inner : []));
        else
          nodes.push({ name: `<${section}`, words, text: argument, file, line: line.number, block: inner });
        continue;
      }
      if (!isOn) continue;
      const node = { name, words: wordsOf(rest), text: rest, file, line: line.number };
      try {
        if (!readAtOnce(reading, node, nodes, depth)) nodes.push(node);
      } catch (error) {
        if (!(error instanceof ApacheConfigError)) throw error;
        fail(error.message);
      }
    }
  };
  return block(undefined, true);
}

/** Lines without comments and empty ones; a backslash joins a line with the next. */
function joined(text: string): readonly Line[] {
  const lines: Line[] = [];
  let before = '';
  for (const [index, raw] of text.split('\n').entries()) {
    const whole = before + raw.replace(/\r$/, '');
    before = '';
    if (whole.endsWith('\\')) {
      before = whole.slice(0, -1);
      continue;
    }
    const shown = whole.trim();
    if (shown !== '' && !shown.startsWith('#')) lines.push({ text: shown, number: index + 1 });
  }
  return lines;
}

/** `${NAME}` of Define or of the environment. */
function expand(reading: ApacheReading, text: string): string {
  return text.replace(/\$\{([^}:]+)\}/g, (whole, name: string) => {
    const value = reading.variables.get(name) ?? reading.p.env.get(name);
    if (value === undefined)
      reading.warnings.push(['core', `AH00111: Config variable ${whole} is not defined`]);
    return value ?? whole;
  });
}

function wordsOf(text: string): readonly string[] {
  return [...text.matchAll(/"((?:\\.|[^"\\])*)"?|'((?:\\.|[^'\\])*)'?|(\S+)/g)].map(
    ([, double, single, bare]) => (double ?? single)?.replace(/\\(["'\\])/g, '$1') ?? bare ?? '',
  );
}

function meets(reading: ApacheReading, kind: string, [first = '', second = '']: readonly string[]): boolean {
  const isNegated = first.startsWith('!');
  const name = first.replace(/^!/, '');
  return isHeld(reading, kind, name, second) !== isNegated;
}

function isHeld(reading: ApacheReading, kind: string, name: string, second: string): boolean {
  if (kind === 'ifmodule') return reading.modules.has(name.replace(/^mod_|_module$|\.c$/g, ''));
  if (kind === 'ifdefine') return reading.defines.has(name);
  if (kind === 'iffile') return reading.p.files.exists(below(reading.root, name));
  if (kind === 'ifversion') return second === '' || second.startsWith('2.4');
  return [...reading.modules].some((module) =>
    (apacheModules().get(module) ?? []).some((one) => one.name.toLowerCase() === name.toLowerCase()),
  );
}

export function below(root: string, path: string): string {
  return path.startsWith('/') ? path : `${root}/${path}`;
}

/** LoadModule, Include, Define: done while the file is read. Whether the directive was one of those. */
function readAtOnce(reading: ApacheReading, node: ApacheNode, nodes: ApacheNode[], depth: number): boolean {
  const { words } = node;
  const [first = '', second] = words;
  switch (node.name.toLowerCase()) {
    case 'loadmodule':
      load(reading, words);
      return true;
    case 'define':
      reading.defines.add(first);
      if (second !== undefined) reading.variables.set(first, second);
      return true;
    case 'undefine':
      reading.defines.delete(first);
      reading.variables.delete(first);
      return true;
    case 'include':
    case 'includeoptional':
      if (words.length !== 1)
        throw new ApacheConfigError(
          `${node.name} takes one argument, Name(s) of the config file(s) to be included; shell wildcard characters are permitted`,
        );
      for (const path of included(reading, first, node.name.toLowerCase() === 'includeoptional'))
        nodes.push(...readApacheFile(reading, path, depth + 1));
      return true;
    case 'serverroot':
      if (!reading.p.files.exists(first)) throw new ApacheConfigError('ServerRoot must be a valid directory');
      return false;
  }
  return false;
}

function load(reading: ApacheReading, [module = '', path]: readonly string[]): void {
  if (path === undefined)
    throw new ApacheConfigError(
      'LoadModule takes two arguments, a module name and the name of a shared object file to load it from',
    );
  const name = module.replace(/_module$/, '');
  if (reading.modules.has(name)) {
    reading.warnings.push(['so', `AH01574: module ${module} is already loaded, skipping`]);
    return;
  }
  const whole = below(reading.root, path);
  const stem = /\/mod_(\w+)\.so$/.exec(whole)?.[1] ?? '';
  if (!apacheModules().has(stem) || !whole.startsWith(`${reading.root}/modules/`))
    throw new ApacheConfigError(
      `Cannot load ${path} into server: ${whole}: cannot open shared object file: No such file or directory`,
    );
  if (stem !== name)
    throw new ApacheConfigError(
      `Can't locate API module structure \`${module}' in file ${whole}: ${whole}: undefined symbol: ${module}`,
    );
  reading.modules.add(name);
}

function included({ p, root }: ApacheReading, word: string, isOptional: boolean): readonly string[] {
  const path = below(root, word);
  if (!/[*?[]/.test(path)) {
    if (isOptional && !p.files.exists(path)) return [];
    if (p.files.exists(path) && p.files.stat(path).kind === 'directory')
      return [...p.files.readDirectory(path)].sort().map((name) => `${path}/${name}`);
    return [path];
  }
  const folder = path.slice(0, path.lastIndexOf('/'));
  const pattern = path.slice(folder.length + 1);
  const names = p.files.exists(folder) ? [...p.files.readDirectory(folder)].sort() : [];
  const found = names.filter((name) => globToRegex(pattern).test(name));
  if (found.length === 0 && !isOptional)
    throw new ApacheConfigError(
      `Include/IncludeOptional: No matches for the wildcard '${pattern}' in '${folder}', failing`,
    );
  return found.map((name) => `${folder}/${name}`);
}

/** Where directives stand while they are checked. */
export type ApacheContext = 'server' | 'host' | 'section' | '.htaccess';

/** Bits of the places that a directive may have where it stands. */
const ALLOWED: Readonly<Record<ApacheContext, number>> = {
  server: PLACES.server | PLACES.everywhere,
  host: PLACES.server | PLACES.everywhere,
  section: PLACES.access | PLACES.htaccess,
  '.htaccess': PLACES.htaccess,
};

/** Checks all directives as Apache does when it walks through them. Throws ApacheConfigError. */
export function checkApache(
  reading: ApacheReading,
  nodes: readonly ApacheNode[],
  context: ApacheContext = 'server',
  section = '',
): void {
  for (const node of nodes) {
    const fail = (problem: string): never => {
      if (context === '.htaccess') throw new ApacheConfigError(`${node.file}: ${problem}`);
      throw new ApacheConfigError(`AH00526: Syntax error on line ${node.line} of ${node.file}:\n${problem}`);
    };
    const directive = known(reading, node.name);
    if (directive === undefined)
      return fail(
        `Invalid command '${node.name}', perhaps misspelled or defined by a module not included in the server configuration`,
      );
    const { name, places } = directive;
    const allowed = places & ALLOWED[context];
    if (allowed === 0 && context === 'section' && node.block === undefined)
      fail(`${name} not allowed in <${section}> context`);
    if (allowed === 0) fail(`${name} not allowed here`);
    if (node.block !== undefined) {
      if (!node.text.includes('>')) fail(`${name}> directive missing closing '>'`.replace('>>', '>'));
      if (node.words.length === 0) fail(`${name}> directive requires additional arguments`);
    }
    const problem = arityProblem(directive, node) ?? apacheValueProblem(reading, node, name, context);
    if (problem !== undefined) fail(problem);
    if (node.block === undefined) continue;
    const inner = name === '<VirtualHost' ? 'host' : context === '.htaccess' ? '.htaccess' : 'section';
    checkApache(reading, node.block, inner, name.slice(1));
  }
}

/** A directive of the modules that are loaded; names are the same in any case of letters. */
function known(reading: ApacheReading, name: string): ApacheDirective | undefined {
  const lower = name.toLowerCase();
  for (const module of reading.modules) {
    const found = (apacheModules().get(module) ?? []).find((one) => one.name.toLowerCase() === lower);
    if (found !== undefined) return found;
  }
  return undefined;
}

const COUNTS: Readonly<Record<number, readonly [least: number, most: number, words: string]>> = {
  [HOW.take1]: [1, 1, 'takes one argument'],
  [HOW.take2]: [2, 2, 'takes two arguments'],
  [HOW.iterate]: [1, Infinity, 'requires at least one argument'],
  [HOW.iterate2]: [2, Infinity, 'requires at least two arguments'],
  [HOW.none]: [0, 0, 'takes no arguments'],
  [HOW.take12]: [1, 2, 'takes one or two arguments'],
  [HOW.take3]: [3, 3, 'takes three arguments'],
  [HOW.take23]: [2, 3, 'takes two or three arguments'],
  [HOW.take123]: [1, 3, 'takes one, two or three arguments'],
  [HOW.take13]: [1, 3, 'takes one or three arguments'],
};

function arityProblem(
  { name, how, meaning }: ApacheDirective,
  { words, block }: ApacheNode,
): string | undefined {
  if (block !== undefined) return undefined;
  if (how === HOW.flag)
    return /^(on|off)$/i.test(words[0] ?? '') && words.length === 1 ? undefined : `${name} must be On or Off`;
  const [least, most, text] = COUNTS[how] ?? [0, Infinity, ''];
  const isOdd = how === HOW.take13 && words.length === 2;
  if (words.length >= least && words.length <= most && !isOdd) return undefined;
  if (how === HOW.iterate && words.length === 0) return undefined;
  return meaning === undefined ? `${name} ${text}` : `${name} ${text}, ${meaning}`;
}
