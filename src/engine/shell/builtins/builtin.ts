import type { Task } from '../../kernel';
import type { Assignment } from '../ast';
import { Failure } from '../control';
import type { Shell } from '../shell';

/** What a builtin is told beside its arguments. */
export interface BuiltinCall {
  /** Arguments of the form `name=(…)`, by position. */
  readonly arrays: ReadonlyMap<number, Assignment>;
  /** Nothing comes after it: a program may take the shell's process. */
  readonly isLast: boolean;
  /** Its redirections stay when it is over (`exec`). */
  keepRedirects(): void;
}

export type DialectName = 'bash' | 'dash' | 'ash';

/** What a builtin does; `args[0]` is its name. */
export type RunBuiltin = (shell: Shell, args: readonly string[], call: BuiltinCall) => Task<number>;

/** A command that the shell itself runs. */
export interface Builtin {
  readonly names: readonly string[];
  /** Shells that know it; default all. */
  readonly dialects?: readonly DialectName[];
  /** POSIX's special builtins: their errors end a script, assignments before them stay. */
  readonly isSpecial?: boolean;
  readonly run: RunBuiltin;
}

const SPECIAL = new Set([
  '.',
  ':',
  'break',
  'continue',
  'eval',
  'exec',
  'exit',
  'export',
  'readonly',
  'return',
  'set',
  'shift',
  'local', // in the Almquist shells
  'times',
  'trap',
  'unset',
  'source',
]);

/**
 * An error of a builtin. bash: a status. The Almquist shells: status 2, and the end of the script if the
 * builtin is a special one.
 */
export function* fault(shell: Shell, name: string, text: string, status = 1): Task<number> {
  yield* shell.complain(text, name);
  if (!shell.dialect.isStrict) return status;
  throw new Failure(2, SPECIAL.has(name) ? 'shell' : 'command');
}

/** A wrong option or too few arguments. */
export function* misuse(shell: Shell, name: string, usage: string, text?: string): Task<number> {
  if (text !== undefined) yield* shell.complain(text, name);
  yield* shell.writeError(`${name}: usage: ${usage}\n`);
  return 2;
}

/** An option that the builtin does not have. */
export function* badOption(shell: Shell, name: string, letter: string, usage: string): Task<number> {
  if (shell.isBash) return yield* misuse(shell, name, usage, `-${letter}: invalid option`);
  const text = shell.dialect.name === 'dash' ? `Illegal option -${letter}` : `illegal option -${letter}`;
  return yield* fault(shell, name, text, 2);
}

/** Something that is not a number, as the Almquist shells say it. */
export function illegalNumber(shell: Shell, text: string): string {
  return `${shell.dialect.name === 'dash' ? 'Illegal' : 'Illegal'} number: ${text}`;
}

/** BusyBox's applets complain in their own way, whatever the shell reads. */
export function* appletFault(shell: Shell, text: string, status: number): Task<number> {
  const name = (shell.p.argv[0] ?? 'sh').replace(/^-/, '').replace(/^.*\//, '');
  yield* shell.writeError(`${name}: ${text}\n`);
  return status;
}

export interface ParsedOptions {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  readonly operands: readonly string[];
  /** The first letter that is no option. */
  readonly bad?: string;
}

/** Reads short options; a letter followed by `:` takes a value. */
export function parseOptions(args: readonly string[], letters: string): ParsedOptions {
  const flags = new Set<string>();
  const values = new Map<string, string>();
  let i = 1;
  for (; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--') {
      i++;
      break;
    }
    if (!/^-./.test(arg)) break;
    for (let at = 1; at < arg.length; at++) {
      const letter = arg[at] ?? '';
      const where = letters.indexOf(letter);
      if (where < 0 || letter === ':') return { flags, values, operands: args.slice(i), bad: letter };
      if (letters[where + 1] !== ':') {
        flags.add(letter);
        continue;
      }
      const rest = arg.slice(at + 1);
      values.set(letter, rest !== '' ? rest : (args[++i] ?? ''));
      break;
    }
  }
  return { flags, values, operands: args.slice(i) };
}

export function isName(text: string): boolean {
  return /^[A-Za-z_]\w*$/.test(text);
}
