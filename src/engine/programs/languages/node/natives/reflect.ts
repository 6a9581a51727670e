/** Proxy and Reflect. */
import { call, construct, get, listOf, set, toKey, toPrimitive } from '../objects';
import { deleteProperty, hasProperty, JsProxy, ownKeys } from '../proxies';
import { type Key, Obj, TO_STRING_TAG, type Value } from '../values';
import type { Vm } from '../vm';
import type { Task } from '../../../../kernel';
import { array, defineProperty, descriptorOf, methods } from './objects';

export function addReflect(vm: Vm): void {
  const { global } = vm.realm;
  const proxy = vm.native('Proxy', (inner) => {
    throw inner.error('TypeError', "Constructor Proxy requires 'new'");
  });
  const made = (inner: Vm, target: Value, handler: Value): JsProxy => {
    if (!(target instanceof Obj) || !(handler instanceof Obj))
      throw inner.error('TypeError', 'Cannot create proxy with a non-object as target or handler');
    return new JsProxy(inner, target, handler);
  };
  proxy.construct = (inner, _self, [target, handler]) => made(inner, target, handler);
  global.put('Proxy', proxy, false);
  methods(vm, proxy, {
    revocable: (inner, _self, [target, handler]) => {
      const one = made(inner, target, handler);
      const revoke = inner.native('', () => {
        one.handler = null;
        return undefined;
      });
      return inner.object({ proxy: one, revoke });
    },
  });
  const reflect = vm.object();
  reflect.put(TO_STRING_TAG, 'Reflect', false);
  global.put('Reflect', reflect, false);
  const object = (inner: Vm, value: Value, name: string): Obj => {
    if (value instanceof Obj) return value;
    throw inner.error('TypeError', `Reflect.${name} called on non-object`);
  };
  const key = function* (inner: Vm, value: Value): Task<Key> {
    return toKey(yield* toPrimitive(inner, value, 'string'));
  };
  methods(vm, reflect, {
    *ownKeys(inner, _self, [target]) {
      const all = yield* ownKeys(inner, object(inner, target, 'ownKeys'));
      return array(
        inner,
        all.filter((one) => typeof one !== 'string' || !one.startsWith('#')),
      );
    },
    *has(inner, _self, [target, name]) {
      return yield* hasProperty(inner, object(inner, target, 'has'), yield* key(inner, name));
    },
    *get(inner, _self, [target, name, receiver]) {
      const slot = object(inner, target, 'get').find(yield* key(inner, name));
      if (slot?.get !== undefined) return yield* call(inner, slot.get, receiver ?? target, []);
      return yield* get(inner, target, name);
    },
    *set(inner, _self, [target, name, value]) {
      const own = object(inner, target, 'set');
      if (own.isFrozen || own.own(yield* key(inner, name))?.isFixed) return false;
      yield* set(inner, own, name, value);
      return true;
    },
    *apply(inner, _self, [callee, self, args]) {
      return yield* call(inner, callee, self, yield* listOf(inner, args));
    },
    *construct(inner, _self, [callee, args, newTarget]) {
      return yield* construct(
        inner,
        callee,
        yield* listOf(inner, args),
        newTarget instanceof Obj ? newTarget : undefined,
      );
    },
    *defineProperty(inner, _self, [target, name, descriptor]) {
      const own = object(inner, target, 'defineProperty');
      const wanted = yield* key(inner, name);
      if (own.isFrozen || own.own(wanted)?.isFixed) return false;
      yield* defineProperty(inner, own, name, descriptor);
      return true;
    },
    *deleteProperty(inner, _self, [target, name]) {
      return yield* deleteProperty(inner, object(inner, target, 'deleteProperty'), yield* key(inner, name));
    },
    getPrototypeOf: (inner, _self, [target]) => object(inner, target, 'getPrototypeOf').proto,
    setPrototypeOf: (inner, _self, [target, proto]) => {
      const own = object(inner, target, 'setPrototypeOf');
      if (!own.isExtensible) return false;
      own.proto = proto instanceof Obj ? proto : null;
      return true;
    },
    *getOwnPropertyDescriptor(inner, _self, [target, name]) {
      return descriptorOf(inner, object(inner, target, 'getOwnPropertyDescriptor'), yield* key(inner, name));
    },
    isExtensible: (inner, _self, [target]) => object(inner, target, 'isExtensible').isExtensible,
    preventExtensions: (inner, _self, [target]) => {
      object(inner, target, 'preventExtensions').isExtensible = false;
      return true;
    },
  });
}
