/** Values as text: str() and repr(). */
import type { Task } from '../../../kernel';
import { special } from './attributes';
import { call } from './call';
import { raised } from './errors';
import { deeper } from './depth';
import {
  BoundMethod,
  Boxed,
  Builtin,
  classOf,
  ELLIPSIS,
  NOT_IMPLEMENTED,
  Obj,
  PyAsyncGenerator,
  PyBytes,
  PyClass,
  PyDict,
  PyException,
  PyFunction,
  PyGenerator,
  PyList,
  PyModule,
  PyRange,
  PySet,
  PySlice,
  PyTuple,
  type Value,
} from './values';
import type { Vm } from './vm';

/** A float as Python writes it: the shortest digits that mean it. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  if (Object.is(value, -0)) return '-0.0';
  const [, sign = '', digits = '0', fraction = '', exponentText = '0'] =
    /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(value.toExponential()) ?? [];
  const exponent = Number(exponentText);
  const all = digits + fraction;
  if (exponent < -4 || exponent >= 16) {
    const mantissa = fraction === '' ? digits : `${digits}.${fraction}`;
    return `${sign}${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${all}`;
  const whole = all.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${whole}.${all.slice(exponent + 1) || '0'}`;
}

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

export function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inner = text.replace(
    /[\\\x00-\x1f\x7f-\xa0\xad'"]|[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu,
    (char) => {
      if (char === "'" || char === '"') return char === mark ? `\\${char}` : char;
      const short = SHORT[char];
      if (short !== undefined) return short;
      const point = char.codePointAt(0) ?? 0;
      const hex = point.toString(16);
      return point < 0x100
        ? `\\x${hex.padStart(2, '0')}`
        : point < 0x10000
          ? `\\u${hex.padStart(4, '0')}`
          : `\\U${hex.padStart(8, '0')}`;
    },
  );
  return mark + inner + mark;
}

export function quoteBytes(data: Uint8Array): string {
  let inner = '';
  for (const byte of data) {
    const char = String.fromCharCode(byte);
    inner += SHORT[char] ?? (byte < 32 || byte > 126 ? `\\x${byte.toString(16).padStart(2, '0')}` : char);
  }
  const mark = inner.includes("'") && !inner.includes('"') ? '"' : "'";
  return `b${mark}${mark === "'" ? inner.replace(/'/g, "\\'") : inner}${mark}`;
}

/** Of what needs no code of the program's. */
export function plainText(value: Value): string | undefined {
  switch (typeof value) {
    case 'string':
      return value;
    case 'bigint':
      return intText(value);
    case 'number':
      return floatText(value);
    case 'boolean':
      return value ? 'True' : 'False';
    default:
      return value === null ? 'None' : undefined;
  }
}

/** More digits than this are not written (sys.get_int_max_str_digits). */
const MAX_DIGITS = 4300;

function intText(value: bigint): string {
  if (value > 10n ** 4400n || value < -(10n ** 4400n)) throw tooManyDigits();
  const text = String(value);
  if (text.length > MAX_DIGITS + (value < 0n ? 1 : 0)) throw tooManyDigits();
  return text;
}

function tooManyDigits(): Error {
  return raised(
    'ValueError',
    'Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit',
  );
}

/** `isNative`: as the builtin class has it, whatever a class below it says. */
export function* str(vm: Vm, value: Value, isNative = false): Task<string> {
  const plain = plainText(value);
  if (plain !== undefined) return plain;
  const method = isNative ? undefined : special(value, '__str__');
  if (value instanceof Boxed && method === undefined && typeof value.value === 'string') return value.value;
  if (method !== undefined) {
    const result = yield* call(vm, method, [value]);
    if (typeof result !== 'string') {
      throw raised('TypeError', `__str__ returned non-string (type ${classOf(result).name})`);
    }
    return result;
  }
  if (value instanceof PyException && (isNative || !(special(value, '__repr__') instanceof PyFunction)))
    return yield* exceptionText(vm, value);
  return yield* repr(vm, value);
}

/** What stands behind the colon of a traceback's last line. */
function* exceptionText(vm: Vm, exception: PyException): Task<string> {
  const number = exception.attributes?.get('errno');
  const isSystem = exception.cls.mro.some(({ name }) => name === 'OSError');
  if (isSystem && number !== undefined && number !== null) {
    const filename = exception.attributes?.get('filename') ?? null;
    const second = exception.attributes?.get('filename2') ?? null;
    const message = yield* str(vm, exception.attributes?.get('strerror') ?? null);
    const names =
      filename === null
        ? ''
        : `: ${yield* repr(vm, filename)}${second === null ? '' : ` -> ${yield* repr(vm, second)}`}`;
    return `[Errno ${yield* str(vm, number)}] ${message}${names}`;
  }
  if (exception.syntaxError) {
    const { error, file } = exception.syntaxError;
    return `${error.message} (${file.slice(file.lastIndexOf('/') + 1)}, line ${String(error.place.line)})`;
  }
  const [only] = exception.args;
  if (exception.args.length === 0) return '';
  if (exception.args.length > 1) return yield* repr(vm, new PyTuple(exception.args));
  const isKey = exception.cls.mro.some(({ name }) => name === 'KeyError');
  return isKey ? yield* repr(vm, only ?? null) : yield* str(vm, only ?? null);
}

