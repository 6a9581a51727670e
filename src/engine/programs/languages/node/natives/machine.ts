/** What programs are given of the machine: process, timers, Buffer, files, and `native` for the library's own modules. */
import type { Connection, Task } from '../../../../kernel';
import {
  isErrno,
  kernelRelease,
  SIGNAL_NUMBERS,
  type SignalName,
  strerror,
  until,
  WaitQueue,
} from '../../../../kernel';
import { findProgram } from '../../../shared/exec';
import { bodyLengthOf, headText, readHead, readResponse, readWholeBody } from '../../../network/http';
import { DEFAULTS, formatLog, inspect } from '../inspect';
import { call, enumerableKeys, get, num, plainString, toText, truthy } from '../objects';
import {
  Arr,
  Bytes,
  Err,
  ExitNow,
  Fn,
  Held,
  ITERATOR,
  NotModelled,
  Obj,
  Thrown,
  type Value,
} from '../values';
import type { Timer, Vm } from '../vm';
import { listIterator, replaceText } from './data';
import { array, methods, nativeClass } from './objects';

/** A refused system call as Node.js throws it. */
export function systemError(vm: Vm, error: unknown, syscall: string, path?: string, other?: string): Error {
  if (!isErrno(error)) return error instanceof Error ? error : new Error(String(error));
  const words = strerror(error.code)
    .toLowerCase()
    .replace('is a directory', 'illegal operation on a directory');
  const names = path === undefined ? '' : ` '${path}'${other === undefined ? '' : ` -> '${other}'`}`;
  const made = vm.makeError(
    'Error',
    `${error.code}: ${words}${syscall === '' ? '' : `, ${syscall}${names}`}`,
  );
  made
    .put('errno', -(NUMBERS[error.code] ?? 1))
    .put('code', error.code)
    .put('syscall', syscall);
  if (path !== undefined) made.put('path', path);
  if (other !== undefined) made.put('dest', other);
  return new Thrown(made);
}

const NUMBERS: Readonly<Record<string, number>> = {
  EPERM: 1,
  ENOENT: 2,
  EIO: 5,
  EBADF: 9,
  EAGAIN: 11,
  EACCES: 13,
  EBUSY: 16,
  EEXIST: 17,
  EXDEV: 18,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  EMFILE: 24,
  ENOSPC: 28,
  EROFS: 30,
  EPIPE: 32,
  ENOTEMPTY: 39,
  EADDRINUSE: 98,
  EADDRNOTAVAIL: 99,
  ENETUNREACH: 101,
  ECONNRESET: 104,
  ETIMEDOUT: 110,
  ECONNREFUSED: 111,
  EHOSTUNREACH: 113,
};

// Buffers

export function bytesFrom(vm: Vm, data: Uint8Array): Bytes {
  return new Bytes(vm.realm.bufferProto, data);
}

export function* dataOf(vm: Vm, value: Value): Task<Uint8Array> {
  if (value instanceof Bytes) return value.data;
  return new TextEncoder().encode(yield* toText(vm, value));
}

function decode(data: Uint8Array, encoding: Value): string {
  const latin = (): string => Array.from(data, (byte) => String.fromCharCode(byte)).join('');
  switch (encoding) {
    case 'hex':
      return Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join('');
    case 'base64':
      return btoa(latin());
    case 'latin1':
    case 'binary':
    case 'ascii':
      return latin();
    default:
      return new TextDecoder().decode(data);
  }
}

function encodeText(text: string, encoding: Value): Uint8Array {
  if (encoding === 'hex')
    return Uint8Array.from(text.match(/[0-9a-fA-F]{2}/g) ?? [], (pair) => parseInt(pair, 16));
  if (encoding === 'base64') {
    const plain = text
      .replace(/-/g, '+')
      .replace(/_/g, '/')
      .replace(/[^A-Za-z0-9+/]/g, '');
    return Uint8Array.from(atob(plain.slice(0, plain.length - (plain.length % 4 === 1 ? 1 : 0))), (char) =>
      char.charCodeAt(0),
    );
  }
  if (encoding === 'latin1' || encoding === 'binary')
    return Uint8Array.from(text, (char) => char.charCodeAt(0));
  return new TextEncoder().encode(text);
}

