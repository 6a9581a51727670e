import type { Task } from '../../kernel';
import { codeOf, reason } from './errors';
import type { Reader } from './input';
import { openInput } from './input';
import type { Call } from './program';

/** The run of a program whose input is read. */
type Run = Pick<Call, 'p' | 'gnu' | 'warn'>;

/**
 * Runs `body` on each named file (none: stdin), saying which cannot be read; answers 1 then, else 0.
 * `quote`: BusyBox's way of naming a file that it cannot open, `can't open 'x'`.
 */
export function* eachInput(
  c: Run,
  names: readonly string[],
  body: (reader: Reader, name: string) => Task<void>,
  how: {
    readonly separator?: string;
    readonly quote?: boolean;
    readonly status?: number;
    /** BusyBox's reads line by line with stdio, and sees nothing in a folder. */
    readonly seesNoFolders?: boolean;
    /** GNU's closes standard input at its end, and says so where there was none. */
    readonly closesInput?: boolean;
    /** What GNU's program says before the reason, in place of the file's name; a folder opens and cannot be read. */
    readonly told?: (name: string, isFolder: boolean) => string;
  } = {},
): Task<number> {
  let status = 0;
  for (const name of names.length > 0 ? names : ['-']) {
    try {
      const input = openInput(c.p, name, how.separator, !c.gnu && how.seesNoFolders);
      try {
        yield* body(input.reader, name);
      } finally {
        input.close();
      }
    } catch (error) {
      const told = c.gnu && how.told ? how.told(name, codeOf(error) === 'EISDIR') : name;
      yield* inputFailed(c, told, error, how.quote);
      if (c.gnu && how.closesInput && name === '-' && codeOf(error) === 'EBADF')
        yield* c.warn(`closing standard input: ${reason(error)}`);
      status = how.status ?? 1;
    }
  }
  return status;
}

function* inputFailed(c: Run, name: string, error: unknown, quote = false): Task<void> {
  const code = codeOf(error);
  if (code === 'EPIPE' || code === 'ENOSPC' || code === 'EFBIG') throw error;
  if (c.gnu || !quote) yield* c.warn(`${name}: ${reason(error)}`);
  else if (code === 'EISDIR' || (code === 'EBADF' && name === '-'))
    yield* c.warn(`read error: ${reason(error)}`);
  else yield* c.warn(`can't open '${name}': ${reason(error)}`);
}
