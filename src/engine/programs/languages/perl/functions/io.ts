/** Files, folders, other programs, and what is printed. */
import { Errno, isErrno, type Process, SIGNAL_NUMBERS, type Stat, type Task } from '../../../../kernel';
import { findProgram } from '../../../shared/exec';
import { expandPattern } from '../globs';
import { callCode } from '../call';
import { str, truth } from '../convert';
import { bytesOf } from '../../../shared/bytes';
import { items, scalar, uninitialised, warn } from '../evaluate';
import type { Kind, Node } from '../syntax';
import { bytesToWrite, decoded } from '../text';
import { Cell, Handle, Ref, type Scalar } from '../values';
import { truthValue, type Vm } from '../vm';
import { sprintf } from './sprintf';

export function handleOf(vm: Vm, value: Scalar): Handle | undefined {
  if (value instanceof Handle) return value;
  if (value instanceof Ref && value.to instanceof Cell) return handleOf(vm, value.to.v);
  if (typeof value !== 'string') return undefined;
  const name = value.replace(/^\*/, '');
  return (
    vm.globs.get(name.includes('::') ? name : `${vm.inPackage}::${name}`)?.io ??
    vm.globs.get(`main::${name.replace(/^main::/, '')}`)?.io
  );
}

export function* print(vm: Vm, node: Kind<'print'>): Task<Scalar> {
  const handle = node.handle === undefined ? vm.selected : handleOf(vm, yield* scalar(vm, node.handle));
  const cells: Cell[] = [];
  if (node.args.length === 0) cells.push(vm.topic);
  else
    for (const arg of node.args) {
      const from = cells.length;
      cells.push(...(yield* items(vm, arg)));
      if (vm.warns && cells.length === from + 1 && cells[from]?.v === undefined && node.how !== 'printf')
        yield* uninitialised(vm, arg, node.how);
    }
  let text: string;
  if (node.how === 'printf') {
    const [format, ...rest] = cells.map((cell) => cell.v);
    text = sprintf(vm, str(vm, format), rest);
  } else {
    const by = vm.glob('main::,').scalar.v;
    text = cells.map((cell) => str(vm, cell.v)).join(by === undefined ? '' : str(vm, by));
    if (node.how === 'say') text += '\n';
    const end = vm.glob('main::\\').scalar.v;
    if (end !== undefined) text += str(vm, end);
  }
  if (handle === undefined || (handle.out === undefined && handle.into === undefined)) {
    if (vm.warns)
      yield* warn(
        vm,
        `${node.how}() on ${handle ? 'closed' : 'unopened'} filehandle${node.handle?.k === 'bareword' ? ` ${node.handle.name}` : ''}${vm.place}`,
      );
    vm.errno('EBADF');
    return '';
  }
  yield* write(vm, handle, text, node.how);
  return 1;
}

export function* write(vm: Vm, handle: Handle, text: string, how = 'print'): Task<void> {
  const { bytes, isWide } = bytesToWrite(text, handle.isUtf8);
  if (isWide) yield* warn(vm, `Wide character in ${how}${vm.place}`);
  if (handle.into) {
    handle.into.v = str(vm, handle.into.v) + bytes;
    return;
  }
  if (handle === vm.stderr) yield* flush(vm.stdout, vm.stdout.out?.lineBuffered ?? false);
  if (!handle.out) return;
  yield* handle.out.write(bytes);
  if (handle.isFlushed || (handle === vm.stdout && truth(vm.glob('main::|').scalar.v)))
    yield* handle.out.flush();
}

function* flush(handle: Handle, isWanted: boolean): Task<void> {
  if (isWanted && handle.out) yield* handle.out.flush();
}

/** Before other programs write, and at the end. */
export function* flushAll(vm: Vm): Task<void> {
  for (const handle of [vm.stdout, vm.stderr, ...vm.openHandles]) if (handle.out) yield* handle.out.flush();
}

