// psql's command line (startup.c).
import type { Process } from '../../../kernel';
import type { Parameters } from './connection-string';
import { readWords, type OptionTable, type Refusal } from './getopt';
import { changeOption } from './settings';
import { PLAIN, type Style } from './table';

export interface Options {
  /** Where to connect to, by libpq's keywords. */
  readonly parameters: Parameters;
  /** Operands that psql does not know what to do with. */
  readonly surplus: readonly string[];
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
  /** A file that gets a copy of all output, below the statement. */
  readonly log?: string;
  readonly variables: ReadonlyMap<string, string>;
}

const TABLE: OptionTable = {
  valued: {
    username: 'U',
    dbname: 'd',
    host: 'h',
    port: 'p',
    command: 'c',
    file: 'f',
    set: 'v',
    variable: '',
    'field-separator': 'F',
    'record-separator': 'R',
    pset: 'P',
    output: 'o',
    'table-attr': 'T',
    'log-file': 'L',
  },
  flags: {
    'tuples-only': 't',
    'no-align': 'A',
    expanded: 'x',
    quiet: 'q',
    list: 'l',
    password: 'W',
    'no-password': 'w',
    'no-psqlrc': 'X',
    'echo-queries': 'e',
    'echo-all': 'a',
    'echo-errors': 'b',
    'no-readline': 'n',
    'single-transaction': '1',
    'record-separator-zero': '0',
    'field-separator-zero': 'z',
    csv: '',
  },
  notModelled: { html: 'H', 'echo-hidden': 'E', 'single-line': 'S', 'single-step': 's' },
};

/** The options, or what is wrong with them. */
export function readOptions(p: Process, words: readonly string[]): Options | Refusal {
  const given = readWords(p, words, TABLE);
  if ('hasHint' in given) return given;
  const values = new Map<string, string[]>();
  const flags = new Set<string>();
  const actions: { kind: 'command' | 'file'; text: string }[] = [];
  for (const { name: written, value } of given.options) {
    const name = written === 'variable' ? 'set' : written;
    if (!(name in TABLE.valued)) flags.add(name);
    else values.set(name, [...(values.get(name) ?? []), value]);
    if (name === 'command' || name === 'file') actions.push({ kind: name, text: value });
  }
  return optionsOf(values, flags, given.operands, actions);
}

function optionsOf(
  values: ReadonlyMap<string, readonly string[]>,
  flags: ReadonlySet<string>,
  operands: readonly string[],
  actions: Options['actions'],
): Options | Refusal {
  const last = (name: string): string | undefined => values.get(name)?.at(-1);
  const rest = [...operands];
  const database = last('dbname') ?? rest.shift() ?? (flags.has('list') ? 'postgres' : '');
  const user = last('username') ?? rest.shift() ?? '';
  const style = styleOf(flags, values);
  if ('hasHint' in style) return style;
  const [output, log] = [last('output'), last('log-file')];
  return {
    parameters: new Map([
      ['dbname', database],
      ['user', user],
      ['host', last('host') ?? ''],
      ['port', last('port') ?? ''],
    ]),
    surplus: rest,
    actions,
    style,
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
    ...(log === undefined ? {} : { log }),
    variables: new Map(
      (values.get('set') ?? []).map((one) => [
        one.split('=')[0] ?? '',
        one.includes('=') ? one.slice(one.indexOf('=') + 1) : 'on',
      ]),
    ),
  };
}

function styleOf(
  flags: ReadonlySet<string>,
  values: ReadonlyMap<string, readonly string[]>,
): Style | Refusal {
  let style: Style = {
    ...PLAIN,
    isBare: flags.has('tuples-only'),
    format: flags.has('csv') ? 'csv' : flags.has('no-align') ? 'unaligned' : 'aligned',
    expanded: flags.has('expanded') ? 'on' : 'off',
    separator: flags.has('field-separator-zero') ? '\0' : (values.get('field-separator')?.at(-1) ?? '|'),
    recordSeparator: flags.has('record-separator-zero')
      ? '\0'
      : (values.get('record-separator')?.at(-1) ?? '\n'),
  };
  for (const setting of values.get('pset') ?? []) {
    const [name = '', value] = setting.split(/=(.*)/s);
    const changed = changeOption(style, name, value);
    if (changed.isError)
      return {
        text: `psql: error: ${changed.text}psql: error: could not set printing parameter "${name}"`,
        hasHint: false,
      };
    ({ style } = changed);
  }
  return style;
}
