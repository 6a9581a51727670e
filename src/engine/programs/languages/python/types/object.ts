/** object, type, property and what else classes are made with. */
import { findAttribute, noAttribute, ownAttribute, setClassMember, setOwn, special } from '../attributes';
import { call, construct, define, native } from '../call';
import { BASE_EXCEPTION, raised } from '../errors';
import { newClass } from '../make-class';
import { str } from '../text';
import {
  type Attributes,
  BYTES,
  Builtin,
  CLASS_METHOD,
  COMPLEX,
  ClassMethod,
  FLOAT,
  FROZENSET,
  INT,
  OBJECT,
  Obj,
  PROPERTY,
  PyClass,
  PyDict,
  PyFunction,
  PyList,
  PyProperty,
  PySuper,
  PyTuple,
  STATIC_METHOD,
  STR,
  SUPER,
  StaticMethod,
  TUPLE,
  TYPE,
  classOf,
} from '../values';

define(OBJECT.members, {
  __getattribute__: [
    'self name',
    function* (vm, [self = null, name]) {
      const wanted = String(name as string);
      const found = yield* ownAttribute(vm, self, classOf(self), wanted);
      if (found !== undefined) return found;
      throw noAttribute(self, wanted);
    },
  ],
  __delattr__: [
    'self name',
    (_vm, [self = null, name]) => {
      const wanted = String(name as string);
      if (!(self instanceof Obj) || !self.attributes?.delete(wanted)) throw noAttribute(self, wanted);
      return null;
    },
  ],
  __init__: ['self *args **named', () => null],
  __setattr__: [
    'self name value',
    (_vm, [self = null, name = null, value = null]) => {
      setOwn(self, name as string, value);
      return null;
    },
  ],
});
OBJECT.members.set('__init_subclass__', new ClassMethod(native('__init_subclass__', 'cls', () => null)));

/** Its things are made of what they are given, and stay so. */
function isMadeWhole(cls: PyClass): boolean {
  const all = [INT, FLOAT, STR, BYTES, TUPLE, FROZENSET, COMPLEX, BASE_EXCEPTION];
  return all.some((one) => cls.isSubclassOf(one));
}

OBJECT.members.set(
  '__new__',
  new StaticMethod(
    native('__new__', 'cls *args **named', (vm, [cls, args], named) => {
      if (!(cls instanceof PyClass)) throw raised('TypeError', 'object.__new__(X): X is not a type object');
      return cls.make
        ? cls.make(
            vm,
            cls,
            isMadeWhole(cls) && args instanceof PyTuple ? args.items : [],
            isMadeWhole(cls) ? named : new Map(),
          )
        : new Obj(cls);
    }),
  ),
);

TYPE.make = function* (vm, meta, args) {
  const [name = null, bases = null, members = null] = args;
  if (
    args.length !== 3 ||
    typeof name !== 'string' ||
    !(bases instanceof PyTuple) ||
    !(members instanceof PyDict)
  ) {
    throw raised('TypeError', 'type() takes 1 or 3 arguments');
  }
  const values: Attributes = new Map();
  for (const [key, value] of members.map.values()) values.set(yield* str(vm, key), value);
  const module = vm.frame?.globals.get('__name__') ?? '__main__';
  const made = newClass(
    name,
    bases.items.filter((base) => base instanceof PyClass),
    values,
    values.get('__module__') ?? module,
  );
  // A metaclass that is called as type is.
  const inherited = made.bases.map((base) => base.meta).find((one) => one !== undefined);
  if (meta !== TYPE) made.meta = meta;
  else if (inherited) made.meta = inherited;
  for (const [key, value] of values) {
    const hook = value instanceof Obj ? special(value, '__set_name__') : undefined;
    if (hook instanceof PyFunction) yield* call(vm, hook, [value, made, key]);
  }
  const subclassed = yield* findAttribute(vm, new PySuper(made, made), '__init_subclass__');
  if (subclassed !== undefined) yield* call(vm, subclassed, []);
  return made;
};
TYPE.members.set(
  '__new__',
  new StaticMethod(
    native(
      '__new__',
      'meta name bases namespace **named',
      function* (vm, [meta = null, name = null, bases, values]) {
        const members: Attributes = new Map();
        if (values instanceof PyDict)
          for (const [key, value] of values.map.values()) members.set(yield* str(vm, key), value);
        const made = newClass(
          name as string,
          bases instanceof PyTuple ? bases.items.filter((base) => base instanceof PyClass) : [],
          members,
          '__main__',
        );
        if (meta instanceof PyClass && meta !== TYPE) made.meta = meta;
        return made;
      },
    ),
  ),
);
define(TYPE.members, {
  __setattr__: [
    'self name value',
    (_vm, [cls, name, value = null]) => {
      if (cls instanceof PyClass) setClassMember(cls, String(name as string), value);
      return null;
    },
  ],
  __delattr__: [
    'self name',
    (_vm, [cls = null, name]) => {
      if (!(cls instanceof PyClass) || !cls.members.delete(String(name as string)))
        throw noAttribute(cls, String(name as string));
      return null;
    },
  ],
  mro: ['self', (_vm, [cls]) => new PyList(cls instanceof PyClass ? [...cls.mro] : [])],
  __subclasses__: ['self', () => new PyList([])],
});
TYPE.members.set(
  '__call__',
  new Builtin('__call__', (vm, [cls = null, ...args], named) => {
    if (!(cls instanceof PyClass)) throw raised('TypeError', 'type.__call__(): not a type object');
    return construct(vm, cls, args, named);
  }),
);
PROPERTY.make = (_vm, _cls, args) => new PyProperty(args[0] ?? null, args[1] ?? null, args[2] ?? null);
define(PROPERTY.members, {
  setter: [
    'self function',
    (_vm, [self, setter = null]) =>
      new PyProperty((self as PyProperty).getter, setter, (self as PyProperty).deleter),
  ],
  getter: [
    'self function',
    (_vm, [self, getter = null]) => new PyProperty(getter, (self as PyProperty).setter),
  ],
  deleter: [
    'self function',
    (_vm, [self, deleter = null]) =>
      new PyProperty((self as PyProperty).getter, (self as PyProperty).setter, deleter),
  ],
});
CLASS_METHOD.make = (_vm, _cls, args) => new ClassMethod(args[0] ?? null);
STATIC_METHOD.make = (_vm, _cls, args) => new StaticMethod(args[0] ?? null);
SUPER.make = (_vm, _cls, args) => {
  const [cls, self = null] = args;
  if (!(cls instanceof PyClass)) throw raised('RuntimeError', 'super(): no arguments');
  return new PySuper(cls, self);
};
