/** os, where it is about open files, folders' entries and children. */
import { isErrno, strerror, type ErrnoCode } from '../../../../kernel';
import { call, define, native } from '../call';
import { asking, codeOfErrno, osError, raised } from '../errors';
import { openDescriptor, pathText } from '../files';
import { nativeClass, record, text, whole } from '../helpers';
import { iteratorOver } from '../iterate';
import {
  type Attributes,
  Obj,
  PyBytes,
  PyIterator,
  PyList,
  PyProperty,
  PyTuple,
  type Value,
} from '../values';
import type { Vm } from '../vm';
import { statRecord } from './stat';

const FLAGS = {
  O_RDONLY: 0,
  O_WRONLY: 1,
  O_RDWR: 2,
  O_CREAT: 0o100,
  O_EXCL: 0o200,
  O_TRUNC: 0o1000,
  O_APPEND: 0o2000,
  O_NONBLOCK: 0o4000,
  O_SYNC: 0o4010000,
  O_CLOEXEC: 0o2000000,
};

class Entry extends Obj {
  constructor(
    readonly name: string,
    readonly path: string,
  ) {
    super(ENTRY);
  }
}

const own = (value: Value | undefined): Entry => value as Entry;

const ENTRY = nativeClass('DirEntry', 'posix', {
  is_dir: [
    'self * follow_symlinks?',
    (vm, [self, follows]) => kindOf(vm, own(self).path, follows !== false) === 'directory',
  ],
  is_file: [
    'self * follow_symlinks?',
    (vm, [self, follows]) => kindOf(vm, own(self).path, follows !== false) === 'file',
  ],
  is_symlink: ['self', (vm, [self]) => kindOf(vm, own(self).path, false) === 'symlink'],
  stat: [
    'self * follow_symlinks?',
    (vm, [self, follows]) => asking(() => statRecord(vm, own(self).path, follows !== false), own(self).path),
  ],
  inode: ['self', (vm, [self]) => BigInt(vm.p.files.lstat(own(self).path).ino)],
  __fspath__: ['self', (_vm, [self]) => own(self).path],
  __repr__: ['self', (_vm, [self]) => `<DirEntry '${own(self).name}'>`],
});
for (const name of ['name', 'path'] as const)
  ENTRY.members.set(name, new PyProperty(native(name, 'self', (_vm, [self]) => own(self)[name])));

