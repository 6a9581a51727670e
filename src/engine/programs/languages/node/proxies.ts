/** Proxy. Source: ECMA-262, 10.5. */
import { call, construct, get, set, toKey, truthy } from './objects';
import { Arr, Fn, type Key, NotModelled, Obj, type Slot, type Value } from './values';
import type { Vm } from './vm';
import type { Task } from '../../../kernel';

/** Answers for another object. What asks it synchronously is told of properties that call back. */
export class JsProxy extends Fn {
  target: Obj;
  handler: Obj | null;

  constructor(
    readonly vm: Vm,
    target: Obj,
    handler: Obj,
  ) {
    super(target.proto, '', (inner, self, args) => applied(inner, this, self, args));
    this.slots.clear();
    this.target = target;
    this.handler = handler;
    this.isCallable = target instanceof Fn && target.isCallable;
    if (target instanceof Fn && target.construct)
      this.construct = (inner, _self, args, newTarget) => constructed(inner, this, args, newTarget);
  }

  override own(key: Key): Slot | undefined {
    return this.#slot(key, this.target.own(key));
  }

  override find(key: Key): Slot | undefined {
    return this.#slot(key, this.target.find(key));
  }

  #slot(key: Key, own: Slot | undefined): Slot | undefined {
    if (
      own === undefined &&
      this.handler?.find('get') === undefined &&
      this.handler?.find('set') === undefined
    )
      return undefined;
    const { vm } = this;
    const name = typeof key === 'string' ? key : '';
    return {
      value: undefined,
      get: vm.native(name, (inner, self) => read(inner, this, key, self)),
      set: vm.native(name, (inner, self, [value]) => write(inner, this, key, value, self)),
      isEnumerable: own?.isEnumerable ?? false,
    };
  }

  override remove(): boolean {
    throw new NotModelled('deleting from a Proxy here');
  }

  override keys(): Key[] {
    if (trapOf(this, 'ownKeys') !== undefined) throw new NotModelled('the names of a Proxy here');
    return this.target.keys();
  }

  override put(key: Key, value: Value, isEnumerable = true): this {
    this.target.put(key, value, isEnumerable);
    return this;
  }
}

function trapOf(proxy: JsProxy, name: string): Value {
  if (proxy.handler === null)
    throw proxy.vm.error('TypeError', `Cannot perform '${name}' on a proxy that has been revoked`);
  return proxy.handler.find(name)?.value;
}

function keyValue(key: Key): Value {
  return key;
}

function* read(vm: Vm, proxy: JsProxy, key: Key, receiver: Value): Task<Value> {
  const trap = trapOf(proxy, 'get');
  return trap === undefined
    ? yield* get(vm, proxy.target, keyValue(key))
    : yield* call(vm, trap, proxy.handler, [proxy.target, keyValue(key), receiver]);
}

function* write(vm: Vm, proxy: JsProxy, key: Key, value: Value, receiver: Value): Task<Value> {
  const trap = trapOf(proxy, 'set');
  if (trap === undefined) yield* set(vm, proxy.target, keyValue(key), value);
  else {
    const isDone = yield* call(vm, trap, proxy.handler, [proxy.target, keyValue(key), value, receiver]);
    if (!truthy(isDone) && vm.frame && vm.realm.isStrict(vm.frame.file))
      throw vm.error(
        'TypeError',
        `'set' on proxy: trap returned falsish for property '${typeof key === 'string' ? key : String(key.description)}'`,
      );
  }
  return undefined;
}

function* applied(vm: Vm, proxy: JsProxy, self: Value, args: readonly Value[]): Task<Value> {
  const trap = trapOf(proxy, 'apply');
  if (!(proxy.target instanceof Fn)) throw vm.error('TypeError', 'proxy is not a function');
  return trap === undefined
    ? yield* call(vm, proxy.target, self, args)
    : yield* call(vm, trap, proxy.handler, [proxy.target, self, new Arr(vm.realm.arrayProto, [...args])]);
}

function* constructed(
  vm: Vm,
  proxy: JsProxy,
  args: readonly Value[],
  newTarget: Obj | undefined,
): Task<Value> {
  const trap = trapOf(proxy, 'construct');
  if (trap === undefined)
    return yield* construct(vm, proxy.target, args, newTarget === proxy ? undefined : newTarget);
  const made = yield* call(vm, trap, proxy.handler, [
    proxy.target,
    new Arr(vm.realm.arrayProto, [...args]),
    newTarget,
  ]);
  if (!(made instanceof Obj)) throw vm.error('TypeError', 'proxy [[Construct]] must return an object');
  return made;
}

/** `key in object`. */
export function* hasProperty(vm: Vm, object: Obj, key: Key): Task<boolean> {
  if (!(object instanceof JsProxy)) return object.find(key) !== undefined;
  const trap = trapOf(object, 'has');
  return trap === undefined
    ? yield* hasProperty(vm, object.target, key)
    : truthy(yield* call(vm, trap, object.handler, [object.target, keyValue(key)]));
}

/** `delete object[key]`; false: it is refused. */
export function* deleteProperty(vm: Vm, object: Obj, key: Key): Task<boolean> {
  if (!(object instanceof JsProxy)) return object.remove(key);
  const trap = trapOf(object, 'deleteProperty');
  return trap === undefined
    ? yield* deleteProperty(vm, object.target, key)
    : truthy(yield* call(vm, trap, object.handler, [object.target, keyValue(key)]));
}

/** All own names, as they stand. */
export function* ownKeys(vm: Vm, object: Obj): Task<Key[]> {
  if (!(object instanceof JsProxy)) return object.keys();
  const trap = trapOf(object, 'ownKeys');
  if (trap === undefined) return yield* ownKeys(vm, object.target);
  const made = yield* call(vm, trap, object.handler, [object.target]);
  return made instanceof Arr ? made.items.map(toKey) : [];
}

/** Own names that a loop sees. */
export function* visibleKeys(vm: Vm, object: Obj): Task<string[]> {
  const all: string[] = [];
  for (const key of yield* ownKeys(vm, object))
    if (typeof key === 'string' && !key.startsWith('#') && (yield* isVisible(vm, object, key))) all.push(key);
  return all;
}

function* isVisible(vm: Vm, object: Obj, key: Key): Task<boolean> {
  if (!(object instanceof JsProxy)) return object.own(key)?.isEnumerable === true;
  const trap = trapOf(object, 'getOwnPropertyDescriptor');
  if (trap === undefined) return yield* isVisible(vm, object.target, key);
  const made = yield* call(vm, trap, object.handler, [object.target, keyValue(key)]);
  return made instanceof Obj && truthy(yield* get(vm, made, 'enumerable'));
}
