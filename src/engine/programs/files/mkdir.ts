import { Errno, isErrno } from '../../kernel';
import { codeOf, reason } from '../shared/errors';
import { parseMode } from '../shared/modes';
import { program } from '../shared/program';
import { isDirectory, parentOf, statOf } from '../shared/trees';

export const mkdir = program({
  id: 'coreutils/mkdir',
  usage: '[OPTION]... DIRECTORY...',
  busyboxUsage: '[-m MODE] [-p] DIRECTORY...',
  options: { mode: 'm,mode=MODE', parents: 'p,parents', verbose: 'v,verbose', context: 'Z' },
  busyboxLacks: 'Z',
  busyboxLong: 'mode parents verbose',
  *run(c) {
    const { p, flags } = c;
    if (c.operands.length === 0) return yield* c.misused('missing operand');
    const change = flags.mode === undefined ? undefined : parseMode(flags.mode);
    if (flags.mode !== undefined && !change) {
      return yield* c.fail(c.gnu ? `invalid mode '${flags.mode}'` : `invalid mode '${flags.mode}'`);
    }
    const made: string[] = [];
    const make = (path: string, parents: boolean): void => {
      if (parents) {
        const above = statOf(p, parentOf(path));
        // It has made, or found, what it is to go through, and cannot enter it.
        if (above && above.kind !== 'directory')
          throw new MkdirError(`${parentOf(path)}${c.gnu ? '' : '/'}`, new Errno('ENOTDIR'));
        if (isDirectory(p, path)) return;
        const parent = parentOf(path);
        if (parent !== '.' && parent !== '/' && !isDirectory(p, parent)) make(parent, true);
      }
      try {
        p.files.mkdir(path);
      } catch (error) {
        if (!parents || !isErrno(error) || codeOf(error) === 'EEXIST') throw new MkdirError(path, error);
        throw error instanceof MkdirError ? error : new MkdirError(path, error);
      }
      made.push(path);
    };
    let status = 0;
    for (const path of c.operands) {
      made.length = 0;
      try {
        make(path, flags.parents);
        if (change && made.includes(path)) p.files.chmod(path, change(0o777, true, p.umask));
      } catch (error) {
        const failed = error instanceof MkdirError ? error : new MkdirError(path, error);
        const what = `'${failed.path}': ${reason(failed.cause)}`;
        yield* c.warn(c.gnu ? `cannot create directory ${what}` : `can't create directory ${what}`);
        status = 1;
      }
      if (!flags.verbose) continue;
      for (const one of made)
        yield* c.print(
          c.gnu
            ? `mkdir: created directory '${one}'\n`
            : `created directory: '${one}${one === path ? '' : '/'}'\n`,
        );
    }
    return status;
  },
});

/** Which folder on the way could not be made. */
class MkdirError extends Error {
  constructor(
    readonly path: string,
    override readonly cause: unknown,
  ) {
    super(path);
  }
}
