/** `'%s: %d' % values` */
import type { Task } from '../../../kernel';
import { special } from './attributes';
import { call } from './call';
import { raised } from './errors';
import { format } from './format-spec';
import { repr, str } from './text';
import { classOf, plain, PyDict, PyTuple, type Value } from './values';
import type { Vm } from './vm';

const FIELD = /%(?:\(([^)]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?[hlL]?([a-zA-Z%])?/g;

export function* formatPercent(vm: Vm, template: string, values: Value): Task<string> {
  const list = values instanceof PyTuple ? values.items : [values];
  let next = 0;
  const take = (): Value => {
    const value = list[next++];
    if (value === undefined) throw raised('TypeError', 'not enough arguments for format string');
    return value;
  };
  let made = '';
  let last = 0;
  let isNamed = false;
  for (const found of template.matchAll(FIELD)) {
    made += template.slice(last, found.index);
    last = found.index + found[0].length;
    const [, name, flags = '', width, precision, type] = found;
    if (type === '%') {
      made += '%';
      continue;
    }
    if (type === undefined) throw raised('ValueError', 'incomplete format');
    const size = width === '*' ? String(take() as bigint) : (width ?? '');
    const digits = precision === '*' ? String(take() as bigint) : precision;
    let value: Value;
    if (name !== undefined) {
      isNamed = true;
      if (!(values instanceof PyDict)) throw raised('TypeError', 'format requires a mapping');
      const item = values.getText(name);
      if (item === undefined) throw raised('KeyError', name);
      value = item;
    } else value = take();
    made += yield* field(vm, value, { flags, size, digits, type, index: found.index + found[0].length - 1 });
  }
  if (!isNamed && next < list.length && !(values instanceof PyDict)) {
    throw raised('TypeError', 'not all arguments converted during string formatting');
  }
  return made + template.slice(last);
}

interface Field {
  readonly flags: string;
  readonly size: string;
  readonly digits: string | undefined;
  readonly type: string;
  readonly index: number;
}

/** What is no number but can be one (`__index__`, `__int__`, `__float__`). */
function* number(vm: Vm, value: Value): Task<Value> {
  if (typeof value !== 'object' || value === null) return value;
  for (const name of ['__index__', '__int__', '__float__']) {
    const method = special(value, name);
    if (method !== undefined) return yield* call(vm, method, [value]);
  }
  return value;
}

function* field(vm: Vm, given: Value, { flags, size, digits, type, index }: Field): Task<string> {
  const value = 'sra'.includes(type) ? given : yield* number(vm, plain(given));
  const align = flags.includes('-') ? '<' : '>';
  const sign = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const zero = flags.includes('0') && align === '>' ? '0' : '';
  const precision = digits === undefined ? '' : `.${digits}`;
  switch (type) {
    case 's':
      return yield* format(vm, yield* str(vm, value), `${align}${size}${precision}`);
    case 'r':
    case 'a':
      return yield* format(vm, yield* repr(vm, value), `${align}${size}${precision}`);
    case 'c':
      return yield* format(
        vm,
        typeof value === 'bigint' ? String.fromCodePoint(Number(value)) : value,
        `${align}${size}`,
      );
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'X':
    case 'o': {
      const number =
        typeof value === 'number'
          ? BigInt(Math.trunc(value))
          : typeof value === 'boolean'
            ? BigInt(value)
            : value;
      if (typeof number !== 'bigint') {
        const kind = 'xXo'.includes(type) ? 'an integer' : 'a real number';
        throw raised('TypeError', `%${type} format: ${kind} is required, not ${classOf(value).name}`);
      }
      const alternate = flags.includes('#') && 'xXo'.includes(type) ? '#' : '';
      return yield* format(
        vm,
        number,
        `${zero ? '' : align}${sign}${alternate}${zero}${size}${type === 'i' || type === 'u' ? 'd' : type}`,
      );
    }
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G': {
      const number =
        typeof value === 'bigint' ? Number(value) : typeof value === 'boolean' ? Number(value) : value;
      if (typeof number !== 'number')
        throw raised('TypeError', `must be real number, not ${classOf(value).name}`);
      return yield* format(vm, number, `${zero ? '' : align}${sign}${zero}${size}${precision}${type}`);
    }
    default:
      throw raised(
        'ValueError',
        `unsupported format character '${type}' (0x${type.charCodeAt(0).toString(16)}) at index ${String(index)}`,
      );
  }
}