export function* readlineHandle(vm: Vm, from: Node | string): Task<Handle | undefined> {
  if (from === 'ARGV') return argvHandle(vm);
  if (from === 'STDIN') return vm.glob('main::STDIN').io;
  if (typeof from === 'string') return handleOf(vm, from);
  const handle = handleOf(vm, yield* scalar(vm, from));
  if (handle && from.k === 'var' && from.sigil === '$') handle.name = `$${from.name.replace(/^main::/, '')}`;
  return handle;
}

/** `<>`: the files of @ARGV one after another, or else stdin. */
function argvHandle(vm: Vm): Handle {
  const glob = vm.glob('main::ARGV');
  if (glob.io) return glob.io;
  const made = new Handle('');
  glob.io = made;
  const files = vm.array('main::ARGV');
  let isFirst = true;
  let current: Handle | undefined;
  made.read = function* () {
    return current?.read ? yield* current.read() : new Uint8Array();
  };
  made.next = function* () {
    for (;;) {
      if (current && current !== vm.glob('main::STDIN').io) yield* close(vm, current);
      yield* vm.endInPlace();
      current = undefined;
      const next = files.cells.shift();
      if (next === undefined && !isFirst) return false;
      isFirst = false;
      const path = next === undefined ? '-' : str(vm, next.v);
      vm.glob('main::ARGV').scalar.v = path;
      if (path === '-') {
        current = vm.glob('main::STDIN').io;
        return true;
      }
      const opened = new Handle('');
      try {
        openFile(vm, opened, '<', path);
      } catch (error) {
        vm.refused(error);
        yield* warn(vm, `Can't open ${path}: ${str(vm, vm.glob('main::!').scalar.v)}${vm.place}`);
        continue;
      }
      yield* vm.beginInPlace(path);
      current = opened;
      return true;
    }
  };
  return made;
}

export function* readLine(vm: Vm, handle: Handle | undefined): Task<Scalar> {
  if (!handle?.read) {
    if (vm.warns && handle !== undefined)
      yield* warn(vm, `readline() on closed filehandle ${handle.name}${vm.place}`);
    return undefined;
  }
  vm.lastRead = handle;
  const end = vm.glob('main::/').scalar.v;
  const ending = end === undefined ? undefined : str(vm, end);
  const isParagraph = ending === '';
  for (;;) {
    if (isParagraph) handle.rest = handle.rest.replace(/^\n+/, '');
    const by = isParagraph ? '\n\n' : ending;
    const at = by === undefined ? -1 : handle.rest.indexOf(by);
    if (at >= 0 && by !== undefined) {
      const line = handle.rest.slice(0, at + by.length);
      handle.rest = handle.rest.slice(at + by.length);
      handle.lines++;
      return handle.isUtf8 ? decoded(line) : line;
    }
    if (yield* fill(vm, handle)) continue;
    if (handle.rest !== '' || handle.next === undefined || !(yield* handle.next())) break;
  }
  const { rest } = handle;
  handle.rest = '';
  // An empty file that is read whole is an empty text, once.
  const isEmptyWhole = ending === undefined && handle.lines === 0 && !handle.hasTold;
  handle.hasTold = true;
  if (rest === '' && !isEmptyWhole) return undefined;
  handle.lines++;
  return handle.isUtf8 ? decoded(rest) : rest;
}

export function* fill(vm: Vm, handle: Handle): Task<boolean> {
  const { read } = handle;
  if (handle.isAtEnd || !read) return false;
  if (handle === vm.glob('main::STDIN').io) yield* flush(vm.stdout, vm.stdout.out?.lineBuffered ?? false);
  const data = yield* vm.patiently(
    () => read(),
    (code, args) => callCode(vm, code, args, 'scalar'),
  );
  if (data.length === 0) {
    handle.isAtEnd = handle.fd !== 0 && handle.name !== '';
    return false;
  }
  handle.rest += bytesOf(data);
  return true;
}

export function* readLines(vm: Vm, handle: Handle | undefined, out: Cell[]): Task<void> {
  for (;;) {
    const line = yield* readLine(vm, handle);
    if (line === undefined) return;
    out.push(new Cell(line));
  }
}

