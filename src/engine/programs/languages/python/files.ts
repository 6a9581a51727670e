/** Files and streams as Python sees them: open(), sys.stdin, sys.stdout, sys.stderr, and texts in memory. */
import type { Stream, Task } from '../../../kernel';
import { byteString } from '../../shared/bytes';
import { Output } from '../../shared/output';
import { OPEN_CLASSES, special } from './attributes';
import { call, define, native } from './call';
import { asking, OS_ERROR, osError, raised, setErrno } from './errors';
import { collect } from './iterate';
import { repr } from './text';
import { decodeBytes, encodeText } from './types/bytes';
import {
  Boxed,
  classOf,
  Obj,
  OBJECT,
  PyBytes,
  PyClass,
  PyIterator,
  PyList,
  PyProperty,
  type Value,
} from './values';
import type { Vm } from './vm';

const CHUNK = 65_536;
export const TEXT_FILE = new PyClass('TextIOWrapper', [OBJECT]);
TEXT_FILE.module = '_io';
export const BINARY_FILE = new PyClass('BufferedReader', [OBJECT]);
BINARY_FILE.module = '_io';
OPEN_CLASSES.add('TextIOWrapper');

export class PyFile extends Obj {
  isClosed = false;
  out: Output | undefined;
  rest = '';
  isAtEnd = false;
  /** Line ends are given as they stand in the file (`newline=''`), not as \n. */
  keepsLineEnds = false;

  constructor(
    readonly name: Value,
    readonly mode: string,
    readonly stream: Stream,
    /** undefined: it is not ours to close. */
    readonly fd: number | undefined,
    readonly isBinary: boolean,
    readonly encoding = 'utf-8',
  ) {
    super(isBinary ? BINARY_FILE : TEXT_FILE);
  }

  override release(vm: Vm): Task<void> {
    return closeFile(vm, this);
  }
}

export function* openFile(
  vm: Vm,
  file: Value,
  modeValue: Value,
  _buffering: Value | undefined,
  encoding: Value | undefined,
): Task<PyFile> {
  const mode = String(modeValue as string);
  const path = yield* pathText(vm, file);
  if (!/^(?=.*[rwax])[rwaxbt+]+$/.test(mode)) throw raised('ValueError', `invalid mode: '${mode}'`);
  const isUpdate = mode.includes('+');
  const reads = mode.includes('r') || isUpdate;
  const writes = /[wax]/.test(mode) || isUpdate;
  if (asking(() => vm.p.files.exists(path) && vm.p.files.stat(path).kind === 'directory', path)) {
    const error = raised('IsADirectoryError', 21n, 'Is a directory');
    setErrno(error.exception, 21n, 'Is a directory', path);
    throw error;
  }
  const fd = asking(
    () =>
      vm.p.open(path, {
        read: reads,
        write: writes,
        append: mode.includes('a'),
        create: /[wax]/.test(mode),
        truncate: mode.includes('w'),
        exclusive: mode.includes('x'),
      }),
    path,
  );
  const name = typeof encoding === 'string' ? encoding : 'utf-8';
  const opened = new PyFile(path, mode, vm.p.stream(fd), fd, mode.includes('b'), name);
  if (writes) {
    opened.out = new Output(opened.stream, vm.p.isatty(fd));
    vm.atExit.push(function* () {
      if (!opened.isClosed) yield* flush(opened);
    });
  }
  return opened;
}

/** A file over an open descriptor: os.fdopen(), and the ends of pipes. */
export function openDescriptor(vm: Vm, fd: number, mode: string, encoding?: Value): PyFile {
  const name = typeof encoding === 'string' ? encoding : 'utf-8';
  const opened = new PyFile(BigInt(fd), mode, vm.p.stream(fd), fd, mode.includes('b'), name);
  if (/[wax+]/.test(mode)) {
    opened.out = new Output(opened.stream, vm.p.isatty(fd));
    vm.atExit.push(function* () {
      if (!opened.isClosed) yield* flush(opened);
    });
  }
  return opened;
}

export function* pathText(vm: Vm, value: Value): Task<string> {
  if (typeof value === 'string') return value;
  if (value instanceof Boxed) return String(value.value);
  if (value instanceof PyBytes) return decodeBytes(value);
  const method = special(value, '__fspath__');
  if (method !== undefined) return yield* pathText(vm, yield* call(vm, method, [value]));
  throw raised('TypeError', `expected str, bytes or os.PathLike object, not ${classOf(value).name}`);
}

