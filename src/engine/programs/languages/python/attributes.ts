/** `thing.name`: finding, setting and deleting it. */
import type { Task } from '../../../kernel';
import { call } from './call';
import { raised } from './errors';
import { namesDict } from './names-dict';
import { nativeMethod } from './native-methods';
import { REAL_MEMBERS } from './real-names';
import { codeObject } from './trace-objects';
import {
  BoundMethod,
  Boxed,
  Builtin,
  ClassMethod,
  classOf,
  FUNCTION,
  NotModelled,
  OBJECT,
  Obj,
  PyClass,
  PyDict,
  PyFunction,
  PyModule,
  PyProperty,
  PySuper,
  Raised,
  StaticMethod,
  PyTuple,
  type Value,
} from './values';
import type { Vm } from './vm';

/** A method that the language asks for by itself: of the class, not of the thing. */
export function special(value: Value, name: string): Value | undefined {
  return classOf(value).find(name);
}

export function* getAttribute(vm: Vm, object: Value, name: string): Task<Value> {
  const found = yield* findAttribute(vm, object, name);
  if (found !== undefined) return found;
  throw noAttribute(object, name);
}

/** undefined: there is none. */
export function* findAttribute(vm: Vm, object: Value, name: string): Task<Value | undefined> {
  if (object instanceof PyModule) return moduleMember(object, name);
  if (object instanceof PyClass) return yield* classMember(vm, object, name);
  if (object instanceof PySuper) return yield* superMember(vm, object, name);
  const cls = classOf(object);
  const hook = cls.isNative ? undefined : cls.find('__getattribute__');
  if (!(hook instanceof PyFunction)) {
    const found = yield* ownAttribute(vm, object, cls, name);
    if (found !== undefined) return found;
  } else {
    try {
      return yield* call(vm, hook, [object, name]);
    } catch (error) {
      const isMissing = error instanceof Raised && error.exception.cls.name === 'AttributeError';
      if (!isMissing || cls.find('__getattr__') === undefined) throw error;
    }
  }
  const fallback = cls.find('__getattr__');
  if (fallback !== undefined) return yield* call(vm, fallback, [object, name]);
  return undefined;
}

/** What object.__getattribute__ finds. */
export function* ownAttribute(vm: Vm, object: Value, cls: PyClass, name: string): Task<Value | undefined> {
  const member = cls.find(name);
  if (member instanceof PyProperty) {
    if (member.getter === null)
      throw raised('AttributeError', `property '${name}' of '${cls.name}' object has no getter`);
    return yield* call(vm, member.getter, [object]);
  }
  const getter = descriptorMethod(member, '__get__');
  if (getter !== undefined && descriptorMethod(member, '__set__') !== undefined)
    return yield* call(vm, getter, [member ?? null, object, cls]);
  const own = object instanceof Obj ? object.attributes?.get(name) : undefined;
  if (own !== undefined) return own;
  if (getter !== undefined) return yield* call(vm, getter, [member ?? null, object, cls]);
  if (member !== undefined) return bind(member, object, cls);
  const computed = computedAttribute(vm, object, cls, name);
  if (computed !== undefined || !name.startsWith('__')) return computed;
  for (const one of cls.mro) {
    const method = nativeMethod(one, name);
    if (method !== undefined) return new BoundMethod(object, method);
  }
  return undefined;
}

/** A method of what stands in a class for an attribute of its things: `__get__`, `__set__`, `__delete__`. */
function descriptorMethod(member: Value | undefined, name: string): Value | undefined {
  if (!(member instanceof Obj) || member instanceof PyClass || member.cls.isNative) return undefined;
  return member.cls.find(name);
}

