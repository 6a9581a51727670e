/** The modules util and assert, written in JavaScript over `native`. */
export const UTIL = String.raw`
const inspect = (value, options, depth, colors) => native.inspect(value, typeof options === 'object' && options !== null ? options : options === undefined && depth === undefined ? undefined : { depth: depth === undefined ? 2 : depth, colors });
inspect.custom = Symbol.for('nodejs.util.inspect.custom');
inspect.defaultOptions = { showHidden: false, depth: 2, colors: false, customInspect: true, showProxy: false, maxArrayLength: 100, maxStringLength: 10000, breakLength: 128, compact: 3, sorted: false, getters: false, numericSeparator: false };
native.setInspect(inspect);
const custom = Symbol.for('nodejs.util.promisify.custom');
const promisify = (f) => {
  if (typeof f !== 'function') throw native.badArgument('original', 'of type function', f);
  if (f[custom]) return f[custom];
  const made = function (...args) { return new Promise((resolve, reject) => { f.call(this, ...args, (error, ...values) => (error ? reject(error) : resolve(native.promised(f, values)))); }); };
  return native.renamed(f.name, made);
};
promisify.custom = custom;
if (setTimeout[custom] === undefined) { const later = require('timers/promises'); for (const name of ['setTimeout', 'setImmediate']) Object.defineProperty(global[name], custom, { value: later[name], enumerable: false }); }
const COLORS = { reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], blink: [5, 25], inverse: [7, 27], hidden: [8, 28], strikethrough: [9, 29], black: [30, 39], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39], magenta: [35, 39], cyan: [36, 39], white: [37, 39], gray: [90, 39], grey: [90, 39], redBright: [91, 39], greenBright: [92, 39], yellowBright: [93, 39], blueBright: [94, 39], magentaBright: [95, 39], cyanBright: [96, 39], whiteBright: [97, 39], bgBlack: [40, 49], bgRed: [41, 49], bgGreen: [42, 49], bgYellow: [43, 49], bgBlue: [44, 49], bgMagenta: [45, 49], bgCyan: [46, 49], bgWhite: [47, 49] };
inspect.colors = COLORS;
inspect.styles = { special: 'cyan', number: 'yellow', bigint: 'yellow', boolean: 'yellow', undefined: 'grey', null: 'bold', string: 'green', symbol: 'green', date: 'magenta', regexp: 'red', module: 'underline' };
const warned = new Set();
const of = (cls) => (value) => value instanceof cls;
const types = {
  isPromise: of(Promise), isDate: of(Date), isRegExp: of(RegExp), isMap: of(Map), isSet: of(Set), isNativeError: of(Error), isUint8Array: of(Uint8Array), isTypedArray: of(Uint8Array), isArrayBufferView: of(Uint8Array), isWeakMap: of(WeakMap), isWeakSet: of(WeakSet),
  isAsyncFunction: (value) => typeof value === 'function' && Object.prototype.toString.call(value) === '[object AsyncFunction]', isGeneratorFunction: (value) => native.isGeneratorFunction(value), isProxy: (value) => native.isProxy(value), isAnyArrayBuffer: () => false, isArrayBuffer: () => false, isExternal: () => false,
};
const parseArgs = (config = {}) => {
  const { args = process.argv.slice(2), options = {}, strict = true, allowPositionals = !strict, allowNegative = false } = config;
  const values = Object.create(null), positionals = [];
  const bad = (code, message) => { throw native.fault('TypeError', code, message); };
  const put = (name, value) => { if (options[name]?.multiple) (values[name] ??= []).push(value); else values[name] = value; };
  const take = (name, shown, given, next) => {
    const option = options[name];
    if (!option) {
      if (allowNegative && name.startsWith('no-') && options[name.slice(3)]?.type === 'boolean') { put(name.slice(3), false); return false; }
      if (strict) bad('ERR_PARSE_ARGS_UNKNOWN_OPTION', "Unknown option '" + shown + "'" + (allowPositionals ? ". To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- " + JSON.stringify(shown).replace(/^"|"$/g, '"') + "'" : ''));
      put(name, given ?? true);
      return false;
    }
    const flag = (option.short ? '-' + option.short + ', ' : '') + '--' + name;
    if (option.type === 'string') {
      if (given !== undefined) { put(name, given); return false; }
      if (next === undefined) { if (strict) bad('ERR_PARSE_ARGS_INVALID_OPTION_VALUE', "Option '" + flag + " <value>' argument missing"); put(name, true); return false; }
      if (strict && next.startsWith('-') && next !== '-') bad('ERR_PARSE_ARGS_INVALID_OPTION_VALUE', "Option '" + shown + "' argument is ambiguous.\nDid you forget to specify the option argument for '" + shown + "'?\nTo specify an option argument starting with a dash use '" + (shown.startsWith('--') ? shown + "=-XYZ'" : "--" + name + "=-XYZ' or '" + shown + "-XYZ'") + '.');
      put(name, next);
      return true;
    }
    if (given !== undefined && strict) bad('ERR_PARSE_ARGS_INVALID_OPTION_VALUE', "Option '" + flag + "' does not take an argument");
    put(name, given ?? true);
    return false;
  };
  for (let i = 0; i < args.length; i++) {
    const word = args[i];
    if (word === '--') { const rest = args.slice(i + 1); if (rest.length > 0 && !allowPositionals) bad('ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL', "Unexpected argument '" + rest[0] + "'. This command does not take positional arguments"); positionals.push(...rest); break; }
    if (word.startsWith('--')) { const at = word.indexOf('='), name = at < 0 ? word.slice(2) : word.slice(2, at); if (take(name, '--' + name, at < 0 ? undefined : word.slice(at + 1), args[i + 1])) i++; }
    else if (word.startsWith('-') && word.length > 1) {
      for (let at = 1; at < word.length; at++) {
        const short = word[at], name = Object.keys(options).find((one) => options[one].short === short) ?? short, rest = word.slice(at + 1);
        if (options[name]?.type === 'string') { if (rest) put(name, rest); else if (take(name, '-' + short, undefined, args[i + 1])) i++; break; }
        take(name, '-' + short);
      }
    } else { if (!allowPositionals) bad('ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL', "Unexpected argument '" + word + "'. This command does not take positional arguments"); positionals.push(word); }
  }
  for (const [name, option] of Object.entries(options)) if (option.default !== undefined && values[name] === undefined) values[name] = option.default;
  return { values, positionals };
};
module.exports = {
  inspect, promisify, types, parseArgs,
  format: (...args) => native.format(args),
  formatWithOptions: (options, ...args) => native.format(args),
  callbackify: (f) => { if (typeof f !== 'function') throw native.badArgument('original', 'of type function', f); return function (...args) { const done = args.pop(); if (typeof done !== 'function') throw native.badArgument('last argument', 'of type function', done); f.apply(this, args).then((value) => process.nextTick(done, null, value), (error) => process.nextTick(done, error || Object.assign(new Error('Promise was rejected with falsy value'), { code: 'ERR_FALSY_VALUE_REJECTION', reason: error }))); }; },
  inherits: (a, b) => { Object.defineProperty(a, 'super_', { value: b, writable: true, configurable: true }); Object.setPrototypeOf(a.prototype, b.prototype); },
  deprecate: (f, message, code) => { let isTold = false; return function (...args) { if (!isTold) { isTold = true; if (code === undefined || !warned.has(code)) { if (code !== undefined) warned.add(code); process.emitWarning(message, 'DeprecationWarning', code); } } return new.target ? Reflect.construct(f, args) : f.apply(this, args); }; },
  isDeepStrictEqual: (a, b) => native.require('assert')._equal(a, b, true),
  styleText: (format, text, options) => { let made = text; const stream = options?.stream ?? process.stdout; if (!native.isOld() && options?.validateStream !== false && (!stream.isTTY || (process.env.NO_COLOR ?? '') !== '')) { for (const one of [format].flat()) if (!COLORS[one]) throw native.fault('TypeError', 'ERR_INVALID_ARG_VALUE', "The argument 'format' must be one of: " + Object.keys(COLORS).map((name) => "'" + name + "'").join(', ') + '. Received ' + native.show(one)); return text; } for (const one of [format].flat().reverse()) { const codes = COLORS[one]; if (!codes) throw native.fault('TypeError', 'ERR_INVALID_ARG_VALUE', "The argument 'format' must be one of: " + Object.keys(COLORS).map((name) => "'" + name + "'").join(', ') + '. Received ' + native.show(one)); made = '\x1b[' + codes[0] + 'm' + made + '\x1b[' + codes[1] + 'm'; } return made; },
  stripVTControlCharacters: (text) => text.replace(/\x1b\[[0-9;]*[A-Za-z]/g, ''),
  debuglog: (name) => { const isOn = (process.env.NODE_DEBUG ?? '').toLowerCase().split(',').includes(name.toLowerCase()); const made = (...args) => { if (isOn) process.stderr.write(name.toUpperCase() + ' ' + process.pid + ': ' + native.format(args) + '\n'); }; made.enabled = isOn; return made; },
  debug: (name) => module.exports.debuglog(name),
  toUSVString: (text) => text.toWellFormed(),
  isArray: Array.isArray,
  TextEncoder, TextDecoder,
  parseEnv: (text) => native.parseEnv(text),
  getSystemErrorName: (number) => native.errnoName(number),
  aborted: (signal) => new Promise((resolve) => { if (signal.aborted) resolve(); else signal.addEventListener('abort', () => resolve(), { once: true }); }),
};
`;

