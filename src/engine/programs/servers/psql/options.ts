// psql's command line (startup.c).
import { readTextIfThere, type Process } from '../../../kernel';
import { PLAIN, type Style } from './table';

export const PORT = 5432;

export interface Options {
  readonly user: string;
  readonly database: string;
  readonly host?: string;
  readonly port: number;
  readonly password?: string;
  /** Commands and files in the order in which they stand. */
  readonly actions: readonly { readonly kind: 'command' | 'file'; readonly text: string }[];
  readonly style: Style;
  readonly isQuiet: boolean;
  readonly listsDatabases: boolean;
  readonly asksPassword: boolean;
  readonly neverAsks: boolean;
  readonly echo: 'none' | 'queries' | 'all' | 'errors';
  readonly isSingleTransaction: boolean;
  readonly output?: string;
  readonly variables: ReadonlyMap<string, string>;
}

const VALUED: Readonly<Record<string, string>> = {
  U: 'username',
  d: 'dbname',
  h: 'host',
  p: 'port',
  c: 'command',
  f: 'file',
  v: 'set',
  F: 'field-separator',
  R: 'record-separator',
  P: 'pset',
  o: 'output',
  T: 'table-attr',
  L: 'log-file',
};
const ALSO_VALUED = new Set(['variable']);
const FLAGS: Readonly<Record<string, string>> = {
  t: 'tuples-only',
  A: 'no-align',
  x: 'expanded',
  q: 'quiet',
  l: 'list',
  W: 'password',
  w: 'no-password',
  X: 'no-psqlrc',
  e: 'echo-queries',
  a: 'echo-all',
  b: 'echo-errors',
  n: 'no-readline',
  '1': 'single-transaction',
};
const LONG_FLAGS = new Set([...Object.values(FLAGS), 'csv']);
const NOT_MODELLED = new Map([
  ['H', 'html'],
  ['E', 'echo-hidden'],
  ['S', 'single-line'],
  ['s', 'single-step'],
  ['0', 'record-separator-zero'],
  ['z', 'field-separator-zero'],
]);

/** Debian's psql is a script that starts the version's own, with its whole path. */
function programName(p: Process): string {
  const name = (p.argv[0] ?? 'psql').replace(/^.*\//, '');
  const real = `/usr/lib/postgresql/${p.env.get('PG_MAJOR') ?? ''}/bin/${name}`;
  return p.files.exists(real) ? real : name;
}

/** What is wrong with a command line. */
export interface Refusal {
  readonly text: string;
  /** Whether --help is pointed to. */
  readonly hasHint: boolean;
}

/** The options, or what is wrong with them. */
export function readOptions(p: Process, words: readonly string[]): Options | Refusal {
  const values = new Map<string, string[]>();
  const flags = new Set<string>();
  const operands: string[] = [];
  const actions: { kind: 'command' | 'file'; text: string }[] = [];
  const rest = [...words];
  const own = programName(p);
  const note = (name: string, value: string): void => {
    values.set(name, [...(values.get(name) ?? []), value]);
    if (name === 'command' || name === 'file') actions.push({ kind: name, text: value });
  };
  const wrong = (text: string): Refusal => ({ text: `${own}: ${text}`, hasHint: true });
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      operands.push(...rest);
      break;
    }
    const [, long, value] = /^--([\w-]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
    if (long !== undefined) {
      if (Object.values(VALUED).includes(long) || ALSO_VALUED.has(long)) {
        const given = value ?? rest.shift();
        if (given === undefined) return wrong(`option '--${long}' requires an argument`);
        note(long === 'variable' ? 'set' : long, given);
      } else if (LONG_FLAGS.has(long)) flags.add(long);
      else if ([...NOT_MODELLED.values()].includes(long))
        return { text: `${own}: the option --${long} is not modelled here`, hasHint: false };
      else return wrong(`unrecognized option '${word}'`);
    } else if (/^-./.test(word)) {
      for (let at = 1; at < word.length; at++) {
        const letter = word[at] ?? '';
        const valued = VALUED[letter];
        if (valued !== undefined) {
          const given = word.slice(at + 1) || rest.shift();
          if (given === undefined) return wrong(`option requires an argument -- '${letter}'`);
          note(valued, given);
          break;
        }
        if (NOT_MODELLED.has(letter))
          return { text: `${own}: the option -${letter} is not modelled here`, hasHint: false };
        const flag = FLAGS[letter];
        if (flag === undefined) return wrong(`invalid option -- '${letter}'`);
        flags.add(flag);
      }
    } else operands.push(word);
  }
  return optionsOf(p, values, flags, operands, actions);
}

