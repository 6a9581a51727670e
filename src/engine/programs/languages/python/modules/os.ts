/** os. */
import { kernelRelease } from '../../../../kernel';
import { shellStatus } from '../../../shared/exec';
import { statOf } from '../../../shared/trees';
import { define, native } from '../call';
import { asking, raised } from '../errors';
import { pathText } from '../files';
import { nativeClass, record, text, whole } from '../helpers';
import { newIterator } from '../iterate';
import { repr, str } from '../text';
import {
  type Attributes,
  DICT,
  OBJECT,
  PyBytes,
  PyClass,
  PyDict,
  PyList,
  PyModule,
  PyTuple,
  type Raised,
  type TracePlace,
  type Value,
} from '../values';
import type { Vm } from '../vm';
import { fillDescriptors } from './descriptors';
import { fillPath, headAndTail } from './paths';
import { statRecord } from './stat';
import { sendSignal } from './signals';
import { unameVersion } from './sys';

const ENVIRON = nativeClass('_Environ', 'os', {}, [DICT]);

/** os.environ: a dict whose changes are seen by programs that are started. */
function environment(vm: Vm): PyDict {
  const made = new PyDict(ENVIRON);
  for (const [name, value] of vm.p.env) made.setText(name, value);
  return made;
}

/** A place in a file of Python's own, of which no line is shown. */
function inOwnFile(file: string, line: number, name: string): TracePlace {
  return {
    file,
    name,
    line,
    column: 0,
    endLine: line,
    endColumn: 0,
    source: undefined,
    anchors: undefined,
    isPlain: true,
  };
}

/** Where Python's own os.py raises the KeyError of a name that is not set, by its series. */
const ENVIRON_LINES: Readonly<Record<string, { readonly get: number; readonly delete: number }>> = {
  '3.11': { get: 679, delete: 695 },
  '3.12': { get: 685, delete: 701 },
  '3.13': { get: 717, delete: 733 },
};

function notSet(vm: Vm, key: Value, how: 'get' | 'delete'): Raised {
  const error = raised('KeyError', key);
  const line = ENVIRON_LINES[vm.installation.version.split('.').slice(0, 2).join('.')]?.[how];
  if (line !== undefined)
    error.exception.trace.push(inOwnFile('<frozen os>', line, how === 'get' ? '__getitem__' : '__delitem__'));
  return error;
}

define(ENVIRON.members, {
  __getitem__: [
    'self key',
    (vm, [self, key = null]) => {
      const value = typeof key === 'string' ? (self as PyDict).getText(key) : undefined;
      if (value !== undefined) return value;
      throw notSet(vm, key, 'get');
    },
  ],
  __setitem__: [
    'self key value',
    (vm, [self, key, value]) => {
      if (typeof value !== 'string' || typeof key !== 'string')
        throw raised(
          'TypeError',
          `str expected, not ${typeof value === 'string' ? typeof key : value === null ? 'NoneType' : typeof value === 'bigint' ? 'int' : typeof value}`,
        );
      (self as PyDict).setText(key, value);
      vm.p.env.set(key, value);
      return null;
    },
  ],
  __delitem__: [
    'self key',
    (vm, [self, key = null]) => {
      if (!(self as PyDict).map.delete(text(key))) throw notSet(vm, key, 'delete');
      vm.p.env.delete(text(key));
      return null;
    },
  ],
  __repr__: [
    'self',
    function* (vm, [self]) {
      const plain = new PyDict();
      for (const [key, item] of (self as PyDict).map) plain.map.set(key, item);
      return `environ(${yield* repr(vm, plain)})`;
    },
  ],
});

export function makeDirectories(vm: Vm, path: string, mayExist: boolean): void {
  const [parent] = headAndTail(path.replace(/\/+$/, ''));
  if (parent !== '' && !vm.p.files.exists(parent)) makeDirectories(vm, parent, true);
  if (mayExist && statOf(vm.p, path)?.kind === 'directory') return;
  asking(() => vm.p.files.mkdir(path), path);
}

function processors({ p }: Vm): number {
  const info = p.files.exists('/proc/cpuinfo') ? p.files.readText('/proc/cpuinfo') : '';
  return info.match(/^processor/gm)?.length ?? 1;
}

type Functions = Parameters<typeof define>[1];

