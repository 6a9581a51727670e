/** `thing.name`: finding, setting and deleting it. */
import type { Task } from '../../../kernel';
import { call } from './call';
import { raised } from './errors';
import { REAL_MEMBERS } from './real-names';
import {
  BoundMethod,
  Builtin,
  ClassMethod,
  classOf,
  FUNCTION,
  NotModelled,
  Obj,
  PyClass,
  PyDict,
  PyFunction,
  PyModule,
  PyProperty,
  PySuper,
  type Raised,
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
  const member = cls.find(name);
  if (member instanceof PyProperty) return yield* call(vm, member.getter, [object]);
  const own = object instanceof Obj ? object.attributes?.get(name) : undefined;
  if (own !== undefined) return own;
  if (member !== undefined) return bind(member, object, cls);
  const computed = computedAttribute(vm, object, cls, name);
  if (computed !== undefined) return computed;
  const fallback = cls.find('__getattr__');
  if (fallback !== undefined) return yield* call(vm, fallback, [object, name]);
  return undefined;
}

function computedAttribute(vm: Vm, object: Value, cls: PyClass, name: string): Value | undefined {
  if (name === '__class__') return cls;
  if (name === '__doc__')
    return object instanceof PyFunction ? object.node.documentation : (cls.find('__doc__') ?? null);
  if (name === '__dict__' && object instanceof Obj && !(object instanceof Builtin)) {
    const dict = new PyDict();
    for (const [key, value] of object.attributes ?? []) dict.setText(key, value);
    return dict;
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
    return object.method instanceof Obj ? computedAttribute(vm, object.method, FUNCTION, name) : undefined;
  }
  return undefined;
}

function bind(member: Value, object: Value, cls: PyClass): Value {
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

function isStatic(builtin: Builtin): boolean {
  return statics.has(builtin);
}

function moduleMember(module: PyModule, name: string): Value | undefined {
  const found = module.members.get(name);
  if (found !== undefined) return found;
  if (name === '__dict__') {
    const dict = new PyDict();
    for (const [key, value] of module.members) dict.setText(key, value);
    return dict;
  }
  const isHidden = name.startsWith('__');
  if (module.real === 'unknown' ? !isHidden : module.real?.has(name))
    throw new NotModelled(`${module.name}.${name}`);
  return undefined;
}

function* classMember(vm: Vm, cls: PyClass, name: string): Task<Value | undefined> {
  const found = cls.find(name);
  if (found instanceof ClassMethod) return new BoundMethod(cls, found.inner as Obj);
  if (found instanceof StaticMethod) return found.inner;
  if (found !== undefined) return found;
  switch (name) {
    case '__name__':
    case '__qualname__':
      return cls.name;
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
  return meta === undefined ? undefined : bind(meta, cls, cls.cls);
}

function* superMember(vm: Vm, { after, self }: PySuper, name: string): Task<Value | undefined> {
  const cls = self instanceof PyClass ? self : classOf(self);
  const at = cls.mro.indexOf(after);
  for (const one of cls.mro.slice(at + 1)) {
    const found = one.members.get(name);
    if (found === undefined) continue;
    if (found instanceof PyProperty) return yield* call(vm, found.getter, [self]);
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
    object.members.set(name, value);
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
  const isFixed = cls.isNative && !OPEN_CLASSES.has(cls.name) && !cls.isSubclassOf(FUNCTION);
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

/** Native classes whose things may get attributes of any name; of exceptions all may. */
export const OPEN_CLASSES = new Set<string>();

export function* deleteAttribute(vm: Vm, object: Value, name: string): Task<void> {
  const cls = classOf(object);
  const member = cls.find(name);
  if (member instanceof PyProperty && member.deleter !== null) {
    yield* call(vm, member.deleter, [object]);
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