export const ASSERT = String.raw`
const pair = (a, b) => [a, b];
const equal = (a, b, isStrict, seen = []) => {
  if (isStrict ? Object.is(a, b) : a == b || (Number.isNaN(a) && Number.isNaN(b))) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  if (isStrict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (seen.some(([x, y]) => x === a && y === b)) return true;
  const inner = [...seen, pair(a, b)];
  if (a instanceof Date) { if (!(b instanceof Date) || a.getTime() !== b.getTime()) return false; }
  if (a instanceof RegExp) { if (String(a) !== String(b)) return false; }
  if (a instanceof Error) { if (a.message !== b.message || a.name !== b.name) return false; }
  if (a instanceof Map) { if (!(b instanceof Map) || a.size !== b.size) return false; for (const [key, value] of a) { const other = b.has(key) ? key : [...b.keys()].find((one) => equal(one, key, isStrict, inner)); if (!b.has(other) || !equal(value, b.get(other), isStrict, inner)) return false; } return true; }
  if (a instanceof Set) { if (!(b instanceof Set) || a.size !== b.size) return false; for (const one of a) if (!b.has(one) && ![...b].some((other) => equal(one, other, isStrict, inner))) return false; return true; }
  if (a instanceof Uint8Array) return b instanceof Uint8Array && a.length === b.length && a.every((byte, i) => byte === b[i]);
  const x = Object.keys(a), y = Object.keys(b);
  return x.length === y.length && x.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key], isStrict, inner));
};
const lines = (value) => native.inspect(value, { compact: false, sorted: true, depth: 1000, maxArrayLength: null, breakLength: Infinity }).split('\n');
const diffOf = (a, b) => {
  const x = lines(a), y = lines(b), n = x.length, m = y.length;
  const common = Array.from({ length: n + 1 }, () => new Array(m + 1).fill(0));
  for (let i = n - 1; i >= 0; i--) for (let j = m - 1; j >= 0; j--) common[i][j] = x[i] === y[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
  const made = [];
  let i = 0, j = 0;
  while (i < n || j < m) {
    if (i < n && j < m && x[i] === y[j]) { made.push('  ' + x[i]); i++; j++; }
    else if (i < n && (j >= m || common[i + 1][j] >= common[i][j + 1])) made.push('+ ' + x[i++]);
    else made.push('- ' + y[j++]);
  }
  return made;
};
const TITLES = { strictEqual: 'Expected values to be strictly equal:', deepStrictEqual: 'Expected values to be strictly deep-equal:', deepEqual: 'Expected values to be loosely deep-equal:' };
const messageOf = (operator, a, b) => {
  const isSimple = operator === 'strictEqual' && (typeof a !== 'object' || a === null) && (typeof b !== 'object' || b === null) && typeof a !== 'function' && typeof b !== 'function';
  if (operator === 'deepEqual') return TITLES.deepEqual + '\n\n' + native.inspect(a, { depth: 1000 }) + '\n\nshould loosely deep-equal\n\n' + native.inspect(b, { depth: 1000 });
  if (isSimple || (operator === 'deepStrictEqual' && (typeof a !== 'object' || a === null) && (typeof b !== 'object' || b === null))) {
    const x = native.show(a), y = native.show(b);
    if (!x.includes('\n') && !y.includes('\n') && x.length + y.length <= 12 + 4 && (a !== 0 || b !== 0)) return TITLES[operator] + '\n\n' + x + ' !== ' + y + '\n';
    return TITLES[operator] + '\n+ actual - expected\n\n' + diffOf(a, b).join('\n') + '\n';
  }
  if (operator === 'strictEqual' && equal(a, b, true)) return 'Values have same structure but are not reference-equal:\n\n' + lines(a).join('\n') + '\n';
  return TITLES[operator] + '\n+ actual - expected\n\n' + diffOf(a, b).join('\n') + '\n';
};
class AssertionError extends Error {
  constructor({ message, actual, expected, operator }) {
    super(message ?? messageOf(operator, actual, expected));
    this.generatedMessage = message === undefined || message === null;
    native.retitle(this, 'AssertionError [ERR_ASSERTION]');
    native.hide(this, 'name', 'AssertionError');
    this.code = 'ERR_ASSERTION';
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
    if (!native.isOld()) this.diff = 'simple';
  }
  toString() { return this.name + ' [' + this.code + ']: ' + this.message; }
}
const fail = (given, actual, expected, operator, own) => {
  if (given instanceof Error) throw given;
  const made = new AssertionError({ message: given ?? own, actual, expected, operator });
  if (given === undefined) made.generatedMessage = true;
  throw native.inside(made, '', 'assert');
};
const ok = (name) => (...args) => {
  if (args[0]) return;
  if (args.length === 0) fail(undefined, undefined, true, '==', "No value argument passed to \x60assert" + (name ? '.' + name : '') + "()\x60");
  fail(args[1], args[0], true, '==', 'The expression evaluated to a falsy value:\n\n  ' + native.callText() + '\n');
};
const assert = ok('');
const rejectsWith = (error, expected, message, operator) => {
  if (expected === undefined) return;
  if (typeof expected === 'function') {
    if (expected.prototype !== undefined && error instanceof expected) return;
    if (Error.isPrototypeOf(expected) || expected === Error) { if (error instanceof Error) fail(message, error, expected, operator, 'The error is expected to be an instance of "' + expected.name + '". Received "' + error.name + '"\n\nError message:\n\n' + error.message); throw error; }
    if (expected.call({}, error) === true) return;
    fail(message, error, expected, operator, 'The ' + (expected.name ? '"' + expected.name + '" ' : '') + 'validation function is expected to return "true". Received false\n\nCaught error:\n\n' + error);
  }
  if (expected instanceof RegExp) { if (expected.test(String(error))) return; fail(message, error, expected, operator, 'The input did not match the regular expression ' + expected + '. Input:\n\n' + native.show(String(error)) + '\n'); }
  for (const key of Object.keys(expected)) {
    if (expected[key] instanceof RegExp && typeof error[key] === 'string' ? expected[key].test(error[key]) : equal(error[key], expected[key], true)) continue;
    const pick = (one) => Object.fromEntries(Object.keys(expected).filter((name) => name in one).map((name) => [name, expected[name] instanceof RegExp && typeof one[name] === 'string' && expected[name].test(one[name]) ? expected[name] : one[name]]));
    fail(message, error, expected, operator, TITLES.deepStrictEqual + '\n+ actual - expected\n\n' + diffOf(pick(error), pick(expected)).map((line) => line.replace(/^(.) \{$/, '$1 Comparison {')).join('\n') + '\n');
  }
};
const missing = (what, expected, message, operator) => { const name = typeof expected === 'function' && expected.name ? ' (' + expected.name + ')' : ''; const own = typeof expected === 'string' ? expected : message; fail(undefined, undefined, typeof expected === 'string' ? undefined : expected, operator, 'Missing expected ' + what + name + (own ? ': ' + own : '.')); };
const settled = async (given) => { try { await (typeof given === 'function' ? given() : given); return undefined; } catch (error) { return { error }; } };
Object.assign(assert, {
  AssertionError, ok: ok('ok'), _equal: equal,
  equal: (a, b, message) => { if (!(a == b || (a !== a && b !== b))) fail(message, a, b, '==', native.show(a) + ' == ' + native.show(b)); },
  notEqual: (a, b, message) => { if (a == b) fail(message, a, b, '!=', native.show(a) + ' != ' + native.show(b)); },
  strictEqual: (a, b, message) => { if (!Object.is(a, b)) fail(message, a, b, 'strictEqual'); },
  notStrictEqual: (a, b, message) => { if (Object.is(a, b)) fail(message, a, b, 'notStrictEqual', 'Expected "actual" to be strictly unequal to:' + (native.show(b).includes('\n') ? '\n\n' : ' ') + native.show(b)); },
  deepStrictEqual: (a, b, message) => { if (!equal(a, b, true)) fail(message, a, b, 'deepStrictEqual'); },
  notDeepStrictEqual: (a, b, message) => { if (equal(a, b, true)) fail(message, a, b, 'notDeepStrictEqual', 'Expected "actual" not to be strictly deep-equal to:' + (native.show(b).includes('\n') ? '\n\n' : ' ') + native.show(b)); },
  deepEqual: (a, b, message) => { if (!equal(a, b, false)) fail(message, a, b, 'deepEqual'); },
  notDeepEqual: (a, b, message) => { if (equal(a, b, false)) fail(message, a, b, 'notDeepEqual', 'Expected "actual" not to be loosely deep-equal to: ' + native.show(b)); },
  throws: (f, expected, message) => { let caught; try { f(); } catch (error) { caught = { error }; } if (!caught) missing('exception', expected, message, 'throws'); rejectsWith(caught.error, typeof expected === 'string' ? undefined : expected, message, 'throws'); },
  doesNotThrow: (f, expected, message) => { try { f(); } catch (error) { fail(undefined, error, expected, 'doesNotThrow', 'Got unwanted exception' + (typeof expected === 'string' ? ': ' + expected : message ? ': ' + message : '.') + '\nActual message: "' + error?.message + '"'); } },
  rejects: async (given, expected, message) => { const caught = await settled(given); if (!caught) missing('rejection', expected, message, 'rejects'); rejectsWith(caught.error, typeof expected === 'string' ? undefined : expected, message, 'rejects'); },
  doesNotReject: async (given, expected) => { const caught = await settled(given); if (caught) fail(undefined, caught.error, expected, 'doesNotReject', 'Got unwanted rejection.\nActual message: "' + caught.error?.message + '"'); },
  match: (text, pattern, message) => { if (typeof text !== 'string' || !pattern.test(text)) fail(message, text, pattern, 'match', typeof text === 'string' ? 'The input did not match the regular expression ' + pattern + '. Input:\n\n' + native.show(text) + '\n' : 'The "string" argument must be of type string. Received ' + native.received(text)); },
  doesNotMatch: (text, pattern, message) => { if (pattern.test(text)) fail(message, text, pattern, 'doesNotMatch', 'The input was expected to not match the regular expression ' + pattern + '. Input:\n\n' + native.show(text) + '\n'); },
  ifError: (error) => { if (error !== null && error !== undefined) fail(undefined, error, null, 'ifError', 'ifError got unwanted exception: ' + (typeof error === 'object' && typeof error.message === 'string' ? error.message || error.constructor.name : native.show(error))); },
  fail: (message) => { if (message instanceof Error) throw message; const made = new AssertionError({ message: message ?? 'Failed', operator: 'fail' }); made.generatedMessage = message === undefined; throw native.inside(made, '', 'assert'); },
});
const strict = Object.assign(ok(''), assert, { equal: assert.strictEqual, deepEqual: assert.deepStrictEqual, notEqual: assert.notStrictEqual, notDeepEqual: assert.notDeepStrictEqual });
assert.strict = strict;
strict.strict = strict;
module.exports = assert;
`;