function addBuffers(vm: Vm): void {
  const { realm } = vm;
  const cls = nativeClass(vm, 'Buffer', realm.bufferProto, (inner, _self, [size]) =>
    bytesFrom(inner, new Uint8Array(num(size, 0))),
  );
  realm.global.put('Uint8Array', cls, false);
  methods(vm, cls, {
    from: (inner, _self, [source, encoding]) => {
      if (source instanceof Bytes) return bytesFrom(inner, source.data.slice());
      if (source instanceof Arr)
        return bytesFrom(
          inner,
          Uint8Array.from(source.items, (one) => num(one)),
        );
      return bytesFrom(inner, encodeText(plainString(source), encoding));
    },
    alloc: (inner, _self, [size, fill]) => {
      const bytes = num(size, 0);
      if (!(bytes >= 0 && bytes <= 2 ** 32))
        throw inner.error(
          'RangeError',
          `The value of "size" is out of range. It must be >= 0 && <= 9007199254740991. Received ${String(bytes)}`,
          'ERR_OUT_OF_RANGE',
        );
      inner.p.allocate(bytes);
      return bytesFrom(inner, new Uint8Array(Math.min(bytes, 2 ** 28)).fill(num(fill, 0) || 0));
    },
    byteLength: (_inner, _self, [value]) =>
      value instanceof Bytes ? value.data.length : new TextEncoder().encode(plainString(value)).length,
    isBuffer: (_inner, _self, [value]) => value instanceof Bytes,
    concat: (inner, _self, [list]) => {
      const parts = list instanceof Arr ? list.items.filter((one) => one instanceof Bytes) : [];
      return bytesFrom(inner, Uint8Array.from(parts.flatMap((one) => [...one.data])));
    },
  });
  const own = (self: Value): Uint8Array => (self instanceof Bytes ? self.data : new Uint8Array());
  methods(vm, realm.bufferProto, {
    toString: (_inner, self, [encoding, start, end]) =>
      decode(own(self).subarray(num(start, 0), end === undefined ? undefined : num(end)), encoding),
    toJSON: (inner, self) => inner.object({ type: 'Buffer', data: array(inner, [...own(self)]) }),
    slice: (inner, self, [start, end]) =>
      bytesFrom(inner, own(self).slice(num(start, 0), end === undefined ? undefined : num(end))),
    subarray: (inner, self, [start, end]) =>
      bytesFrom(inner, own(self).subarray(num(start, 0), end === undefined ? undefined : num(end))),
    equals: (_inner, self, [other]) => decode(own(self), 'latin1') === decode(own(other), 'latin1'),
    includes: (_inner, self, [wanted]) => decode(own(self), 'utf8').includes(plainString(wanted)),
  });
  realm.bufferProto.put(
    ITERATOR,
    vm.native('[Symbol.iterator]', (inner, self) => listIterator(inner, own(self))),
    false,
  );
}

// Timers

function addTimers(vm: Vm): void {
  const proto = vm.object();
  proto.put(
    'constructor',
    vm.native('Timeout', () => undefined),
    false,
  );
  const timerOf = (value: Value): Timer | undefined =>
    value instanceof Held ? vm.timers.get((value.held as Timer).id) : vm.timers.get(num(value));
  const start =
    (isRepeated: boolean) =>
    (inner: Vm, _self: Value, [callee, ms, ...args]: readonly Value[]): Value => {
      if (!(callee instanceof Fn))
        throw inner.error(
          'TypeError',
          `The "callback" argument must be of type function. Received ${inspect(inner, callee)}`,
          'ERR_INVALID_ARG_TYPE',
        );
      const timer = inner.addTimer(num(ms, 1), isRepeated, function* () {
        inner.frame = undefined;
        inner.nextName = 'Timeout._onTimeout';
        yield* call(inner, callee, undefined, args);
      });
      return new Held(proto, timer);
    };
  const stop = (_inner: Vm, _self: Value, [timer]: readonly Value[]): Value => {
    const own = timerOf(timer);
    if (own) vm.timers.delete(own.id);
    return undefined;
  };
  methods(vm, vm.realm.global, {
    setTimeout: start(false),
    setInterval: start(true),
    clearTimeout: stop,
    clearInterval: stop,
    clearImmediate: stop,
    setImmediate: (inner, _self, [callee, ...args]) => {
      inner.immediates.push(function* () {
        yield* call(inner, callee, undefined, args);
      });
      return inner.object();
    },
  });
  methods(vm, proto, {
    unref: (_inner, self) => {
      const own = timerOf(self);
      if (own) own.isRef = false;
      return self;
    },
    ref: (_inner, self) => self,
    hasRef: () => true,
  });
}

