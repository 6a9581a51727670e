/** Functions of files, folders and processes. */
import { SIGNAL_NUMBERS, type SignalName, type Stat, type Task } from '../../../../kernel';
import { callCode } from '../call';
import { int, num, str, truth } from '../convert';
import { scalar } from '../evaluate';
import { place } from '../places';
import { loadText } from '../loading';
import type { Node } from '../syntax';
import { decoded, encoded } from '../text';
import { Cell, Handle, NotModelled, Ref, type Scalar } from '../values';
import { truthValue, type Vm } from '../vm';
import { close, exec, fill, flushAll, handleOf, openFile, openPipe, system, write } from './io';

interface FileFunction {
  /** Its first argument is a place that it fills. */
  readonly takesPlace?: boolean;
  readonly run: (vm: Vm, nodes: readonly Node[], args: readonly Scalar[]) => Task<Scalar>;
  readonly list?: (vm: Vm, args: readonly Scalar[], out: Cell[]) => Task<void>;
}

const path = (vm: Vm, value: Scalar): string => decoded(str(vm, value));

/** A system call: 1, or false with `$!`. */
function attempt(vm: Vm, body: () => void): boolean {
  try {
    body();
    return true;
  } catch (error) {
    vm.refused(error);
    return false;
  }
}

/** A function that does not wait. */
const plain = (body: (vm: Vm, args: readonly Scalar[]) => Scalar): FileFunction => ({
  *run(vm, _nodes, args) {
    return body(vm, args);
  },
});

/** One call for each file; how many went well. */
const each = (body: (vm: Vm, path: string, args: readonly Scalar[]) => void, skip = 0): FileFunction =>
  plain(
    (vm, args) => args.slice(skip).filter((one) => attempt(vm, () => body(vm, path(vm, one), args))).length,
  );

const one = (body: (vm: Vm, args: readonly Scalar[]) => void): FileFunction =>
  plain((vm, args) => (attempt(vm, () => body(vm, args)) ? 1 : ''));

/** The handle that open fills: of a name, or a new one in a variable. */
function* newHandle(vm: Vm, node: Node | undefined): Task<Handle> {
  if (node === undefined) throw vm.die('Not enough arguments for open');
  if (node.k === 'bareword' || node.k === 'const') {
    const name = String(node.k === 'const' ? node.value : node.name);
    const glob = vm.glob(
      /^(?:STDIN|STDOUT|STDERR|ARGV)$/.test(name) ? `main::${name}` : `${vm.inPackage}::${name}`,
    );
    if (glob.io?.out || glob.io?.read) yield* close(vm, glob.io);
    const made = new Handle(name);
    return (glob.io = made);
  }
  if (node.k === 'var' && node.sigil === '*') return (vm.glob(node.name).io = new Handle(node.name));
  const cell = yield* place(vm, node);
  if (cell.v instanceof Handle && (cell.v.out ?? cell.v.read)) yield* close(vm, cell.v);
  const name = node.k === 'declare' ? node.vars[0] : node;
  const made = new Handle(name?.k === 'var' ? `$${name.name}` : '$fh');
  cell.v = made;
  return made;
}

const open: FileFunction = {
  takesPlace: true,
  *run(vm, nodes, args) {
    const handle = yield* newHandle(vm, nodes[0]);
    const [first, second] = args;
    let mode = str(vm, first).trim();
    let target = second;
    if (args.length < 2) {
      const found = /^\s*(\+?(?:<|>>?)|\|)?\s*(.*?)\s*(\|)?\s*$/s.exec(str(vm, first));
      mode = found?.[3] === '|' ? '-|' : found?.[1] === '|' ? '|-' : (found?.[1] ?? '<');
      target = found?.[2] ?? '';
    }
    const layer = /^(\S+?)\s*:(.*)$/.exec(mode);
    if (layer) {
      mode = layer[1] ?? '';
      handle.isUtf8 = /utf-?8/i.test(layer[2] ?? '');
    }
    if (target instanceof Ref && target.to instanceof Cell) {
      if (mode === '<') {
        handle.rest = str(vm, target.to.v);
        handle.isAtEnd = true;
        handle.read = noData;
      } else {
        if (mode === '>') target.to.v = '';
        handle.into = target.to;
      }
      return 1;
    }
    if (mode.includes('&')) {
      const from = handleOf(vm, mode.replace(/^.*&=?/, '') || target);
      const out = from?.out;
      if (!out) throw new NotModelled(`open with the mode ${mode}`);
      yield* out.flush();
      handle.out = out;
      return 1;
    }
    try {
      if (mode === '-|' || mode === '|-') yield* flushAll(vm);
      if (mode === '-|' || mode === '|-')
        return openPipe(
          vm,
          handle,
          mode === '-|',
          [target, ...args.slice(2)].map((value) => str(vm, value)),
        );
      openFile(vm, handle, mode, str(vm, target));
      return 1;
    } catch (error) {
      vm.refused(error);
      return '';
    }
  },
};

