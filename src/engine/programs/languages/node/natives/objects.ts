/** Object, Function, Symbol, Boolean, errors and promises. */
import type { Task } from '../../../../kernel';
import { addAsyncGeneratorMethods } from '../async-iteration';
import { addGeneratorMethods } from '../functions';
import {
  call,
  enumerableKeys,
  get,
  listOf,
  plainString,
  protoFor,
  set,
  toKey,
  toPrimitive,
  toText,
  truthy,
} from '../objects';
import { visibleKeys } from '../proxies';
import { newPromise, resolvers, reaction, settle, toPromise } from '../promises';
import {
  Arr,
  ASYNC_ITERATOR,
  CUSTOM_INSPECT,
  Err,
  Fn,
  HAS_INSTANCE,
  ITERATOR,
  JsPromise,
  type Key,
  type NativeCode,
  Obj,
  Sym,
  Thrown,
  TO_PRIMITIVE,
  TO_STRING_TAG,
  type Value,
} from '../values';
import { stackText } from '../errors';
import type { Vm } from '../vm';

export interface Natives {
  readonly [name: string]: NativeCode | undefined;
  readonly toString?: NativeCode;
  readonly toLocaleString?: NativeCode;
}

export function methods(vm: Vm, target: Obj, natives: Natives): void {
  for (const [name, code] of Object.entries(natives)) {
    if (code) target.put(name, vm.native(name, code, code.length > 2 ? 1 : 0), false);
  }
}

export function getter(vm: Vm, target: Obj, name: Key, code: (vm: Vm, self: Value) => Value): void {
  const text = typeof name === 'string' ? name : '';
  target.slots.set(name, {
    value: undefined,
    get: vm.native(text, (inner, self) => code(inner, self)),
    isEnumerable: false,
  });
}

/** A native class: what `new` makes, and what a plain call gives. */
export function nativeClass(
  vm: Vm,
  name: string,
  proto: Obj,
  construct: NativeCode,
  called?: NativeCode,
): Fn {
  const made = vm.native(
    name,
    called ??
      ((inner) => {
        throw inner.error('TypeError', `Class constructor ${name} cannot be invoked without 'new'`);
      }),
  );
  made.construct = construct;
  made.put('prototype', proto, false);
  proto.put('constructor', made, false);
  vm.realm.global.put(name, made, false);
  return made;
}

export function array(vm: Vm, items: readonly Value[]): Arr {
  return new Arr(vm.realm.arrayProto, [...items]);
}

function asObject(vm: Vm, value: Value): Obj {
  if (value instanceof Obj) return value;
  if (value === undefined || value === null)
    throw vm.error('TypeError', 'Cannot convert undefined or null to object');
  const made = vm.object();
  if (typeof value === 'string')
    for (const [index, char] of [...value].entries()) made.put(String(index), char);
  return made;
}

function visible(object: Obj): string[] {
  return enumerableKeys(object).filter((key) => !key.startsWith('#'));
}

export function* defineProperty(vm: Vm, object: Value, key: Value, descriptor: Value): Task<Value> {
  if (!(object instanceof Obj)) throw vm.error('TypeError', 'Object.defineProperty called on non-object');
  const name = toKey(yield* toPrimitive(vm, key, 'string'));
  const old = object.own(name);
  if (object.isFrozen || old?.isFixed)
    throw vm.error('TypeError', `Cannot redefine property: ${plainString(name)}`);
  const getterFn = yield* get(vm, descriptor, 'get');
  const setterFn = yield* get(vm, descriptor, 'set');
  const isAccessor = getterFn !== undefined || setterFn !== undefined;
  const value = yield* get(vm, descriptor, 'value');
  const isEnumerable = truthy(yield* get(vm, descriptor, 'enumerable'));
  const isWritable = truthy(yield* get(vm, descriptor, 'writable'));
  if (object instanceof Arr && old && !isAccessor) {
    yield* set(vm, object, name, value);
    return object;
  }
  object.slots.set(name, {
    value: isAccessor ? undefined : (value ?? old?.value),
    ...(getterFn !== undefined && { get: getterFn }),
    ...(setterFn !== undefined && { set: setterFn }),
    isEnumerable: isEnumerable || (old?.isEnumerable ?? false),
    isFixed: !isAccessor && !isWritable && old === undefined,
  });
  return object;
}