// The library's native part

function* answerAll(vm: Vm, connection: Connection, handler: Value): Task<void> {
  try {
    for (;;) {
      const head = yield* readHead(connection);
      if (head === undefined) return;
      const body = yield* readWholeBody(connection, bodyLengthOf(head, 0));
      const waiter = { isOver: false, keeps: true, ended: new WaitQueue() };
      const [method = 'GET', url = '/', version = 'HTTP/1.1'] = head.startLine.split(' ');
      const request = vm.object({
        method,
        url,
        version: version.replace('HTTP/', ''),
        body: bytesFrom(vm, body),
        address: connection.remoteAddress,
        port: connection.remotePort,
        headers: array(
          vm,
          head.headers.map((pair) => array(vm, [...pair])),
        ),
        write: vm.native('write', function* (inner, _self, [data]) {
          try {
            yield* connection.write(yield* dataOf(inner, data));
          } catch (error) {
            if (!isErrno(error)) throw error;
          }
          return true;
        }),
        end: vm.native('end', (_inner, _self, [keeps]) => {
          waiter.isOver = true;
          waiter.keeps = truthy(keeps);
          waiter.ended.wakeAll();
          return undefined;
        }),
      });
      vm.jobs.push(function* () {
        yield* call(vm, handler, undefined, [request]);
      });
      yield* until(waiter.ended, () => waiter.isOver);
      if (!waiter.keeps) return;
    }
  } finally {
    connection.close();
  }
}

