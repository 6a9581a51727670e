/** jq's language as far as learners need it: paths, pipes, selection, construction, the common functions. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export class JqError extends Error {}
/** The program itself is wrong. */
export class JqSyntaxError extends Error {}

/** From one input to any number of outputs. */
export type Filter = (input: Json, variables: ReadonlyMap<string, Json>) => Iterable<Json>;

const TOKEN =
  /\s*(?:#[^\n]*)?\s*(\.\.|\?\/\/|\/\/=?|\|=|[-+*/%]=|==|!=|<=|>=|and\b|or\b|\.[A-Za-z_]\w*|\$[A-Za-z_]\w*|@[a-z0-9]+|[A-Za-z_]\w*|\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|"|[^\s])/y;

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);
const isTrue = (value: Json): boolean => value !== null && value !== false;

export function typeOf(value: Json): string {
  return value === null ? 'null' : isArray(value) ? 'array' : typeof value;
}

const ORDER = ['null', 'boolean', 'number', 'string', 'array', 'object'];

export function compareJson(a: Json, b: Json): number {
  const byType = ORDER.indexOf(typeOf(a)) - ORDER.indexOf(typeOf(b));
  if (byType !== 0) return byType;
  if (isArray(a) && isArray(b)) {
    for (let at = 0; at < Math.min(a.length, b.length); at++) {
      const order = compareJson(a[at] ?? null, b[at] ?? null);
      if (order !== 0) return order;
    }
    return a.length - b.length;
  }
  if (isObject(a) && isObject(b)) {
    const [x, y] = [Object.keys(a).sort(), Object.keys(b).sort()];
    const order = compareJson(x, y);
    if (order !== 0) return order;
    for (const key of x) {
      const one = compareJson(a[key] ?? null, b[key] ?? null);
      if (one !== 0) return one;
    }
    return 0;
  }
  const [x, y] = [a === false ? 0 : a === true ? 1 : a, b === false ? 0 : b === true ? 1 : b];
  return x !== null && y !== null && x < y ? -1 : x !== null && y !== null && x > y ? 1 : 0;
}

function shown(value: Json): string {
  const text = JSON.stringify(value);
  return `${typeOf(value)} (${text.length > 11 ? `${text.slice(0, 10)}...` : text})`;
}

function at(value: Json, key: Json): Json {
  if (value === null) return null;
  if (isObject(value) && typeof key === 'string') return value[key] ?? null;
  if (isArray(value) && typeof key === 'number')
    return value[key < 0 ? value.length + Math.floor(key) : Math.floor(key)] ?? null;
  throw new JqError(
    `Cannot index ${typeOf(value)} with ${typeof key === 'string' ? `"${key}"` : typeOf(key)}`,
  );
}

function* each(value: Json): Iterable<Json> {
  if (isArray(value)) yield* value;
  else if (isObject(value)) yield* Object.values(value);
  else throw new JqError(`Cannot iterate over ${value === null ? 'null' : shown(value)}`);
}

function arithmetic(operator: string, a: Json, b: Json): Json {
  if (operator === '+') {
    if (a === null) return b;
    if (b === null) return a;
    if (typeof a === 'string' && typeof b === 'string') return a + b;
    if (isArray(a) && isArray(b)) return [...a, ...b];
    if (isObject(a) && isObject(b)) return { ...a, ...b };
  }
  if (operator === '-' && isArray(a) && isArray(b))
    return a.filter((one) => !b.some((other) => compareJson(one, other) === 0));
  if (operator === '/' && typeof a === 'string' && typeof b === 'string') return a.split(b);
  if (operator === '*' && isObject(a) && isObject(b)) {
    const merge = (x: Json, y: Json): Json =>
      isObject(x) && isObject(y)
        ? Object.fromEntries([
            ...Object.entries(x),
            ...Object.entries(y).map(
              ([key, value]) => [key, key in x ? merge(x[key] ?? null, value) : value] as const,
            ),
          ])
        : y;
    return merge(a, b);
  }
  if (typeof a === 'number' && typeof b === 'number') {
    if ((operator === '/' || operator === '%') && b === 0)
      throw new JqError(`${shown(a)} and ${shown(b)} cannot be divided because the divisor is zero`);
    return operator === '+'
      ? a + b
      : operator === '-'
        ? a - b
        : operator === '*'
          ? a * b
          : operator === '/'
            ? a / b
            : Math.trunc(a) % Math.trunc(b);
  }
  const verb =
    { '+': 'added', '-': 'subtracted', '*': 'multiplied', '/': 'divided', '%': 'divided' }[operator] ??
    'combined';
  throw new JqError(`${shown(a)} and ${shown(b)} cannot be ${verb}`);
}