/** Opens a file for a handle. Throws what the kernel refuses. */
export function openFile(vm: Vm, handle: Handle, mode: string, path: string): void {
  const reads = mode.includes('<') || mode.includes('+');
  const writes = mode.includes('>') || mode.includes('+');
  const fd = vm.p.open(decoded(path), {
    read: reads,
    write: writes,
    append: mode.includes('>>'),
    create: mode.includes('>'),
    truncate: /(?:^|[^>])>(?!>)/.test(mode),
  });
  const stream = vm.p.stream(fd);
  handle.fd = fd;
  if (reads) handle.read = () => stream.read();
  if (writes) {
    handle.out = vm.newOutput(stream, vm.p.isatty(fd));
    vm.openHandles.add(handle);
  }
}

/** The text of %ENV as it is now, for programs that are started. */
export function environment(vm: Vm): Map<string, string> {
  return new Map([...vm.env.map].map(([name, cell]) => [decoded(name), decoded(str(vm, cell.v))]));
}

/** The words of a command: as they are, in a shell where it needs one, or cut at the spaces. */
function wordsOf(words: readonly string[]): readonly string[] {
  const [first = ''] = words;
  if (words.length > 1) return words;
  if (/[$&*(){}[\]'";\\|?<>~`\n]/.test(first) || /^\s*\w+=/.test(first)) return ['/bin/sh', '-c', first];
  return first.trim().split(/\s+/);
}

function start(vm: Vm, given: readonly string[], fds?: ReadonlyMap<number, number>): Process {
  const words = wordsOf(given.map(decoded));
  const env = environment(vm);
  const path = findProgram(vm.p, words[0] ?? '', env.get('PATH'));
  if (path === undefined) throw new Errno('ENOENT', words[0]);
  return vm.p.spawn(path, words, { env, ...(fds && { fds }) });
}

function* waited(vm: Vm, pid: number): Task<number> {
  const result = yield* vm.patiently(
    () => vm.p.wait(pid),
    (code, args) => callCode(vm, code, args, 'scalar'),
  );
  const status = result?.status;
  vm.childStatus =
    status === undefined ? -1 : 'code' in status ? status.code << 8 : SIGNAL_NUMBERS[status.signal];
  return vm.childStatus;
}

export function* system(vm: Vm, words: readonly string[]): Task<Scalar> {
  yield* flushAll(vm);
  try {
    return yield* waited(vm, start(vm, words).pid);
  } catch (error) {
    vm.refused(error);
    vm.childStatus = -1;
    return -1;
  }
}

export function* exec(vm: Vm, given: readonly string[]): Task<Scalar> {
  yield* flushAll(vm);
  const words = wordsOf(given.map(decoded));
  const env = environment(vm);
  try {
    const path = findProgram(vm.p, words[0] ?? '', env.get('PATH'));
    if (path === undefined) throw new Errno('ENOENT', words[0]);
    return yield* vm.p.exec(path, words, env);
  } catch (error) {
    if (!isErrno(error)) throw error;
    vm.refused(error);
    if (vm.warns)
      yield* warn(vm, `Can't exec "${words[0] ?? ''}": ${str(vm, vm.glob('main::!').scalar.v)}${vm.place}`);
    return '';
  }
}

export function* backtick(vm: Vm, command: string): Task<string | undefined> {
  yield* flushAll(vm);
  const pipe = vm.p.pipe();
  try {
    let child: Process;
    try {
      child = start(
        vm,
        [command],
        new Map([
          [0, 0],
          [1, pipe.write],
          [2, 2],
        ]),
      );
    } finally {
      vm.p.close(pipe.write);
    }
    const data = yield* vm.p.stream(pipe.read).readAll();
    yield* waited(vm, child.pid);
    return bytesOf(data);
  } catch (error) {
    vm.refused(error);
    vm.childStatus = -1;
    return undefined;
  } finally {
    vm.p.close(pipe.read);
  }
}

/** `open` with `-|` or `|-`. */
export function openPipe(vm: Vm, handle: Handle, reads: boolean, words: readonly string[]): number {
  const pipe = vm.p.pipe();
  const [ours, theirs] = reads ? [pipe.read, pipe.write] : [pipe.write, pipe.read];
  try {
    const child = start(
      vm,
      words,
      new Map([
        [0, reads ? 0 : theirs],
        [1, reads ? theirs : 1],
        [2, 2],
      ]),
    );
    handle.pid = child.pid;
  } catch (error) {
    vm.p.close(ours);
    throw error;
  } finally {
    vm.p.close(theirs);
  }
  const stream = vm.p.stream(ours);
  handle.fd = ours;
  if (reads) handle.read = () => stream.read();
  else handle.out = vm.newOutput(stream, false);
  vm.openHandles.add(handle);
  return handle.pid;
}

export function* close(vm: Vm, handle: Handle): Task<Scalar> {
  if (!handle.read && !handle.out && !handle.into) {
    vm.errno('EBADF');
    return '';
  }
  // Closing ARGV begins to count its lines anew.
  if (handle.next) {
    handle.lines = 0;
    handle.rest = '';
    return 1;
  }
  if (handle.out) yield* handle.out.flush();
  vm.openHandles.delete(handle);
  handle.read = undefined;
  handle.into = undefined;
  if (handle.out && handle !== vm.stdout && handle !== vm.stderr) handle.out = undefined;
  if (handle.fd !== undefined && vm.p.isOpen(handle.fd)) vm.p.close(handle.fd);
  handle.fd = undefined;
  handle.lines = 0;
  handle.rest = '';
  if (handle.pid === undefined) return 1;
  const status = yield* waited(vm, handle.pid);
  handle.pid = undefined;
  return truthValue(status === 0);
}

export function* fileTest(vm: Vm, { op, e }: Kind<'fileTest'>): Task<Scalar> {
  const value = yield* scalar(vm, e);
  const handle = handleOf(vm, value);
  if (op === 't')
    return truthValue(vm.p.isatty(handle?.fd ?? (handle === vm.stdout ? 1 : handle === vm.stderr ? 2 : 0)));
  const path = decoded(str(vm, value));
  let stat: Stat;
  try {
    stat =
      handle?.fd !== undefined
        ? vm.p.fstat(handle.fd)
        : op === 'l'
          ? vm.p.files.lstat(path)
          : vm.p.files.stat(path);
  } catch (error) {
    vm.refused(error);
    return undefined;
  }
  const { kind, mode } = stat;
  const days = (ms: number): number => (vm.startedMs - ms) / 86_400_000;
  switch (op) {
    case 'e':
      return 1;
    case 'f':
      return truthValue(kind === 'file');
    case 'd':
      return truthValue(kind === 'directory');
    case 'l':
      return truthValue(kind === 'symlink');
    case 'p':
      return truthValue(kind === 'fifo');
    case 'r':
    case 'w':
    case 'x':
    case 'R':
    case 'W':
    case 'X':
      return truthValue(vm.p.files.access(path, op.toLowerCase()));
    case 's':
      return stat.sizeBytes > 0 ? stat.sizeBytes : '';
    case 'z':
      return truthValue(stat.sizeBytes === 0);
    case 'u':
      return truthValue((mode & 0o4000) !== 0);
    case 'g':
      return truthValue((mode & 0o2000) !== 0);
    case 'k':
      return truthValue((mode & 0o1000) !== 0);
    case 'o':
    case 'O':
      return truthValue(stat.uid === vm.p.credentials.uid);
    case 'M':
      return days(stat.mtimeMs);
    case 'C':
      return days(stat.ctimeMs);
    default:
      throw vm.notModelled(`-${op}`);
  }
}

export function* globbed(vm: Vm, pattern: string): Task<string[]> {
  return pattern
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((one) => expandPattern(vm.p, one));
}
