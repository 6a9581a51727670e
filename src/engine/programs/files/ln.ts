import { codeOf, reason } from '../shared/errors';
import { program } from '../shared/program';
import { inTarget, isDirectory, join, lastPart, lstatOf } from '../shared/trees';

export const ln = program({
  id: 'coreutils/ln',
  names: ['link'],
  usage:
    '[OPTION]... [-T] TARGET LINK_NAME\n  or:  ln [OPTION]... TARGET\n  or:  ln [OPTION]... TARGET... DIRECTORY',
  busyboxUsage: '[-sfnbtv] [-S SUF] TARGET... LINK|DIR',
  options: {
    symbolic: 's,symbolic',
    force: 'f,force',
    noFollow: 'n,no-dereference',
    verbose: 'v,verbose',
    noTarget: 'T,no-target-directory',
    target: 't,target-directory=DIR',
    relative: 'r,relative',
    interactive: 'i,interactive',
    logical: 'L,logical',
    physical: 'P,physical',
    backup: 'b',
    suffix: 'S,suffix=SUFFIX',
  },
  busyboxLacks: 'LPirt',
  *run(c) {
    const { flags, p } = c;
    const sources = [...c.operands];
    if (sources.length === 0) return yield* c.misused('missing file operand');
    if (c.name === 'link') {
      const [from = '', to, more] = sources;
      if (to === undefined) return yield* c.misused(`missing operand after '${from}'`);
      if (more !== undefined) return yield* c.misused(`extra operand '${more}'`);
      try {
        p.files.link(from, to);
        return 0;
      } catch (error) {
        const what = c.gnu ? 'cannot create link' : "can't create hardlink";
        return yield* c.fail(`${what} '${to}' to '${from}': ${reason(error)}`);
      }
    }
    const target = flags.target ?? (sources.length > 1 ? sources.pop() : '.');
    if (target === undefined) return 1;
    if (c.gnu && sources.length > 1 && !isDirectory(p, target))
      return yield* c.fail(
        `target '${target}': ${lstatOf(p, target) ? 'Not a directory' : 'No such file or directory'}`,
      );
    let status = 0;
    for (const source of sources) {
      const stays = flags.noTarget || (flags.noFollow && lstatOf(p, target)?.kind === 'symlink');
      const path = stays
        ? target
        : c.gnu && sources.length > 1
          ? join(target, lastPart(source))
          : inTarget(p, source, target);
      const existing = lstatOf(p, path);
      try {
        if (
          (flags.backup || (c.gnu && flags.suffix !== undefined)) &&
          existing &&
          existing.kind !== 'directory'
        )
          p.files.rename(path, `${path}${flags.suffix ?? '~'}`);
        else if (flags.force && existing && existing.kind !== 'directory') p.files.unlink(path);
        const shown = flags.relative
          ? relative(p.files.realpath(isDirectory(p, target) ? target : '.'), source)
          : source;
        if (flags.symbolic) p.files.symlink(shown, path);
        else {
          const stat = p.files.lstat(source);
          if (stat.kind === 'directory') {
            yield* c.warn(
              c.gnu ? `${source}: hard link not allowed for directory` : `${path}: Operation not permitted`,
            );
            status = 1;
            continue;
          }
          p.files.link(source, path);
        }
        if (flags.verbose)
          yield* c.print(`'${path}' ${flags.symbolic || !c.gnu ? '->' : '=>'} '${source}'\n`);
      } catch (error) {
        status = 1;
        const code = codeOf(error);
        if (!c.gnu)
          yield* c.warn(
            `${code === 'ENOENT' && !flags.symbolic && !lstatOf(p, source) ? source : path}: ${reason(error)}`,
          );
        else if (flags.symbolic) yield* c.warn(`failed to create symbolic link '${path}': ${reason(error)}`);
        else if (code === 'ENOENT' && !lstatOf(p, source))
          yield* c.warn(`failed to access '${source}': ${reason(error)}`);
        else
          yield* c.warn(
            `failed to create hard link '${path}'${code === 'EEXIST' ? '' : ` => '${source}'`}: ${reason(error)}`,
          );
      }
    }
    return status;

    function relative(from: string, to: string): string {
      const [a, b] = [
        from.split('/').filter((x) => x),
        realPathOf(to)
          .split('/')
          .filter((x) => x),
      ];
      let same = 0;
      while (same < a.length && a[same] === b[same]) same++;
      return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/') || '.';
    }

    function realPathOf(path: string): string {
      return lstatOf(p, path) ? p.files.realpath(path) : path.startsWith('/') ? path : join(p.cwd, path);
    }
  },
});
