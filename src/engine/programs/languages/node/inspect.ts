/** Values as util.inspect shows them, with Node's rules for what fits on a line. */
import {
  Arr,
  Bytes,
  CUSTOM_INSPECT,
  Err,
  Fn,
  Held,
  HOLE,
  JsDate,
  JsMap,
  JsPromise,
  JsRegExp,
  JsSet,
  type Key,
  Obj,
  Sym,
  TO_STRING_TAG,
  type Value,
} from './values';
import type { Vm } from './vm';
import type { Task } from '../../../kernel';
import { Coroutine, drive } from '../../shared/calls';
import { call } from './objects';
import { stringify } from './natives/json';
import { JsProxy } from './proxies';
import { stackText } from './errors';

export interface InspectOptions {
  readonly depth: number;
  readonly breakLength: number;
  /** How many inner levels may share a line; Infinity: all of it is one line. */
  readonly compact: number;
  readonly hasColors: boolean;
  readonly isSorted: boolean;
  readonly maxItems: number;
  readonly maxString: number;
}

export const DEFAULTS: InspectOptions = {
  depth: 2,
  breakLength: 80,
  compact: 3,
  hasColors: false,
  isSorted: false,
  maxItems: 100,
  maxString: 10_000,
};

const STYLES = {
  string: [32, 39],
  number: [33, 39],
  boolean: [33, 39],
  undefined: [90, 39],
  null: [1, 22],
  symbol: [32, 39],
  special: [36, 39],
  date: [35, 39],
  regexp: [31, 39],
} as const;

function styled(state: State, text: string, style: keyof typeof STYLES): string {
  if (!state.options.hasColors) return text;
  if (!(style in STYLES)) return text;
  const [on, off] = STYLES[style];
  return `\x1b[${String(on)}m${text}\x1b[${String(off)}m`;
}

