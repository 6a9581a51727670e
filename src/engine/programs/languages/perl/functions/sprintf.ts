/** sprintf, as Perl has it. */
import { num, str } from '../convert';
import { general } from '../text';
import { NotModelled, type Scalar } from '../values';
import type { Vm } from '../vm';

const CONVERSION = /%(?:(\d+)\$)?([-+ 0#]*)(v?)(\*|\d+)?(?:\.(\*|\d*))?(?:hh|h|ll|l|q|L|V|z|t)?([a-zA-Z%])/g;

export function sprintf(vm: Vm, format: string, args: readonly Scalar[]): string {
  let at = 0;
  const next = (): Scalar => args[at++];
  return format.replace(
    CONVERSION,
    (
      whole: string,
      index: string | undefined,
      flagText: string,
      vector: string,
      widthText: string | undefined,
      precisionText: string | undefined,
      conversion: string,
    ) => {
      if (conversion === '%') return '%';
      if (vector !== '') return padded(codes(str(vm, next())), flagText, Number(widthText ?? 0));
      let flags = flagText;
      let width = widthText === '*' ? Number(num(vm, next())) : Number(widthText ?? 0);
      if (width < 0) {
        width = -width;
        flags += '-';
      }
      const precision =
        precisionText === undefined
          ? undefined
          : precisionText === '*'
            ? Number(num(vm, next()))
            : Number(precisionText);
      const value = index === undefined ? next() : args[Number(index) - 1];
      return converted(vm, conversion, value, flags, width, precision, whole);
    },
  );
}

/** %vd: the numbers of a text's characters; of a version its own. */
const codes = (text: string): string =>
  /^v\d+(?:\.\d+)+$/.test(text)
    ? text.slice(1)
    : [...text].map((char) => String(char.codePointAt(0))).join('.');

function converted(
  vm: Vm,
  conversion: string,
  value: Scalar,
  flags: string,
  width: number,
  precision: number | undefined,
  whole: string,
): string {
  switch (conversion) {
    case 'c':
      return padded(String.fromCodePoint(Number(num(vm, value)) || 0), flags, width);
    case 's': {
      const text = str(vm, value);
      return padded(precision === undefined ? text : text.slice(0, precision), flags, width);
    }
    case 'd':
    case 'i':
      return integer(toBig(num(vm, value)), 10, '', flags, width, precision);
    case 'u':
    case 'o':
    case 'x':
    case 'X':
    case 'b':
    case 'B': {
      const base = { u: 10, o: 8, x: 16, X: 16, b: 2, B: 2 }[conversion];
      const big = BigInt.asUintN(64, toBig(num(vm, value)));
      const prefix =
        !flags.includes('#') || big === 0n
          ? ''
          : { u: '', o: '0', x: '0x', X: '0X', b: '0b', B: '0B' }[conversion];
      const text = integer(big, base, prefix, flags.replace(/[+ ]/g, ''), width, precision);
      return conversion === 'X' ? text.toUpperCase() : text;
    }
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      return float(Number(num(vm, value)), conversion, flags, width, precision ?? 6);
    default:
      throw new NotModelled(`sprintf's ${whole}`);
  }
}

const toBig = (value: number | bigint): bigint =>
  typeof value === 'bigint'
    ? value
    : Number.isFinite(value)
      ? BigInt(Math.trunc(value))
      : value > 0
        ? 2n ** 63n - 1n
        : -1n;

function padded(text: string, flags: string, width: number, zeros = false): string {
  if (flags.includes('-')) return text.padEnd(width);
  return flags.includes('0') && zeros ? text : text.padStart(width, flags.includes('0') ? '0' : ' ');
}

function signed(isNegative: boolean, flags: string): string {
  return isNegative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
}

function integer(
  value: bigint,
  base: number,
  prefix: string,
  flags: string,
  width: number,
  precision: number | undefined,
): string {
  const head = signed(value < 0n, flags) + prefix;
  let digits = (value < 0n ? -value : value).toString(base);
  if (precision !== undefined)
    digits = precision === 0 && value === 0n ? '' : digits.padStart(precision, '0');
  else if (flags.includes('0') && !flags.includes('-')) digits = digits.padStart(width - head.length, '0');
  return padded(head + digits, flags.replace('0', ''), width);
}

function float(value: number, conversion: string, flags: string, width: number, precision: number): string {
  const isNegative = value < 0 || Object.is(value, -0);
  const size = Math.abs(value);
  const head = signed(isNegative, flags);
  if (!Number.isFinite(size))
    return padded(Number.isNaN(size) ? 'NaN' : `${head}Inf`, flags.replace('0', ''), width);
  const kind = conversion.toLowerCase();
  let digits =
    kind === 'f'
      ? fixed(size, precision)
      : kind === 'g'
        ? general(size, precision, flags.includes('#'))
        : size.toExponential(Math.min(100, precision)).replace(/e([+-])(\d)$/, 'e$10$2');
  if (conversion !== kind) digits = digits.toUpperCase();
  if (flags.includes('0') && !flags.includes('-')) digits = digits.padStart(width - head.length, '0');
  return padded(head + digits, flags.replace('0', ''), width);
}

/** %f: large numbers with all their digits. */
function fixed(size: number, precision: number): string {
  if (size < 1e21) return size.toFixed(Math.min(100, precision));
  return BigInt(size).toString() + (precision > 0 ? `.${'0'.repeat(precision)}` : '');
}