function addNative(vm: Vm, native: Obj): void {
  const { p } = vm;
  methods(vm, native, {
    hide: (_inner, _self, [target, name, value]) => {
      if (target instanceof Obj) target.put(plainString(name), value, false);
      return undefined;
    },
    show: (inner, _self, [value]) => inspect(inner, value),
    inspect: (inner, _self, [value, options]) => {
      const depth = options instanceof Obj ? options.find('depth')?.value : undefined;
      const compact = options instanceof Obj ? options.find('breakLength')?.value : undefined;
      return inspect(inner, value, {
        ...DEFAULTS,
        depth: depth === null ? Infinity : num(depth, 2),
        breakLength: num(compact, 80),
      });
    },
    format: (inner, _self, [args]) => formatLog(inner, args instanceof Arr ? args.items : []),
    fail: (inner, _self, [value]) => {
      throw inner.error('TypeError', `${plainString(value)} is not iterable`);
    },
    arrayLike: (inner, _self, [source]) => {
      const length = source instanceof Obj ? num(source.find('length')?.value, 0) : 0;
      if (length > 2 ** 24) throw inner.error('RangeError', 'Invalid array length');
      return array(
        inner,
        Array.from({ length: length || 0 }, (_, index) =>
          source instanceof Obj ? source.find(String(index))?.value : undefined,
        ),
      );
    },
    split: (inner, _self, [list]) =>
      inner.object({
        values: array(inner, list instanceof Arr ? list.items.filter((one) => one !== undefined) : []),
      }),
    replace: (inner, _self, [self, pattern, by, isAll]) =>
      replaceText(inner, plainString(self), pattern, by, truthy(isAll)),
    duration: (_inner, _self, [ms]) => {
      const value = num(ms);
      return value >= 60_000
        ? `${String(Math.floor(value / 60_000))}:${(Math.floor(value / 1000) % 60).toString().padStart(2, '0')}.${String(Math.floor(value % 1000)).padStart(3, '0')} (m:ss.mmm)`
        : value >= 1000
          ? `${(value / 1000).toFixed(3)}s`
          : `${String(Number(value.toFixed(3)))}ms`;
    },
    *print(_inner, _self, [isError, text, indent]) {
      const lines = plainString(indent) + plainString(text).replace(/\n/g, `\n${plainString(indent)}`);
      yield* writeTo(vm, truthy(isError) ? 2 : 1, `${lines}\n`);
      return undefined;
    },
    *write(inner, _self, [isError, data]) {
      yield* writeTo(vm, truthy(isError) ? 2 : 1, yield* dataOf(inner, data));
      return true;
    },
    parseUrl: (inner, _self, [text, base]) => {
      try {
        const url = new URL(plainString(text), base === undefined ? undefined : plainString(base));
        const { href, origin, protocol, username, password, host, hostname, port, pathname, search, hash } =
          url;
        return inner.object({
          href,
          origin,
          protocol,
          username,
          password,
          host,
          hostname,
          port,
          pathname,
          search,
          hash,
        });
      } catch {
        return undefined;
      }
    },
    listen: (inner, _self, [host, port, handler]) => {
      let listener;
      try {
        listener = p.network.listen(plainString(host), num(port));
      } catch (error) {
        const failed = systemError(inner, error, 'listen');
        if (failed instanceof Thrown && failed.value instanceof Err && isErrno(error)) {
          failed.value.put(
            'message',
            `listen ${error.code}: ${strerror(error.code).toLowerCase()} ${plainString(host) === '0.0.0.0' ? '::' : plainString(host)}:${String(num(port))}`,
            false,
          );
          failed.value.put('address', plainString(host) === '0.0.0.0' ? '::' : host).put('port', port);
        }
        throw failed;
      }
      const open = listener;
      inner.waiting.add(
        (function* (): Task<void> {
          for (;;) {
            let connection: Connection;
            try {
              connection = yield* open.accept();
            } catch (error) {
              if (isErrno(error)) return;
              throw error;
            }
            inner.waiting.add(answerAll(inner, connection, handler));
          }
        })(),
      );
      return inner.object({
        port: open.port,
        close: inner.native('close', () => {
          open.close();
          return undefined;
        }),
      });
    },
    request: (inner, _self, [options, done]) => {
      const field = (name: string): Value => (options instanceof Obj ? options.find(name)?.value : undefined);
      inner.waiting.add(
        (function* (): Task<void> {
          let result: Value[];
          try {
            const address = yield* p.network.resolve(plainString(field('hostname')));
            const connection = yield* p.network.connect(address, num(field('port')));
            const headers = field('headers');
            const pairs =
              headers instanceof Obj
                ? enumerableKeys(headers).map(
                    (name) => [name, plainString(headers.find(name)?.value)] as const,
                  )
                : [];
            const body = field('body');
            yield* connection.write(
              headText({
                startLine: `${plainString(field('method'))} ${plainString(field('path'))} HTTP/1.1`,
                headers: pairs,
              }),
            );
            if (body instanceof Bytes) yield* connection.write(body.data);
            const response = yield* readResponse(connection);
            const size =
              plainString(field('method')) === 'HEAD' || response.status === 204 || response.status === 304
                ? 0
                : bodyLengthOf(response, 'to the end');
            const data = yield* readWholeBody(connection, size);
            connection.close();
            result = [
              undefined,
              inner.object({
                status: response.status,
                reason: response.reason,
                headers: array(
                  inner,
                  response.headers.map((pair) => array(inner, [...pair])),
                ),
                body: bytesFrom(inner, data),
              }),
            ];
          } catch (error) {
            result = [requestError(inner, error, plainString(field('hostname')), num(field('port')))];
          }
          inner.jobs.push(function* () {
            yield* call(inner, done, undefined, result);
          });
        })(),
      );
      return undefined;
    },
    spawn: (inner, _self, [words, options, done]) => spawn(inner, words, options, done),
    later: (inner, _self, [callee, ...args]) => {
      inner.jobs.push(function* () {
        yield* call(inner, callee, undefined, args);
      });
      return undefined;
    },
    onSignal: (_inner, _self, [name, handler]) => {
      const signal = plainString(name).replace(/^SIG/, '') as SignalName;
      if (!(signal in SIGNAL_NUMBERS)) return false;
      p.setDisposition(signal, handler instanceof Fn ? 'catch' : 'default');
      handlers.set(signal, handler);
      return true;
    },
    *readStdin(inner) {
      return bytesFrom(inner, yield* inner.patiently(() => p.stdin.readAll()));
    },
    notModelled: (_inner, _self, [what]) => {
      throw new NotModelled(plainString(what));
    },
    now: () => Math.floor(p.nowMs),
    uptime: (inner) => p.nowMs - inner.startedMs,
    random: () => p.random(),
    release: () => kernelRelease(),
    networkInterfaces: (inner) =>
      array(
        inner,
        p.network.interfaces.map(({ name, address, mac }) =>
          inner.object({ name, cidr: address, address: address.split('/')[0] ?? '', mac }),
        ),
      ),
  });
  const handlers = new Map<SignalName, Value>();
  vm.onSignal = function* (name) {
    const handler = handlers.get(name);
    if (handler instanceof Fn) yield* call(vm, handler, undefined, [`SIG${name}`, SIGNAL_NUMBERS[name]]);
  };
}