const own = (value: Value | undefined): PyFile => value as PyFile;

function usable(file: PyFile, what: 'read' | 'write'): PyFile {
  if (file.isClosed) throw raised('ValueError', 'I/O operation on closed file.');
  const isRight = what === 'write' ? file.out !== undefined : /r|\+/.test(file.mode);
  if (!isRight) {
    throw raised(UNSUPPORTED, what === 'write' ? 'not writable' : 'not readable');
  }
  return file;
}

export const UNSUPPORTED = new PyClass('UnsupportedOperation', [OS_ERROR]);
UNSUPPORTED.module = 'io';

export function* write(file: PyFile, bytes: string): Task<void> {
  const { out } = file;
  if (out === undefined) return;
  try {
    yield* out.write(bytes);
  } catch (error) {
    throw osError(error);
  }
}

export function* flush(file: PyFile): Task<void> {
  try {
    if (file.out) yield* file.out.flush();
  } catch (error) {
    throw osError(error);
  }
}

function* more(vm: Vm, file: PyFile): Task<boolean> {
  if (file.isAtEnd) return false;
  let data: Uint8Array;
  try {
    data = yield* vm.waiting(() => file.stream.read(CHUNK));
  } catch (error) {
    throw osError(error);
  }
  if (data.length === 0) {
    // A terminal goes on after ^D.
    file.isAtEnd = file.fd !== undefined;
    return false;
  }
  let text = '';
  for (let at = 0; at < data.length; at += 8192) text += String.fromCharCode(...data.subarray(at, at + 8192));
  file.rest += text;
  return true;
}

function* readLine(vm: Vm, file: PyFile): Task<string> {
  for (;;) {
    const end = file.rest.indexOf('\n');
    if (end >= 0) {
      const line = file.rest.slice(0, end + 1);
      file.rest = file.rest.slice(end + 1);
      return line;
    }
    if (!(yield* more(vm, file))) break;
  }
  const line = file.rest;
  file.rest = '';
  return line;
}

function given(file: PyFile, bytes: string): Value {
  const data = Uint8Array.from(bytes, (char) => char.charCodeAt(0));
  if (file.isBinary) return new PyBytes(data);
  const text = decodeBytes(new PyBytes(data), file.encoding);
  return file.keepsLineEnds ? text : text.replace(/\r\n?/g, '\n');
}

