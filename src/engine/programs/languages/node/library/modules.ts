/** Node's modules, written in JavaScript over `native`: as much of each as small programs use. */
import { EVENTS } from './events';
import { FS } from './fs';
import { READLINE } from './readline';
import { TIMERS } from './timers';
import { STREAM, STRING_DECODER } from './streams';

export const MODULES: Readonly<Record<string, string>> = {
  events: EVENTS,
  path: String.raw`
const normalizeParts = (path) => {
  const made = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && made.length > 0 && made.at(-1) !== '..') made.pop();
    else if (part !== '..' || !path.startsWith('/')) made.push(part);
  }
  return made.join('/');
};
const path = {
  sep: '/',
  delimiter: ':',
  normalize: (p) => { const made = normalizeParts(p); return (p.startsWith('/') ? '/' : '') + made + (p.endsWith('/') && made ? '/' : '') || '.'; },
  join: (...parts) => { const all = parts.filter(Boolean).join('/'); return all ? path.normalize(all) : '.'; },
  resolve: (...parts) => {
    let made = '';
    for (const part of parts.reverse()) {
      if (!part) continue;
      made = made ? part + '/' + made : part;
      if (part.startsWith('/')) break;
    }
    if (!made.startsWith('/')) made = process.cwd() + '/' + made;
    return '/' + normalizeParts(made);
  },
  isAbsolute: (p) => p.startsWith('/'),
  basename: (p, end) => { const name = p.replace(/\/+$/, '').split('/').pop(); return end && name.endsWith(end) && name !== end ? name.slice(0, -end.length) : name; },
  dirname: (p) => { const bare = p.replace(/\/+$/, ''), at = bare.lastIndexOf('/'); return at < 0 ? '.' : at === 0 ? '/' : bare.slice(0, at); },
  extname: (p) => { const name = path.basename(p), at = name.lastIndexOf('.'); return at <= 0 ? '' : name.slice(at); },
  parse: (p) => { const base = path.basename(p), ext = path.extname(p); return { root: p.startsWith('/') ? '/' : '', dir: p.includes('/') ? path.dirname(p) : '', base, ext, name: base.slice(0, base.length - ext.length) }; },
  format: (o) => (o.dir ? o.dir + '/' : o.root || '') + (o.base || (o.name || '') + (o.ext || '')),
  relative: (from, to) => {
    const a = path.resolve(from).split('/').filter(Boolean), b = path.resolve(to).split('/').filter(Boolean);
    let same = 0;
    while (same < a.length && a[same] === b[same]) same++;
    return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/');
  },
};
path.posix = path;
module.exports = path;
`,
  os: String.raw`
const fs = require('fs');
const read = (path, otherwise = '') => (fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : otherwise);
const meminfo = (name) => Number(new RegExp('^' + name + ':\\s+(\\d+)', 'm').exec(read('/proc/meminfo'))?.[1] ?? 0) * 1024;
const count = () => (read('/proc/cpuinfo').match(/^processor/gm) ?? ['']).length;
module.exports = {
  EOL: '\n',
  hostname: () => read('/proc/sys/kernel/hostname').trim(),
  platform: () => 'linux',
  type: () => 'Linux',
  arch: () => 'x64',
  machine: () => 'x86_64',
  release: () => native.release(),
  uptime: () => Number(read('/proc/uptime', '0').split(' ')[0]),
  totalmem: () => meminfo('MemTotal'),
  freemem: () => meminfo('MemAvailable'),
  loadavg: () => read('/proc/loadavg', '0 0 0').split(' ').slice(0, 3).map(Number),
  cpus: () => Array.from({ length: count() }, () => ({ model: /^model name\s*: (.*)$/m.exec(read('/proc/cpuinfo'))?.[1] ?? '', speed: 0, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } })),
  availableParallelism: count,
  homedir: () => process.env.HOME ?? '/root',
  tmpdir: () => process.env.TMPDIR ?? '/tmp',
  endianness: () => 'LE',
  userInfo: () => {
    const uid = process.getuid(), line = read('/etc/passwd').split('\n').map((one) => one.split(':')).find((one) => Number(one[2]) === uid) ?? [];
    return { uid, gid: process.getgid(), username: line[0] ?? String(uid), homedir: line[5] ?? '/', shell: line[6] ?? null };
  },
  networkInterfaces: () => Object.fromEntries(native.networkInterfaces().map(({ name, address, mac, cidr }) => [name, [{ address, netmask: '255.255.0.0', family: 'IPv4', mac, internal: name === 'lo', cidr }]])),
};
`,
  util: String.raw`
const inspect = (value, options) => native.inspect(value, options);
inspect.custom = Symbol.for('nodejs.util.inspect.custom');
module.exports = {
  inspect,
  format: (...args) => native.format(args),
  promisify: (f) => (...args) => new Promise((resolve, reject) => f(...args, (error, value) => (error ? reject(error) : resolve(value)))),
  callbackify: (f) => (...args) => { const done = args.pop(); f(...args).then((value) => done(null, value), done); },
  inherits: (a, b) => { Object.setPrototypeOf(a.prototype, b.prototype); },
  deprecate: (f) => f,
  isDeepStrictEqual: (a, b) => { try { require('assert').deepStrictEqual(a, b); return true; } catch { return false; } },
  types: { isPromise: (value) => value instanceof Promise, isDate: (value) => value instanceof Date, isRegExp: (value) => value instanceof RegExp },
};
`,
  assert: String.raw`
class AssertionError extends Error {
  constructor({ message, actual, expected, operator }) {
    super(message);
    this.generatedMessage = false;
    this.code = 'ERR_ASSERTION';
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
  }
  get name() { return 'AssertionError'; }
}
const equal = (a, b) => {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (a instanceof Date) return a.getTime() === b.getTime();
  if (a instanceof Map || a instanceof Set) return a.size === b.size && equal([...a], [...b]);
  const x = Object.keys(a), y = Object.keys(b);
  return x.length === y.length && x.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
};
const fail = (given, message, actual, expected, operator) => { throw given instanceof Error ? given : new AssertionError({ message: given ?? message, actual, expected, operator }); };
const show = (value) => native.show(value);
const assert = (value, message) => { if (!value) fail(message, 'The expression evaluated to a falsy value', value, true, '=='); };
Object.assign(assert, {
  AssertionError,
  ok: assert,
  equal: (a, b, message) => { if (!(a == b)) fail(message, show(a) + ' == ' + show(b), a, b, '=='); },
  notEqual: (a, b, message) => { if (a == b) fail(message, show(a) + ' != ' + show(b), a, b, '!='); },
  strictEqual: (a, b, message) => { if (!Object.is(a, b)) fail(message, 'Expected values to be strictly equal:\n\n' + show(a) + ' !== ' + show(b) + '\n', a, b, 'strictEqual'); },
  notStrictEqual: (a, b, message) => { if (Object.is(a, b)) fail(message, 'Expected "actual" to be strictly unequal to: ' + show(b), a, b, 'notStrictEqual'); },
  deepStrictEqual: (a, b, message) => { if (!equal(a, b)) fail(message, 'Expected values to be strictly deep-equal:\n' + show(a) + '\n\nshould loosely deep-equal\n\n' + show(b), a, b, 'deepStrictEqual'); },
  deepEqual: (a, b, message) => assert.deepStrictEqual(a, b, message),
  throws: (f, expected, message) => { try { f(); } catch (error) { return; } fail(message, 'Missing expected exception.', undefined, expected, 'throws'); },
  fail: (message) => fail(message, 'Failed', undefined, undefined, 'fail'),
});
assert.strict = assert;
module.exports = assert;
`,
  fs: FS,
  stream: STREAM,
  'stream/promises': `module.exports = require('stream').promises;`,
  string_decoder: STRING_DECODER,
  'fs/promises': `module.exports = require('fs').promises;`,
  'path/posix': `module.exports = require('path');`,
  'assert/strict': `module.exports = require('assert');`,
  process: `module.exports = process;`,
  console: `module.exports = console;`,
  buffer: `module.exports = { Buffer };`,
  url: `module.exports = { URL, URLSearchParams, fileURLToPath: (url) => decodeURIComponent(String(url).replace('file://', '')), pathToFileURL: (path) => new URL('file://' + path) };`,
  timers: `module.exports = { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate, promises: require('timers/promises') };`,
  'timers/promises': TIMERS,
  perf_hooks: `module.exports = { performance };`,
  querystring: `module.exports = { parse: (text) => Object.fromEntries(new URLSearchParams(text)), stringify: (values) => new URLSearchParams(values).toString() };`,
  crypto: String.raw`
const hex = (count) => Array.from({ length: count * 2 }, () => Math.floor(native.random() * 16).toString(16)).join('');
class Digest {
  constructor(algorithm, key) {
    if (!native.hashNames().includes(String(algorithm).toLowerCase())) throw new Error(key === undefined ? 'Digest method not supported' : 'Invalid digest: ' + algorithm);
    native.hide(this, '_algorithm', String(algorithm).toLowerCase());
    native.hide(this, '_key', key);
    native.hide(this, '_pieces', []);
  }
  update(data, encoding) { this._pieces.push(typeof data === 'string' ? Buffer.from(data, encoding) : data); return this; }
  digest(encoding) {
    const made = native.hash(this._algorithm, Buffer.concat(this._pieces), this._key);
    return encoding === undefined ? made : made.toString(encoding);
  }
}
module.exports = {
  randomBytes: (size) => Buffer.from(hex(size), 'hex'),
  randomInt: (a, b) => (b === undefined ? Math.floor(native.random() * a) : a + Math.floor(native.random() * (b - a))),
  randomUUID: () => { const h = hex(16); return h.slice(0, 8) + '-' + h.slice(8, 12) + '-4' + h.slice(13, 16) + '-a' + h.slice(17, 20) + '-' + h.slice(20, 32); },
  createHash: (algorithm) => new Digest(algorithm),
  createHmac: (algorithm, key) => new Digest(algorithm, Buffer.from(key)),
  getHashes: () => native.hashNames(),
  timingSafeEqual: (a, b) => Buffer.compare(a, b) === 0,
};
`,
  child_process: String.raw`
const EventEmitter = require('events');
const shell = (command) => ['/bin/sh', '-c', command];
const failed = (command, { status, signal, stdout, stderr }) => { const error = new Error('Command failed: ' + command + (stderr.length > 0 ? '\n' + stderr.toString() : '')); Object.assign(error, { status, signal, stdout, stderr }); return error; };
const text = (data, options) => (options?.encoding && options.encoding !== 'buffer' ? data.toString() : data);
const run = (words, options) => native.spawn(words, { inherit: options?.stdio === 'inherit', cwd: options?.cwd, env: options?.env });
module.exports = {
  execSync: (command, options) => {
    const done = run(shell(command), options);
    if (options?.stdio === undefined) process.stderr.write(done.stderr);
    if (done.status !== 0) throw failed(command, done);
    return options?.stdio === 'inherit' ? null : text(done.stdout, options);
  },
  execFileSync: (file, args = [], options) => { const done = run([file, ...args], options); if (done.status !== 0) throw failed([file, ...args].join(' '), done); return text(done.stdout, options); },
  spawnSync: (file, args = [], options) => {
    try { const done = run(options?.shell ? shell([file, ...args].join(' ')) : [file, ...args], options); return { ...done, stdout: text(done.stdout, options), stderr: text(done.stderr, options) }; } catch (error) { return { error, status: null, signal: null, stdout: null, stderr: null }; }
  },
  exec: (command, options, done = options) => {
    native.spawn(shell(command), typeof options === 'object' ? options : {}, (result) => {
      if (typeof done !== 'function') return;
      let error = null;
      if (result.status !== 0) { error = new Error('Command failed: ' + command + '\n' + result.stderr.toString()); Object.assign(error, { code: result.status, killed: false, signal: result.signal, cmd: command }); }
      done(error, result.stdout.toString(), result.stderr.toString());
    });
  },
  spawn: (file, args = [], options = {}) => {
    const child = new EventEmitter();
    child.stdout = new EventEmitter();
    child.stderr = new EventEmitter();
    child.stdout.setEncoding = child.stderr.setEncoding = () => {};
    try {
      child.pid = native.spawn(options.shell ? shell([file, ...args].join(' ')) : [file, ...args], { inherit: options.stdio === 'inherit', cwd: options.cwd, env: options.env }, (result) => {
        if (result.stdout.length > 0) child.stdout.emit('data', result.stdout);
        if (result.stderr.length > 0) child.stderr.emit('data', result.stderr);
        child.emit('exit', result.status, result.signal);
        child.emit('close', result.status, result.signal);
      });
    } catch (error) { native.later(() => child.emit('error', error)); }
    child.kill = (signal) => process.kill(child.pid, signal);
    return child;
  },
};
`,
  readline: READLINE,
  'readline/promises': `module.exports = require('readline').promises;`,
};