function requestError(vm: Vm, error: unknown, host: string, port: number): Value {
  if (!isErrno(error)) return vm.makeError('Error', 'socket hang up').put('code', 'ECONNRESET');
  if (error.code === 'ENOENT' || error.code === 'EAGAIN') {
    const code = error.code === 'ENOENT' ? 'ENOTFOUND' : 'EAI_AGAIN';
    return vm
      .makeError('Error', `getaddrinfo ${code} ${host}`)
      .put('errno', error.code === 'ENOENT' ? -3008 : -3001)
      .put('code', code)
      .put('syscall', 'getaddrinfo')
      .put('hostname', host);
  }
  const made = vm.makeError('Error', `connect ${error.code} ${host}:${String(port)}`);
  return made
    .put('errno', -(NUMBERS[error.code] ?? 1))
    .put('code', error.code)
    .put('syscall', 'connect')
    .put('address', host)
    .put('port', port);
}

export function* writeTo(vm: Vm, fd: 1 | 2, data: string | Uint8Array): Task<void> {
  try {
    yield* vm.patiently(() => (fd === 1 ? vm.p.stdout : vm.p.stderr).write(data));
  } catch (error) {
    if (!isErrno(error)) throw error;
    // A pipe that nobody reads: Node ends with EPIPE; it says no more here.
    throw new ExitNow(1);
  }
}

function* spawn(vm: Vm, words: Value, options: Value, done: Value): Task<Value> {
  const { p } = vm;
  const argv = words instanceof Arr ? words.items.map(plainString) : [];
  const [command = ''] = argv;
  const isInherited = options instanceof Obj && truthy(options.find('inherit')?.value);
  const cwd = options instanceof Obj ? options.find('cwd')?.value : undefined;
  const env = options instanceof Obj ? options.find('env')?.value : undefined;
  const own =
    env instanceof Obj
      ? new Map(enumerableKeys(env).map((name) => [name, plainString(env.find(name)?.value)]))
      : undefined;
  const [out, err] = [p.pipe(), p.pipe()];
  let child;
  try {
    child = p.spawn(findProgram(p, command) ?? `/usr/bin/${command}`, argv, {
      fds: new Map(
        isInherited
          ? [
              [0, 0],
              [1, 1],
              [2, 2],
            ]
          : [
              [0, 0],
              [1, out.write],
              [2, err.write],
            ],
      ),
      ...(own && { env: own }),
      ...(typeof cwd === 'string' && { cwd }),
    });
  } catch (error) {
    for (const fd of [out.read, out.write, err.read, err.write]) p.close(fd);
    throw systemError(vm, error, `spawn ${command}`);
  }
  p.close(out.write);
  p.close(err.write);
  const finish = function* (): Task<Value> {
    const stdout = yield* vm.patiently(() => p.stream(out.read).readAll());
    const stderr = yield* vm.patiently(() => p.stream(err.read).readAll());
    p.close(out.read);
    p.close(err.read);
    const result = yield* vm.patiently(() => p.wait(child.pid));
    const status = result?.status ?? { code: 127 };
    return vm.object({
      pid: child.pid,
      status: 'code' in status ? status.code : null,
      signal: 'signal' in status ? `SIG${status.signal}` : null,
      stdout: bytesFrom(vm, stdout),
      stderr: bytesFrom(vm, stderr),
    });
  };
  if (!(done instanceof Fn)) return yield* finish();
  vm.waiting.add(
    (function* (): Task<void> {
      const result = yield* finish();
      vm.jobs.push(function* () {
        yield* call(vm, done, undefined, [result]);
      });
    })(),
  );
  return child.pid;
}

