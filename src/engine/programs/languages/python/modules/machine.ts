/** `_machine`: what modules that are written in Python need of the machine. */
import type { Process, Task } from '../../../../kernel';
import { SIGNAL_NUMBERS } from '../../../../kernel';
import { findProgram } from '../../../shared/exec';
import { call, define } from '../call';
import { asking, raised } from '../errors';
import { pathText } from '../files';
import { float, text } from '../helpers';
import { importModule } from '../import';
import { traceback } from '../traceback';
import { str } from '../text';
import { type Attributes, PyBytes, PyDict, PyException, PyList, PyTuple, type Value } from '../values';
import type { Vm } from '../vm';

const PIPE = -1n;
const STDOUT = -2n;
const DEVNULL = -3n;

interface Ends {
  readonly fds: Map<number, number>;
  readonly closes: number[];
  readonly reads: Map<number, number>;
}

/** Where the child's stdout and stderr go. */
function connect(p: Process, stdout: Value, stderr: Value): Ends {
  const ends: Ends = { fds: new Map([[0, 0]]), closes: [], reads: new Map() };
  for (const [fd, wanted] of [
    [1, stdout],
    [2, stderr],
  ] as const) {
    if (wanted === PIPE) {
      const pipe = p.pipe();
      ends.fds.set(fd, pipe.write);
      ends.closes.push(pipe.write);
      ends.reads.set(fd, pipe.read);
    } else if (wanted === DEVNULL) {
      const none = p.open('/dev/null', { write: true });
      ends.fds.set(fd, none);
      ends.closes.push(none);
    } else if (wanted === STDOUT) ends.fds.set(fd, ends.fds.get(1) ?? 1);
    else if (wanted !== null && typeof wanted === 'object' && 'fd' in wanted && typeof wanted.fd === 'number')
      ends.fds.set(fd, wanted.fd);
    else ends.fds.set(fd, fd);
  }
  return ends;
}

/** Runs a program to its end; what it says goes where it is told. */
function* run(vm: Vm, given: readonly (Value | undefined)[]): Task<Value> {
  const [args = null, input = null, stdout = null, stderr = null, cwd = null, env = null, timeout = null] =
    given;
  const { p } = vm;
  const words = args instanceof PyList ? args.items.map(text) : [];
  yield* vm.out.flush();
  const ends = connect(p, stdout, stderr);
  const own =
    env instanceof PyDict
      ? new Map([...env.map.values()].map(([key, value]) => [text(key), text(value)]))
      : undefined;
  if (input instanceof PyBytes) {
    const pipe = p.pipe();
    ends.fds.set(0, pipe.read);
    ends.closes.push(pipe.read);
    p.fork(function* (child) {
      yield* child.stream(pipe.write).write(input.data);
      return 0;
    });
    p.close(pipe.write);
  }
  const [command = ''] = words;
  const folder = cwd === null ? undefined : yield* pathText(vm, cwd);
  if (folder !== undefined) asking(() => p.files.readDirectory(folder), folder);
  const path = findProgram(p, command, (own ?? p.env).get('PATH'));
  const child = asking(() => {
    const options = { fds: ends.fds, ...(own && { env: own }), ...(folder !== undefined && { cwd: folder }) };
    return p.spawn(path ?? `/usr/bin/${command}`, words, options);
  }, command);
  for (const fd of ends.closes) p.close(fd);
  if (timeout !== null) {
    const untilMs = p.nowMs + float(timeout) * 1000;
    p.fork(function* (clock) {
      yield* clock.sleep(Math.max(0, untilMs - clock.nowMs));
      if (clock.processes().some(({ pid, state }) => pid === child.pid && state !== 'Z'))
        clock.kill(child.pid, 'KILL');
      return 0;
    });
  }
  const began = p.nowMs;
  const read = new Map<number, Uint8Array>();
  for (const [fd, from] of ends.reads) {
    read.set(fd, yield* vm.waiting(() => p.stream(from).readAll()));
    p.close(from);
  }
  const result = yield* vm.waiting(() => p.wait(child.pid));
  const status = result?.status ?? { code: 127 };
  const isLate =
    timeout !== null &&
    'signal' in status &&
    status.signal === 'KILL' &&
    p.nowMs - began >= float(timeout) * 1000;
  const code = isLate ? null : BigInt('code' in status ? status.code : -SIGNAL_NUMBERS[status.signal]);
  const of = (fd: number): Value => {
    const data = read.get(fd);
    return data === undefined ? null : new PyBytes(data);
  };
  return new PyTuple([code, of(1), of(2)]);
}

function fill(_vm: Vm, members: Attributes): void {
  define(members, {
    run: ['args input stdout stderr cwd env timeout', run],
    traceback: [
      'exception',
      (vm, [exception]) => {
        if (!(exception instanceof PyException)) throw raised('TypeError', 'not an exception');
        return traceback(vm, exception);
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
  });
}

export const modules = { _machine: fill };
