import type { Task } from '../../kernel';
import { Copier } from '../shared/copy';
import { reason } from '../shared/errors';
import { parseMode } from '../shared/modes';
import { program } from '../shared/program';
import { inTarget, isDirectory, join, lastPart, parentOf, statOf } from '../shared/trees';
import { gidOf, uidOf } from '../shared/users';

export const install = program({
  id: 'coreutils/install',
  usage: '[OPTION]... SOURCE... DEST\n  or:  install [OPTION]... -d DIRECTORY...',
  busyboxUsage: '[-cdDsp] [-o USER] [-g GRP] [-m MODE] [-t DIR] [SOURCE]... DEST',
  options: {
    directories: 'd,directory',
    parents: 'D',
    mode: 'm,mode=MODE',
    owner: 'o,owner=OWNER',
    group: 'g,group=GROUP',
    target: 't,target-directory=DIR',
    times: 'p,preserve-timestamps',
    verbose: 'v,verbose',
    compat: 'c',
    strip: 's,strip',
    compare: 'C,compare',
    noTarget: 'T,no-target-directory',
  },
  busyboxLacks: 'CT',
  busyboxLong: 'directory group mode owner preserve-timestamps strip target-directory verbose',
  *run(c) {
    const { flags, p } = c;
    const mode = parseMode(flags.mode ?? '755')?.(0, flags.directories, 0);
    if (mode === undefined) return yield* c.fail(`invalid mode '${flags.mode ?? ''}'`);
    const uid = flags.owner === undefined ? undefined : uidOf(p.files, flags.owner);
    const gid = flags.group === undefined ? undefined : gidOf(p.files, flags.group);
    if (flags.owner !== undefined && uid === undefined)
      return yield* c.fail(`invalid user: '${flags.owner}'`);
    if (flags.group !== undefined && gid === undefined)
      return yield* c.fail(`invalid group: '${flags.group}'`);
    const finish = (path: string): void => {
      p.files.chmod(path, mode);
      if (uid !== undefined || gid !== undefined) p.files.chown(path, uid, gid);
    };
    const folders = function* (path: string): Task<void> {
      if (isDirectory(p, path)) return;
      yield* folders(parentOf(path));
      p.files.mkdir(path, 0o755);
      if (flags.verbose) yield* c.print(`install: creating directory '${path}'\n`);
    };
    const sources = [...c.operands];
    try {
      if (flags.directories) {
        if (sources.length === 0) return yield* c.misused('missing file operand');
        for (const path of sources) {
          yield* folders(path);
          finish(path);
        }
        return 0;
      }
      const target = flags.target ?? (sources.length > 1 ? sources.pop() : undefined);
      if (target === undefined)
        return yield* c.misused(
          sources[0] === undefined
            ? 'missing file operand'
            : `missing destination file operand after '${sources[0]}'`,
        );
      if (flags.parents)
        yield* folders(flags.target !== undefined || sources.length > 1 ? target : parentOf(target));
      const copier = new Copier(c, { follow: 'always', keepTime: flags.times, force: true });
      for (const source of sources) {
        const to =
          flags.target !== undefined || sources.length > 1
            ? join(target, lastPart(source))
            : inTarget(p, source, target);
        if (statOf(p, to)?.kind === 'file') p.files.unlink(to);
        yield* copier.copy(source, to);
        if (copier.failed) return 1;
        finish(to);
        if (flags.verbose) yield* c.print(`'${source}' -> '${to}'\n`);
      }
      return 0;
    } catch (error) {
      return yield* c.fail(`cannot create '${c.operands.at(-1) ?? ''}': ${reason(error)}`);
    }
  },
});