// Files

/** Shows where in Node's own code a read is refused. */
function placed(vm: Vm, name: string, error: Error): Error {
  if (name !== 'readFile' || !(error instanceof Thrown) || !(error.value instanceof Err)) return error;
  const { value } = error;
  const own = { name: 'Object.readFileSync', file: 'node:fs', line: 441, column: 20 };
  value.stack = [own, ...value.stack].slice(0, 10);
  vm.realm.thrownAt.set(value, own);
  const lines: string[] = [];
  lines[440] = '    return binding.readFileUtf8(path, stringToFlags(options.flag));';
  vm.sources.set('node:fs', lines);
  return error;
}

function addFiles(vm: Vm, native: Obj): void {
  const { files } = vm.p;
  const file = (
    name: string,
    syscall: string,
    act: (path: string, rest: readonly Value[]) => Value | Task<Value>,
  ): void => {
    native.put(
      name,
      vm.native(name, function* (inner, _self, [path, ...rest]) {
        if (typeof path !== 'string' && !(path instanceof Obj)) {
          throw inner.error(
            'TypeError',
            `The "path" argument must be of type string or an instance of Buffer or URL. Received ${inspect(inner, path)}`,
            'ERR_INVALID_ARG_TYPE',
          );
        }
        const text =
          path instanceof Obj && path.find('pathname')
            ? plainString(path.find('pathname')?.value)
            : plainString(path);
        try {
          const result = act(text, rest);
          return typeof result === 'object' && result !== null && 'next' in result ? yield* result : result;
        } catch (error) {
          throw placed(
            inner,
            name,
            systemError(
              inner,
              error,
              syscall,
              text,
              syscall === 'rename' || syscall === 'copyfile' ? plainString(rest[0]) : undefined,
            ),
          );
        }
      }),
      false,
    );
  };
  const none = (act: () => void): Value => {
    act();
    return undefined;
  };
  file('readFile', 'open', (path, [encoding]) => {
    const data = files.readFile(path);
    return typeof encoding === 'string' ? decode(data, encoding) : bytesFrom(vm, data);
  });
  file('writeFile', 'open', function* (path, [data, isAppended, mode]) {
    const bytes = yield* dataOf(vm, data);
    files.writeFile(path, bytes, { append: truthy(isAppended), ...(typeof mode === 'number' && { mode }) });
    return undefined;
  });
  file('exists', 'access', (path) => {
    try {
      files.stat(path);
      return true;
    } catch {
      return false;
    }
  });
  file('access', 'access', (path, [mode]) =>
    none(() => {
      files.stat(path);
      const bits = num(mode, 0);
      const want = `${bits & 4 ? 'r' : ''}${bits & 2 ? 'w' : ''}${bits & 1 ? 'x' : ''}`;
      if (want !== '' && !files.access(path, want))
        throw vm.error('Error', `EACCES: permission denied, access '${path}'`);
    }),
  );
  file('readdir', 'scandir', (path) => array(vm, [...files.readDirectory(path)].sort()));
  file('mkdir', 'mkdir', (path) => none(() => files.mkdir(path)));
  file('rmdir', 'rmdir', (path) => none(() => files.rmdir(path)));
  file('unlink', 'unlink', (path) => none(() => files.unlink(path)));
  file('rename', 'rename', (path, [to]) => none(() => files.rename(path, plainString(to))));
  file('symlink', 'symlink', (path, [to]) => none(() => files.symlink(path, plainString(to))));
  file('readlink', 'readlink', (path) => files.readlink(path));
  file('realpath', 'realpath', (path) => files.realpath(path));
  file('chmod', 'chmod', (path, [mode]) =>
    none(() => files.chmod(path, typeof mode === 'string' ? parseInt(mode, 8) : num(mode))),
  );
  for (const name of ['stat', 'lstat'] as const) {
    file(name, name, (path) => {
      const { kind, mode, uid, gid, sizeBytes, mtimeMs, ctimeMs, nlink, ino } = files[name](path);
      const type = kind === 'directory' ? 0o040000 : kind === 'symlink' ? 0o120000 : 0o100000;
      return vm.object({ kind, mode: mode | type, uid, gid, size: sizeBytes, mtimeMs, ctimeMs, nlink, ino });
    });
  }
}