const text = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

const FORMATS: Readonly<Record<string, (value: Json) => string>> = {
  '@text': text,
  '@json': (value) => JSON.stringify(value),
  '@csv': (value) =>
    [...each(value)]
      .map((one) =>
        typeof one === 'string' ? `"${one.replace(/"/g, '""')}"` : one === null ? '' : text(one),
      )
      .join(','),
  '@tsv': (value) =>
    [...each(value)]
      .map((one) =>
        one === null ? '' : text(one).replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n'),
      )
      .join('\t'),
  '@html': (value) =>
    text(value).replace(
      /[<>&'"]/g,
      (char) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', "'": '&#39;', '"': '&quot;' })[char] ?? char,
    ),
  '@uri': (value) => encodeURIComponent(text(value)),
  '@sh': (value) =>
    (isArray(value) ? value : [value])
      .map((one) => (typeof one === 'string' ? `'${one.replace(/'/g, "'\\''")}'` : text(one)))
      .join(' '),
};

/** Functions of the input and of already computed arguments. */
const PLAIN: Readonly<Record<string, (input: Json, ...args: readonly Json[]) => Json>> = {
  'length/0': (value) =>
    value === null
      ? 0
      : typeof value === 'boolean'
        ? fail(`boolean (${String(value)}) has no length`)
        : typeof value === 'number'
          ? Math.abs(value)
          : typeof value === 'string'
            ? [...value].length
            : isArray(value)
              ? value.length
              : Object.keys(value).length,
  'keys/0': (value) =>
    isArray(value)
      ? value.map((_, index) => index)
      : isObject(value)
        ? Object.keys(value).sort()
        : fail(`${shown(value)} has no keys`),
  'keys_unsorted/0': (value) => (isObject(value) ? Object.keys(value) : fail(`${shown(value)} has no keys`)),
  'values_array/0': (value) => [...each(value)],
  'type/0': typeOf,
  'not/0': (value) => !isTrue(value),
  'tostring/0': text,
  'tojson/0': (value) => JSON.stringify(value),
  'fromjson/0': (value) => parseJson(text(value)),
  'tonumber/0': (value) =>
    typeof value === 'number'
      ? value
      : typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))
        ? Number(value)
        : fail(`Cannot parse '${text(value)}' as JSON`),
  'ascii_downcase/0': (value) => text(value).replace(/[A-Z]/g, (char) => char.toLowerCase()),
  'ascii_upcase/0': (value) => text(value).replace(/[a-z]/g, (char) => char.toUpperCase()),
  'reverse/0': (value) =>
    typeof value === 'string' ? [...value].reverse().join('') : [...each(value)].reverse(),
  'sort/0': (value) => [...each(value)].sort(compareJson),
  'unique/0': (value) =>
    [...each(value)]
      .sort(compareJson)
      .filter((one, index, all) => index === 0 || compareJson(all[index - 1] ?? null, one) !== 0),
  'add/0': (value) => [...each(value)].reduce((sum: Json, one) => arithmetic('+', sum, one), null),
  'any/0': (value) => [...each(value)].some(isTrue),
  'all/0': (value) => [...each(value)].every(isTrue),
  'min/0': (value) => [...each(value)].sort(compareJson)[0] ?? null,
  'max/0': (value) => [...each(value)].sort(compareJson).at(-1) ?? null,
  'flatten/0': (value) =>
    isArray(value) ? ((value as unknown[]).flat(Infinity) as Json[]) : [...each(value)],
  'first/0': (value) => at(value, 0),
  'last/0': (value) => at(value, -1),
  'floor/0': (value) => Math.floor(Number(value)),
  'ceil/0': (value) => Math.ceil(Number(value)),
  'round/0': (value) => Math.round(Number(value)),
  'sqrt/0': (value) => Math.sqrt(Number(value)),
  'to_entries/0': (value) =>
    isObject(value)
      ? Object.entries(value).map(([key, one]) => ({ key, value: one }))
      : fail(`${shown(value)} has no keys`),
  'from_entries/0': (value) =>
    Object.fromEntries(
      [...each(value)].map((one) => [text(at(one, 'key') ?? at(one, 'name') ?? null), at(one, 'value')]),
    ),
  'has/1': (value, key) =>
    isObject(value)
      ? String(key) in value
      : isArray(value)
        ? Number(key) < value.length && Number(key) >= 0
        : fail(`Cannot check whether ${typeOf(value)} has a ${typeOf(key ?? null)} key`),
  'split/1': (value, separator) => text(value).split(text(separator ?? '')),
  'join/1': (value, separator) =>
    [...each(value)].map((one) => (one === null ? '' : text(one))).join(text(separator ?? '')),
  'startswith/1': (value, part) => text(value).startsWith(text(part ?? '')),
  'endswith/1': (value, part) => text(value).endsWith(text(part ?? '')),
  'ltrimstr/1': (value, part) =>
    text(value).startsWith(text(part ?? '')) ? text(value).slice(text(part ?? '').length) : value,
  'rtrimstr/1': (value, part) =>
    text(value).endsWith(text(part ?? ''))
      ? text(value).slice(0, text(value).length - text(part ?? '').length)
      : value,
  'trim/0': (value) => text(value).trim(),
  'test/1': (value, pattern) => new RegExp(text(pattern ?? '')).test(text(value)),
  'test/2': (value, pattern, flags) =>
    new RegExp(text(pattern ?? ''), text(flags ?? '').replace(/[^gimsuy]/g, '')).test(text(value)),
  'sub/2': (value, pattern, by) => text(value).replace(new RegExp(text(pattern ?? '')), () => text(by ?? '')),
  'gsub/2': (value, pattern, by) =>
    text(value).replace(new RegExp(text(pattern ?? ''), 'g'), () => text(by ?? '')),
  'contains/1': (value, part) => contains(value, part ?? null),
  'inside/1': (value, whole) => contains(whole ?? null, value),
  'index/1': (value, part) => {
    const found = text(value).indexOf(text(part ?? ''));
    return found < 0 ? null : found;
  },
  'range/1': (_, to) => Number(to),
};