function fillOs(vm: Vm, members: Attributes): void {
  const { p } = vm;
  const path = new PyModule('posixpath', new Map());
  fillPath(vm, path.members);
  vm.modules.set('os.path', path);
  const values: Readonly<Record<string, Value>> = {
    path,
    environ: environment(vm),
    name: 'posix',
    sep: '/',
    linesep: '\n',
    pathsep: ':',
    curdir: '.',
    pardir: '..',
    extsep: '.',
    devnull: '/dev/null',
    PathLike: new PyClass('PathLike', [OBJECT]),
    error: vm.builtins.get('OSError') ?? null,
    F_OK: 0n,
    R_OK: 4n,
    W_OK: 2n,
    X_OK: 1n,
  };
  for (const [name, value] of Object.entries(values)) members.set(name, value);
  const on = (act: (path: string) => Value | void): Functions[string] => [
    'path',
    function* (inner, [value = null]) {
      const name = yield* pathText(inner, value);
      return asking(() => act(name), name) ?? null;
    },
  ];
  const onTwo = (act: (from: string, to: string) => void): Functions[string] => [
    'src dst',
    function* (inner, [from = null, to = null]) {
      const [a, b] = [yield* pathText(inner, from), yield* pathText(inner, to)];
      asking(() => act(a, b), a, b);
      return null;
    },
  ];
  define(members, {
    chdir: on((name) => p.chdir(name)),
    remove: on((name) => p.files.unlink(name)),
    unlink: on((name) => p.files.unlink(name)),
    removedirs: on((name) => {
      p.files.rmdir(name);
      for (let [up] = headAndTail(name); up !== '' && up !== '/'; [up] = headAndTail(up)) {
        if (p.files.readDirectory(up).length > 0) return;
        p.files.rmdir(up);
      }
    }),
    rmdir: on((name) => p.files.rmdir(name)),
    readlink: on((name) => p.files.readlink(name)),
    stat: on((name) => statRecord(vm, name, true)),
    rename: onTwo((from, to) => p.files.rename(from, to)),
    replace: onTwo((from, to) => p.files.rename(from, to)),
    link: onTwo((from, to) => p.files.link(from, to)),
    symlink: onTwo((from, to) => p.files.symlink(from, to)),
    listdir: [
      'path?',
      function* (inner, [value = '.']) {
        const name = yield* pathText(inner, value);
        return new PyList([...asking(() => p.files.readDirectory(name), name)]);
      },
    ],
    mkdir: [
      'path mode?',
      function* (inner, [value = null, mode = 0o777n]) {
        const name = yield* pathText(inner, value);
        asking(() => p.files.mkdir(name, whole(mode)), name);
        return null;
      },
    ],
    makedirs: [
      'name mode? exist_ok?',
      function* (inner, [value = null, , mayExist = false]) {
        makeDirectories(inner, yield* pathText(inner, value), mayExist === true);
        return null;
      },
    ],
    chmod: [
      'path mode',
      function* (inner, [value = null, mode]) {
        const name = yield* pathText(inner, value);
        asking(() => p.files.chmod(name, whole(mode)), name);
        return null;
      },
    ],
    chown: [
      'path uid gid',
      function* (inner, [value = null, uid, gid]) {
        const name = yield* pathText(inner, value);
        asking(() => p.files.chown(name, whole(uid), whole(gid)), name);
        return null;
      },
    ],
    access: [
      'path mode',
      function* (inner, [value = null, mode]) {
        const name = yield* pathText(inner, value);
        const bits = whole(mode);
        const want = `${bits & 4 ? 'r' : ''}${bits & 2 ? 'w' : ''}${bits & 1 ? 'x' : ''}`;
        return want === '' ? p.files.exists(name) : p.files.access(name, want);
      },
    ],
    walk: [
      'top topdown? onerror? followlinks?',
      function* (inner, [top = '.', topDown = true]) {
        return walk(inner, yield* pathText(inner, top), topDown !== false);
      },
    ],
    system: [
      'command',
      function* (inner, [command]) {
        const child = asking(() => p.spawn('/bin/sh', ['sh', '-c', text(command)]));
        const result = yield* inner.waiting(() => p.wait(child.pid));
        return BigInt((result ? shellStatus(result.status) : 127) << 8);
      },
    ],
    ...identity(vm),
  });
  fillDescriptors(vm, members);
  const terminalSize = (columns: Value, lines: Value): PyTuple =>
    record(
      'terminal_size',
      [
        ['columns', columns],
        ['lines', lines],
      ],
      'os',
    );
  define(members, {
    terminal_size: [
      'sequence',
      (_inner, [sizes]) => {
        const [columns = null, lines = null] = sizes instanceof PyTuple ? sizes.items : [];
        return terminalSize(columns, lines);
      },
    ],
    get_terminal_size: [
      'fd?',
      () => {
        if (!p.isatty(1)) throw raised('OSError', 25n, 'Inappropriate ioctl for device');
        const { columns, rows } = p.terminalSize(1);
        return terminalSize(BigInt(columns), BigInt(rows));
      },
    ],
  });
  for (const name of ['execvp', 'execv']) {
    members.set(
      name,
      native(name, 'file args', function* (_vm, [file, args]) {
        const words = args instanceof PyList || args instanceof PyTuple ? args.items.map(text) : [];
        const folders = (p.env.get('PATH') ?? '').split(':');
        const found = text(file).includes('/')
          ? text(file)
          : folders.map((folder) => `${folder}/${text(file)}`).find((one) => p.files.access(one, 'x'));
        return yield* p.exec(
          asking(() => {
            p.checkExecutable(found ?? text(file));
            return found ?? text(file);
          }, text(file)),
          words,
          p.env,
        );
      }),
    );
  }
}

