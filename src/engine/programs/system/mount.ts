import { Errno, mountAt, strerror, unmountAt } from '../../kernel';
import type { ErrnoCode, MountRequest, Process, Task } from '../../kernel';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { codeOf, reason } from '../shared/errors';
import { isDirectory } from '../shared/trees';

/** How mounts of one tree come to be seen in others: here each container has its own, so these change nothing. */
const PROPAGATION = ['shared', 'slave', 'private', 'unbindable'].flatMap((one) => [
  `make-${one}`,
  `make-r${one}`,
]);

const MOUNT_OPTIONS = {
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
  source: 'source=SOURCE',
  target: 'target=DIRECTORY',
  remount: 'remount',
  propagation: PROPAGATION.join(','),
} as const;

type MountCall = Call<typeof MOUNT_OPTIONS>;

export const mount = program({
  id: 'mount/mount',
  usage:
    '[-lhV]\n mount -a [options]\n mount [options] [--source] <source> | [--target] <directory>\n mount [options] <source> <directory>',
  busyboxUsage: '[OPTIONS] [-o OPT] DEVICE NODE',
  options: MOUNT_OPTIONS,
  busyboxLacks: 'Bl',
  busyboxLong: `bind remount ${PROPAGATION.join(' ')}`,
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
    return yield* mountOne(c);
  },
});

/** `mount -a`, `mount DIR` (what fstab, or for a remount the list of mounts, says of it) or `mount SOURCE DIR`. */
function* mountOne(c: MountCall): Task<number> {
  const { p, flags } = c;
  // BusyBox' long options are all words for -o.
  const options = [
    ...(flags.options ?? '').split(','),
    ...(flags.readOnly ? ['ro'] : []),
    ...(flags.bind ? ['bind'] : []),
    ...(flags.remount ? ['remount'] : []),
  ].filter((one) => one !== '');
  if (flags.all) return yield* mountAll(c);
  if (flags.propagation) {
    const [path = ''] = c.operands;
    const listed = p.files.mounts().findLast((one) => one.path === path);
    if (listed === undefined) return yield* refuse(c, path, NOT_MOUNTED);
    const options = [listed.readOnly ? 'ro' : 'rw', ...(listed.options?.split(',') ?? [])];
    return yield* attempt(c, { kind: 'remount', ...listed, options });
  }
  const operands = [
    ...(flags.source === undefined ? [] : [flags.source]),
    ...(flags.target === undefined ? c.operands : [...c.operands, flags.target]),
  ];
  const [first = '', second] = operands;
  const isRemount = options.includes('remount');
  if (second !== undefined || (flags.type !== undefined && !isRemount)) {
    const path = second ?? first;
    const source = second === undefined ? 'none' : first;
    const isBind = options.some((one) => one === 'bind' || one === 'rbind');
    const isFolder = !c.gnu && flags.type === undefined && isDirectory(p, source);
    const kind = isRemount ? 'remount' : isBind || isFolder ? 'bind' : 'new';
    const request = { kind, source, path, type: flags.type ?? '', options } as const;
    const status = yield* attempt(c, request);
    // BusyBox leaves a bind mount writable, whatever it was told.
    if (status !== 0 || kind !== 'bind' || !c.gnu || !options.includes('ro')) return status;
    return yield* attempt(c, { ...request, kind: 'remount' });
  }
  if (isRemount) {
    const listed = p.files.mounts().findLast((one) => one.path === first);
    if (listed) return yield* attempt(c, { kind: 'remount', ...listed, path: first, options });
    if (!c.gnu) return yield* c.fail(`can't find ${first} in /proc/mounts`);
    return yield* refuse(c, first, p.files.exists(first) ? NOT_MOUNTED : NO_PLACE);
  }
  const entries = fileSystemTable(p);
  const entry = entries?.find((one) => one.path === first || one.source === first);
  if (entry) return yield* attempt(c, { kind: 'new', ...entry, options: [...entry.options, ...options] });
  if (c.gnu) return yield* c.fail(`${first}: can't find in /etc/fstab.`);
  return yield* c.fail(entries === undefined ? NO_TABLE : `can't find ${first} in /etc/fstab`);
}

const NO_TABLE = "can't read '/etc/fstab': No such file or directory";
const NO_PLACE = 'mount point does not exist.';
const NOT_MOUNTED = 'mount point not mounted or bad option.';

