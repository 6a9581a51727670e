import type { Shell } from '../shell';
import type { Task } from '../../kernel';
import { formatPrintf, type PrintfResult } from '../printf-format';
import { assignText } from '../expand';
import { appletFault, fault, misuse } from './builtin';

export function* printf(shell: Shell, args: readonly string[]): Task<number> {
  let words = args.slice(1);
  let variable: string | undefined;
  if (shell.isBash && words[0] === '-v') {
    variable = words[1];
    words = words.slice(2);
  }
  if (words[0] === '--') words = words.slice(1);
  else if (shell.dialect.name !== 'ash' && /^-./.test(words[0] ?? '')) {
    const option = `-${words[0]?.[1] ?? ''}`;
    if (shell.isBash)
      return yield* misuse(
        shell,
        'printf',
        'printf [-v var] format [arguments]',
        `${option}: invalid option`,
      );
    return yield* fault(shell, 'printf', `Illegal option ${option}`, 2);
  }
  const [format, ...values] = words;
  if (format === undefined) {
    if (shell.isBash) return yield* misuse(shell, 'printf', 'printf [-v var] format [arguments]');
    if (shell.dialect.name === 'dash')
      return yield* fault(shell, 'printf', 'usage: printf format [arg ...]', 2);
    return yield* appletFault(shell, 'usage: printf FORMAT [ARGUMENT...]', 2);
  }
  const result = formatPrintf(format, values, {
    dialect: shell.dialect.name,
    isBytewise: shell.isBytewise,
    nowMs: shell.p.nowMs,
    startMs: shell.startMs,
  });
  yield* put(shell, result, variable);
  return result.isFatal && shell.dialect.name === 'dash'
    ? 2
    : result.errors.some(({ message }) => !message.startsWith('warning: '))
      ? 1
      : 0;
}

/**
 * Writes what was made: ash each complaint where it arose, dash all of them first; bash, whose stdout is written line
 * by line, after the lines that were whole by then.
 */
function* put(shell: Shell, { text, errors }: PrintfResult, variable: string | undefined): Task<void> {
  let from = 0;
  for (const { message, at } of errors) {
    if (shell.dialect.name === 'ash') {
      yield* shell.write(text.slice(from, at));
      from = at;
      yield* appletFault(shell, message, 1);
      continue;
    }
    const whole = text.lastIndexOf('\n', at - 1) + 1;
    if (shell.isBash && variable === undefined && whole > from) {
      yield* shell.write(text.slice(from, whole));
      from = whole;
    }
    yield* shell.complain(message, 'printf');
  }
  if (variable !== undefined) yield* assignText(shell, variable, text, false);
  else yield* shell.write(text.slice(from));
}
