import { ask } from '../shared/ask';
import { Copier } from '../shared/copy';
import { program } from '../shared/program';
import { inTarget, isDirectory, join, lastPart, parentOf, statOf } from '../shared/trees';

export const cp = program({
  id: 'coreutils/cp',
  usage:
    '[OPTION]... [-T] SOURCE DEST\n  or:  cp [OPTION]... SOURCE... DIRECTORY\n  or:  cp [OPTION]... -t DIRECTORY SOURCE...',
  busyboxUsage: '[-arPLHpfinlsTu] SOURCE DEST\nor: cp [-arPLHpfinlsu] SOURCE... { -t DIRECTORY | DIRECTORY }',
  options: {
    archive: 'a,archive',
    recursive: 'r,R,recursive',
    preserve: 'p',
    keep: 'preserve[=LIST]',
    noKeep: 'no-preserve=LIST',
    noFollow: 'P,no-dereference',
    noFollowLinks: 'd',
    follow: 'L,dereference',
    followArgs: 'H',
    force: 'f,force',
    interactive: 'i,interactive',
    noClobber: 'n,no-clobber',
    update: 'u,update[=WHEN]',
    verbose: 'v,verbose',
    target: 't,target-directory=DIR',
    noTarget: 'T,no-target-directory',
    link: 'l,link',
    symbolic: 's,symbolic-link',
    parents: 'parents',
    attributes: 'attributes-only',
    oneSystem: 'x,one-file-system',
    stripSlashes: 'strip-trailing-slashes',
    sparse: 'sparse=WHEN',
    reflink: 'reflink[=WHEN]',
    removeFirst: 'remove-destination',
    backup: 'b',
  },
  busyboxLacks: 'bx',
  busyboxLong:
    'archive dereference force interactive link no-clobber no-dereference no-target-directory parents recursive reflink remove-destination symbolic-link target-directory update verbose',
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
    if (many && !isDirectory(p, target)) {
      const stat = statOf(p, target);
      if (c.gnu)
        return yield* c.fail(
          flags.target !== undefined
            ? `target directory '${target}': ${stat ? 'Not a directory' : 'No such file or directory'}`
            : `target '${target}': ${stat ? 'Not a directory' : 'No such file or directory'}`,
        );
    }
    const all = flags.archive;
    const kept = new Set((flags.keep ?? '').split(','));
    const keeps = (what: string, byDefault: boolean): boolean =>
      !(flags.noKeep ?? '').split(',').includes(what) &&
      (all || kept.has(what) || kept.has('all') || (byDefault && (flags.preserve || flags.keep === '')));
    const recursive = flags.recursive || all;
    let isLeftOut = false;
    const copier = new Copier(c, {
      recursive,
      follow: flags.follow
        ? 'always'
        : flags.noFollow || flags.noFollowLinks || all
          ? 'never'
          : flags.followArgs
            ? 'arguments'
            : recursive
              ? 'never'
              : 'always',
      keepMode: keeps('mode', true),
      keepOwner: keeps('ownership', true),
      keepTime: keeps('timestamps', true),
      keepLinks: keeps('links', false) || flags.noFollowLinks,
      force: flags.force || flags.removeFirst,
      ...(flags.link ? { link: 'hard' } : flags.symbolic ? { link: 'symbolic' } : {}),
      *mayReplace(from, to) {
        if (flags.noClobber) return false;
        if (flags.update !== undefined && flags.update !== 'all') {
          if (flags.update.startsWith('none')) return false;
          if ((statOf(p, from)?.mtimeMs ?? 0) <= (statOf(p, to)?.mtimeMs ?? 0)) return false;
        }
        if (!flags.interactive || (yield* ask(c, `${c.name}: overwrite '${to}'? `))) return true;
        // To GNU's what was kept by answer is a failure.
        isLeftOut = c.gnu;
        return false;
      },
      *copied(from, to) {
        if (flags.verbose) yield* c.print(`'${from}' -> '${to}'\n`);
      },
    });
    for (const source of sources) {
      // To BusyBox a folder goes into what it is copied to.
      const isNoPlace = !c.gnu && !flags.noTarget && isDirectory(p, source) && !isDirectory(p, target);
      if (isNoPlace && statOf(p, target)) {
        yield* c.warn(`can't stat '${join(target, lastPart(source))}': Not a directory`);
        isLeftOut = true;
        continue;
      }
      let to = flags.noTarget ? target : many ? join(target, lastPart(source)) : inTarget(p, source, target);
      if (flags.parents) {
        to = join(target, source);
        makeParents(parentOf(to));
      } else if (/(^|\/)\.\.?\/*$/.test(source) && isDirectory(p, target) && !flags.noTarget)
        to = join(target, lastPart(source));
      yield* copier.copy(source, to);
    }
    return copier.failed || isLeftOut ? 1 : 0;

    function makeParents(path: string): void {
      if (isDirectory(p, path)) return;
      makeParents(parentOf(path));
      p.files.mkdir(path);
    }
  },
});
