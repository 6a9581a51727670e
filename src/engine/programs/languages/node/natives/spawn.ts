import type { Task } from '../../../../kernel';
import { findProgram } from '../../../shared/exec';
import { call, enumerableKeys, num, plainString, truthy } from '../objects';
import { Arr, Fn, Obj, type Value } from '../values';
import type { Vm } from '../vm';
import { bytesFrom, dataOf } from './buffers';
import { methods } from './objects';
import { systemError } from './system-errors';

export function* spawn(vm: Vm, words: Value, options: Value, done: Value): Task<Value> {
  const { p } = vm;
  const argv = words instanceof Arr ? words.items.map(plainString) : [];
  const [command = ''] = argv;
  const input = options instanceof Obj ? options.find('input')?.value : undefined;
  const isInherited = options instanceof Obj && truthy(options.find('inherit')?.value);
  const cwd = options instanceof Obj ? options.find('cwd')?.value : undefined;
  const env = options instanceof Obj ? options.find('env')?.value : undefined;
  const own =
    env instanceof Obj
      ? new Map(enumerableKeys(env).map((name) => [name, plainString(env.find(name)?.value)]))
      : undefined;
  const [out, err] = [p.pipe(), p.pipe()];
  const source = p.pipe();
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
              [0, source.read],
              [1, out.write],
              [2, err.write],
            ],
      ),
      ...(own && { env: own }),
      ...(typeof cwd === 'string' && { cwd }),
    });
  } catch (error) {
    for (const fd of [out.read, out.write, err.read, err.write, source.read, source.write]) p.close(fd);
    throw systemError(vm, error, `spawn ${command}`);
  }
  p.close(out.write);
  p.close(err.write);
  p.close(source.read);
  if (input !== undefined) yield* p.stream(source.write).write(yield* dataOf(vm, input));
  p.close(source.write);
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

function environmentOf(options: Value): ReadonlyMap<string, string> | undefined {
  const env = options instanceof Obj ? options.find('env')?.value : undefined;
  if (!(env instanceof Obj)) return undefined;
  return new Map(
    enumerableKeys(env)
      .filter((name) => env.find(name)?.value !== undefined)
      .map((name) => [name, plainString(env.find(name)?.value)]),
  );
}

/** Programs that run beside this one. */
export function addProcesses(vm: Vm, native: Obj): void {
  const { p } = vm;
  const watched = new Map<number, { isRef: boolean }>();
  methods(vm, native, {
    spawnLive: (inner, _self, [words, options]) => {
      const argv = words instanceof Arr ? words.items.map(plainString) : [];
      const [command = ''] = argv;
      const kinds = options instanceof Obj ? options.find('kinds')?.value : undefined;
      const list = kinds instanceof Arr ? kinds.items : [];
      const cwd = options instanceof Obj ? options.find('cwd')?.value : undefined;
      const env = environmentOf(options);
      const fds = new Map<number, number>();
      const own = inner.object();
      const toClose: number[] = [];
      const kept: number[] = [];
      for (const [fd, name] of ['stdin', 'stdout', 'stderr'].entries()) {
        const kind = list[fd];
        if (kind === 'inherit') fds.set(fd, fd);
        else if (typeof kind === 'number') fds.set(fd, kind);
        else if (kind === 'ignore') {
          const none = p.open('/dev/null', { read: true, write: true });
          fds.set(fd, none);
          toClose.push(none);
        } else {
          const { read, write } = p.pipe();
          fds.set(fd, fd === 0 ? read : write);
          toClose.push(fd === 0 ? read : write);
          kept.push(fd === 0 ? write : read);
          own.put(name, fd === 0 ? write : read);
        }
      }
      try {
        const folder = typeof cwd === 'string' ? cwd : p.cwd;
        p.files.readDirectory(folder);
        const child = p.spawn(
          findProgram(p, command) ?? (command.includes('/') ? command : `/usr/bin/${command}`),
          argv,
          {
            fds,
            ...(env && { env }),
            ...(typeof cwd === 'string' && { cwd }),
          },
        );
        return own.put('pid', child.pid);
      } catch (error) {
        for (const fd of kept) p.close(fd);
        throw systemError(inner, error, `spawn ${command}`);
      } finally {
        for (const fd of toClose) p.close(fd);
      }
    },
    waitLater: (inner, _self, [pid, done]) => {
      const own = { isRef: true };
      watched.set(num(pid), own);
      inner.waiting.add(
        (function* (): Task<void> {
          const result = yield* inner.patiently(() => p.wait(num(pid)));
          const status = result?.status ?? { code: 127 };
          inner.jobs.push(function* () {
            yield* call(inner, done, undefined, [
              'code' in status ? status.code : null,
              'signal' in status ? `SIG${status.signal}` : null,
            ]);
          });
        })(),
      );
      return undefined;
    },
    unrefChild: (_inner, _self, [pid]) => {
      const own = watched.get(num(pid));
      if (own) own.isRef = false;
      return undefined;
    },
  });
}