function computedAttribute(vm: Vm, object: Value, cls: PyClass, name: string): Value | undefined {
  if (name === '__class__') return cls;
  if (name === '__doc__' && !(object instanceof BoundMethod))
    return object instanceof PyFunction ? object.node.documentation : (cls.find('__doc__') ?? null);
  if (name === '__dict__' && object instanceof Obj && !(object instanceof Builtin))
    return hasNames(cls) ? namesDict((object.attributes ??= new Map())) : undefined;
  if (object instanceof PyFunction) {
    const made = functionAttribute(object, name);
    if (made !== undefined) return made;
  }
  if (object instanceof PyFunction || object instanceof Builtin) {
    if (name === '__name__') return object.name;
    if (name === '__qualname__') return object instanceof PyFunction ? object.qualifiedName : object.name;
    if (name === '__module__')
      return object instanceof PyFunction ? (object.frame.globals.get('__name__') ?? null) : 'builtins';
  }
  if (object instanceof BoundMethod) {
    if (name === '__self__') return object.self;
    if (name === '__func__') return object.method;
    const own = object.method.attributes?.get(name);
    if (own !== undefined) return own;
    return object.method instanceof Obj ? computedAttribute(vm, object.method, FUNCTION, name) : undefined;
  }
  return undefined;
}

function functionAttribute(callee: PyFunction, name: string): Value | undefined {
  const { parameters } = callee.node;
  switch (name) {
    case '__code__':
      return codeObject(callee);
    case '__is_async__':
      return callee.node.isAsync;
    case '__is_generator__':
      return callee.node.isGenerator;
    case '__parameters_told__':
      return new PyTuple(
        parameters.map((one) => {
          const known = callee.defaults.get(one.name);
          const kinds = ['position only', 'normal', 'rest', 'keyword only', 'named rest'];
          const kind = BigInt(kinds.indexOf(one.kind));
          return new PyTuple([one.name, kind, new PyTuple(known === undefined ? [] : [known])]);
        }),
      );
    case '__globals__':
      return namesDict(callee.frame.globals);
    case '__annotations__':
      return (callee.annotations ??= new PyDict());
    case '__type_params__':
      return new PyTuple([]);
    case '__closure__': {
      const { closure } = callee.frame;
      return closure === undefined ? null : new PyTuple([...closure.values.values()]);
    }
    case '__defaults__': {
      const plain = parameters.filter(({ kind }) => kind === 'normal' || kind === 'position only');
      const given = plain.flatMap(
        (one) => callee.defaults.get(one.name) ?? (callee.defaults.has(one.name) ? [null] : []),
      );
      return given.length === 0 ? null : new PyTuple(given);
    }
    case '__kwdefaults__': {
      const made = new PyDict();
      for (const { name: own, kind } of parameters) {
        const value = kind === 'keyword only' ? callee.defaults.get(own) : undefined;
        if (value !== undefined) made.setText(own, value);
      }
      return made.map.size === 0 ? null : made;
    }
  }
  return undefined;
}

function bind(member: Value, object: Value, cls: PyClass): Value {
  if (object instanceof Boxed && isForPlain(cls, member)) return new BoundMethod(object.value, member as Obj);
  if (isPlainMethod(member)) return new BoundMethod(object, member);
  if (member instanceof ClassMethod) return new BoundMethod(cls, member.inner as Obj);
  if (member instanceof StaticMethod) return member.inner;
  return member;
}

const statics = new WeakSet<Builtin>();

/** A native function that is a plain attribute of a class, not a method. */
export function asStatic(builtin: Builtin): Builtin {
  statics.add(builtin);
  return builtin;
}

export function isPlainMethod(member: Value): member is PyFunction | Builtin {
  return member instanceof PyFunction || (member instanceof Builtin && !isStatic(member));
}

/** Whether a method is one of int, float or str: what it works on is the number or text itself. */
export function isForPlain(cls: PyClass, member: Value): boolean {
  return (
    member instanceof Builtin &&
    cls.mro.some((one) => one.isNative && one !== OBJECT && [...one.members.values()].includes(member))
  );
}

function isStatic(builtin: Builtin): boolean {
  return statics.has(builtin);
}

function moduleMember(module: PyModule, name: string): Value | undefined {
  const found = module.members.get(name);
  if (found !== undefined) return found;
  if (name === '__dict__') {
    return namesDict(module.members);
  }
  const isHidden = name.startsWith('__');
  if (module.real === 'unknown' ? !isHidden : module.real?.has(name))
    throw new NotModelled(`${module.name}.${name}`);
  return undefined;
}