function fail(message: string): never {
  throw new JqError(message);
}

export function parseJson(source: string): Json {
  return JSON.parse(source) as Json;
}

function contains(whole: Json, part: Json): boolean {
  if (typeof whole === 'string' && typeof part === 'string') return whole.includes(part);
  if (isArray(whole) && isArray(part))
    return part.every((one) => whole.some((other) => contains(other, one)));
  if (isObject(whole) && isObject(part))
    return Object.entries(part).every(([key, one]) => key in whole && contains(whole[key] ?? null, one));
  return compareJson(whole, part) === 0;
}

/** Functions whose arguments are filters. */
const LAZY: Readonly<Record<string, (...args: readonly Filter[]) => Filter>> = {
  'empty/0': () => () => [],
  'error/0': () => (input) => fail(text(input)),
  'error/1': (message) => (input, v) => fail(text(first(message, input, v))),
  'select/1': (test) =>
    function* (input, v) {
      for (const one of test?.(input, v) ?? []) if (isTrue(one)) yield input;
    },
  'map/1': (f) => (input, v) => [[...each(input)].flatMap((one) => [...(f?.(one, v) ?? [])])],
  'map_values/1': (f) => (input, v) =>
    isArray(input)
      ? [input.flatMap((one) => [...(f?.(one, v) ?? [])].slice(0, 1))]
      : [
          Object.fromEntries(
            Object.entries(isObject(input) ? input : {}).flatMap(([key, one]) =>
              [...(f?.(one, v) ?? [])].slice(0, 1).map((value) => [key, value] as const),
            ),
          ),
        ],
  'with_entries/1': (f) => (input, v) => {
    const entries = PLAIN['to_entries/0']?.(input) ?? [];
    return [PLAIN['from_entries/0']?.([...each(entries)].flatMap((one) => [...(f?.(one, v) ?? [])])) ?? null];
  },
  'sort_by/1': (f) => (input, v) => [
    [...each(input)]
      .map((one) => ({ one, key: [...(f?.(one, v) ?? [])] }))
      .sort((a, b) => compareJson(a.key, b.key))
      .map(({ one }) => one),
  ],
  'group_by/1': (f) => (input, v) => [grouped(input, f, v)],
  'unique_by/1': (f) => (input, v) => [grouped(input, f, v).map((group) => at(group, 0))],
  'min_by/1': (f) => (input, v) => [
    at(LAZY['sort_by/1'] && f ? first(LAZY['sort_by/1'](f), input, v) : null, 0),
  ],
  'max_by/1': (f) => (input, v) => [
    at(LAZY['sort_by/1'] && f ? first(LAZY['sort_by/1'](f), input, v) : null, -1),
  ],
  'any/1': (f) => (input, v) => [[...each(input)].some((one) => [...(f?.(one, v) ?? [])].some(isTrue))],
  'all/1': (f) => (input, v) => [[...each(input)].every((one) => [...(f?.(one, v) ?? [])].every(isTrue))],
  'first/1': (f) => (input, v) => [...(f?.(input, v) ?? [])].slice(0, 1),
  'recurse/0': () => recurse,
  'values/0': () => (input) => (input === null ? [] : [input]),
  'nulls/0': () => (input) => (input === null ? [input] : []),
  'strings/0': () => (input) => (typeof input === 'string' ? [input] : []),
  'numbers/0': () => (input) => (typeof input === 'number' ? [input] : []),
  'arrays/0': () => (input) => (isArray(input) ? [input] : []),
  'objects/0': () => (input) => (isObject(input) ? [input] : []),
  'range/1': (to) =>
    function* (input, v) {
      for (let n = 0; n < Number(first(to, input, v)); n++) yield n;
    },
  'range/2': (from, to) =>
    function* (input, v) {
      for (let n = Number(first(from, input, v)); n < Number(first(to, input, v)); n++) yield n;
    },
};

