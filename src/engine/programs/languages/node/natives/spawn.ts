import type { Task } from '../../../../kernel';
import { findProgram } from '../../../shared/exec';
import { call, enumerableKeys, plainString, truthy } from '../objects';
import { Arr, Fn, Obj, type Value } from '../values';
import type { Vm } from '../vm';
import { bytesFrom } from './buffers';
import { systemError } from './system-errors';

export function* spawn(vm: Vm, words: Value, options: Value, done: Value): Task<Value> {
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
