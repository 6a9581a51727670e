/** What the library's net and dns stand on. */
import type { Connection, Task } from '../../../../kernel';
import { call, num, plainString } from '../objects';
import { Bytes, Obj, Thrown, type Value } from '../values';
import type { Vm } from '../vm';
import { bytesFrom } from './buffers';
import { acceptAll, listenerOf, requestError } from './network';
import { methods } from './objects';
import { systemError } from './system-errors';

/** A connection as the library's Socket knows it; what it asks for is answered later. */
function handleOf(vm: Vm, connection: Connection): Obj {
  const later = (task: () => Task<Value[]>, done: Value, syscall: string): void => {
    vm.waiting.add(
      (function* (): Task<void> {
        let result: Value[];
        try {
          result = yield* task();
        } catch (error) {
          const failed = systemError(vm, error, syscall);
          result = [failed instanceof Thrown ? failed.value : null];
        }
        vm.jobs.push(function* () {
          yield* call(vm, done, undefined, result);
        });
      })(),
    );
  };
  const made = vm.object({
    remoteAddress: connection.remoteAddress,
    remotePort: connection.remotePort,
    localPort: connection.localPort,
  });
  methods(vm, made, {
    read: (inner, _self, [done]) => {
      later(
        function* () {
          return [null, bytesFrom(inner, yield* connection.read(65_536))];
        },
        done,
        'read',
      );
      return undefined;
    },
    write: (_inner, _self, [data, done]) => {
      later(
        function* () {
          if (data instanceof Bytes) yield* connection.write(data.data);
          return [null];
        },
        done,
        'write',
      );
      return undefined;
    },
    finish: () => {
      connection.finish();
      return undefined;
    },
    close: () => {
      connection.close();
      return undefined;
    },
    unref: () => undefined,
  });
  return made;
}

export function addSockets(vm: Vm, native: Obj): void {
  const { p } = vm;
  methods(vm, native, {
    connect: (inner, _self, [host, port, done]) => {
      inner.waiting.add(
        (function* (): Task<void> {
          let result: Value[];
          let address = plainString(host);
          try {
            address = yield* p.network.resolve(address);
            result = [null, handleOf(inner, yield* p.network.connect(address, num(port)))];
          } catch (error) {
            result = [requestError(inner, error, address, num(port))];
          }
          inner.jobs.push(function* () {
            yield* call(inner, done, undefined, result);
          });
        })(),
      );
      return undefined;
    },
    listenRaw: (inner, _self, [host, port, handler]) => {
      const open = listenerOf(inner, host, port);
      inner.waiting.add(
        acceptAll(open, (connection) => {
          const one = handleOf(inner, connection);
          inner.jobs.push(function* () {
            yield* call(inner, handler, undefined, [one]);
          });
        }),
      );
      const made = inner.object({ port: open.port });
      methods(inner, made, {
        close: () => {
          open.close();
          return undefined;
        },
      });
      return made;
    },
    resolve: (inner, _self, [name, version, done]) => {
      inner.waiting.add(
        (function* (): Task<void> {
          let result: Value[];
          try {
            result = [null, yield* p.network.resolve(plainString(name), num(version) === 6 ? 6 : 4)];
          } catch (error) {
            result = [requestError(inner, error, plainString(name), 0)];
          }
          inner.jobs.push(function* () {
            yield* call(inner, done, undefined, result);
          });
        })(),
      );
      return undefined;
    },
  });
}
