/** The `error` event that nobody listens to. Source: Node.js, lib/events.js. */
import { placeText, stackText } from '../errors';
import { className, inspect } from '../inspect';
import { Err, Obj, type StackPlace, type Value } from '../values';
import type { Vm } from '../vm';
import { methods } from './objects';

const THROWS: StackPlace = { name: '', file: 'node:events', line: 497, column: 7 };
/** Who emits an error that a server found out later. */
const LATER: readonly string[] = [
  'emitErrorNT (node:net:1976:8)',
  'process.processTicksAndRejections (node:internal/process/task_queues:90:21)',
];

export function addUnhandled(vm: Vm, native: Obj): void {
  methods(vm, native, {
    unhandled: (inner, _self, [emitter, error]) => unhandled(inner, emitter, error),
  });
}

function unhandled(vm: Vm, emitter: Value, error: Value): Err {
  const lines: string[] = [];
  lines[THROWS.line - 1] = "      throw er; // Unhandled 'error' event";
  vm.sources.set(THROWS.file, lines);
  if (!(error instanceof Err)) {
    const made = vm.makeError('Error', `Unhandled error. (${inspect(vm, error)})`);
    made.put('code', 'ERR_UNHANDLED_ERROR').put('context', error);
    vm.realm.thrownAt.set(made, THROWS);
    return made;
  }
  const name = emitter instanceof Obj ? className(emitter) : undefined;
  const on = name === undefined || name === 'EventEmitter' ? '' : ` on ${name} instance`;
  const own = vm.makeError('Error', '').stack.filter(({ file }) => !file.startsWith('node:'));
  const emitted = own.length > 0 ? own.map(placeText) : LATER;
  const places = emitted.map((place) => `    at ${place}`).join('\n');
  error.put('stack', `${stackText(vm, error)}\nEmitted 'error' event${on} at:\n${places}`, false);
  vm.realm.thrownAt.set(error, THROWS);
  return error;
}
