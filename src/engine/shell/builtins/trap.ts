import { SIGNAL_NUMBERS, type Task } from '../../kernel';
import { posixQuote, singleQuote } from '../quote';
import type { Shell } from '../shell';
import { setTrap, trapName } from '../trap-setting';
import { isSignal } from '../traps';
import { badOption, fault, misuse } from './builtin';
import { signalTable } from './kill';

const USAGE = 'trap [-lp] [[arg] signal_spec ...]';

function order(name: string): number {
  return name === 'EXIT' ? 0 : isSignal(name) ? SIGNAL_NUMBERS[name] : 100;
}

function* list(shell: Shell, names: readonly string[]): Task<number> {
  const shown = [...(shell.inheritedTraps ?? shell.traps)]
    .filter(([name]) => names.length === 0 || names.includes(name))
    .sort(([a], [b]) => order(a) - order(b));
  for (const [name, action] of shown) {
    const isNumbered = shell.dialect.name === 'ash' && isSignal(name) && name.startsWith('RT');
    const label = isNumbered
      ? String(SIGNAL_NUMBERS[name])
      : shell.isBash && isSignal(name)
        ? `SIG${name}`
        : name;
    yield* shell.write(`trap -- ${shell.isBash ? singleQuote(action) : posixQuote(action)} ${label}\n`);
  }
  return 0;
}

/** `trap -p NAME …` */
function* listNamed(shell: Shell, words: readonly string[]): Task<number> {
  if (words.length === 0) return yield* list(shell, []);
  let status = 0;
  for (const word of words) {
    const name = trapName(shell, word);
    if (name === undefined) status = yield* badSignal(shell, word);
    else yield* list(shell, [name]);
  }
  return status;
}

export function* trap(shell: Shell, args: readonly string[]): Task<number> {
  let words = args.slice(1);
  const [option] = words;
  if (option === '-l' && shell.isBash) {
    yield* shell.write(signalTable());
    return 0;
  }
  if (option === '-p' && shell.isBash) return yield* listNamed(shell, words.slice(1));
  if (option === '--') words = words.slice(1);
  else if (option !== undefined && /^-[A-Za-z]/.test(option))
    return yield* badOption(shell, 'trap', option.slice(1, 2), USAGE);
  if (words.length === 0) return yield* list(shell, []);
  const [action = '', ...rest] = words;
  if (shell.isBash && rest.length === 0 && trapName(shell, action) === undefined)
    return yield* misuse(shell, 'trap', USAGE);
  const isReset = action === '-' || rest.length === 0 || /^\d+$/.test(action);
  const names = action === '-' ? rest : isReset ? words : rest;
  let status = 0;
  for (const text of names) {
    const name = trapName(shell, text);
    if (name === undefined) {
      status = yield* badSignal(shell, text);
      continue;
    }
    setTrap(shell, name, isReset ? undefined : action);
  }
  return status;
}

function* badSignal(shell: Shell, text: string): Task<number> {
  if (shell.isBash) return yield* fault(shell, 'trap', `${text}: invalid signal specification`);
  if (shell.dialect.name === 'dash') yield* shell.writeError(`trap: ${text}: bad trap\n`);
  else yield* shell.complain(`${text}: invalid signal specification`, 'trap');
  return 1;
}
