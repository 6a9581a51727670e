import type { Task } from '../../kernel';
import { ask } from '../shared/ask';
import { Copier } from '../shared/copy';
import { codeOf, reason } from '../shared/errors';
import { program } from '../shared/program';
import {
  inTarget,
  isDirectory,
  join,
  lastPart,
  lstatOf,
  parentOf,
  sortedNames,
  statOf,
} from '../shared/trees';

export const mv = program({
  id: 'coreutils/mv',
  usage:
    '[OPTION]... [-T] SOURCE DEST\n  or:  mv [OPTION]... SOURCE... DIRECTORY\n  or:  mv [OPTION]... -t DIRECTORY SOURCE...',
  busyboxUsage: '[-finT] SOURCE DEST\nor: mv [-fin] SOURCE... { -t DIRECTORY | DIRECTORY }',
  options: {
    force: 'f,force',
    interactive: 'i,interactive',
    noClobber: 'n,no-clobber',
    update: 'u,update[=WHEN]',
    verbose: 'v,verbose',
    target: 't,target-directory=DIR',
    noTarget: 'T,no-target-directory',
    stripSlashes: 'strip-trailing-slashes',
    backup: 'b',
  },
  busyboxLacks: 'bu',
  busyboxLong: 'force interactive no-clobber no-target-directory target-directory verbose',
  *run(c) {
    const { flags, p } = c;
    const sources = [...c.operands];
    const target = flags.target ?? (sources.length > 1 ? sources.pop() : undefined);
    if (target === undefined) {
      const [only] = sources;
      return yield* c.misused(
        only === undefined ? 'missing file operand' : `missing destination file operand after '${only}'`,
      );
    }
    const many = sources.length > 1 || flags.target !== undefined;
    if (c.gnu && many && !isDirectory(p, target)) {
      const why = statOf(p, target) ? 'Not a directory' : 'No such file or directory';
      return yield* c.fail(`target '${target}': ${why}`);
    }
    let status = 0;
    for (const source of sources) {
      const to = flags.noTarget
        ? target
        : many
          ? join(target, lastPart(source))
          : inTarget(p, source, target);
      if (!(yield* move(source, to))) status = 1;
    }
    return status;

    function* move(source: string, to: string): Task<boolean> {
      const stat = lstatOf(p, source);
      if (!stat) {
        const why = reasonOf(() => p.files.lstat(source));
        yield* c.warn(c.gnu ? `cannot stat '${source}': ${why}` : `can't rename '${source}': ${why}`);
        return false;
      }
      // BusyBox looks at the target of each by itself.
      const above = parentOf(to);
      if (!c.gnu && !isDirectory(p, above)) {
        yield* c.warn(
          statOf(p, above)
            ? `can't stat '${to}': Path has non-directory component`
            : `can't rename '${source}': No such file or directory`,
        );
        return false;
      }
      const existing = lstatOf(p, to);
      if (existing) {
        if (existing.ino === stat.ino && existing.deviceId === stat.deviceId) {
          // rename(2) of one file to itself does nothing, and BusyBox asks no further.
          if (!c.gnu || flags.noClobber) return true;
          yield* c.warn(`'${source}' and '${to}' are the same file`);
          return false;
        }
        if (flags.noClobber) return true;
        if (flags.update !== undefined && stat.mtimeMs <= existing.mtimeMs) return true;
        if (existing.kind !== 'directory' && stat.kind === 'directory') {
          yield* c.warn(
            c.gnu
              ? `cannot overwrite non-directory '${to}' with directory '${source}'`
              : `can't rename '${source}': Not a directory`,
          );
          return false;
        }
        if (existing.kind === 'directory' && stat.kind !== 'directory') {
          yield* c.warn(
            c.gnu
              ? `cannot overwrite directory '${to}' with non-directory '${source}'`
              : `can't rename '${source}': Is a directory`,
          );
          return false;
        }
        const guarded =
          !flags.force &&
          p.isatty(0) &&
          existing.kind !== 'symlink' &&
          p.credentials.uid !== 0 &&
          !p.files.access(to, 'w');
        if ((flags.interactive && !flags.force) || guarded) {
          if (!(yield* ask(c, `${c.name}: ${flags.interactive ? 'overwrite' : 'replace'} '${to}'? `)))
            return !c.gnu || !flags.interactive;
        }
      } else if (to.endsWith('/') && stat.kind !== 'directory') {
        yield* c.warn(
          c.gnu
            ? `cannot move '${source}' to '${to}': Not a directory`
            : `can't rename '${source}': Not a directory`,
        );
        return false;
      }
      try {
        p.files.rename(source, to);
      } catch (error) {
        const code = codeOf(error);
        if (code === 'EXDEV') return yield* moveAcross(source, to);
        if (code === 'EINVAL' && c.gnu)
          yield* c.warn(`cannot move '${source}' to a subdirectory of itself, '${to}'`);
        else if (code === 'ENOTEMPTY' && c.gnu) yield* c.warn(`cannot overwrite '${to}': ${reason(error)}`);
        else
          yield* c.warn(
            c.gnu
              ? `cannot move '${source}' to '${to}': ${reason(error)}`
              : `can't rename '${source}': ${reason(error)}`,
          );
        return false;
      }
      if (flags.verbose) yield* c.print(`${c.gnu ? 'renamed ' : ''}'${source}' -> '${to}'\n`);
      return true;
    }

    function* moveAcross(source: string, to: string): Task<boolean> {
      const copier = new Copier(c, {
        recursive: true,
        follow: 'never',
        keepMode: true,
        keepOwner: true,
        keepTime: true,
        keepLinks: true,
        force: true,
      });
      yield* copier.copy(source, to);
      if (copier.failed) return false;
      try {
        yield* removeTree(source);
      } catch (error) {
        yield* c.warn(
          c.gnu
            ? `cannot remove '${source}': ${reason(error)}`
            : `can't remove '${source}': ${reason(error)}`,
        );
        return false;
      }
      if (flags.verbose) yield* c.print(`${c.gnu ? 'copied ' : ''}'${source}' -> '${to}'\n`);
      return true;
    }

    function* removeTree(path: string): Task<void> {
      yield* p.turn();
      if (lstatOf(p, path)?.kind !== 'directory') {
        p.files.unlink(path);
        return;
      }
      for (const name of sortedNames(p, path)) yield* removeTree(join(path, name));
      p.files.rmdir(path);
    }
  },
});

function reasonOf(call: () => unknown): string {
  try {
    call();
    return '';
  } catch (error) {
    return reason(error);
  }
}
