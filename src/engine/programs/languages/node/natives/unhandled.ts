/** The `error` event that nobody listens to. Source: Node.js, lib/events.js. */
import { placeText, stackText } from '../errors';
import { className, inspect } from '../inspect';
import { internalsOf, throwInside } from '../internals';
import { Err, Obj, type Value } from '../values';
import type { Vm } from '../vm';
import { methods } from './objects';

export function addUnhandled(vm: Vm, native: Obj): void {
  methods(vm, native, {
    unhandled: (inner, _self, [emitter, error, later]) => unhandled(inner, emitter, error, later),
  });
}

function unhandled(vm: Vm, emitter: Value, error: Value, later: Value): Err {
  if (!(error instanceof Err)) {
    const made = vm.makeError('Error', `Unhandled error. (${inspect(vm, error)})`);
    made.put('code', 'ERR_UNHANDLED_ERROR').put('context', error);
    made.tag = 'ERR_UNHANDLED_ERROR';
    return throwInside(vm, made, [], 'emitted');
  }
  const name = emitter instanceof Obj ? className(emitter) : undefined;
  const on = name === undefined || name === 'EventEmitter' ? '' : ` on ${name} instance`;
  const own = vm.makeError('Error', '').stack;
  const way = later instanceof Obj ? undefined : later;
  const emitted = own.some(({ file }) => !file.startsWith('node:'))
    ? own.map(placeText)
    : (internalsOf(vm).calls[typeof way === 'string' ? way : 'emitLater'] ?? []);
  const places = emitted.map((place) => `    at ${place}`).join('\n');
  error.put('stack', `${stackText(vm, error)}\nEmitted 'error' event${on} at:\n${places}`, false);
  return throwInside(vm, error, [], 'emitted');
}