function grouped(input: Json, f: Filter | undefined, v: ReadonlyMap<string, Json>): Json[][] {
  const rows = [...each(input)]
    .map((one) => ({ one, key: [...(f?.(one, v) ?? [])] }))
    .sort((a, b) => compareJson(a.key, b.key));
  const groups: Json[][] = [];
  rows.forEach(({ one, key }, index) => {
    if (index > 0 && compareJson(rows[index - 1]?.key ?? [], key) === 0) groups.at(-1)?.push(one);
    else groups.push([one]);
  });
  return groups;
}

function first(filter: Filter | undefined, input: Json, v: ReadonlyMap<string, Json>): Json {
  for (const one of filter?.(input, v) ?? []) return one;
  return null;
}

function* recurse(input: Json): Iterable<Json> {
  yield input;
  if (isArray(input) || isObject(input)) for (const one of each(input)) yield* recurse(one);
}

export function compileJq(source: string): Filter {
  return new Parser(source).parse();
}

class Parser {
  #at = 0;
  #token: string | undefined;

  constructor(readonly source: string) {
    this.#next();
  }

  #next(): string | undefined {
    const before = this.#token;
    TOKEN.lastIndex = this.#at;
    const found = TOKEN.exec(this.source);
    this.#token = found?.[1];
    if (found) this.#at = TOKEN.lastIndex;
    return before;
  }

  #accept(token: string): boolean {
    if (this.#token !== token) return false;
    this.#next();
    return true;
  }

  #expect(token: string): void {
    if (!this.#accept(token)) throw this.#error();
  }

  #error(): JqSyntaxError {
    return new JqSyntaxError(
      this.#token === undefined
        ? 'syntax error, unexpected end of file'
        : `syntax error, unexpected ${/^[A-Za-z_]/.test(this.#token) ? 'IDENT' : `'${this.#token}'`}`,
    );
  }

  parse(): Filter {
    if (this.#token === undefined) return (input) => [input];
    const filter = this.#pipe();
    if (this.#token !== undefined) throw this.#error();
    return filter;
  }

  #pipe(): Filter {
    const left = this.#comma();
    if (this.#accept('as')) {
      const name = this.#next() ?? '';
      this.#expect('|');
      const body = this.#pipe();
      return function* (input, v) {
        for (const one of left(input, v)) yield* body(input, new Map([...v, [name, one]]));
      };
    }
    if (!this.#accept('|')) return left;
    const right = this.#pipe();
    return function* (input, v) {
      for (const one of left(input, v)) yield* right(one, v);
    };
  }

  #comma(): Filter {
    let left = this.#binary(0);
    while (this.#accept(',')) {
      const [a, b] = [left, this.#binary(0)];
      left = function* (input, v) {
        yield* a(input, v);
        yield* b(input, v);
      };
    }
    return left;
  }

  static readonly LEVELS: readonly (readonly string[])[] = [
    ['//'],
    ['or'],
    ['and'],
    ['==', '!=', '<', '<=', '>', '>='],
    ['+', '-'],
    ['*', '/', '%'],
  ];

  #binary(level: number): Filter {
    const operators = Parser.LEVELS[level];
    if (!operators) return this.#postfix();
    let left = this.#binary(level + 1);
    while (this.#token !== undefined && operators.includes(this.#token)) {
      const operator = this.#next() ?? '';
      left = combine(operator, left, this.#binary(level === 0 ? 0 : level + 1));
    }
    return left;
  }

  #postfix(): Filter {
    let filter = this.#primary();
    for (;;) {
      const token = this.#token;
      const before = filter;
      if (token === '[') {
        this.#next();
        filter = this.#index(before);
      } else if (token?.startsWith('.') && token.length > 1 && token !== '..') {
        this.#next();
        const key = token.slice(1);
        filter = function* (input, v) {
          for (const one of before(input, v)) yield at(one, key);
        };
      } else if (token === '.' && /^\s*["[]/.test(this.source.slice(this.#at))) {
        this.#next();
        if (this.#token === '"') {
          const key = this.#string();
          filter = function* (input, v) {
            for (const one of before(input, v)) for (const k of key(input, v)) yield at(one, k);
          };
        }
      } else if (token === '?') {
        this.#next();
        filter = function* (input, v) {
          try {
            yield* before(input, v);
          } catch (error) {
            if (!(error instanceof JqError)) throw error;
          }
        };
      } else return filter;
    }
  }

  #index(base: Filter): Filter {
    if (this.#accept(']'))
      return function* (input, v) {
        for (const one of base(input, v)) yield* each(one);
      };
    const from = this.#token === ':' ? undefined : this.#pipe();
    if (this.#accept(':')) {
      const to = this.#token === ']' ? undefined : this.#pipe();
      this.#expect(']');
      return function* (input, v) {
        for (const one of base(input, v)) {
          const [start, end] = [
            from ? Number(first(from, input, v)) : 0,
            to ? Number(first(to, input, v)) : undefined,
          ];
          yield typeof one === 'string'
            ? one.slice(start, end)
            : isArray(one)
              ? one.slice(start, end)
              : one === null
                ? null
                : fail(`Cannot index ${typeOf(one)} with object`);
        }
      };
    }
    this.#expect(']');
    return function* (input, v) {
      for (const one of base(input, v)) for (const key of from?.(input, v) ?? []) yield at(one, key);
    };
  }

  #string(): Filter {
    // The opening quote is the current token; the text follows it in the source.
    const parts: (string | Filter)[] = [];
    let plain = '';
    for (;;) {
      const char = this.source[this.#at++];
      if (char === undefined) throw new JqSyntaxError('syntax error, unexpected end of file');
      if (char === '"') break;
      if (char === '\\') {
        const next = this.source[this.#at++] ?? '';
        if (next === '(') {
          if (plain !== '') parts.push(plain);
          plain = '';
          this.#next();
          parts.push(this.#pipe());
          if (this.#token !== ')') throw this.#error();
        } else if (next === 'u') {
          plain += String.fromCharCode(parseInt(this.source.slice(this.#at, this.#at + 4), 16));
          this.#at += 4;
        } else
          plain +=
            ({ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' } as Readonly<Record<string, string>>)[next] ??
            next;
      } else plain += char;
    }
    this.#next();
    if (plain !== '') parts.push(plain);
    return (input, v) => {
      let results = [''];
      for (const part of parts) {
        const values = typeof part === 'string' ? [part] : [...part(input, v)].map(text);
        results = results.flatMap((start) => values.map((value) => start + value));
      }
      return results;
    };
  }

  #primary(): Filter {
    const token = this.#token;
    if (token === undefined) throw this.#error();
    if (token === '"') return this.#string();
    this.#next();
    if (token === '.') {
      if (this.#token === '"') {
        const key = this.#string();
        return function* (input, v) {
          for (const k of key(input, v)) yield at(input, k);
        };
      }
      return (input) => [input];
    }
    if (token === '..') return recurse;
    if (token.startsWith('.')) return (input) => [at(input, token.slice(1))];
    if (/^\d/.test(token)) return () => [Number(token)];
    if (token === '-') {
      const operand = this.#postfix();
      return function* (input, v) {
        for (const one of operand(input, v)) yield arithmetic('-', 0, one);
      };
    }
    if (token === '(') {
      const inner = this.#pipe();
      this.#expect(')');
      return inner;
    }
    if (token === '[') {
      if (this.#accept(']')) return () => [[]];
      const inner = this.#pipe();
      this.#expect(']');
      return (input, v) => [[...inner(input, v)]];
    }
    if (token === '{') return this.#object();
    if (token.startsWith('$')) {
      return (_, v) => {
        const value = v.get(token);
        if (value === undefined) throw new JqSyntaxError(`${token} is not defined`);
        return [value];
      };
    }
    if (token.startsWith('@')) {
      const format = FORMATS[token];
      if (!format) throw new JqSyntaxError(`${token.slice(1)} is not a valid format`);
      return (input) => [format(input)];
    }
    if (token === 'if') return this.#condition();
    if (/^[A-Za-z_]/.test(token)) return this.#call(token);
    throw new JqSyntaxError(`syntax error, unexpected '${token}'`);
  }

  #condition(): Filter {
    const test = this.#pipe();
    this.#expect('then');
    const yes = this.#pipe();
    let no: Filter = (input) => [input];
    if (this.#accept('elif')) no = this.#condition();
    else {
      if (this.#accept('else')) no = this.#pipe();
      this.#expect('end');
    }
    return function* (input, v) {
      for (const one of test(input, v)) yield* isTrue(one) ? yes(input, v) : no(input, v);
    };
  }

  #object(): Filter {
    const fields: { key: Filter; value: Filter }[] = [];
    while (!this.#accept('}')) {
      const token = this.#token ?? '';
      let key: Filter;
      let value: Filter | undefined;
      if (token === '"') key = this.#string();
      else if (token === '(') {
        this.#next();
        key = this.#pipe();
        this.#expect(')');
      } else {
        this.#next();
        if (!/^[$@]?[A-Za-z_]|^\d/.test(token))
          throw new JqSyntaxError(`syntax error, unexpected '${token}'`);
        key = () => [token.replace(/^\$/, '')];
        if (token.startsWith('$')) value = (_, v) => [v.get(token) ?? null];
      }
      if (this.#accept(':')) value = this.#binary(0);
      const own = key;
      fields.push({ key, value: value ?? ((input, v) => [at(input, first(own, input, v))]) });
      if (!this.#accept(',') && this.#token !== '}') throw this.#error();
    }
    return (input, v) => {
      let results: { readonly [key: string]: Json }[] = [{}];
      for (const { key, value } of fields) {
        const pairs = [...key(input, v)].flatMap((k) =>
          [...value(input, v)].map((one) => [text(k), one] as const),
        );
        results = results.flatMap((start) => pairs.map(([k, one]) => ({ ...start, [k]: one })));
      }
      return results;
    };
  }

  #call(name: string): Filter {
    if (name === 'null' || name === 'true' || name === 'false')
      return () => [name === 'null' ? null : name === 'true'];
    const args: Filter[] = [];
    if (this.#accept('(')) {
      do args.push(this.#pipe());
      while (this.#accept(';'));
      this.#expect(')');
    }
    const key = `${name}/${String(args.length)}`;
    const lazy = LAZY[key];
    if (lazy) return lazy(...args);
    const plain = PLAIN[key];
    if (!plain) throw new JqSyntaxError(`${key} is not defined on this simulated machine`);
    return function* (input, v) {
      let lists: Json[][] = [[]];
      for (const arg of args) {
        const values = [...arg(input, v)];
        lists = lists.flatMap((list) => values.map((value) => [...list, value]));
      }
      for (const list of lists) yield plain(input, ...list);
    };
  }
}

function combine(operator: string, left: Filter, right: Filter): Filter {
  if (operator === '//') {
    return function* (input, v) {
      let any = false;
      try {
        for (const one of left(input, v)) {
          if (!isTrue(one)) continue;
          any = true;
          yield one;
        }
      } catch (error) {
        if (!(error instanceof JqError)) throw error;
      }
      if (!any) yield* right(input, v);
    };
  }
  if (operator === 'and' || operator === 'or') {
    return function* (input, v) {
      for (const a of left(input, v)) {
        if (isTrue(a) === (operator === 'or')) yield operator === 'or';
        else for (const b of right(input, v)) yield isTrue(b);
      }
    };
  }
  const apply = (a: Json, b: Json): Json => {
    const order = /^[=!<>]/.test(operator) ? compareJson(a, b) : 0;
    switch (operator) {
      case '==':
        return order === 0;
      case '!=':
        return order !== 0;
      case '<':
        return order < 0;
      case '<=':
        return order <= 0;
      case '>':
        return order > 0;
      case '>=':
        return order >= 0;
      default:
        return arithmetic(operator, a, b);
    }
  };
  return function* (input, v) {
    for (const b of right(input, v)) for (const a of left(input, v)) yield apply(a, b);
  };
}
