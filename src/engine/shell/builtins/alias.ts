import type { Task } from '../../kernel';
import { posixQuote, singleQuote } from '../quote';
import type { Shell } from '../shell';
import { sortByAlmquistHash } from '../variables';

function line(shell: Shell, name: string, value: string): string {
  return shell.isBash ? `alias ${name}=${singleQuote(value)}\n` : `${name}=${posixQuote(value)}\n`;
}

function* missing(shell: Shell, command: string, name: string): Task<void> {
  if (shell.isBash) yield* shell.complain(`${name}: not found`, command);
  else yield* shell.writeError(`${command}: ${name} not found\n`);
}

export function* alias(shell: Shell, args: readonly string[]): Task<number> {
  const names = args.slice(1).filter((arg) => arg !== '-p');
  if (names.length === 0) {
    const entries = shell.isBash
      ? [...shell.aliases].sort(([a], [b]) => (a < b ? -1 : 1))
      : sortByAlmquistHash([...shell.aliases]);
    for (const [name, value] of entries) yield* shell.write(line(shell, name, value));
    return 0;
  }
  let status = 0;
  // The Almquist shells write their stdout when a builtin ends.
  let held = '';
  for (const arg of names) {
    const at = arg.indexOf('=', 1);
    if (at > 0) {
      shell.aliases.set(arg.slice(0, at), arg.slice(at + 1));
      continue;
    }
    const value = shell.aliases.get(arg);
    if (value !== undefined && shell.isBash) yield* shell.write(line(shell, arg, value));
    else if (value !== undefined) held += line(shell, arg, value);
    else {
      yield* missing(shell, 'alias', arg);
      status = 1;
    }
  }
  if (held !== '') yield* shell.write(held);
  return status;
}

export function* unalias(shell: Shell, args: readonly string[]): Task<number> {
  if (args[1] === '-a') {
    shell.aliases.clear();
    return 0;
  }
  if (args.length === 1 && shell.isBash) {
    yield* shell.writeError('unalias: usage: unalias [-a] name [name ...]\n');
    return 2;
  }
  let status = 0;
  for (const name of args.slice(1)) {
    if (shell.aliases.delete(name)) continue;
    yield* missing(shell, 'unalias', name);
    status = 1;
  }
  return status;
}