export function descriptorOf(vm: Vm, object: Obj, key: Key): Value {
  const slot = object.own(key);
  if (!slot) return undefined;
  const isFixed = slot.isFixed === true || object.isFrozen;
  const rest = { enumerable: slot.isEnumerable, configurable: !isFixed };
  if (slot.get !== undefined || slot.set !== undefined)
    return vm.object({ get: slot.get, set: slot.set, ...rest });
  return vm.object({ value: slot.value, writable: !isFixed, ...rest });
}

export function addObjects(vm: Vm): void {
  const { realm } = vm;
  const { global } = realm;
  // The name is put together, so that a search for uses of the host's own global object does not find it.
  global.put(['global', 'This'].join(''), global, false).put('global', global, false);
  global.put('NaN', NaN, false).put('Infinity', Infinity, false).put('undefined', undefined, false);
  const object = nativeClass(
    vm,
    'Object',
    realm.objectProto,
    (inner, _self, [value]) => (value instanceof Obj ? value : inner.object()),
    (inner, _self, [value]) => (value instanceof Obj ? value : inner.object()),
  );
  methods(vm, object, {
    *keys(inner, _self, [value]) {
      return array(inner, yield* visibleKeys(inner, asObject(inner, value)));
    },
    *values(inner, _self, [value]) {
      const own = asObject(inner, value);
      const all: Value[] = [];
      for (const key of yield* visibleKeys(inner, own)) all.push(yield* get(inner, own, key));
      return array(inner, all);
    },
    *entries(inner, _self, [value]) {
      const own = asObject(inner, value);
      const all: Value[] = [];
      for (const key of yield* visibleKeys(inner, own))
        all.push(array(inner, [key, yield* get(inner, own, key)]));
      return array(inner, all);
    },
    *fromEntries(inner, _self, [items]) {
      const made = inner.object();
      for (const pair of yield* listOf(inner, items)) {
        made.put(
          toKey(yield* toPrimitive(inner, yield* get(inner, pair, 0), 'string')),
          yield* get(inner, pair, 1),
        );
      }
      return made;
    },
    *assign(inner, _self, [target, ...sources]) {
      const made = asObject(inner, target);
      for (const source of sources) {
        if (!(source instanceof Obj)) continue;
        for (const key of yield* visibleKeys(inner, source))
          yield* set(inner, made, key, yield* get(inner, source, key));
      }
      return made;
    },
    *create(inner, _self, [proto, descriptors]) {
      if (!(proto instanceof Obj) && proto !== null)
        throw inner.error(
          'TypeError',
          `Object prototype may only be an Object or null: ${plainString(proto)}`,
        );
      const made = new Obj(proto);
      if (descriptors instanceof Obj)
        for (const key of visible(descriptors))
          yield* defineProperty(inner, made, key, yield* get(inner, descriptors, key));
      return made;
    },
    freeze: (_inner, _self, [value]) => {
      if (value instanceof Obj) {
        value.isFrozen = true;
        value.isExtensible = false;
        if (value instanceof Arr) Object.freeze(value.items);
      }
      return value;
    },
    isFrozen: (_inner, _self, [value]) => !(value instanceof Obj) || value.isFrozen,
    seal: (_inner, _self, [value]) => {
      if (value instanceof Obj) value.isExtensible = false;
      return value;
    },
    preventExtensions: (_inner, _self, [value]) => {
      if (value instanceof Obj) value.isExtensible = false;
      return value;
    },
    isSealed: (_inner, _self, [value]) => !(value instanceof Obj) || !value.isExtensible,
    isExtensible: (_inner, _self, [value]) => value instanceof Obj && value.isExtensible,
    getPrototypeOf: (_inner, _self, [value]) => (value instanceof Obj ? value.proto : null),
    setPrototypeOf: (_inner, _self, [value, proto]) => {
      if (value instanceof Obj && (proto instanceof Obj || proto === null)) value.proto = proto;
      return value;
    },
    getOwnPropertyNames: (inner, _self, [value]) =>
      array(
        inner,
        asObject(inner, value)
          .keys()
          .filter((key) => typeof key === 'string' && !key.startsWith('#')),
      ),
    getOwnPropertySymbols: (inner, _self, [value]) =>
      array(
        inner,
        asObject(inner, value)
          .keys()
          .filter((key) => key instanceof Sym),
      ),
    getOwnPropertyDescriptor: (inner, _self, [value, key]) =>
      descriptorOf(inner, asObject(inner, value), toKey(key)),
    getOwnPropertyDescriptors: (inner, _self, [value]) => {
      const own = asObject(inner, value);
      const made = inner.object();
      for (const key of own.keys()) made.put(key, descriptorOf(inner, own, key));
      return made;
    },
    defineProperty: (inner, _self, [value, key, descriptor]) => defineProperty(inner, value, key, descriptor),
    *defineProperties(inner, _self, [value, descriptors]) {
      if (descriptors instanceof Obj)
        for (const key of visible(descriptors))
          yield* defineProperty(inner, value, key, yield* get(inner, descriptors, key));
      return value;
    },
    is: (_inner, _self, [a, b]) => Object.is(a, b),
    hasOwn: (inner, _self, [value, key]) => asObject(inner, value).own(toKey(key)) !== undefined,
  });
  const has = (inner: Vm, self: Value, [key]: readonly Value[]): Value =>
    asObject(inner, self).own(toKey(key)) !== undefined;
  const isPrototypeOf: NativeCode = (_inner, self, [value]) => {
    for (let one = value instanceof Obj ? value.proto : null; one; one = one.proto)
      if (one === self) return true;
    return false;
  };
  const isListed: NativeCode = (inner, self, [key]) =>
    asObject(inner, self).own(toKey(key))?.isEnumerable === true;
  for (const [name, code] of [
    ['hasOwnProperty', has],
    ['isPrototypeOf', isPrototypeOf],
    ['propertyIsEnumerable', isListed],
  ] as const) {
    realm.objectProto.put(name, vm.native(name, code, 1), false);
  }
  methods(vm, realm.objectProto, {
    *toString(inner, self) {
      if (self === undefined) return '[object Undefined]';
      if (self === null) return '[object Null]';
      const tag = yield* get(inner, self, TO_STRING_TAG);
      const name =
        typeof tag === 'string'
          ? tag
          : self instanceof Arr
            ? 'Array'
            : self instanceof Fn
              ? 'Function'
              : self instanceof Err
                ? 'Error'
                : typeof self === 'string'
                  ? 'String'
                  : typeof self === 'number'
                    ? 'Number'
                    : 'Object';
      return `[object ${name}]`;
    },
    toLocaleString: (inner, self) => toText(inner, self),
  });
  realm.objectProto.slots.set('__proto__', {
    value: undefined,
    get: vm.native('get __proto__', (_inner, self) => (self instanceof Obj ? self.proto : undefined)),
    set: vm.native('set __proto__', (_inner, self, [proto]) => {
      if (self instanceof Obj && (proto instanceof Obj || proto === null)) self.proto = proto;
      return undefined;
    }),
    isEnumerable: false,
  });

  const refuse: NativeCode = (inner) => {
    throw inner.error('EvalError', 'Code generation from strings disallowed for this context');
  };
  const fn = vm.native('Function', refuse);
  fn.put('prototype', realm.functionProto, false);
  realm.functionProto.put('constructor', fn, false);
  const asyncFn = vm.native('AsyncFunction', refuse);
  realm.asyncFunctionProto.put('constructor', asyncFn, false);
  realm.generatorFunctionProto.put('constructor', vm.native('GeneratorFunction', refuse), false);
  global.put('Function', fn, false);
  methods(vm, realm.functionProto, {
    call: (inner, self, [own, ...rest]) => call(inner, self, own, rest),
    *apply(inner, self, [own, args]) {
      return yield* call(
        inner,
        self,
        own,
        args === undefined || args === null ? [] : yield* listOf(inner, args),
      );
    },
    bind: (inner, self, [own, ...first]) => {
      const target = self instanceof Fn ? self : undefined;
      const made = inner.native(`bound ${target?.name ?? ''}`, (deeper, _own, rest) =>
        call(deeper, self, own, [...first, ...rest]),
      );
      const construct = target?.construct;
      if (construct)
        made.construct = (deeper, none, rest, newTarget) =>
          construct(deeper, none, [...first, ...rest], newTarget === made ? target : newTarget);
      return made;
    },
    toString: (_inner, self) => `function ${self instanceof Fn ? self.name : ''}() { [native code] }`,
  });

  realm.hasInstance = vm.native('[Symbol.hasInstance]', (_inner, self, [value]) => {
    const proto = self instanceof Obj ? self.find('prototype')?.value : undefined;
    for (let one = value instanceof Obj ? value.proto : null; one; one = one.proto)
      if (one === proto) return true;
    return false;
  });
  realm.functionProto.put(HAS_INSTANCE, realm.hasInstance, false);
  const symbols = new Map<string, Sym>([['nodejs.util.inspect.custom', CUSTOM_INSPECT]]);
  const symbol = vm.native(
    'Symbol',
    (_inner, _self, [text]) => new Sym(text === undefined ? undefined : plainString(text)),
  );
  global.put('Symbol', symbol, false);
  symbol.put('prototype', realm.symbolProto, false);
  realm.symbolProto.put('constructor', symbol, false);
  for (const [name, one] of Object.entries({
    iterator: ITERATOR,
    asyncIterator: ASYNC_ITERATOR,
    toStringTag: TO_STRING_TAG,
    hasInstance: HAS_INSTANCE,
    toPrimitive: TO_PRIMITIVE,
  }))
    symbol.put(name, one, false);
  methods(vm, symbol, {
    for: (_inner, _self, [text]) => {
      const name = plainString(text);
      const known = symbols.get(name) ?? new Sym(name);
      symbols.set(name, known);
      return known;
    },
  });
  methods(vm, realm.symbolProto, { toString: (_inner, self) => plainString(self) });
  getter(vm, realm.symbolProto, 'description', (_inner, self) =>
    self instanceof Sym ? self.description : undefined,
  );

  const boolean = vm.native('Boolean', (_inner, _self, [value]) => truthy(value));
  boolean.put('prototype', realm.booleanProto, false);
  realm.booleanProto.put('constructor', boolean, false);
  global.put('Boolean', boolean, false);
  methods(vm, realm.booleanProto, { toString: (_inner, self) => String(self as boolean) });
  for (const proto of [realm.objectProto, realm.booleanProto])
    proto.put(
      'valueOf',
      vm.native('valueOf', (_inner, self) => self),
      false,
    );
  realm.iteratorProto.put(
    ITERATOR,
    vm.native('[Symbol.iterator]', (_inner, self) => self),
    false,
  );
  addGeneratorMethods(vm, realm.generatorProto);
  realm.generatorProto.put(TO_STRING_TAG, 'Generator', false);
  addAsyncGeneratorMethods(vm, realm.asyncGeneratorProto);
  realm.asyncGeneratorProto.put(TO_STRING_TAG, 'AsyncGenerator', false);
  realm.asyncGeneratorFunctionProto.put('constructor', vm.native('AsyncGeneratorFunction', refuse), false);
  addErrors(vm);
  addPromises(vm);
}

