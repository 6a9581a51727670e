import { strerror, type Task } from '../../kernel';
import type { Shell } from '../shell';
import { fault } from './builtin';
import { changeFolder } from './cd';

function shown(shell: Shell, folder: string): string {
  const home = shell.variables.get('HOME') ?? '';
  return home !== '' && home !== '/' && (folder === home || folder.startsWith(`${home}/`))
    ? `~${folder.slice(home.length)}`
    : folder;
}

function stackOf(shell: Shell): string[] {
  return [shell.workingDirectory, ...shell.directoryStack];
}

function* print(shell: Shell): Task<number> {
  yield* shell.write(
    `${stackOf(shell)
      .map((folder) => shown(shell, folder))
      .join(' ')}\n`,
  );
  return 0;
}

/** The entry that `+n` (from the left) or `-n` (from the right) names. */
function indexOf(argument: string, length: number): number | undefined {
  const match = /^([-+])(\d+)$/.exec(argument);
  if (!match) return undefined;
  return match[1] === '+' ? Number(match[2]) : length - 1 - Number(match[2]);
}

function* go(shell: Shell, command: string, stack: readonly string[]): Task<number> {
  const [folder = '/', ...rest] = stack;
  const code = changeFolder(shell, folder, false);
  if (code !== undefined) return yield* fault(shell, command, `${folder}: ${strerror(code)}`);
  shell.directoryStack = rest;
  return yield* print(shell);
}

export function* pushd(shell: Shell, args: readonly string[]): Task<number> {
  const stack = stackOf(shell);
  const [, argument] = args;
  if (argument === undefined) {
    const [first, second, ...rest] = stack;
    if (first === undefined || second === undefined)
      return yield* fault(shell, 'pushd', 'no other directory');
    return yield* go(shell, 'pushd', [second, first, ...rest]);
  }
  const index = indexOf(argument, stack.length);
  if (index === undefined) return yield* go(shell, 'pushd', [argument, ...stack]);
  if (index < 0 || index >= stack.length)
    return yield* fault(shell, 'pushd', `${argument}: directory stack index out of range`);
  return yield* go(shell, 'pushd', [...stack.slice(index), ...stack.slice(0, index)]);
}

export function* popd(shell: Shell, args: readonly string[]): Task<number> {
  const stack = stackOf(shell);
  if (stack.length < 2) return yield* fault(shell, 'popd', 'directory stack empty');
  const index = args[1] === undefined ? 0 : indexOf(args[1], stack.length);
  if (index === undefined || index < 0 || index >= stack.length)
    return yield* fault(shell, 'popd', `${args[1] ?? ''}: directory stack index out of range`);
  if (index === 0) return yield* go(shell, 'popd', stack.slice(1));
  shell.directoryStack = stack.filter((_, at) => at !== index).slice(1);
  return yield* print(shell);
}

export function* dirs(shell: Shell, args: readonly string[]): Task<number> {
  const stack = stackOf(shell);
  const options = args.slice(1).join('').replaceAll('-', '');
  if (options.includes('c')) {
    shell.directoryStack = [];
    return 0;
  }
  const texts = stack.map((folder) => (options.includes('l') ? folder : shown(shell, folder)));
  if (options.includes('v'))
    yield* shell.write(texts.map((text, index) => `${String(index).padStart(2)}  ${text}\n`).join(''));
  else yield* shell.write(`${texts.join(options.includes('p') ? '\n' : ' ')}\n`);
  return 0;
}
