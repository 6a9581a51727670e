import type { Process, Task } from '../../../kernel';
import { programVersion } from '../postgres-log';

/** Answers a client of PostgreSQL's that is first asked for its version or its help; false: it is not. */
export function* tellsOfItself(p: Process, name: string, [first = '']: readonly string[]): Task<boolean> {
  if (/^(--version|-V)$/.test(first)) {
    yield* p.stdout.write(`${name} (PostgreSQL) ${programVersion(p)}\n`);
    return true;
  }
  if (/^(--help|-\?)$/.test(first)) {
    yield* p.stdout.write(`${name}: its help is not modelled here; see the manual page ${name}(1)\n`);
    return true;
  }
  return false;
}