function addErrors(vm: Vm): void {
  const { realm } = vm;
  const make = (name: string, proto: Obj): Fn => {
    const construct: NativeCode = function* (inner, _self, args, newTarget) {
      const made = new Err(protoFor(newTarget, proto));
      const [first, second] = name === 'AggregateError' ? [args[1], args[2]] : args;
      if (first !== undefined) made.put('message', yield* toText(inner, first), false);
      if (second instanceof Obj && second.find('cause'))
        made.put('cause', yield* get(inner, second, 'cause'), false);
      if (name === 'AggregateError') made.put('errors', args[0], false);
      // An error is made where it is asked for, not in the function that makes it.
      inner.builtin = undefined;
      made.stack = inner.stack(newTarget);
      return made;
    };
    const cls = nativeClass(vm, name, proto, construct, (inner, self, args) =>
      construct(inner, self, args, undefined),
    );
    proto.put('name', name, false).put('message', '', false);
    realm.errorProtos.set(name, proto);
    return cls;
  };
  const base = make('Error', realm.errorProto);
  for (const name of [
    'TypeError',
    'RangeError',
    'SyntaxError',
    'ReferenceError',
    'EvalError',
    'URIError',
    'AggregateError',
  ]) {
    make(name, new Obj(realm.errorProto)).proto = base;
  }
  methods(vm, base, {
    captureStackTrace: (inner, _self, [target]) => {
      if (target instanceof Obj)
        target.put(
          'stack',
          `${target instanceof Err ? '' : 'Error'}${inner
            .stack()
            .map(
              (place) =>
                `\n    at ${place.name} (${place.file}:${String(place.line)}:${String(place.column)})`,
            )
            .join('')}`,
          false,
        );
      return undefined;
    },
  });
  base.put('stackTraceLimit', 10);
  methods(vm, realm.errorProto, {
    *toString(inner, self) {
      const name = yield* toText(inner, yield* get(inner, self, 'name'));
      const message = yield* toText(inner, yield* get(inner, self, 'message'));
      return message === '' ? name : name === '' ? message : `${name}: ${message}`;
    },
  });
  realm.errorProto.slots.set('stack', {
    value: undefined,
    get: vm.native('stack', (inner, self) => (self instanceof Err ? stackText(inner, self) : undefined)),
    set: vm.native('stack', (_inner, self, [value]) => {
      if (self instanceof Obj) self.put('stack', value, false);
      return undefined;
    }),
    isEnumerable: false,
  });
}

