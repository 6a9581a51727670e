import { classOf, type Value } from './values';

/** Types that real Python has in C say their module in messages; classes that are written in Python do not. */
const IN_C = new Set([
  ...['date', 'datetime', 'time', 'timedelta', 'timezone'].map((name) => `datetime.${name}`),
  ...['OrderedDict', 'defaultdict', 'deque'].map((name) => `collections.${name}`),
  'decimal.Decimal',
  'functools.partial',
  're.Match',
  're.Pattern',
]);

/** A value's type as messages of operators name it. */
export function typeName(value: Value): string {
  const { module, name } = classOf(value);
  const whole = `${module}.${name}`;
  return IN_C.has(whole) ? whole : name;
}