function* mountAll(c: MountCall): Task<number> {
  const { p } = c;
  const entries = fileSystemTable(p);
  if (entries === undefined) return c.gnu ? 0 : yield* c.fail(NO_TABLE);
  let status = 0;
  for (const entry of entries)
    if (!p.files.mounts().some(({ path }) => path === entry.path))
      status = Math.max(status, yield* attempt(c, { kind: 'new', ...entry }));
  return status;
}

function* attempt(c: MountCall, request: MountRequest): Task<number> {
  const { p } = c;
  try {
    // GNU's is setuid root: who started it decides.
    const { uid, realUid = uid } = p.credentials;
    if (c.gnu && realUid !== 0) return yield* refuse(c, request.path, 'must be superuser to use mount.');
    // libmount asks for the file system before it looks at the place.
    if (c.gnu && !p.credentials.capabilities.has('SYS_ADMIN')) throw new Errno('EPERM', request.path);
    mountAt(p, request);
    if (c.flags.verbose && c.gnu) yield* c.print(`mount: ${request.source} mounted on ${request.path}.\n`);
    return 0;
  } catch (error) {
    const code = codeOf(error);
    if (c.gnu) return yield* refuse(c, request.path, why(p, request, error));
    if (code === 'EPERM') return yield* c.fail('permission denied (are you root?)');
    yield* c.warn(`mounting ${request.source} on ${request.path} failed: ${strerror(code)}`);
    return 255;
  }
}

/** As libmount tells what the kernel refused. */
function why(p: Process, { kind, source, path, type }: MountRequest, error: unknown): string {
  const noDevice = `fsconfig() failed: ${source}: Can't lookup blockdev.`;
  switch (codeOf(error)) {
    case 'EPERM':
      return isDirectory(p, path) ? 'permission denied.' : 'mount point is not a directory.';
    case 'ENOENT':
      if (!p.files.exists(path)) return NO_PLACE;
      return kind === 'bind' ? `special device ${source} does not exist.` : noDevice;
    case 'ENOTBLK':
      return noDevice;
    case 'ENODEV':
      return type === '' ? noDevice : `unknown filesystem type '${type}'.`;
    case 'EINVAL':
      if (kind === 'remount') return NOT_MOUNTED;
      if (error instanceof Errno && error.path.startsWith('tmpfs: '))
        return `fsconfig() failed: ${error.path}.`;
  }
  return `wrong fs type, bad option, bad superblock on ${source}, missing codepage or helper program, or other error.`;
}

function* refuse(c: MountCall, path: string, text: string): Task<number> {
  yield* c.p.stderr.write(
    `mount: ${path}: ${text}\n       dmesg(1) may have more information after failed mount system call.\n`,
  );
  return 32;
}

/** The lines of /etc/fstab; undefined where there is none. */
function fileSystemTable(p: Process): readonly Omit<MountRequest, 'kind'>[] | undefined {
  if (!p.files.exists('/etc/fstab')) return undefined;
  return p.files
    .readText('/etc/fstab')
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .map((line) => {
      const [source = '', path = '', type = '', options = 'defaults'] = line.trim().split(/\s+/);
      return { source, path, type, options: options.split(',') };
    });
}

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
    const { p, flags } = c;
    if (c.operands.length === 0) return yield* c.gnu ? c.misused('bad usage') : c.usageError();
    let status = 0;
    for (const operand of c.operands) {
      // A device stands for where it was mounted last.
      const bySource = p.files.exists(operand)
        ? undefined
        : p.files.mounts().findLast((one) => one.source === operand);
      const path = bySource?.path ?? operand;
      try {
        const { uid, realUid = uid } = p.credentials;
        if (c.gnu && realUid !== 0 && p.files.exists(path)) throw new Errno('EPERM', path);
        unmountAt(p, path, flags.lazy);
        if (flags.verbose && c.gnu) yield* c.print(`umount: ${path} unmounted\n`);
      } catch (error) {
        const code = codeOf(error);
        status = c.gnu ? 32 : 1;
        if (c.gnu) yield* p.stderr.write(`umount: ${path}: ${unmountReason(p, code)}\n`);
        else yield* c.warn(`can't unmount ${path}: ${strerror(code)}`);
      }
    }
    return status;
  },
});

function unmountReason({ credentials }: Process, code: ErrnoCode): string {
  switch (code) {
    case 'ENOENT':
      return credentials.realUid === undefined || credentials.realUid === 0
        ? 'no mount point specified.'
        : 'No such file or directory';
    case 'EPERM':
      return 'must be superuser to unmount.';
    case 'EINVAL':
      return 'not mounted.';
    case 'EBUSY':
      return 'target is busy.';
    default:
      return `umount failed: ${strerror(code)}.`;
  }
}

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