/** `host=db user=app` and `postgresql://app@db/shop`: what a connection string says. */
function connectionString(text: string): ReadonlyMap<string, string> {
  const uri = /^postgres(?:ql)?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^:/?]*)(?::(\d+))?(?:\/([^?]*))?/.exec(
    text,
  );
  const found = new Map<string, string>();
  const put = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') found.set(name, decodeURIComponent(value));
  };
  if (uri) {
    const [, user, password, host, port, database] = uri;
    put('user', user);
    put('password', password);
    put('host', host);
    put('port', port);
    put('dbname', database);
  } else if (/^\s*\w+\s*=/.test(text))
    for (const [, name = '', quoted, plain] of text.matchAll(/(\w+)\s*=\s*(?:'([^']*)'|(\S*))/g))
      put(name, quoted ?? plain);
  return found;
}

function optionsOf(
  p: Process,
  values: ReadonlyMap<string, readonly string[]>,
  flags: ReadonlySet<string>,
  operands: readonly string[],
  actions: Options['actions'],
): Options {
  const last = (name: string): string | undefined => values.get(name)?.at(-1);
  const [named = last('dbname'), userOperand] =
    last('dbname') === undefined ? operands : [last('dbname'), ...operands];
  const isString = named !== undefined && (/^postgres(ql)?:\/\//.test(named) || named.includes('='));
  const string = isString ? connectionString(named) : new Map<string, string>();
  const { env } = p;
  const user = string.get('user') ?? last('username') ?? userOperand ?? env.get('PGUSER') ?? userName(p);
  const host = string.get('host') ?? last('host') ?? env.get('PGHOST');
  const password = string.get('password') ?? env.get('PGPASSWORD');
  const database =
    (isString ? string.get('dbname') : named) ??
    env.get('PGDATABASE') ??
    (flags.has('list') ? 'postgres' : user);
  const output = last('output');
  return {
    user,
    database,
    port: Number(string.get('port') ?? last('port') ?? env.get('PGPORT') ?? PORT) || PORT,
    ...(host === undefined || host.startsWith('/') || host === '' ? {} : { host }),
    ...(password === undefined ? {} : { password }),
    actions,
    style: styleOf(flags, values),
    isQuiet: flags.has('quiet'),
    listsDatabases: flags.has('list'),
    asksPassword: flags.has('password'),
    neverAsks: flags.has('no-password'),
    echo: flags.has('echo-all')
      ? 'all'
      : flags.has('echo-queries')
        ? 'queries'
        : flags.has('echo-errors')
          ? 'errors'
          : 'none',
    isSingleTransaction: flags.has('single-transaction'),
    ...(output === undefined ? {} : { output }),
    variables: new Map(
      (values.get('set') ?? []).map((one) => [
        one.split('=')[0] ?? '',
        one.includes('=') ? one.slice(one.indexOf('=') + 1) : 'on',
      ]),
    ),
  };
}

function styleOf(flags: ReadonlySet<string>, values: ReadonlyMap<string, readonly string[]>): Style {
  let style: Style = {
    ...PLAIN,
    isBare: flags.has('tuples-only'),
    format: flags.has('csv') ? 'csv' : flags.has('no-align') ? 'unaligned' : 'aligned',
    expanded: flags.has('expanded') ? 'on' : 'off',
    separator: values.get('field-separator')?.at(-1) ?? '|',
  };
  for (const setting of values.get('pset') ?? []) {
    const [name = '', value = ''] = setting.split(/=(.*)/s);
    if (name === 'null') style = { ...style, nullText: value };
    else if (name === 'border') style = { ...style, border: value === '2' ? 2 : value === '0' ? 0 : 1 };
    else if (name === 'footer') style = { ...style, hasFooter: value !== 'off' };
    else if (name === 'expanded')
      style = { ...style, expanded: value === 'auto' ? 'auto' : value === 'off' ? 'off' : 'on' };
    else if (name === 'tuples_only') style = { ...style, isBare: value !== 'off' };
    else if (name === 'format' && /^(aligned|unaligned|csv)$/.test(value))
      style = { ...style, format: value === 'csv' ? 'csv' : value === 'unaligned' ? 'unaligned' : 'aligned' };
    else if (name === 'fieldsep') style = { ...style, separator: value };
  }
  return style;
}

function userName(p: Process): string {
  const row = (readTextIfThere(p.files, '/etc/passwd') ?? '')
    .split('\n')
    .find((line) => line.split(':')[2] === String(p.credentials.uid));
  return row?.split(':')[0] ?? 'root';
}
