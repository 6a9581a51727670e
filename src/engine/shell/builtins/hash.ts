import type { Shell } from '../shell';
import type { Task } from '../../kernel';
import { findProgram } from '../find-program';
import { sortByAlmquistHash, sortByHash } from '../variables';
import { parseOptions } from './builtin';
import { findBuiltin } from './index';

/** Buckets of bash's and dash's tables of commands. */
const BASH_BUCKETS = 256;
const DASH_BUCKETS = 31;

function inTableOrder(shell: Shell): (readonly [string, { path: string; hits: number }])[] {
  const entries = [...shell.hashed];
  return shell.isBash ? sortByHash(entries, BASH_BUCKETS) : sortByAlmquistHash(entries, DASH_BUCKETS);
}

export function* hash(shell: Shell, args: readonly string[]): Task<number> {
  const { flags, operands } = parseOptions(args, 'rldtp:v');
  if (flags.has('r')) shell.hashed.clear();
  if (operands.length === 0 && !flags.has('r')) {
    if (shell.hashed.size === 0 && shell.isBash) yield* shell.write('hash: hash table empty\n');
    else if (shell.isBash) yield* shell.write('hits\tcommand\n');
    for (const [, { path, hits }] of inTableOrder(shell))
      yield* shell.write(shell.isBash ? `${String(hits).padStart(4)}\t${path}\n` : `${path}\n`);
    return 0;
  }
  let status = 0;
  for (const name of operands) {
    if (findBuiltin(shell, name) || shell.functions.has(name) || name.includes('/')) continue;
    if (shell.dialect.isStandalone && shell.hooks.applet?.(name) !== undefined) continue;
    const found = findProgram(shell, name);
    if (!('code' in found)) {
      shell.hashed.set(name, { path: found.path, hits: 0 });
      if (flags.has('t')) yield* shell.write(`${found.path}\n`);
      continue;
    }
    yield* shell.complain(`${name}: not found`, 'hash');
    status = 1;
  }
  return status;
}