function* noData(): Task<Uint8Array> {
  return new Uint8Array();
}

function statOf(vm: Vm, value: Scalar, isLink: boolean): Stat | undefined {
  try {
    const handle = handleOf(vm, value);
    if (handle?.fd !== undefined) return vm.p.fstat(handle.fd);
    return isLink ? vm.p.files.lstat(path(vm, value)) : vm.p.files.stat(path(vm, value));
  } catch (error) {
    vm.refused(error);
    return undefined;
  }
}

const TYPES: Readonly<Record<string, number>> = {
  file: 0o100000,
  directory: 0o040000,
  symlink: 0o120000,
  fifo: 0o010000,
};

const stat = (isLink: boolean): FileFunction => ({
  ...plain((vm, [value]) => truthValue(statOf(vm, value, isLink) !== undefined)),

  *list(vm, [value], out) {
    const found = statOf(vm, value, isLink);
    if (!found) return;
    const seconds = (ms: number): number => Math.floor(ms / 1000);
    const { deviceId, ino, mode, nlink, uid, gid, sizeBytes, mtimeMs, ctimeMs, blocks } = found;
    const all = [
      deviceId,
      ino,
      (TYPES[found.kind] ?? 0o100000) | mode,
      nlink,
      uid,
      gid,
      0,
      sizeBytes,
      seconds(mtimeMs),
      seconds(mtimeMs),
      seconds(ctimeMs),
      4096,
      blocks,
    ];
    out.push(...all.map((one) => new Cell(one)));
  },
});

function signalOf(vm: Vm, value: Scalar): SignalName | 0 {
  const text = str(vm, value).replace(/^-?(?:SIG)?/, '');
  if (text === '0' || text === 'ZERO') return 0;
  const found = Object.entries(SIGNAL_NUMBERS).find(
    ([name, number]) => name === text || String(number) === text,
  );
  if (!found) throw vm.die(`Unrecognized signal name "${text}"`);
  return found[0] as SignalName;
}

