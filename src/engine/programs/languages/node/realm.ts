/** The objects that every program finds: prototypes and the global object. */
import type { Task } from '../../../kernel';
import type { Frame } from './scope';
import { plainString } from './objects';
import { Fn, ITERATOR, JsRegExp, Obj, type Value } from './values';
import type { Vm } from './vm';

export class Realm {
  readonly objectProto = new Obj(null);
  readonly functionProto = new Fn(this.objectProto, '', () => undefined);
  readonly asyncFunctionProto = new Obj(this.functionProto);
  readonly generatorFunctionProto = new Obj(this.functionProto);
  readonly arrayProto = new Obj(this.objectProto);
  readonly stringProto = new Obj(this.objectProto);
  readonly numberProto = new Obj(this.objectProto);
  readonly booleanProto = new Obj(this.objectProto);
  readonly bigintProto = new Obj(this.objectProto);
  readonly symbolProto = new Obj(this.objectProto);
  readonly iteratorProto = new Obj(this.objectProto);
  readonly generatorProto = new Obj(this.iteratorProto);
  readonly asyncGeneratorFunctionProto = new Obj(this.functionProto);
  readonly asyncIteratorProto = new Obj(this.objectProto);
  readonly asyncGeneratorProto = new Obj(this.asyncIteratorProto);
  readonly iteratorKey = ITERATOR;
  readonly promiseProto = new Obj(this.objectProto);
  readonly mapProto = new Obj(this.objectProto);
  readonly setProto = new Obj(this.objectProto);
  readonly weakMapProto = new Obj(this.objectProto);
  readonly dateProto = new Obj(this.objectProto);
  readonly regExpProto = new Obj(this.objectProto);
  readonly uint8Proto = new Obj(this.objectProto);
  readonly bufferProto = new Obj(this.uint8Proto);
  hasInstance: Value;
  /** util.inspect, for what shows itself. */
  inspectFn: Value;
  readonly errorProto = new Obj(this.objectProto);
  readonly errorProtos = new Map<string, Obj>();
  readonly global = new Obj(this.objectProto);
  /** Names that the real one has and this one does not. */
  readonly unmodelled: ReadonlySet<string> = new Set(
    'WeakRef FinalizationRegistry SharedArrayBuffer Atomics Intl WebAssembly ArrayBuffer DataView Int8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array eval Function Blob File FormData ReadableStream WritableStream TransformStream MessageChannel BroadcastChannel Worker WebSocket navigator '.split(
      ' ',
    ),
  );
  arrayValues: Value;
  readonly strictFiles = new Set<string>();
  readonly thrownAt = new WeakMap<Obj, Frame['place']>();
  newRegExp: (vm: Vm, source: string, flags: string) => JsRegExp = () => {
    throw new Error('no patterns yet');
  };
  /** A pattern for a search: one that there is, or a text that is read as one. */
  regExpOf(vm: Vm, value: Value, flags = ''): JsRegExp {
    return value instanceof JsRegExp
      ? value
      : this.newRegExp(vm, value === undefined ? '(?:)' : plainString(value), flags);
  }
  importLater: (vm: Vm, name: string, from: string) => Task<Value> = function* () {
    return undefined;
  };

  isStrict(file: string): boolean {
    return this.strictFiles.has(file);
  }

  /** Notes where a value was thrown: an error that nobody catches is shown there. */
  noteThrow(_vm: Vm, frame: Frame, value: Value): void {
    if (value instanceof Obj && !this.thrownAt.has(value)) this.thrownAt.set(value, frame.place);
  }
}