export function* repr(vm: Vm, value: Value): Task<string> {
  if (typeof value === 'string') return quote(value);
  const plain = plainText(value);
  if (plain !== undefined) return plain;
  const method = special(value, '__repr__');
  if (method !== undefined) {
    const result = yield* call(vm, method, [value]);
    if (typeof result !== 'string') {
      throw raised('TypeError', `__repr__ returned non-string (type ${classOf(result).name})`);
    }
    return result;
  }
  return yield* nativeRepr(vm, value as Obj);
}

const open = new WeakMap<Vm, Set<Obj>>();

export function* nativeRepr(vm: Vm, value: Obj): Task<string> {
  if (value instanceof Boxed) return yield* repr(vm, value.value);
  const name = value.cls.name;
  if (value instanceof PyList)
    return yield* inside(vm, value, '[...]', () => joined(vm, value.items, '[', ']'));
  if (value instanceof PyTuple) {
    return yield* inside(vm, value, '(...)', () =>
      joined(vm, value.items, '(', value.items.length === 1 ? ',)' : ')'),
    );
  }
  if (value instanceof PyDict) return yield* inside(vm, value, '{...}', () => dictText(vm, value));
  if (value instanceof PySet) {
    if (value.map.size === 0) return `${name}()`;
    const text = yield* joined(vm, [...value.map.values()], '{', '}');
    return name === 'set' ? text : `${name}(${text})`;
  }
  if (value instanceof PyBytes)
    return name === 'bytearray' ? `bytearray(${quoteBytes(value.data)})` : quoteBytes(value.data);
  if (value instanceof PyRange) {
    const step = value.step === 1n ? '' : `, ${String(value.step)}`;
    return `range(${String(value.start)}, ${String(value.stop)}${step})`;
  }
  if (value instanceof PyClass) {
    const module = value.module === 'builtins' ? '' : `${value.module}.`;
    return `<class '${module}${value.qualifiedName}'>`;
  }
  if (value instanceof PyModule) {
    const file = value.members.get('__file__');
    return `<module '${value.name}'${typeof file === 'string' ? ` from ${quote(file)}` : ' (built-in)'}>`;
  }
  if (value instanceof PyException) {
    const args = yield* joined(vm, value.args, '(', ')');
    return `${name}${args}`;
  }
  if (value instanceof PySlice) {
    return `slice(${yield* repr(vm, value.start)}, ${yield* repr(vm, value.stop)}, ${yield* repr(vm, value.step)})`;
  }
  if (value === ELLIPSIS) return 'Ellipsis';
  if (value === NOT_IMPLEMENTED) return 'NotImplemented';
  const at = `0x${vm.idOf(value).toString(16)}`;
  if (value instanceof PyFunction) return `<function ${value.qualifiedName} at ${at}>`;
  if (value instanceof Builtin) return `<built-in function ${value.name}>`;
  if (value instanceof BoundMethod) {
    const own =
      value.method instanceof PyFunction
        ? value.method.qualifiedName
        : value.method instanceof Builtin
          ? value.method.name
          : '?';
    return value.method instanceof PyFunction
      ? `<bound method ${own} of ${yield* repr(vm, value.self)}>`
      : `<built-in method ${own} of ${classOf(value.self).name} object at 0x${vm.idOf(value.self).toString(16)}>`;
  }
  if (value instanceof PyGenerator || value instanceof PyAsyncGenerator)
    return `<${name} object ${value.name} at ${at}>`;
  const module = value.cls.module === 'builtins' ? '' : `${value.cls.module}.`;
  return `<${module}${value.cls.qualifiedName} object at ${at}>`;
}

/** A thing that holds itself shows as `...` there. */
function* inside(vm: Vm, value: Obj, again: string, body: () => Task<string>): Task<string> {
  let known = open.get(vm);
  if (!known) open.set(vm, (known = new Set()));
  if (known.has(value)) return again;
  known.add(value);
  try {
    return yield* deeper(vm, body());
  } finally {
    known.delete(value);
  }
}

function* joined(vm: Vm, items: readonly Value[], before: string, after: string): Task<string> {
  const parts: string[] = [];
  for (const item of items) {
    parts.push(yield* repr(vm, item));
    if (vm.isTurnDue()) yield* vm.turn();
  }
  return before + parts.join(', ') + after;
}

function* dictText(vm: Vm, dict: PyDict): Task<string> {
  const parts: string[] = [];
  for (const [key, value] of [...dict.map.values()]) {
    parts.push(`${yield* repr(vm, key)}: ${yield* repr(vm, value)}`);
    if (vm.isTurnDue()) yield* vm.turn();
  }
  return `{${parts.join(', ')}}`;
}
