import type { Task } from '../kernel';
import { expandPrompt } from './prompt';
import { posixQuote, traceQuote } from './quote';
import type { Shell } from './shell';
import type { Assignment, SimpleCommand } from './ast';
import { expandText } from './expand';

/** A line of `set -x`: PS4 and the command. */
export function* trace(shell: Shell, text: string, prefix?: string): Task<void> {
  yield* shell.writeError(`${prefix ?? (yield* tracePrefix(shell))}${text}\n`);
}

/** PS4 as it is now, its first character once for each level of substitution. */
export function* tracePrefix(shell: Shell): Task<string> {
  const on = shell.options.delete('xtrace');
  const prefix = yield* expandPrompt(shell, shell.variables.get('PS4') ?? '');
  if (on) shell.options.add('xtrace');
  const first = prefix.slice(0, 1);
  const repeated = shell.isBash ? first.repeat(Math.min(shell.substitutionDepth, 100)) : '';
  return `${repeated}${prefix}`;
}

/** Words that BusyBox's ash quotes when they are arguments. Source: shell/ash.c, maybe_single_quote. */
const ASH_KEYWORDS: ReadonlySet<string> = new Set(
  '! case do done elif else esac fi for function if in then until while { }'.split(' '),
);

function quotedByAsh(word: string): string {
  return /^[\w+,\-./:@\]^]*$/.test(word) ? word : posixQuote(word);
}

/** A value after `NAME=`. */
export function traceValue(shell: Shell, value: string): string {
  if (shell.dialect.name === 'dash' || shell.isBash) return traceWords(shell, [value]);
  return quotedByAsh(value);
}

/** The words of a command as `set -x` shows them: dash as they are, the others so that they could be typed. */
export function traceWords(shell: Shell, words: readonly string[]): string {
  if (shell.dialect.name === 'dash') return words.join(' ');
  if (shell.isBash) return words.map((word) => traceQuote(word, shell.isBytewise)).join(' ');
  return words.map((word) => (ASH_KEYWORDS.has(word) ? posixQuote(word) : quotedByAsh(word))).join(' ');
}

/** An assignment that is a command. */
export function assignmentText(shell: Shell, assignment: Assignment): string {
  const { name, subscript, append, value } = assignment;
  const text = 'elements' in value ? value.raw : traceValue(shell, shell.variables.get(name) ?? '');
  const shown = 'elements' in value || subscript || append ? value.raw : text === "''" ? '' : text;
  return `${name}${subscript ? `[${subscript.raw}]` : ''}${append ? '+' : ''}=${shown}`;
}

/** A command with its assignments: bash shows each by itself, the others all on one line. */
export function* traceCommand(shell: Shell, command: SimpleCommand, args: readonly string[]): Task<void> {
  const own: string[] = [];
  for (const { name, value } of command.assignments)
    own.push(
      `${name}=${'elements' in value ? value.raw : traceValue(shell, yield* expandText(shell, value)).replace(/^''$/, '')}`,
    );
  if (shell.isBash) for (const one of own) yield* trace(shell, one);
  yield* trace(shell, [...(shell.isBash ? [] : own), traceWords(shell, args)].join(' '));
}