/** os.walk(): what the program leaves in a list of folders is where it goes on. */
function walk(vm: Vm, top: string, isTopDown: boolean): Value {
  const { files } = vm.p;
  const join = (folder: string, name: string): string => `${folder === '/' ? '' : folder}/${name}`;
  const look = (folder: string): PyTuple | undefined => {
    if (statOf(vm.p, folder)?.kind !== 'directory' || !files.access(folder, 'r')) return undefined;
    const names = files.readDirectory(folder);
    const isFolder = (name: string): boolean => statOf(vm.p, join(folder, name))?.kind === 'directory';
    const others = names.filter((name) => !isFolder(name));
    return new PyTuple([folder, new PyList(names.filter(isFolder)), new PyList(others)]);
  };
  const below = ({ items: [folder, folders] }: PyTuple): string[] =>
    folders instanceof PyList && typeof folder === 'string'
      ? folders.items
          .filter((name) => typeof name === 'string')
          .map((name) => join(folder, name))
          .filter((path) => files.lstat(path).kind === 'directory')
      : [];
  const bottomUp = function* (folder: string): Generator<PyTuple> {
    const found = look(folder);
    if (found === undefined) return;
    for (const child of below(found)) yield* bottomUp(child);
    yield found;
  };
  if (!isTopDown) {
    const all = bottomUp(top);
    return newIterator('generator', () => {
      const next = all.next();
      return next.done ? undefined : next.value;
    });
  }
  const pending = [top];
  let last: PyTuple | undefined;
  return newIterator('generator', () => {
    if (last) pending.unshift(...below(last));
    last = undefined;
    for (;;) {
      const folder = pending.shift();
      if (folder === undefined) return undefined;
      last = look(folder);
      if (last) return last;
    }
  });
}

function identity(vm: Vm): Functions {
  const { p } = vm;
  return {
    getenv: ['key default?', (_vm, [key, otherwise = null]) => p.env.get(text(key)) ?? otherwise],
    putenv: [
      'key value',
      (_vm, [key, value]) => {
        p.env.set(text(key), text(value));
        return null;
      },
    ],
    getcwd: ['', () => p.cwd],
    getpid: ['', () => BigInt(p.pid)],
    getppid: ['', () => BigInt(p.ppid)],
    getuid: ['', () => BigInt(p.credentials.realUid ?? p.credentials.uid)],
    geteuid: ['', () => BigInt(p.credentials.uid)],
    getgid: ['', () => BigInt(p.credentials.realGid ?? p.credentials.gid)],
    getegid: ['', () => BigInt(p.credentials.gid)],
    getgroups: ['', () => new PyList(p.credentials.groups.map((gid) => BigInt(gid)))],
    cpu_count: ['', () => BigInt(processors(vm))],
    uname: [
      '',
      () =>
        record(
          'uname_result',
          [
            ['sysname', 'Linux'],
            ['nodename', p.hostname],
            ['release', kernelRelease()],
            ['version', unameVersion(vm)],
            ['machine', 'x86_64'],
          ],
          'posix',
        ),
    ],
    urandom: [
      'size',
      (_vm, [size]) =>
        new PyBytes(
          Uint8Array.from({ length: Math.min(whole(size), 65_536) }, () => Math.floor(p.random() * 256)),
        ),
    ],
    kill: ['pid signal', (_vm, [pid, signal]) => sendSignal(vm, pid, signal)],
    _exit: ['status', (_vm, [status]) => p.exit(whole(status))],
    isatty: ['fd', (_vm, [fd]) => p.isatty(whole(fd))],
    fspath: ['path', (inner, [value = null]) => pathText(inner, value)],
    fsencode: [
      'path',
      function* (inner, [value = null]) {
        return new PyBytes(new TextEncoder().encode(yield* str(inner, value)));
      },
    ],
    umask: [
      'mask',
      (_vm, [mask]) => {
        const old = p.umask;
        p.umask = whole(mask);
        return BigInt(old);
      },
    ],
  };
}

export const modules = {
  os: fillOs,
  'os.path': (vm: Vm, members: Attributes): void => fillPath(vm, members),
};
