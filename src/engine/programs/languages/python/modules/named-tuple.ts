import { define, native } from '../call';
import { raised } from '../errors';
import { collect } from '../iterate';
import { repr } from '../text';
import { asStatic } from '../attributes';
import { ClassMethod, PyClass, PyDict, PyList, PyProperty, PyTuple, TUPLE, type Value } from '../values';
import { newClass } from '../make-class';

// namedtuple

export function namedTuple(
  name: string,
  fields: readonly string[],
  defaults: readonly Value[],
  module: Value,
): PyClass {
  const made = newClass(name, [TUPLE], new Map(), module);
  made.members.set('_fields', new PyTuple(fields));
  const told = new PyDict();
  for (const [index, value] of defaults.entries())
    told.setText(fields[fields.length - defaults.length + index] ?? '', value);
  made.members.set('_field_defaults', told);
  made.members.set('__doc__', `${name}(${fields.join(', ')})`);
  made.slots = [];
  made.members.set('__match_args__', new PyTuple(fields));
  for (const [index, field] of fields.entries()) {
    made.members.set(
      field,
      new PyProperty(native(field, 'self', (_vm, [self]) => (self as PyTuple).items[index] ?? null)),
    );
  }
  made.make = (_vm, cls, args, named) => {
    if (args.length > fields.length) {
      const needed = fields.length - defaults.length + 1;
      const taken = `${defaults.length === 0 ? '' : `from ${String(needed)} to `}${String(fields.length + 1)}`;
      throw raised(
        'TypeError',
        `${name}.__new__() takes ${taken} positional arguments but ${String(args.length + 1)} were given`,
      );
    }
    const missing: string[] = [];
    const items = fields.map((field, index) => {
      const ways = [args[index], named.get(field), defaults[index - fields.length + defaults.length]];
      const value = ways.find((one) => one !== undefined);
      if (value === undefined) missing.push(`'${field}'`);
      return value ?? null;
    });
    if (missing.length > 0) {
      const list =
        missing.length === 1
          ? missing[0]
          : `${missing.slice(0, -1).join(', ')}${missing.length > 2 ? ',' : ''} and ${String(missing[missing.length - 1])}`;
      throw raised(
        'TypeError',
        `${name}.__new__() missing ${String(missing.length)} required positional argument${missing.length === 1 ? '' : 's'}: ${String(list)}`,
      );
    }
    return new PyTuple(items, cls);
  };
  define(made.members, {
    __repr__: [
      'self',
      function* (vm, [self]) {
        const parts: string[] = [];
        for (const [index, field] of fields.entries())
          parts.push(`${field}=${yield* repr(vm, (self as PyTuple).items[index] ?? null)}`);
        return `${(self as PyTuple).cls.name}(${parts.join(', ')})`;
      },
    ],
    _asdict: [
      'self',
      (_vm, [self]) => {
        const dict = new PyDict();
        for (const [index, field] of fields.entries())
          dict.setText(field, (self as PyTuple).items[index] ?? null);
        return dict;
      },
    ],
    _replace: [
      'self **named',
      function* (vm, [self], named) {
        const unknown = [...named.keys()].filter((key) => !fields.includes(key));
        if (unknown.length > 0)
          throw raised('TypeError', `Got unexpected field names: ${yield* repr(vm, new PyList(unknown))}`);
        const { cls, items } = self as PyTuple;
        return new PyTuple(
          fields.map((field, index) => named.get(field) ?? items[index] ?? null),
          cls,
        );
      },
    ],
  });
  made.members.set(
    '_make',
    new ClassMethod(
      asStatic(
        native('_make', 'cls items', function* (vm, [, items = null]) {
          return new PyTuple(yield* collect(vm, items), made);
        }),
      ),
    ),
  );
  return made;
}
