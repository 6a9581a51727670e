import type { Connection, Listener, Task } from '../../../../kernel';
import { isErrno, strerror, until, WaitQueue } from '../../../../kernel';
import { bodyLengthOf, headText, readHead, readResponse, readWholeBody } from '../../../network/http';
import { call, enumerableKeys, num, plainString, truthy } from '../objects';
import { internalsOf, throwInside } from '../internals';
import { Bytes, Err, Obj, Thrown, type Value } from '../values';
import type { Vm } from '../vm';
import { array, methods } from './objects';
import { bytesFrom, dataOf } from './buffers';
import { ERRNO_NUMBERS, systemError } from './system-errors';

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
        vm.nextCall = { between: internalsOf(vm).calls.incoming ?? [] };
        yield* call(vm, handler, undefined, [request]);
      });
      yield* until(waiter.ended, () => waiter.isOver);
      if (!waiter.keeps) return;
    }
  } finally {
    connection.close();
  }
}

/** An error of listen has its code before its number, and Node's own places above the program's. */
function listenOrder(vm: Vm, error: Err): void {
  const [code, number] = ['code', 'errno'].map((name) => error.own(name)?.value);
  for (const name of ['errno', 'code', 'syscall']) error.remove(name);
  error.put('code', code).put('errno', number).put('syscall', 'listen');
  throwInside(vm, error, internalsOf(vm).listen);
}

/** A place to listen at, or the error that Node tells of it. */
export function listenerOf(inner: Vm, host: Value, port: Value): Listener {
  try {
    return inner.p.network.listen(plainString(host), num(port));
  } catch (error) {
    const failed = systemError(inner, error, 'listen');
    if (failed instanceof Thrown && failed.value instanceof Err && isErrno(error)) {
      failed.value.put(
        'message',
        `listen ${error.code}: ${strerror(error.code).toLowerCase()} ${plainString(host) === '0.0.0.0' ? '::' : plainString(host)}:${String(num(port))}`,
        false,
      );
      listenOrder(inner, failed.value);
      failed.value.put('address', plainString(host) === '0.0.0.0' ? '::' : host).put('port', port);
    }
    throw failed;
  }
}

/** Hands each connection on until nobody listens any more. */
export function* acceptAll(open: Listener, handle: (connection: Connection) => void): Task<void> {
  for (;;) {
    let connection: Connection;
    try {
      connection = yield* open.accept();
    } catch (error) {
      if (isErrno(error)) return;
      throw error;
    }
    handle(connection);
  }
}

/** What http stands on. */
export function addNetwork(vm: Vm, native: Obj): void {
  const { p } = vm;
  methods(vm, native, {
    listen: (inner, _self, [host, port, handler]) => {
      const open = listenerOf(inner, host, port);
      inner.waiting.add(
        acceptAll(open, (connection) => inner.waiting.add(answerAll(inner, connection, handler))),
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
          let address = plainString(field('hostname'));
          try {
            address = yield* p.network.resolve(plainString(field('hostname')));
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
            result = [requestError(inner, error, address, num(field('port')))];
          }
          inner.jobs.push(function* () {
            yield* call(inner, done, undefined, result);
          });
        })(),
      );
      return undefined;
    },
    networkInterfaces: (inner) =>
      array(
        inner,
        p.network.interfaces.map(({ name, address, mac }) =>
          inner.object({ name, cidr: address, address: address.split('/')[0] ?? '', mac }),
        ),
      ),
  });
}

export function requestError(vm: Vm, error: unknown, host: string, port: number): Value {
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
    .put('errno', -(ERRNO_NUMBERS[error.code] ?? 1))
    .put('code', error.code)
    .put('syscall', 'connect')
    .put('address', host)
    .put('port', port);
}
