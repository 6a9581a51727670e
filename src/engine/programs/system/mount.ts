import { program } from '../shared/program';
import { reason } from '../shared/errors';
import { isDirectory } from '../shared/trees';

export const mount = program({
  id: 'mount/mount',
  usage:
    '[-lhV]\n mount -a [options]\n mount [options] [--source] <source> | [--target] <directory>\n mount [options] <source> <directory>',
  busyboxUsage: '[OPTIONS] [-o OPT] DEVICE NODE',
  options: {
    all: 'a,all',
    type: 't,types=LIST',
    options: 'o,options=LIST',
    list: 'l,show-labels',
    bind: 'B,bind',
    readOnly: 'r,read-only',
    readWrite: 'w,rw',
    verbose: 'v,verbose',
    fake: 'f,fake',
    noMtab: 'n,no-mtab',
  },
  busyboxLacks: 'Bl',
  *run(c) {
    const { p, flags } = c;
    if (c.operands.length === 0 && !flags.all) {
      for (const entry of p.files.mounts()) {
        if (flags.type !== undefined && flags.type !== entry.type) continue;
        const options = [
          entry.readOnly ? 'ro' : 'rw',
          ...(entry.options ? [entry.options] : ['relatime']),
        ].join(',');
        yield* c.print(`${entry.source} on ${entry.path} type ${entry.type} (${options})\n`);
      }
      return 0;
    }
    const target = c.operands.at(-1) ?? '';
    if (!c.gnu)
      return yield* c.fail(
        p.credentials.uid === 0
          ? `mounting ${c.operands[0] ?? ''} on ${target} failed: Operation not permitted`
          : 'you must be root',
      );
    const [only, ...more] = c.operands;
    if (only !== undefined && more.length === 0) return yield* c.fail(`${only}: can't find in /etc/fstab.`);
    // The program is setuid root: who started it decides.
    const { uid, realUid = uid } = p.credentials;
    const why =
      realUid === 0
        ? isDirectory(p, target)
          ? 'permission denied.'
          : 'mount point does not exist.'
        : 'must be superuser to use mount.';
    yield* p.stderr.write(
      `mount: ${target}: ${why}\n       dmesg(1) may have more information after failed mount system call.\n`,
    );
    return 32;
  },
});

export const umount = program({
  id: 'mount/umount',
  usage: '[-hV]\n umount -a [options]\n umount [options] <source> | <directory>',
  busyboxUsage: '[-rlfda] [-t FSTYPE] FILESYSTEM|DIRECTORY',
  options: {
    all: 'a,all',
    lazy: 'l,lazy',
    force: 'f,force',
    readOnly: 'r,read-only',
    recursive: 'R,recursive',
    verbose: 'v,verbose',
  },
  busyboxLacks: 'R',
  *run(c) {
    const { p } = c;
    if (c.operands.length === 0) return yield* c.gnu ? c.fail('bad usage') : c.usageError();
    for (const path of c.operands) {
      const mounted = p.files.mounts().some((entry) => entry.path === path);
      if (!c.gnu)
        yield* c.warn(`can't unmount ${path}: ${mounted ? 'Operation not permitted' : 'Invalid argument'}`);
      else
        yield* p.stderr.write(
          `umount: ${path}: ${mounted || p.files.exists(path) ? 'must be superuser to unmount.' : 'no mount point specified.'}\n`,
        );
    }
    return c.gnu ? 32 : 1;
  },
});

export const mountpoint = program({
  id: 'util-linux/mountpoint',
  usage: '[-qd] </path/to/directory>',
  busyboxUsage: '[-q] { [-dn] DIR | -x DEVICE }',
  options: { quiet: 'q,quiet', device: 'd,fs-devno' },
  *run(c) {
    const [path] = c.operands;
    if (path === undefined) return yield* c.usageError('bad usage');
    try {
      const real = c.p.files.realpath(path);
      const is = c.p.files.mounts().some((entry) => entry.path === real);
      if (!c.flags.quiet) yield* c.print(`${path} is ${is ? '' : 'not '}a mountpoint\n`);
      return is ? 0 : c.gnu ? 32 : 1;
    } catch (error) {
      return yield* c.fail(`${path}: ${reason(error)}`);
    }
  },
});

export const findmnt = program({
  id: 'util-linux/findmnt',
  flavours: ['gnu'],
  usage: '[options] [device|mountpoint]',
  options: {
    noHeadings: 'n,noheadings',
    output: 'o,output=LIST',
    target: 'T,target=PATH',
    raw: 'r,raw',
    list: 'l,list',
  },
  *run(c) {
    const path = c.flags.target ?? c.operands[0];
    const entries = c.p.files
      .mounts()
      .filter(
        (entry) =>
          path === undefined ||
          entry.path === path ||
          (c.flags.target !== undefined && c.p.files.mountOf(path).path === entry.path),
      );
    if (entries.length === 0) return 1;
    const columns = (c.flags.output ?? 'TARGET,SOURCE,FSTYPE,OPTIONS').toUpperCase().split(',');
    const rows = entries.map((entry) =>
      columns.map(
        (column) =>
          ({
            TARGET: entry.path,
            SOURCE: entry.source,
            FSTYPE: entry.type,
            OPTIONS: `${entry.readOnly ? 'ro' : 'rw'}${entry.options ? `,${entry.options}` : ''}`,
          })[column] ?? '',
      ),
    );
    const table = c.flags.noHeadings ? rows : [columns, ...rows];
    for (const row of table) {
      const cells = row.map((cell, index) =>
        index === row.length - 1
          ? cell
          : cell.padEnd(Math.max(...table.map((one) => one[index]?.length ?? 0))),
      );
      yield* c.print(`${cells.join(' ')}\n`);
    }
    return 0;
  },
});
