import { isErrno } from '../../kernel';
import type { Stat, Task } from '../../kernel';
import { codeOf, reason } from '../shared/errors';
import { kindWords } from '../shared/modes';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { ask } from '../shared/ask';
import { chosen, type Choices } from '../shared/choices';
import { join, lastPart, sortedNames } from '../shared/trees';

const OPTIONS = {
  force: 'f,force',
  recursive: 'r,R,recursive',
  interactive: 'i',
  once: 'I',
  ask: 'interactive[=WHEN]',
  directory: 'd,dir',
  verbose: 'v,verbose',
  noPreserve: 'no-preserve-root',
  preserve: 'preserve-root[=all]',
  oneSystem: 'one-file-system',
} as const;

const ASKS: Choices = [['never', 'no', 'none'], ['once'], ['always', 'yes']];

export const rm = program({
  id: 'coreutils/rm',
  usage: '[OPTION]... [FILE]...',
  busyboxUsage: '[-irf] FILE...',
  options: OPTIONS,
  busyboxLacks: 'Id',
  *run(c) {
    const when = c.flags.ask && chosen('interactive', c.flags.ask, ASKS);
    if (typeof when === 'object') return yield* c.usageError(when.problem);
    if (c.operands.length === 0) return c.flags.force ? 0 : yield* c.misused('missing operand');
    if (c.flags.once && (c.operands.length > 3 || c.flags.recursive)) {
      const count = c.operands.length;
      const what = `remove ${String(count)} argument${count === 1 ? '' : 's'}${c.flags.recursive ? ' recursively' : ''}?`;
      if (!(yield* ask(c, `${c.name}: ${what} `))) return 0;
    }
    let status = 0;
    for (const path of c.operands) {
      if (/^\.\.?$/.test(lastPart(path)) && (c.flags.recursive || !c.gnu)) {
        yield* c.warn(
          c.gnu ? `refusing to remove '.' or '..' directory: skipping '${path}'` : "can't remove '.' or '..'",
        );
        status = 1;
      } else if (c.gnu && c.flags.recursive && !c.flags.noPreserve && /^\/+$/.test(path)) {
        yield* c.warn("it is dangerous to operate recursively on '/'");
        yield* c.warn('use --no-preserve-root to override this failsafe');
        status = 1;
      } else if (!(yield* remove(c, path))) status = 1;
    }
    return status;
  },
});

type RmCall = Call<typeof OPTIONS>;

function* refused(c: RmCall, path: string, error: unknown): Task<boolean> {
  if (c.flags.force && codeOf(error) === 'ENOENT') return true;
  yield* c.warn(
    c.gnu ? `cannot remove '${path}': ${reason(error)}` : `can't remove '${path}': ${reason(error)}`,
  );
  return false;
}

/** Removes a file or, with -r, a folder. False: something stayed. */
function* remove(c: RmCall, path: string): Task<boolean> {
  const { p, flags } = c;
  yield* p.turn();
  let stat: Stat;
  try {
    stat = p.files.lstat(path);
  } catch (error) {
    return yield* refused(c, path, error);
  }
  if (stat.kind !== 'directory') {
    if (!(yield* confirmed(c, path, stat, 'remove'))) return true;
    try {
      p.files.unlink(path);
    } catch (error) {
      return yield* refused(c, path, error);
    }
    if (flags.verbose) yield* c.print(`removed '${path}'\n`);
    return true;
  }
  if (!flags.recursive && !flags.directory) {
    yield* c.warn(c.gnu ? `cannot remove '${path}': Is a directory` : `'${path}' is a directory`);
    return false;
  }
  let names: readonly string[];
  try {
    names = sortedNames(p, path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    // A folder that cannot be read may still be empty.
    try {
      p.files.rmdir(path);
      return true;
    } catch {
      return yield* refused(c, path, error);
    }
  }
  let all = true;
  if (flags.recursive && names.length > 0) {
    if (!(yield* confirmed(c, path, stat, 'descend into'))) return true;
    for (const name of names) if (!(yield* remove(c, join(path, name)))) all = false;
  }
  if (!all) return false;
  if (!(yield* confirmed(c, path, stat, 'remove'))) return true;
  try {
    p.files.rmdir(path);
  } catch (error) {
    // What was kept by answer is no failure of its own.
    if (asks(c) && codeOf(error) === 'ENOTEMPTY') return true;
    return yield* refused(c, path, error);
  }
  if (flags.verbose) yield* c.print(`removed directory${c.gnu ? '' : ':'} '${path}'\n`);
  return true;
}

function asks(c: RmCall): boolean {
  const last = c.given.findLast(
    (one) => one.key === 'force' || one.key === 'interactive' || one.key === 'ask',
  );
  return (
    last?.key === 'interactive' || (last?.key === 'ask' && (last.value === '' || last.value === 'always'))
  );
}

function* confirmed(c: RmCall, path: string, stat: Stat, verb: string): Task<boolean> {
  const { p } = c;
  const guarded =
    !c.flags.force &&
    stat.kind !== 'symlink' &&
    verb === 'remove' &&
    p.isatty(0) &&
    p.credentials.uid !== 0 &&
    !p.files.access(path, 'w');
  if (!asks(c) && !guarded) return true;
  const what = c.gnu ? `${guarded && !asks(c) ? 'write-protected ' : ''}${kindWords(stat)} ` : '';
  return yield* ask(c, `${c.name}: ${verb} ${what}'${path}'? `);
}