function* classMember(vm: Vm, cls: PyClass, name: string): Task<Value | undefined> {
  if (name === '__name__') return cls.name;
  if (name === '__qualname__') return cls.qualifiedName;
  const found = cls.find(name);
  const getter = descriptorMethod(found, '__get__');
  if (getter !== undefined) return yield* call(vm, getter, [found ?? null, null, cls]);
  if (found instanceof ClassMethod) return new BoundMethod(cls, found.inner as Obj);
  if (found instanceof StaticMethod) return found.inner;
  if (found !== undefined && !(OBJECT.members.get(name) === found && cls !== OBJECT)) return found;
  for (const one of cls.mro) {
    const own = nativeMethod(one, name);
    if (own !== undefined) return own;
  }
  if (found !== undefined) return found;
  switch (name) {
    case '__module__':
      return cls.module;
    case '__mro__':
      return new PyTuple(cls.mro);
    case '__bases__':
      return new PyTuple(cls.bases);
    case '__class__':
      return cls.cls;
    case '__doc__':
      return null;
    case '__dict__': {
      const dict = new PyDict();
      for (const [key, value] of cls.members) dict.setText(key, value);
      return dict;
    }
  }
  const meta = cls.cls.find(name);
  if (meta instanceof PyProperty) return yield* call(vm, meta.getter, [cls]);
  if (meta !== undefined) return bind(meta, cls, cls.cls);
  const asked = name.startsWith('__') ? undefined : cls.cls.find('__getattr__');
  return asked instanceof PyFunction ? yield* call(vm, asked, [cls, name]) : undefined;
}

function* superMember(vm: Vm, { after, self }: PySuper, name: string): Task<Value | undefined> {
  const cls = self instanceof PyClass ? self : classOf(self);
  const at = cls.mro.indexOf(after);
  for (const one of cls.mro.slice(at + 1)) {
    const found = one.members.get(name) ?? nativeMethod(one, name);
    if (found === undefined) continue;
    if (found instanceof PyProperty) return yield* call(vm, found.getter, [self]);
    const getter = descriptorMethod(found, '__get__');
    if (getter !== undefined) return yield* call(vm, getter, [found, self, cls]);
    return bind(found, self, cls);
  }
  return undefined;
}

export function noAttribute(object: Value, name: string): Error | Raised {
  const cls = classOf(object);
  const isOurs = object instanceof PyClass ? object.isNative : cls.isNative;
  const real = REAL_MEMBERS[object instanceof PyClass ? object.name : cls.name];
  if (isOurs && real?.has(name))
    return new NotModelled(`${object instanceof PyClass ? object.name : cls.name}.${name}`);
  const error = raised(
    'AttributeError',
    object instanceof PyModule
      ? `module '${object.name}' has no attribute '${name}'`
      : object instanceof PyClass
        ? `type object '${object.name}' has no attribute '${name}'`
        : object instanceof PySuper
          ? `'super' object has no attribute '${name}'`
          : `'${cls.name}' object has no attribute '${name}'`,
  );
  error.exception.suggestion = closest(name, attributeNames(object));
  error.exception.set('name', name);
  error.exception.set('obj', object);
  return error;
}

/** What dir() lists, unsorted. */
export function attributeNames(object: Value): string[] {
  const names = new Set<string>();
  if (object instanceof PyModule) for (const name of object.members.keys()) names.add(name);
  if (object instanceof Obj) for (const name of object.attributes?.keys() ?? []) names.add(name);
  const cls = object instanceof PyClass ? object : classOf(object);
  if (!(object instanceof PyModule))
    for (const one of cls.mro) for (const name of one.members.keys()) names.add(name);
  return [...names];
}

/** What type.__setattr__ does. */
export function setClassMember(cls: PyClass, name: string, value: Value): void {
  if (name === '__name__' || name === '__qualname__') {
    if (typeof value === 'string') cls.rename(name, value);
    return;
  }
  if (name === '__module__' && typeof value === 'string') cls.module = value;
  cls.members.set(name, value);
}