export const FILES: Readonly<Record<string, FileFunction>> = {
  open,
  close: {
    *run(vm, _nodes, [value]) {
      const handle = value === undefined ? vm.selected : handleOf(vm, value);
      return handle ? yield* close(vm, handle) : '';
    },
  },
  eof: {
    *run(vm, _nodes, args) {
      const handle = args.length > 0 ? handleOf(vm, args[0]) : (vm.lastRead ?? vm.glob('main::STDIN').io);
      if (!handle) return 1;
      return truthValue(handle.rest === '' && !(yield* fill(vm, handle)));
    },
  },
  binmode: plain((vm, [value, layer]) => {
    const handle = handleOf(vm, value);
    if (handle) handle.isUtf8 = /utf-?8/i.test(str(vm, layer));
    return handle ? 1 : '';
  }),
  fileno: plain((vm, [value]) => {
    const handle = handleOf(vm, value);
    return handle === vm.stdout ? 1 : handle === vm.stderr ? 2 : handle?.fd;
  }),
  select: {
    *run(vm, _nodes, args) {
      if (args.length === 4) {
        yield* vm.p.sleep(Number(num(vm, args[3])) * 1000);
        return 0;
      }
      const before = vm.selected;
      if (args.length > 0) vm.selected = handleOf(vm, args[0]) ?? vm.selected;
      return before;
    },
  },
  read: {
    *run(vm, nodes) {
      const [from, into, size, offset] = nodes;
      const handle = from ? handleOf(vm, yield* scalar(vm, from)) : undefined;
      if (!handle || !into || !size) return undefined;
      const wanted = int(vm, yield* scalar(vm, size));
      while (handle.rest.length < wanted && (yield* fill(vm, handle)));
      const got = handle.rest.slice(0, wanted);
      handle.rest = handle.rest.slice(wanted);
      const cell = yield* place(vm, into);
      cell.v = (offset ? str(vm, cell.v).slice(0, int(vm, yield* scalar(vm, offset))) : '') + got;
      return got.length;
    },
  },
  opendir: {
    takesPlace: true,
    *run(vm, nodes, [folder]) {
      const handle = yield* newHandle(vm, nodes[0]);
      return attempt(vm, () => {
        handle.entries = ['.', '..', ...vm.p.files.readDirectory(path(vm, folder))].map(encoded);
      })
        ? 1
        : '';
    },
  },
  readdir: {
    ...plain((vm, [value]) => handleOf(vm, value)?.entries?.shift()),

    *list(vm, [value], out) {
      const handle = handleOf(vm, value);
      for (const name of handle?.entries?.splice(0) ?? []) out.push(new Cell(name));
    },
  },
  closedir: plain((vm, [value]) => {
    const handle = handleOf(vm, value);
    if (handle) handle.entries = undefined;
    return 1;
  }),
  unlink: each((vm, file) => vm.p.files.unlink(file)),
  chmod: each((vm, file, args) => vm.p.files.chmod(file, int(vm, args[0])), 1),
  chown: each((vm, file, args) => vm.p.files.chown(file, idOf(vm, args[0]), idOf(vm, args[1])), 2),
  utime: each(
    (vm, file, args) =>
      vm.p.files.utimes(file, args[1] === undefined ? vm.p.nowMs : Number(num(vm, args[1])) * 1000),
    2,
  ),
  mkdir: one((vm, [folder, mode]) =>
    vm.p.files.mkdir(path(vm, folder ?? vm.topic.v), mode === undefined ? 0o777 : int(vm, mode)),
  ),
  rmdir: one((vm, [folder]) => vm.p.files.rmdir(path(vm, folder))),
  rename: one((vm, [from, to]) => vm.p.files.rename(path(vm, from), path(vm, to))),
  link: one((vm, [from, to]) => vm.p.files.link(path(vm, from), path(vm, to))),
  symlink: one((vm, [from, to]) => vm.p.files.symlink(path(vm, from), path(vm, to))),
  chdir: one((vm, [folder]) =>
    vm.p.chdir(folder === undefined ? (vm.p.env.get('HOME') ?? '/') : path(vm, folder)),
  ),
  readlink: plain((vm, [file]) => {
    let text: string | undefined;
    attempt(vm, () => (text = encoded(vm.p.files.readlink(path(vm, file)))));
    return text;
  }),
  stat: stat(false),
  lstat: stat(true),
  system: {
    *run(vm, _nodes, args) {
      return yield* system(
        vm,
        args.map((arg) => str(vm, arg)),
      );
    },
  },
  exec: {
    *run(vm, _nodes, args) {
      return yield* exec(
        vm,
        args.map((arg) => str(vm, arg)),
      );
    },
  },
  kill: plain((vm, [signal, ...pids]) => {
    const name = signalOf(vm, signal);
    return pids.filter((pid) => attempt(vm, () => vm.p.kill(int(vm, pid), name))).length;
  }),
  wait: {
    *run(vm) {
      try {
        return (yield* vm.p.wait())?.pid;
      } catch {
        return -1;
      }
    },
  },
  sleep: {
    *run(vm, _nodes, args) {
      if (args.length === 0) throw new NotModelled('sleep without an end');
      const startMs = vm.p.nowMs;
      if (truth(vm.glob('main::|').scalar.v)) yield* vm.stdout.out?.flush() ?? nothing();
      try {
        yield* vm.p.sleep(Math.trunc(Number(num(vm, args[0]))) * 1000);
      } catch (error) {
        vm.refused(error);
        yield* vm.handleSignals((code, given) => callCode(vm, code, given, 'scalar'));
      }
      return Math.round((vm.p.nowMs - startMs) / 1000);
    },
  },
  syswrite: {
    *run(vm, _nodes, [value, text]) {
      const handle = handleOf(vm, value);
      if (!handle) return undefined;
      yield* write(vm, handle, str(vm, text));
      if (handle.out) yield* handle.out.flush();
      return str(vm, text).length;
    },
  },
  do: {
    *run(vm, _nodes, [file]) {
      return yield* loadText(vm, str(vm, file));
    },
  },
};

function* nothing(): Task<void> {
  yield* [];
}

function idOf(vm: Vm, value: Scalar): number | undefined {
  const id = int(vm, value);
  return id < 0 ? undefined : id;
}
