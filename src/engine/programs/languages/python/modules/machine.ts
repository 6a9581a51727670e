/** `_machine`: what modules that are written in Python need of the machine. */
import type { Process, Task } from '../../../../kernel';
import { isErrno, SIGNAL_NUMBERS } from '../../../../kernel';
import { findProgram } from '../../../shared/exec';
import { call, define, notModelled } from '../call';
import { numberOfErrno, raised } from '../errors';
import { openDescriptor, pathText } from '../files';
import { text, whole } from '../helpers';
import { importModule } from '../import';
import { truth } from '../truth';
import { str } from '../text';
import { PyTrace } from '../trace-objects';
import { lastLine, placeText, traceback } from '../traceback';
import { type Attributes, PyDict, PyException, PyList, PyTuple, type Value } from '../values';
import type { Vm } from '../vm';

const PIPE = -1n;
const STDOUT = -2n;
const DEVNULL = -3n;

interface Ends {
  /** The child's descriptors. */
  readonly fds: Map<number, number>;
  /** What is the child's alone. */
  readonly closes: number[];
  /** This side of its pipes, by the child's descriptor; -1: no pipe. */
  readonly ours: number[];
}

/** Where the child's stdin, stdout and stderr go. */
function connect(p: Process, wanted: readonly Value[]): Ends {
  const ends: Ends = { fds: new Map(), closes: [], ours: [-1, -1, -1] };
  for (const [fd, target = null] of wanted.entries()) {
    if (target === PIPE) {
      const pipe = p.pipe();
      const [theirs, ours] = fd === 0 ? [pipe.read, pipe.write] : [pipe.write, pipe.read];
      ends.fds.set(fd, theirs);
      ends.closes.push(theirs);
      ends.ours[fd] = ours;
    } else if (target === DEVNULL) {
      const none = p.open('/dev/null', fd === 0 ? { read: true } : { write: true });
      ends.fds.set(fd, none);
      ends.closes.push(none);
    } else if (target === STDOUT) ends.fds.set(fd, ends.fds.get(1) ?? 1);
    else if (target !== null) ends.fds.set(fd, whole(target));
    else if (p.isOpen(fd)) ends.fds.set(fd, fd);
  }
  return ends;
}

/** Starts a program; gives its number and this side of its pipes, or what was wrong: ('', errno, name). */
function* spawn(vm: Vm, given: readonly (Value | undefined)[]): Task<Value> {
  const [args = null, executable = null, stdin = null, stdout = null, stderr = null, cwd = null, env = null] =
    given;
  const { p } = vm;
  const words: string[] = [];
  for (const word of args instanceof PyList ? args.items : []) words.push(yield* pathText(vm, word));
  const own =
    env instanceof PyDict
      ? new Map([...env.map.values()].map(([key, value]) => [text(key), text(value)]))
      : undefined;
  const folder = cwd === null ? undefined : yield* pathText(vm, cwd);
  const failed = (error: unknown, name: string): Value => {
    if (!isErrno(error)) throw error;
    return new PyTuple(['', numberOfErrno(error.code), name]);
  };
  try {
    if (folder !== undefined) p.files.readDirectory(folder);
  } catch (error) {
    return failed(error, folder ?? '');
  }
  const command = executable === null ? (words[0] ?? '') : yield* pathText(vm, executable);
  const ends = connect(p, [stdin, stdout, stderr]);
  try {
    const path = command === '' ? undefined : findProgram(p, command, (own ?? p.env).get('PATH'));
    const options = {
      fds: ends.fds,
      ...(own && { env: own }),
      ...(folder !== undefined && { cwd: folder }),
      ...(given[7] === true && { processGroup: 0 }),
    };
    const child = p.spawn(path ?? (command.includes('/') ? command : `/usr/bin/${command}`), words, options);
    return new PyTuple([BigInt(child.pid), ...ends.ours.map((fd) => BigInt(fd))]);
  } catch (error) {
    for (const fd of ends.ours) if (fd >= 0) p.close(fd);
    return failed(error, command);
  } finally {
    for (const fd of ends.closes) p.close(fd);
  }
}

/** How a child ended; None: it has not. */
function* wait(vm: Vm, pid: Value | undefined, noHang: boolean): Task<Value> {
  let result;
  try {
    result = yield* vm.waiting(() => vm.p.wait(whole(pid), { noHang }));
  } catch (error) {
    if (isErrno(error) && error.code === 'ECHILD') return 0n;
    throw error;
  }
  if (result === undefined) return null;
  const { status } = result;
  return BigInt('code' in status ? status.code : -SIGNAL_NUMBERS[status.signal]);
}

function exceptionOf(value: Value | undefined): PyException {
  if (value instanceof PyException) return value;
  throw raised('TypeError', 'not an exception');
}

function fill(_vm: Vm, members: Attributes): void {
  define(members, {
    spawn: ['args executable stdin stdout stderr cwd env own_group', spawn],
    wait: [
      'pid no_hang',
      function* (vm, [pid, noHang = false]) {
        return yield* wait(vm, pid, yield* truth(vm, noHang));
      },
    ],
    file: [
      'fd mode encoding?',
      (vm, [fd, mode, encoding]) => openDescriptor(vm, whole(fd), text(mode), encoding),
    ],
    traceback: [
      'exception chain?',
      (vm, [exception, chain]) => traceback(vm, exceptionOf(exception), chain !== false),
    ],
    last_line: ['exception', (vm, [exception]) => lastLine(vm, exceptionOf(exception))],
    places: [
      'traceback',
      (_vm, [given]) => {
        const places = given instanceof PyTrace ? given.places.slice(given.at) : [];
        return new PyList(
          places.map((place) => {
            const line = (place.shown?.split('\n')[0] ?? place.source?.[place.line - 1])?.trim() ?? null;
            const number = BigInt(place.shownLine ?? place.line);
            return new PyTuple([place.file, number, place.name, placeText(place), line]);
          }),
        );
      },
    ],
    at_exit: [
      'function',
      (vm, [callee = null]) => {
        vm.atExit.push(function* () {
          yield* call(vm, callee, []);
        });
        return null;
      },
    ],
    load: [
      'name',
      function* (vm, [name = null]) {
        return yield* importModule(vm, yield* str(vm, name));
      },
    ],
    not_modelled: [
      'what',
      (_vm, [what]) => {
        throw notModelled(text(what));
      },
    ],
  });
}

export const modules = { _machine: fill };