for (const cls of [TEXT_FILE, BINARY_FILE]) {
  define(cls.members, {
    read: [
      'self size?',
      function* (vm, [self, size]) {
        const file = usable(own(self), 'read');
        const most = typeof size === 'bigint' && size >= 0n ? Number(size) : Infinity;
        while (file.rest.length < most && (yield* more(vm, file)));
        const bytes = file.rest.slice(0, most);
        file.rest = file.rest.slice(bytes.length);
        return given(file, bytes);
      },
    ],
    readline: [
      'self size?',
      function* (vm, [self]) {
        const file = usable(own(self), 'read');
        return given(file, yield* readLine(vm, file));
      },
    ],
    readlines: [
      'self',
      function* (vm, [self]) {
        const file = usable(own(self), 'read');
        const lines: Value[] = [];
        for (let line = yield* readLine(vm, file); line !== ''; line = yield* readLine(vm, file))
          lines.push(given(file, line));
        return new PyList(lines);
      },
    ],
    write: [
      'self text',
      function* (_vm, [self, text = null]) {
        const file = usable(own(self), 'write');
        if (file.isBinary) {
          if (!(text instanceof PyBytes))
            throw raised('TypeError', `a bytes-like object is required, not '${classOf(text).name}'`);
          yield* write(file, Array.from(text.data, (byte) => String.fromCharCode(byte)).join(''));
          return BigInt(text.data.length);
        }
        if (typeof text !== 'string')
          throw raised('TypeError', `write() argument must be str, not ${classOf(text).name}`);
        const bytes =
          file.encoding === 'utf-8'
            ? byteString(text)
            : Array.from(encodeText(text, file.encoding).data, (byte) => String.fromCharCode(byte)).join('');
        yield* write(file, bytes);
        return BigInt(text.length);
      },
    ],
    writelines: [
      'self lines',
      function* (vm, [self, lines = null]) {
        const writer = classOf(self ?? null).find('write') ?? null;
        for (const line of yield* collect(vm, lines)) yield* call(vm, writer, [self ?? null, line]);
        return null;
      },
    ],
    flush: [
      'self',
      function* (_vm, [self]) {
        yield* flush(own(self));
        return null;
      },
    ],
    close: [
      'self',
      function* (vm, [self]) {
        yield* closeFile(vm, own(self));
        return null;
      },
    ],
    fileno: ['self', (_vm, [self]) => BigInt(own(self).fd ?? standardNumber(own(self)))],
    isatty: ['self', (vm, [self]) => vm.p.isatty(own(self).fd ?? standardNumber(own(self)))],
    readable: ['self', (_vm, [self]) => /r|\+/.test(own(self).mode)],
    writable: ['self', (_vm, [self]) => own(self).out !== undefined],
    seek: [
      'self offset whence?',
      function* (vm, [self, offset = 0n]) {
        const file = own(self);
        yield* flush(file);
        const { fd } = file;
        if (fd !== undefined) asking(() => vm.p.seek(fd, Number(offset as bigint)));
        file.rest = '';
        file.isAtEnd = false;
        return offset;
      },
    ],
    __enter__: ['self', (_vm, [self = null]) => self],
    __exit__: [
      'self *rest',
      function* (vm, [self]) {
        yield* closeFile(vm, own(self));
        return null;
      },
    ],
    __iter__: [
      'self',
      (_vm, [self]) => {
        const file = own(self);
        return new PyIterator(cls, function* (vm) {
          const line = yield* readLine(vm, usable(file, 'read'));
          return line === '' ? undefined : given(file, line);
        });
      },
    ],
    reconfigure: [
      'self **options',
      (_vm, [self], named) => {
        const file = own(self);
        if (named.get('line_buffering') === true || named.get('write_through') === true)
          file.out = new Output(file.stream, true);
        return null;
      },
    ],
    __repr__: [
      'self',
      function* (vm, [self]) {
        const { name, mode, encoding } = own(self);
        return file(cls === TEXT_FILE, yield* repr(vm, name), mode, encoding);
      },
    ],
  });
  const property = (name: string, read: (file: PyFile, vm: Vm) => Value): void => {
    cls.members.set(name, new PyProperty(native(name, 'self', (vm, [self]) => read(own(self), vm))));
  };
  property('name', ({ name }) => name);
  property('mode', ({ mode }) => mode);
  property('closed', ({ isClosed }) => isClosed);
  property('encoding', ({ encoding }) => encoding);
  property('buffer', (file) => {
    const binary = new PyFile(file.name, file.mode, file.stream, file.fd, true);
    binary.out = file.out;
    return binary;
  });
  property('line_buffering', ({ out }) => out?.lineBuffered ?? false);
}

function file(isText: boolean, name: string, mode: string, encoding: string): string {
  return isText
    ? `<_io.TextIOWrapper name=${name} mode='${mode}' encoding='${encoding === 'utf-8' ? 'UTF-8' : encoding}'>`
    : `<_io.BufferedReader name=${name}>`;
}

function standardNumber({ name }: PyFile): number {
  return name === '<stdin>' ? 0 : name === '<stdout>' ? 1 : 2;
}

export function* closeFile(vm: Vm, file: PyFile): Task<void> {
  if (file.isClosed) return;
  yield* flush(file);
  file.isClosed = true;
  if (file.fd !== undefined) vm.p.close(file.fd);
}

/** Writes everything at once: stderr, and stdout after -u. */
export class Unbuffered extends Output {
  override *write(bytes: string): Task<void> {
    yield* super.write(bytes);
    yield* this.flush();
  }
}

/** sys.stdin, sys.stdout, sys.stderr. */
export function standardFile(vm: Vm, name: '<stdin>' | '<stdout>' | '<stderr>'): PyFile {
  const { p } = vm;
  const stream = name === '<stdin>' ? p.stdin : name === '<stdout>' ? p.stdout : p.stderr;
  const made = new PyFile(name, name === '<stdin>' ? 'r' : 'w', stream, undefined, false);
  if (name === '<stdout>') made.out = vm.out;
  if (name === '<stderr>') made.out = new Unbuffered(stream, true);
  return made;
}