/** Without what only colours it. */
function widthOf(state: State, text: string): number {
  return (state.options.hasColors ? text.replace(/\x1b\[\d+m/g, '') : text).length;
}

/** Runs a task to its end while nobody else has a turn: what shows a value cannot wait. */
function atOnce<T>(task: Task<T>): T {
  const running = drive(task);
  for (;;) {
    const step = running.next();
    if (step.done) return step.value;
  }
}
const IDENTIFIER = /^[a-zA-Z_][a-zA-Z_0-9]*$/;

interface State {
  readonly vm: Vm;
  readonly options: InspectOptions;
  readonly seen: Obj[];
  readonly circular: Map<Obj, number>;
  readonly above: string;
  indentation: number;
  current: number;
}

/** `above`: what is shown above an error, which need not be said again. */
export function inspect(vm: Vm, value: Value, options: InspectOptions = DEFAULTS, above = ''): string {
  return format({ vm, above, options, seen: [], circular: new Map(), indentation: 0, current: 0 }, value, 0);
}

export function quoted(text: string): string {
  const mark = !text.includes("'")
    ? "'"
    : !text.includes('"')
      ? '"'
      : !text.includes('`') && !text.includes('${')
        ? '`'
        : "'";
  const inner = text.replace(/[\x00-\x1f\x7f-\x9f\\']/g, (char) => {
    if (char === "'") return mark === "'" ? "\\'" : char;
    const known: Readonly<Record<string, string>> = {
      '\n': '\\n',
      '\t': '\\t',
      '\r': '\\r',
      '\b': '\\b',
      '\f': '\\f',
      '\v': '\\v',
      '\\': '\\\\',
    };
    return known[char] ?? `\\x${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return mark + inner + mark;
}

function primitive(value: Exclude<Value, Obj>, state: State): string {
  if (typeof value === 'string') {
    const isLong = value.length > 16 && value.length > state.options.breakLength - state.indentation - 4;
    if (isLong && value.includes('\n') && state.seen.length > 0) {
      return value
        .split(/(?<=\n)/)
        .map((one) => styled(state, quoted(one), 'string'))
        .join(` +\n${' '.repeat(state.indentation + 2)}`);
    }
    const { maxString } = state.options;
    return value.length > maxString
      ? `${styled(state, quoted(value.slice(0, maxString)), 'string')}... ${String(value.length - maxString)} more character${value.length - maxString === 1 ? '' : 's'}`
      : styled(state, quoted(value), 'string');
  }
  if (typeof value === 'number') return styled(state, Object.is(value, -0) ? '-0' : String(value), 'number');
  if (typeof value === 'bigint') return styled(state, `${String(value)}n`, 'number');
  if (value instanceof Sym) return styled(state, `Symbol(${value.description ?? ''})`, 'symbol');
  if (value === null) return styled(state, 'null', 'null');
  return styled(state, String(value), value === undefined ? 'undefined' : 'boolean');
}

function format(state: State, given: Value, level: number): string {
  if (!(given instanceof Obj)) return primitive(given, state);
  let value = given;
  while (value instanceof JsProxy) value = value.target;
  if (state.seen.includes(value)) {
    let index = state.circular.get(value);
    if (index === undefined) state.circular.set(value, (index = state.circular.size + 1));
    return styled(state, `[Circular *${String(index)}]`, 'special');
  }
  return formatObject(state, value, level);
}

/** The name of an object's class; undefined where it has no prototype. */
export function className(value: Obj): string | undefined {
  for (let one = value.proto; one; one = one.proto) {
    const made = one.own('constructor')?.value;
    if (made instanceof Fn && made.name !== '') return made.name;
  }
  return undefined;
}

function prefix(value: Obj, fallback: string, size?: number): string {
  const name = className(value);
  const count = size === undefined ? '' : `(${String(size)})`;
  const tag = value.find(TO_STRING_TAG)?.value;
  const tagText =
    typeof tag === 'string' && tag !== '' && tag !== name && !(value instanceof Bytes) ? `[${tag}] ` : '';
  if (name === undefined) return `[${fallback}${count}: null prototype] ${tagText}`;
  return `${name}${count} ${tagText}`;
}

interface Shape {
  readonly open: string;
  readonly close: string;
  readonly base: string;
  readonly entries: (state: State, level: number) => string[];
  readonly isList: boolean;
  /** Names that are shown already, or are not to be. */
  readonly hides: readonly Key[];
}

function shapeOf(state: State, value: Obj): Shape {
  const plain = { isList: false, base: '', hides: [] as readonly Key[], entries: (): string[] => [] };
  if (value instanceof Arr) {
    const isPlain = className(value) === 'Array';
    return {
      ...plain,
      open: `${isPlain ? '' : prefix(value, 'Array', value.items.length)}[`,
      close: ']',
      isList: true,
      entries: (inner, level) => items(inner, value.items, level),
      hides: Array.from(value.items, (_, index) => String(index)),
    };
  }
  if (value instanceof JsSet) {
    return {
      ...plain,
      open: `${prefix(value, 'Set', value.set.size)}{`,
      close: '}',
      entries: (inner, level) =>
        [...value.set].map((one) => indented(inner, () => format(inner, one, level))),
    };
  }
  if (value instanceof JsMap) {
    return {
      ...plain,
      open: `${prefix(value, 'Map', value.map.size)}{`,
      close: '}',
      entries: (inner, level) =>
        [...value.map].map(([key, one]) =>
          indented(inner, () => `${format(inner, key, level)} => ${format(inner, one, level)}`),
        ),
    };
  }
  if (value instanceof Bytes && !isBuffer(value)) {
    const length = value.data.length;
    return {
      ...plain,
      open: `${prefix(value, 'Uint8Array', length)}[`,
      close: ']',
      isList: true,
      entries: (inner, level) => items(inner, [...value.data], level),
      hides: value.keys(),
    };
  }
  if (value instanceof Bytes) {
    const hex = Array.from(value.data.subarray(0, 50), (byte) => byte.toString(16).padStart(2, '0')).join(
      ' ',
    );
    const more =
      value.data.length > 50
        ? ` ... ${String(value.data.length - 50)} more byte${value.data.length === 51 ? '' : 's'}`
        : '';
    return {
      ...plain,
      open: '{',
      close: '}',
      base: `<Buffer${hex === '' ? '' : ' '}${hex}${more}>`,
      hides: value.keys(),
    };
  }
  if (value instanceof JsPromise) {
    return {
      ...plain,
      open: 'Promise {',
      close: '}',
      entries: (inner, level) => [
        value.state === 'pending'
          ? styled(inner, '<pending>', 'special')
          : `${value.state === 'rejected' ? styled(inner, '<rejected> ', 'special') : ''}${indented(inner, () => format(inner, value.result, level))}`,
      ],
    };
  }
  if (value instanceof Fn)
    return {
      ...plain,
      open: '{',
      close: '}',
      base: styled(state, functionText(value), 'special'),
      hides: ['prototype'],
    };
  if (value instanceof JsRegExp)
    return { ...plain, open: '{', close: '}', base: styled(state, String(value.regex), 'regexp') };
  if (value instanceof JsDate) {
    return {
      ...plain,
      open: '{',
      close: '}',
      base: styled(state, Number.isNaN(value.ms) ? 'Invalid Date' : new Date(value.ms).toISOString(), 'date'),
    };
  }
  if (value instanceof Err) {
    const indentation = ' '.repeat(state.indentation);
    const text = withoutCauses(state, value, stackText(state.vm, value));
    return {
      ...plain,
      open: '{',
      close: '}',
      base: (text.includes('\n    at') ? text : `[${text}]`).replace(/\n/g, `\n${indentation}`),
      hides: [
        'stack',
        ...['name', 'message'].filter((name) => {
          const own = value.own(name)?.value;
          return typeof own !== 'string' || `${state.above}${text}`.includes(own);
        }),
      ],
    };
  }
  if (value instanceof Held && value.held instanceof Coroutine)
    return { ...plain, open: 'Object [Generator] {', close: '}' };
  const name = className(value);
  return {
    ...plain,
    open:
      name === 'Object' && typeof value.find(TO_STRING_TAG)?.value !== 'string'
        ? '{'
        : `${prefix(value, 'Object')}{`,
    close: '}',
  };
}

function isBuffer(value: Bytes): boolean {
  for (let one = value.proto; one; one = one.proto) {
    const made = one.own('constructor')?.value;
    if (made instanceof Fn && made.name === 'Buffer') return true;
  }
  return false;
}

/** An error's stack without the places that its cause shows too. */
function withoutCauses(state: State, error: Err, text: string): string {
  const cause = error.own('cause')?.value;
  if (!(cause instanceof Err)) return text;
  const lines = text.split('\n');
  const others = stackText(state.vm, cause).split('\n');
  const start = others.findIndex((one) => one.startsWith('    at'));
  if (start < 0) return text;
  const frames = others.slice(start);
  for (let at = 0; at < lines.length; at++) {
    const from = frames.indexOf(lines[at] ?? '');
    if (from < 0) continue;
    let length = 1;
    while (at + length < lines.length && lines[at + length] === frames[from + length]) length++;
    if (length <= 3) continue;
    const said = `    ... ${String(length - 2)} lines matching cause stack trace ...`;
    lines.splice(at + 1, length - 2, styled(state, said, 'undefined'));
    break;
  }
  return lines.join('\n');
}

function functionText(value: Fn): string {
  if (value.isClass) {
    const parent = value.proto instanceof Fn && value.proto.name !== '' ? ` extends ${value.proto.name}` : '';
    return `[class ${value.name === '' ? '(anonymous)' : value.name}${parent}]`;
  }
  const type = className(value) ?? 'Function';
  return value.name === '' ? `[${type} (anonymous)]` : `[${type}: ${value.name}]`;
}

function indented(state: State, body: () => string): string {
  state.indentation += 2;
  const text = body();
  state.indentation -= 2;
  return text;
}

function items(state: State, values: readonly Value[], level: number): string[] {
  const shown: string[] = [];
  let at = 0;
  for (; at < values.length && shown.length < state.options.maxItems; at++) {
    if (values[at] !== HOLE) {
      const one = values[at];
      shown.push(indented(state, () => format(state, one, level)));
      continue;
    }
    const from = at;
    while (values[at + 1] === HOLE) at++;
    shown.push(styled(state, `<${String(at - from + 1)} empty item${at === from ? '' : 's'}>`, 'undefined'));
  }
  const rest = values.length - at;
  if (rest > 0) shown.push(`... ${String(rest)} more item${rest === 1 ? '' : 's'}`);
  return shown;
}

function formatObject(state: State, value: Obj, level: number): string {
  const own = value.find(CUSTOM_INSPECT)?.value;
  if (own instanceof Fn) {
    const { depth } = state.options;
    const made = atOnce(
      call(state.vm, own, value, [
        depth - level,
        optionsObject(state, depth - level),
        state.vm.realm.inspectFn,
      ]),
    );
    if (!(made instanceof Obj) && typeof made !== 'string') return primitive(made, state);
    if (typeof made === 'string') return made.replaceAll('\n', `\n${' '.repeat(state.indentation)}`);
    if (made !== value) return format(state, made, level);
  }
  const shape = shapeOf(state, value);
  const keys = value.keys().filter((key) => {
    if (shape.hides.includes(key) || (typeof key === 'string' && key.startsWith('#'))) return false;
    return value.own(key)?.isEnumerable === true;
  });
  if (value instanceof Err && value.own('cause')?.isEnumerable === false) keys.push('cause');
  const isEmpty =
    keys.length === 0 && (value instanceof Arr ? value.items.length === 0 : className(value) === 'Object');
  if (isEmpty) return shape.open + shape.close;
  if (level > state.options.depth) {
    const name = className(value);
    if (shape.base !== '' && keys.length === 0) return shape.base;
    return styled(
      state,
      value instanceof Arr ? '[Array]' : `[${name ?? 'Object: null prototype'}]`,
      'special',
    );
  }
  state.seen.push(value);
  state.current = level;
  const output = shape.entries(state, level + 1);
  if (state.options.isSorted) keys.sort((a, b) => (String(a) < String(b) ? -1 : 1));
  for (const key of keys) output.push(property(state, value, key, level + 1));
  state.seen.pop();
  const index = state.circular.get(value);
  const mark = index === undefined ? '' : `${styled(state, `<ref *${String(index)}>`, 'special')} `;
  if (output.length === 0)
    return shape.base !== '' ? mark + shape.base : `${mark}${shape.open}${shape.close}`;
  const text = reduced(state, output, shape, value, level);
  return mark + text;
}

function property(state: State, object: Obj, key: Key, level: number): string {
  const slot = object.own(key);
  let shown: string;
  if (slot?.get !== undefined || slot?.set !== undefined)
    shown = styled(
      state,
      slot.get === undefined ? '[Setter]' : slot.set === undefined ? '[Getter]' : '[Getter/Setter]',
      'special',
    );
  else {
    shown = indented(state, () => format(state, slot?.value, level));
  }
  const name =
    key instanceof Sym
      ? `[${primitive(key, state)}]`
      : key === '__proto__'
        ? "['__proto__']"
        : slot?.isEnumerable === false
          ? `[${key}]`
          : IDENTIFIER.test(key)
            ? key
            : styled(state, quoted(key), 'string');
  return `${name}: ${shown}`;
}

function reduced(state: State, given: string[], shape: Shape, value: Obj, level: number): string {
  let output = given;
  const { breakLength, compact } = state.options;
  const isCompact = compact === Infinity;
  const entries = output.length;
  if (shape.isList && entries > 6 && compact > 0)
    output = grouped(
      state,
      output,
      value instanceof Bytes ? [...value.data] : value instanceof Arr ? value.items : [],
    );
  const base = shape.base === '' ? '' : `${shape.base} `;
  const open = shape.base === '' ? shape.open : `${base}${shape.open}`;
  if (isCompact || (state.current - level < compact && entries === output.length)) {
    const start = output.length + state.indentation + shape.open.length + widthOf(state, shape.base) + 10;
    const total = output.reduce((sum, one) => sum + widthOf(state, one), output.length + start);
    const fits = total <= breakLength && (shape.base === '' || !shape.base.includes('\n'));
    const joined = output.join(', ');
    if ((fits && !joined.includes('\n')) || isCompact) return `${open} ${joined} ${shape.close}`;
  }
  const indentation = `\n${' '.repeat(state.indentation)}`;
  return `${open}${indentation}  ${output.join(`,${indentation}  `)}${indentation}${shape.close}`;
}

/** Many short items in columns. */
function grouped(state: State, output: string[], values: readonly Value[]): string[] {
  const hasMore = values.length > state.options.maxItems;
  const count = hasMore ? output.length - 1 : output.length;
  const lengths = output.slice(0, count).map((one) => widthOf(state, one));
  const total = lengths.reduce((sum, one) => sum + one + 2, 0);
  const longest = Math.max(...lengths);
  const width = longest + 2;
  const isWorth =
    width * 3 + state.indentation < state.options.breakLength && (total / width > 5 || longest <= 6);
  if (!isWorth) return output;
  const bias = Math.sqrt(width - total / output.length);
  const biased = Math.max(width - 3 - bias, 1);
  const columns = Math.min(
    Math.round(Math.sqrt(2.5 * biased * count) / biased),
    Math.floor((state.options.breakLength - state.indentation) / width),
    state.options.compact * 4,
    15,
  );
  if (columns <= 1) return output;
  const widths: number[] = [];
  for (let column = 0; column < columns; column++) {
    let most = 0;
    for (let index = column; index < count; index += columns) most = Math.max(most, lengths[index] ?? 0);
    widths.push(most + 2);
  }
  const areNumbers = values.every((one) => typeof one === 'number' || typeof one === 'bigint');
  const lines: string[] = [];
  for (let row = 0; row < count; row += columns) {
    const end = Math.min(row + columns, count);
    let line = '';
    for (let index = row; index < end; index++) {
      const isLast = index === end - 1;
      const text = isLast ? (output[index] ?? '') : `${output[index] ?? ''}, `;
      const space = (widths[index - row] ?? 0) - (isLast ? 2 : 0);
      const pad = ' '.repeat(Math.max(0, space - widthOf(state, text)));
      line += areNumbers ? pad + text : isLast ? text : text + pad;
    }
    lines.push(line);
  }
  if (hasMore) lines.push(output[count] ?? '');
  return lines;
}

/** JSON of a value, while nobody else has a turn. */
function jsonText(vm: Vm, value: Value): string {
  const made = atOnce(stringify(vm, value, undefined, undefined));
  return typeof made === 'string' ? made : 'undefined';
}

/** What a value's own way to be shown is given. */
function optionsObject(state: State, depth: number): Value {
  const { breakLength, compact, hasColors, isSorted, maxItems, maxString } = state.options;
  return state.vm.object({
    showHidden: false,
    depth,
    colors: hasColors,
    customInspect: true,
    showProxy: false,
    maxArrayLength: maxItems,
    maxStringLength: maxString,
    breakLength,
    compact: compact === Infinity ? true : compact === 0 ? false : compact,
    sorted: isSorted,
    getters: false,
    numericSeparator: false,
    stylize: state.vm.native('stylize', (_vm, _self, [text, style]) =>
      styled(state, String(text as string), style as keyof typeof STYLES),
    ),
  });
}

/** Options as programs give them. */
export function inspectOptions(given: Value): InspectOptions {
  if (!(given instanceof Obj)) return DEFAULTS;
  const own = (name: string): Value => given.find(name)?.value;
  const count = (name: string, otherwise: number): number => {
    const value = own(name);
    return value === null ? Infinity : typeof value === 'number' ? value : otherwise;
  };
  const compact = own('compact');
  return {
    depth: count('depth', DEFAULTS.depth),
    breakLength: count('breakLength', DEFAULTS.breakLength),
    compact: compact === true ? Infinity : compact === false ? 0 : count('compact', DEFAULTS.compact),
    hasColors: own('colors') === true,
    isSorted: own('sorted') === true,
    maxItems: count('maxArrayLength', DEFAULTS.maxItems),
    maxString: count('maxStringLength', DEFAULTS.maxString),
  };
}

/** console.log's text: a format with %s, %d and so on, or values with spaces between. */
export function formatLog(vm: Vm, args: readonly Value[]): string {
  const [first, ...rest] = args;
  if (typeof first !== 'string')
    return args.map((one) => (typeof one === 'string' ? one : inspect(vm, one))).join(' ');
  let at = 0;
  const text =
    rest.length === 0
      ? first
      : first.replace(/%([sdifjoOc%])/g, (whole, type: string) => {
          if (type === '%') return '%';
          if (at >= rest.length) return whole;
          const value = rest[at++];
          switch (type) {
            case 's':
              return typeof value === 'string'
                ? value
                : value instanceof Obj
                  ? inspect(vm, value, { ...DEFAULTS, depth: 0 })
                  : typeof value === 'bigint'
                    ? `${String(value)}n`
                    : Object.is(value, -0)
                      ? '-0'
                      : value instanceof Sym
                        ? primitive(value, {
                            vm,
                            options: DEFAULTS,
                            seen: [],
                            circular: new Map(),
                            above: '',
                            indentation: 0,
                            current: 0,
                          })
                        : String(value);
            case 'd':
              return value instanceof Obj || value instanceof Sym
                ? 'NaN'
                : typeof value === 'bigint'
                  ? `${String(value)}n`
                  : String(Number(value));
            case 'i':
              return value instanceof Obj || value instanceof Sym
                ? 'NaN'
                : String(parseInt(String(value), 10));
            case 'f':
              return value instanceof Obj || value instanceof Sym ? 'NaN' : String(parseFloat(String(value)));
            case 'c':
              return '';
            case 'j':
              return jsonText(vm, value);
            default:
              return inspect(vm, value, { ...DEFAULTS, depth: 4 });
          }
        });
  return [text, ...rest.slice(at).map((one) => (typeof one === 'string' ? one : inspect(vm, one)))].join(' ');
}
