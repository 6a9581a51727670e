/** What the library's own modules are given beside files and the network. */
import {
  kernelRelease,
  SIGNAL_NUMBERS,
  type SignalName,
  STANDARD_SIGNALS,
  type Task,
} from '../../../../kernel';
import { className, formatLog, inspect, inspectOptions } from '../inspect';
import { JsProxy } from '../proxies';
import { readEnvFile } from '../env-file';
import { internalsOf, isOldRelease, type ShownName, throwInside } from '../internals';
import { badArgument, received } from './arguments';
import { call, num, plainString, toKey, truthy, typeOf } from '../objects';
import { Arr, CUSTOM_INSPECT, Err, Fn, NotModelled, Obj, Sym, Thrown, type Value } from '../values';
import type { Vm } from '../vm';
import { replaceText } from './strings';
import { array, methods } from './objects';
import { bytesFrom, dataOf } from './buffers';
import { writeTo } from './output';
import { spawn } from './spawn';
import { ERRNO_NUMBERS, systemError } from './system-errors';

function urlParts(vm: Vm, url: URL): Obj {
  const { href, origin, protocol, username, password, host, hostname, port, pathname, search, hash } = url;
  return vm.object({
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
}

/** A call that begins at a place of a line, with all its arguments. */
function callIn(line: string, from: number): string {
  const start = /[\w$.]*$/.exec(line.slice(0, from))?.index ?? from;
  let depth = 0;
  for (let at = from; at < line.length; at++) {
    if (line[at] === '(') depth++;
    else if (line[at] === ')' && --depth === 0) return line.slice(start, at + 1);
  }
  return line.slice(start);
}

export function addNative(vm: Vm, native: Obj): void {
  const { p } = vm;
  const readers = new Map<number, { isStopped: boolean }>();
  methods(vm, native, {
    hide: (_inner, _self, [target, name, value]) => {
      if (target instanceof Obj) target.put(toKey(name), value, false);
      return undefined;
    },
    methods: (_inner, _self, [target, functions]) => {
      if (target instanceof Obj && functions instanceof Obj)
        for (const key of functions.keys()) target.put(key, functions.own(key)?.value, false);
      return undefined;
    },
    callable: (inner, _self, [callee]) => {
      if (callee instanceof Fn) return undefined;
      const isShown = !(callee instanceof Obj || callee instanceof Sym || callee === undefined);
      const value = isShown ? ` ${typeof callee === 'string' ? JSON.stringify(callee) : String(callee)}` : '';
      throw inner.error('TypeError', `${typeOf(callee)}${value} is not a function`);
    },
    className: (_inner, _self, [value]) => (value instanceof Obj ? className(value) : undefined),
    show: (inner, _self, [value]) => inspect(inner, value),
    fault: (inner, _self, [type, code, message]) => {
      const made = inner.makeError(plainString(type), plainString(message)).put('code', code);
      made.tag = plainString(code);
      return made;
    },
    systemFault: (inner, _self, [code, message, info]) => {
      const made = inner.makeError('SystemError', plainString(message)).put('code', code).put('info', info);
      made.put('name', 'SystemError', false);
      made.tag = plainString(code);
      for (const name of ['errno', 'syscall', 'path'])
        if (info instanceof Obj) made.put(name, info.find(name)?.value);
      return made;
    },
    inside: (inner, _self, [error, place, shown]) => {
      if (!(error instanceof Err)) return error;
      const own = internalsOf(inner);
      return throwInside(
        inner,
        error,
        own.calls[plainString(place)] ?? [],
        shown === undefined ? undefined : (plainString(shown) as ShownName),
      );
    },
    received: (inner, _self, [value]) => received(inner, value),
    badArgument: (inner, _self, [name, wanted, value]) => badArgument(inner, name, wanted, value),
    *callAs(inner, _self, [callee, self, args, between]) {
      const own = internalsOf(inner);
      const cls = self instanceof Obj ? className(self) : undefined;
      inner.nextCall = {
        ...(cls !== undefined && {
          name: (text: string) => `${cls}.${text === '' ? '<anonymous>' : text}`,
        }),
        between: plainString(between)
          .split(' ')
          .flatMap((one) => own.calls[one] ?? [])
          .map((one) => one.replace('%', cls ?? 'Object')),
      };
      return yield* call(inner, callee, self, args instanceof Arr ? args.items : []);
    },
    inspect: (inner, _self, [value, options]) => inspect(inner, value, inspectOptions(options)),
    setInspect: (inner, _self, [callee]) => {
      inner.realm.inspectFn = callee;
      return undefined;
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
        return urlParts(
          inner,
          new URL(plainString(text), base === undefined ? undefined : plainString(base)),
        );
      } catch {
        return undefined;
      }
    },
    changeUrl: (inner, _self, [href, name, value]) => {
      const url = new URL(plainString(href));
      try {
        Object.assign(url, { [plainString(name)]: plainString(value) });
      } catch {
        return undefined;
      }
      return urlParts(inner, url);
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
      if (!(signal in STANDARD_SIGNALS)) return false;
      p.setDisposition(signal, handler instanceof Fn ? 'catch' : 'default');
      handlers.set(signal, handler);
      return true;
    },
    signalNumbers: (inner) =>
      inner.object(
        Object.fromEntries(Object.entries(STANDARD_SIGNALS).map(([name, one]) => [`SIG${name}`, one])),
      ),
    errnoNumbers: (inner) => inner.object(ERRNO_NUMBERS),
    errnoName: (_inner, _self, [number]) =>
      Object.entries(ERRNO_NUMBERS).find(([, one]) => one === -num(number))?.[0],
    kernelVersion: (inner) =>
      inner.p.files
        .readText('/proc/version')
        .replace(/^.*(#\d+ .*)\n?$/s, '$1')
        .trim(),
    memoryLimit: (inner) => {
      const file = '/sys/fs/cgroup/memory.max';
      const text = inner.p.files.exists(file) ? inner.p.files.readText(file).trim() : 'max';
      return text === 'max' ? 18_446_744_073_709_552_000 : Number(text);
    },
    isProxy: (_inner, _self, [value]) => value instanceof JsProxy,
    isOld: (inner) => isOldRelease(inner),
    parseEnv: (inner, _self, [text]) => inner.object(Object.fromEntries(readEnvFile(plainString(text)))),
    promised: (inner, _self, [callee, values]) => {
      const list = values instanceof Arr ? values.items : [];
      const name = callee instanceof Fn ? callee.name : '';
      if (name === 'read' && list.length > 1) return inner.object({ bytesRead: list[0], buffer: list[1] });
      if (name === 'write' && list.length > 1)
        return inner.object({ bytesWritten: list[0], buffer: list[1] });
      return list[0];
    },
    /** The text of the call that the program made last. */
    callText: (inner) => {
      const place = inner.stack().find(({ file }) => inner.sources.has(file) && !file.startsWith('node:'));
      const line = place ? (inner.sources.get(place.file)?.[place.line - 1] ?? '') : '';
      return callIn(line, (place?.column ?? 1) - 1);
    },
    isTTY: (_inner, _self, [fd]) => p.isOpen(num(fd)) && p.isatty(num(fd)),
    terminalSize: (inner, _self, [fd]) => inner.object({ ...p.terminalSize(num(fd)) }),
    flag: (inner, _self, [name]) => inner.flags.has(plainString(name)),
    retitle: (_inner, _self, [error, title]) => {
      if (error instanceof Err) error.title = plainString(title);
      return undefined;
    },
    isGeneratorFunction: (inner, _self, [callee]) =>
      callee instanceof Fn &&
      (callee.proto === inner.realm.generatorFunctionProto ||
        callee.proto === inner.realm.asyncGeneratorFunctionProto),
    readLater: (inner, _self, [fd, size, done]) => {
      const own = { isStopped: false };
      readers.set(num(fd), own);
      inner.waiting.add(
        (function* (): Task<void> {
          let result: Value[];
          try {
            const data = yield* inner.patiently(() => p.stream(num(fd)).read(num(size)));
            result = [null, bytesFrom(inner, data)];
          } catch (error) {
            const failed = systemError(inner, error, 'read');
            result = [failed instanceof Thrown ? failed.value : null];
          }
          if (own.isStopped) return;
          inner.jobs.push(function* () {
            yield* call(inner, done, undefined, result);
          });
        })(),
      );
      return undefined;
    },
    stopReading: (inner, _self, [fd]) => {
      const own = readers.get(num(fd));
      if (own) own.isStopped = true;
      void inner;
      return undefined;
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
  });
  native.put('customInspect', CUSTOM_INSPECT, false);
  const handlers = new Map<SignalName, Value>();
  vm.onSignal = function* (name) {
    const handler = handlers.get(name);
    if (handler instanceof Fn) yield* call(vm, handler, undefined, [`SIG${name}`, SIGNAL_NUMBERS[name]]);
  };
}