export function addMachine(vm: Vm, native: Obj, argv: readonly string[], executable: string): void {
  const { p, realm } = vm;
  addBuffers(vm);
  addTimers(vm);
  addNative(vm, native);
  addFiles(vm, native);
  const env = new EnvironmentObject(realm.objectProto, p.env);
  for (const [name, value] of p.env) env.put(name, value);
  const process = vm.object();
  realm.global.put('process', process, false);
  const values: Readonly<Record<string, Value>> = {
    version: `v${vm.version}`,
    versions: vm.object({ node: vm.version, v8: '12.4.254.21-node.33', uv: '1.51.0', modules: '127' }),
    arch: 'x64',
    platform: 'linux',
    release: vm.object({ name: 'node', lts: 'Jod' }),
    argv: array(vm, argv),
    argv0: 'node',
    execArgv: array(vm, []),
    execPath: executable,
    env,
    pid: p.pid,
    ppid: p.ppid,
    title: 'node',
    exitCode: undefined,
  };
  for (const [name, value] of Object.entries(values)) process.put(name, value);
  methods(vm, process, {
    cwd: () => p.cwd,
    chdir: (inner, _self, [path]) => {
      try {
        p.chdir(plainString(path));
      } catch (error) {
        throw systemError(inner, error, 'chdir', p.cwd, plainString(path));
      }
      return undefined;
    },
    uptime: (inner) => (inner.p.nowMs - inner.startedMs) / 1000,
    getuid: () => p.credentials.uid,
    geteuid: () => p.credentials.uid,
    getgid: () => p.credentials.gid,
    getegid: () => p.credentials.gid,
    umask: () => p.umask,
    memoryUsage: (inner) =>
      inner.object({
        rss: 45_000_000,
        heapTotal: 6_500_000,
        heapUsed: 5_400_000,
        external: 1_600_000,
        arrayBuffers: 10_000,
      }),
    hrtime: (inner) => array(inner, [Math.floor(p.nowMs / 1000), Math.floor((p.nowMs % 1000) * 1e6)]),
    kill: (inner, _self, [pid, signal]) => {
      const name =
        signal === undefined
          ? 'TERM'
          : signal === 0
            ? 0
            : (plainString(signal).replace(/^SIG/, '') as SignalName);
      try {
        p.kill(num(pid), name);
      } catch (error) {
        throw systemError(inner, error, 'kill');
      }
      return true;
    },
    nextTick: (inner, _self, [callee, ...args]) => {
      inner.ticks.push(function* () {
        yield* call(inner, callee, undefined, args);
      });
      return undefined;
    },
    *reallyExit(inner, _self, [code]) {
      const own = code ?? (yield* get(inner, process, 'exitCode'));
      throw new ExitNow(own === undefined ? 0 : num(own) & 0xff);
    },
    abort: () => {
      p.kill(p.pid, 'ABRT');
      throw new ExitNow(134);
    },
  });
  const hrtime = process.find('hrtime')?.value;
  if (hrtime instanceof Obj) methods(vm, hrtime, { bigint: () => BigInt(Math.floor(p.nowMs * 1e6)) });
  const performance = vm.object();
  realm.global.put('performance', performance, false);
  methods(vm, performance, { now: (inner) => inner.p.nowMs - inner.startedMs });
  performance.put('timeOrigin', vm.startedMs);
}

/** process.env: everything in it is a text, and programs that are started see what is set. */
class EnvironmentObject extends Obj {
  constructor(
    proto: Obj,
    readonly environment: Map<string, string>,
  ) {
    super(proto);
    const { slots } = this;
    const set = slots.set.bind(slots);
    slots.set = (key, slot) => {
      const text = plainString(slot.value);
      if (typeof key === 'string') environment.set(key, text);
      return set(key, { ...slot, value: text });
    };
  }

  override remove(key: Parameters<Obj['remove']>[0]): boolean {
    if (typeof key === 'string') this.environment.delete(key);
    return super.remove(key);
  }
}