export function* setAttribute(vm: Vm, object: Value, name: string, value: Value): Task<void> {
  const cls = classOf(object);
  if (object instanceof PyModule) {
    object.members.set(name, value);
    return;
  }
  if (object instanceof PyClass) {
    if (object.isNative) {
      throw raised('TypeError', `cannot set '${name}' attribute of immutable type '${object.name}'`);
    }
    const hook = object.meta?.find('__setattr__');
    if (hook instanceof PyFunction) {
      yield* call(vm, hook, [object, name, value]);
      return;
    }
    setClassMember(object, name, value);
    return;
  }
  const member = cls.find(name);
  if (member instanceof PyProperty) {
    if (member.setter === null) {
      throw raised('AttributeError', `property '${name}' of '${cls.name}' object has no setter`);
    }
    yield* call(vm, member.setter, [object, value]);
    return;
  }
  const descriptor = descriptorMethod(member, '__set__');
  if (descriptor !== undefined && !(cls.find('__setattr__') instanceof PyFunction)) {
    yield* call(vm, descriptor, [member ?? null, object, value]);
    return;
  }
  const setter = cls.find('__setattr__');
  if (setter instanceof PyFunction) {
    yield* call(vm, setter, [object, name, value]);
    return;
  }
  setOwn(object, name, value);
}

/** What object.__setattr__ does. */
export function setOwn(object: Value, name: string, value: Value): void {
  const cls = classOf(object);
  if (object instanceof PyFunction && setFunctionAttribute(object, name, value)) return;
  const isSlot = cls.mro.some(({ slots }) => slots?.includes(name));
  const isFixed = !isSlot && !hasNames(cls);
  if (!(object instanceof Obj) || isFixed) {
    throw raised(
      'AttributeError',
      cls.find(name) !== undefined
        ? `'${cls.name}' object attribute '${name}' is read-only`
        : `'${cls.name}' object has no attribute '${name}' and no __dict__ for setting new attributes`,
    );
  }
  object.set(name, value);
}

function setFunctionAttribute(callee: PyFunction, name: string, value: Value): boolean {
  if (name === '__name__' && typeof value === 'string') callee.name = value;
  else if (name === '__qualname__' && typeof value === 'string') callee.qualifiedName = value;
  else if (name === '__annotations__' && value instanceof PyDict) callee.annotations = value;
  else return false;
  return true;
}

/** Whether things of a class may have attributes of any name. */
function hasNames(cls: PyClass): boolean {
  return cls.mro.some((one) => {
    if (!one.isNative) return one.slots === undefined || one.slots.includes('__dict__');
    return OPEN_CLASSES.has(one.name) || one === FUNCTION;
  });
}

/** Native classes whose things may get attributes of any name; of exceptions all may. */
export const OPEN_CLASSES = new Set<string>();

export function* deleteAttribute(vm: Vm, object: Value, name: string): Task<void> {
  const cls = classOf(object);
  const member = cls.find(name);
  if (member instanceof PyProperty && member.deleter !== null) {
    yield* call(vm, member.deleter, [object]);
    return;
  }
  const descriptor = descriptorMethod(member, '__delete__');
  if (descriptor !== undefined) {
    yield* call(vm, descriptor, [member ?? null, object]);
    return;
  }
  const deleter = cls.find('__delattr__');
  if (deleter instanceof PyFunction) {
    yield* call(vm, deleter, [object, name]);
    return;
  }
  const own =
    object instanceof PyModule || (object instanceof PyClass && !object.isNative)
      ? object.members
      : object instanceof Obj
        ? object.attributes
        : undefined;
  if (!own?.delete(name)) throw noAttribute(object, name);
}

// "Did you mean"

const MOVE = 2;
const CASE = 1;
const MAX_LENGTH = 40;

/** The name nearest to a wrong one, as Python suggests it: few changes for its length. */
export function closest(wrong: string, names: readonly string[]): string | undefined {
  if (wrong.length > MAX_LENGTH) return undefined;
  let best: string | undefined;
  let least = Infinity;
  for (const name of [...names].sort()) {
    if (name === wrong) continue;
    const most = ((wrong.length + name.length + 3) * MOVE) / 6;
    const cost = changes(wrong, name);
    if (cost > most || cost >= least) continue;
    least = cost;
    best = name;
  }
  return best;
}

function changes(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index * MOVE);
  for (let i = 1; i <= a.length; i++) {
    const next = [i * MOVE];
    for (let j = 1; j <= b.length; j++) {
      const [x = '', y = ''] = [a[i - 1], b[j - 1]];
      const swap = x === y ? 0 : x.toLowerCase() === y.toLowerCase() ? CASE : MOVE;
      next.push(Math.min((row[j - 1] ?? 0) + swap, (row[j] ?? 0) + MOVE, (next[j - 1] ?? 0) + MOVE));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
