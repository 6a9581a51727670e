/** What the library's fs stands on beside paths: open files. */
import type { Task } from '../../../../kernel';
import { num, plainString, truthy } from '../objects';
import { Bytes, Obj, type Value } from '../values';
import type { Vm } from '../vm';
import { bytesFrom } from './buffers';
import { statObject } from './files';
import { methods } from './objects';
import { systemError } from './system-errors';

export function addDescriptors(vm: Vm, native: Obj): void {
  const { p } = vm;
  const told = function* <T>(syscall: string, path: string | undefined, act: () => Task<T>): Task<T> {
    try {
      return yield* act();
    } catch (error) {
      throw systemError(vm, error, syscall, path);
    }
  };
  methods(vm, native, {
    *open(_inner, _self, [path, flags, mode]) {
      const text = plainString(path);
      const has = (name: string): boolean => (flags instanceof Obj ? truthy(flags.find(name)?.value) : false);
      return yield* told('open', text, function* () {
        return p.open(text, {
          read: !has('only'),
          write: has('write'),
          append: has('append'),
          create: has('create'),
          truncate: has('truncate'),
          exclusive: has('exclusive'),
          ...(typeof mode === 'number' && { mode }),
        });
      });
    },
    *closeFd(_inner, _self, [fd]) {
      yield* told('close', undefined, function* () {
        p.close(num(fd));
      });
      return undefined;
    },
    *readFd(inner, _self, [fd, size, position]) {
      return yield* told('read', undefined, function* () {
        if (position !== undefined) p.seek(num(fd), num(position));
        return bytesFrom(inner, yield* inner.patiently(() => p.stream(num(fd)).read(num(size))));
      });
    },
    *writeFd(inner, _self, [fd, data, position]) {
      yield* told('write', undefined, function* () {
        if (position !== undefined) p.seek(num(fd), num(position));
        if (data instanceof Bytes) yield* inner.patiently(() => p.stream(num(fd)).write(data.data));
      });
      return undefined;
    },
    *fstat(inner, _self, [fd]) {
      return yield* told('fstat', undefined, function* (): Task<Value> {
        return statObject(inner, p.fstat(num(fd)));
      });
    },
  });
}