function kindOf(vm: Vm, path: string, follows: boolean): string | undefined {
  try {
    return follows ? vm.p.files.stat(path).kind : vm.p.files.lstat(path).kind;
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
}

const SCAN = nativeClass('ScandirIterator', 'posix', {
  __enter__: ['self', (_vm, [self = null]) => self],
  __exit__: ['self *rest', () => null],
  close: ['self', () => null],
});

export function fillDescriptors(vm: Vm, members: Attributes): void {
  const { p } = vm;
  for (const [name, value] of Object.entries(FLAGS)) members.set(name, BigInt(value));
  for (const [name, value] of Object.entries({
    WNOHANG: 1n,
    WUNTRACED: 2n,
    SEEK_SET: 0n,
    SEEK_CUR: 1n,
    SEEK_END: 2n,
    EX_OK: 0n,
  }))
    members.set(name, value);
  members.set('DirEntry', ENTRY);
  define(members, {
    scandir: [
      'path?',
      function* (inner, [value = '.']) {
        const folder = yield* pathText(inner, value ?? '.');
        const names = asking(() => p.files.readDirectory(folder), folder);
        const join = folder.endsWith('/') ? folder : `${folder}/`;
        const all = iteratorOver(
          SCAN,
          names.map((name) => new Entry(name, `${join}${name}`)),
        );
        return new PyIterator(SCAN, all.step);
      },
    ],
    lstat: [
      'path * dir_fd?',
      function* (inner, [value = null]) {
        const name = yield* pathText(inner, value);
        return asking(() => statRecord(inner, name, false), name);
      },
    ],
    fstat: ['fd', (inner, [fd]) => asking(() => statRecord(inner, whole(fd), true))],
    open: [
      'path flags mode?',
      function* (inner, [value = null, flags, mode = 0o777n]) {
        const name = yield* pathText(inner, value);
        const bits = whole(flags);
        const access = bits & 3;
        const options = {
          read: access !== 1,
          write: access !== 0,
          append: (bits & FLAGS.O_APPEND) !== 0,
          create: (bits & FLAGS.O_CREAT) !== 0,
          truncate: (bits & FLAGS.O_TRUNC) !== 0,
          exclusive: (bits & FLAGS.O_EXCL) !== 0,
          mode: whole(mode),
        };
        return BigInt(asking(() => p.open(name, options), name));
      },
    ],
    close: [
      'fd',
      (_inner, [fd]) => {
        asking(() => p.close(whole(fd)));
        return null;
      },
    ],
    read: [
      'fd length',
      function* (inner, [fd, length]) {
        try {
          return new PyBytes(yield* inner.waiting(() => p.stream(whole(fd)).read(whole(length))));
        } catch (error) {
          throw osError(error);
        }
      },
    ],
    write: [
      'fd data',
      function* (_inner, [fd, data]) {
        if (!(data instanceof PyBytes))
          throw raised('TypeError', "a bytes-like object is required, not 'str'");
        try {
          yield* p.stream(whole(fd)).write(data.data);
        } catch (error) {
          throw osError(error);
        }
        return BigInt(data.data.length);
      },
    ],
    pipe: [
      '',
      () => {
        const made = p.pipe();
        return new PyTuple([BigInt(made.read), BigInt(made.write)]);
      },
    ],
    dup: ['fd', (_inner, [fd]) => BigInt(asking(() => p.dup(whole(fd))))],
    dup2: ['fd fd2 inheritable?', (_inner, [fd, to]) => BigInt(asking(() => p.dup(whole(fd), whole(to))))],
    fdopen: [
      'fd mode? buffering? encoding?',
      (inner, [fd, mode = 'r', , encoding]) => openDescriptor(inner, whole(fd), text(mode), encoding),
    ],
    fsync: ['fd', () => null],
    sync: ['', () => null],
    truncate: [
      'path length',
      function* (inner, [value = null, length]) {
        const name = yield* pathText(inner, value);
        asking(() => p.files.truncate(name, whole(length)), name);
        return null;
      },
    ],
    utime: [
      'path times? * ns? dir_fd? follow_symlinks?',
      function* (inner, [value = null, times]) {
        const name = yield* pathText(inner, value);
        const [, modified] = times instanceof PyTuple ? times.items : [];
        asking(
          () => p.files.utimes(name, modified === undefined ? p.nowMs : Number(modified as number) * 1000),
          name,
        );
        return null;
      },
    ],
    statvfs: [
      'path',
      function* (inner, [value = null]) {
        const name = yield* pathText(inner, value);
        const mount = asking(() => p.files.mountOf(name), name);
        const size = mount.sizeBytes ?? 64 * 2 ** 30;
        const fields = {
          f_bsize: 4096,
          f_frsize: 4096,
          f_blocks: size / 4096,
          f_bfree: size / 8192,
          f_bavail: size / 8192,
        };
        return record(
          'statvfs_result',
          Object.entries(fields).map(([key, one]) => [key, BigInt(Math.floor(one))]),
          'os',
        );
      },
    ],
    mkfifo: [
      'path mode?',
      function* (inner, [value = null, mode = 0o666n]) {
        const name = yield* pathText(inner, value);
        asking(() => p.files.mkfifo(name, whole(mode)), name);
        return null;
      },
    ],
    strerror: [
      'code',
      (_inner, [code]) => {
        const found: ErrnoCode | undefined = codeOfErrno(whole(code));
        return found ? strerror(found) : `Unknown error ${String(whole(code))}`;
      },
    ],
    waitpid: [
      'pid options',
      function* (inner, [pid, options]) {
        try {
          const result = yield* inner.waiting(() =>
            p.wait(whole(pid), { noHang: (whole(options) & 1) !== 0 }),
          );
          if (result === undefined) return new PyTuple([0n, 0n]);
          const { status } = result;
          return new PyTuple([BigInt(result.pid), 'code' in status ? BigInt(status.code << 8) : 9n]);
        } catch (error) {
          throw osError(error);
        }
      },
    ],
    waitstatus_to_exitcode: ['status', (_inner, [status]) => BigInt(whole(status) >> 8)],
    getloadavg: ['', () => new PyTuple([0.0, 0.0, 0.0])],
    setuid: ['uid', (inner, [uid]) => become(inner, { uid: whole(uid) })],
    setgid: ['gid', (inner, [gid]) => become(inner, { gid: whole(gid) })],
    getpgid: ['pid', () => BigInt(p.processGroup)],
    getpgrp: ['', () => BigInt(p.processGroup)],
    getsid: ['pid', () => BigInt(p.session)],
    setsid: [
      '',
      () => {
        asking(() => p.newSession());
        return null;
      },
    ],
    killpg: [
      'pgid signal',
      (inner, [group, number = null]) =>
        call(inner, members.get('kill') ?? null, [-BigInt(whole(group)), number]),
    ],
    get_exec_path: ['env?', () => new PyList((p.env.get('PATH') ?? '/bin:/usr/bin').split(':'))],
    process_cpu_count: ['', (inner) => call(inner, members.get('cpu_count') ?? null, [])],
    fsdecode: ['path', (inner, [value = null]) => pathText(inner, value)],
    getlogin: [
      '',
      () => {
        throw raised('OSError', 6n, 'No such device or address');
      },
    ],
  });
}

function become(vm: Vm, wanted: { readonly uid?: number; readonly gid?: number }): null {
  const { credentials } = vm.p;
  const isRoot = credentials.uid === 0;
  const isOther =
    (wanted.uid !== undefined && wanted.uid !== credentials.uid) ||
    (wanted.gid !== undefined && wanted.gid !== credentials.gid);
  if (isOther && !isRoot) throw raised('PermissionError', 1n, 'Operation not permitted');
  const keeps = wanted.uid === undefined || wanted.uid === 0;
  vm.p.setCredentials({
    ...credentials,
    ...wanted,
    ...(!keeps && { capabilities: new Set<string>() }),
  });
  return null;
}