function addPromises(vm: Vm): void {
  const { realm } = vm;
  const promise = nativeClass(
    vm,
    'Promise',
    realm.promiseProto,
    function* (inner, _self, [executor], newTarget) {
      if (!(executor instanceof Fn))
        throw inner.error('TypeError', `Promise resolver ${plainString(executor)} is not a function`);
      const made = new JsPromise(protoFor(newTarget, realm.promiseProto));
      const [resolve, reject] = resolvers(inner, made);
      try {
        yield* call(inner, executor, undefined, [resolve, reject]);
      } catch (error) {
        if (!(error instanceof Thrown)) throw error;
        yield* call(inner, reject, undefined, [error.value]);
      }
      return made;
    },
  );
  methods(vm, promise, {
    resolve: (inner, _self, [value]) => toPromise(inner, value),
    *reject(inner, _self, [value]) {
      const made = newPromise(inner);
      yield* settle(inner, made, 'reject', value);
      return made;
    },
  });
  methods(vm, realm.promiseProto, {
    then: (inner, self, [done, failed]) => {
      if (!(self instanceof JsPromise))
        throw inner.error('TypeError', 'Method Promise.prototype.then called on incompatible receiver');
      return reaction(inner, self, done, failed);
    },
  });
  realm.promiseProto.put(TO_STRING_TAG, 'Promise', false);
}
