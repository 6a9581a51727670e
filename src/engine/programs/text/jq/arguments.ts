/** jq's command line, which it reads itself. Source: the jq manual ("Invoking jq"); both programs, run. */
import { JsonFault, valueOf, valuesOf } from './inputs';
import type { Json } from './values';
import type { JqVersion } from './version';

export interface JqArguments {
  readonly flags: ReadonlySet<string>;
  /** Undefined: none was given. */
  readonly program: string | undefined;
  readonly files: readonly string[];
  readonly named: ReadonlyMap<string, Json>;
  readonly positional: readonly Json[];
  /** What a level is indented by. */
  readonly indent: number | 'tab';
}

/** What is wrong with the arguments; `isPlain`: without a hint to the help. */
export class JqUsageError extends Error {
  constructor(
    message: string,
    readonly isPlain = false,
  ) {
    super(message);
  }
}

const LONG: Readonly<Record<string, string>> = {
  slurp: 's',
  'raw-input': 'R',
  'null-input': 'n',
  'compact-output': 'c',
  'raw-output': 'r',
  'join-output': 'j',
  'ascii-output': 'a',
  'color-output': 'C',
  'monochrome-output': 'M',
  'sort-keys': 'S',
  'exit-status': 'e',
  'from-file': 'f',
  unbuffered: 'unbuffered',
  tab: 'tab',
  stream: 'stream',
  'stream-errors': 'stream-errors',
  seq: 'seq',
  'raw-output0': 'raw-output0',
  help: 'h',
  version: 'V',
  'build-configuration': 'build-configuration',
};
/** Since 1.7. */
const NEWER = /^(?:raw-output0|build-configuration|b)$/;
const LETTERS = /^[sRncrjaCMSefhVb]$/;
const MOST_INDENT = 7;

/** Reads a file's text, or says why not. */
export type ReadText = (path: string) => { readonly text: string } | { readonly fault: string };

/** Throws JqUsageError. */
export function argumentsOf(args: readonly string[], version: JqVersion, read: ReadText): JqArguments {
  const flags = new Set<string>();
  const named = new Map<string, Json>();
  const positional: Json[] = [];
  const files: string[] = [];
  let indent: number | 'tab' = 2;
  let program: string | undefined;
  let further: 'files' | 'args' | 'jsonargs' = 'files';
  let isOver = false;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (isOver || !/^-[-a-zA-Z]/.test(arg)) {
      if (program === undefined) program = arg;
      else if (further === 'files') files.push(arg);
      else if (further === 'args') positional.push(arg);
      else positional.push(json(arg, 'jsonargs', version));
      continue;
    }
    if (arg === '--') {
      isOver = true;
      continue;
    }
    const take = (count: number): readonly string[] => {
      const taken = args.slice(at + 1, at + 1 + count);
      if (taken.length < count) throw new JqUsageError(shortOf(arg, count));
      at += count;
      return taken;
    };
    switch (arg) {
      case '--arg': {
        const [name = '', value = ''] = take(2);
        if (!named.has(name)) named.set(name, value);
        continue;
      }
      case '--argjson': {
        const [name = '', value = ''] = take(2);
        if (!named.has(name)) named.set(name, json(value, 'argjson', version));
        continue;
      }
      case '--slurpfile':
      case '--rawfile': {
        const [name = '', path = ''] = take(2);
        named.set(name, fileValue(arg, name, path, version, read));
        continue;
      }
      case '--args':
      case '--jsonargs':
        further = arg === '--args' ? 'args' : 'jsonargs';
        continue;
      case '--indent':
        indent = indentOf(take(1)[0] ?? '');
        continue;
      case '-L':
        take(1);
        continue;
      default:
    }
    for (const flag of flagsOf(arg, version)) flags.add(flag);
    if (flags.has('tab')) indent = 'tab';
  }
  return { flags, program, files, named, positional, indent };
}

function flagsOf(arg: string, version: JqVersion): readonly string[] {
  const unknown = new JqUsageError(`Unknown option ${arg}`);
  const isKnown = (flag: string): boolean => !version.isOld || !NEWER.test(flag);
  if (arg.startsWith('--')) {
    const flag = LONG[arg.slice(2)];
    if (flag === undefined || !isKnown(flag)) throw unknown;
    return [flag];
  }
  const letters = [...arg.slice(1)];
  if (!letters.every((letter) => LETTERS.test(letter) && isKnown(letter))) throw unknown;
  return letters;
}

function shortOf(arg: string, count: number): string {
  if (count === 1) return `${arg} takes one parameter`;
  const what = arg === '--arg' ? 'value' : arg === '--argjson' ? 'text' : 'filename';
  return `${arg} takes two parameters (e.g. ${arg} varname ${what})`;
}

function indentOf(text: string): number | 'tab' {
  const count = parseInt(text, 10) || 0;
  if (count < -1 || count > MOST_INDENT)
    throw new JqUsageError(`--indent takes a number between -1 and ${String(MOST_INDENT)}`);
  return count === -1 ? 'tab' : count;
}

function json(text: string, option: string, version: JqVersion): Json {
  try {
    return valueOf(text, version);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    throw new JqUsageError(`invalid JSON text passed to --${option}`);
  }
}

function fileValue(option: string, name: string, path: string, version: JqVersion, read: ReadText): Json {
  const wrong = (why: string): JqUsageError =>
    new JqUsageError(`Bad JSON in ${option} ${name} ${path}: ${why}`, true);
  const found = read(path);
  if ('fault' in found) throw wrong(`Could not open ${path}: ${found.fault}`);
  if (option === '--rawfile') return found.text;
  try {
    return [...valuesOf(found.text, version)].map(({ value }) => value);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    throw wrong(error.message);
  }
}
