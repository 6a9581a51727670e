/** Node's modules, written in JavaScript over `native`: as much of each as small programs use. */
import { CHILD_PROCESS } from './child-process';
import { CRYPTO } from './crypto';
import { EVENTS } from './events';
import { FS } from './fs';
import { READLINE } from './readline';
import { TIMERS } from './timers';
import { ASSERT, UTIL } from './util';
import { QUERYSTRING, URL_MODULE } from './url';
import { ZLIB } from './zlib';
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
const text = (name, value) => { if (typeof value !== 'string') throw native.badArgument(name, 'of type string', value); };
for (const [name, f] of Object.entries(path)) {
  if (typeof f !== 'function') continue;
  path[name] = native.renamed(name, (...args) => {
    if (name === 'join') args.forEach((one) => text('path', one));
    else if (name === 'resolve') args.forEach((one, i) => text('paths[' + i + ']', one));
    else if (name === 'relative') { text('from', args[0]); text('to', args[1]); }
    else if (name !== 'format') { text('path', args[0]); if (name === 'basename' && args[1] !== undefined) text('suffix', args[1]); }
    else if (typeof args[0] !== 'object' || args[0] === null) throw native.badArgument('pathObject', 'of type object', args[0]);
    return f(...args);
  });
}
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
  tmpdir: () => (process.env.TMPDIR ?? '/tmp').replace(/(.)\/$/, '$1'),
  version: () => native.kernelVersion(),
  devNull: '/dev/null',
  getPriority: () => 0,
  constants: { signals: native.signalNumbers(), errno: native.errnoNumbers(), priority: { PRIORITY_LOW: 19, PRIORITY_BELOW_NORMAL: 10, PRIORITY_NORMAL: 0, PRIORITY_ABOVE_NORMAL: -7, PRIORITY_HIGH: -14, PRIORITY_HIGHEST: -20 } },
  endianness: () => 'LE',
  userInfo: () => {
    const uid = process.getuid(), line = read('/etc/passwd').split('\n').map((one) => one.split(':')).find((one) => Number(one[2]) === uid) ?? [];
    return { uid, gid: process.getgid(), username: line[0] ?? String(uid), homedir: line[5] ?? '/', shell: line[6] ?? null };
  },
  networkInterfaces: () => Object.fromEntries(native.networkInterfaces().map(({ name, address, mac, cidr }) => [name, [{ address, netmask: '255.255.0.0', family: 'IPv4', mac, internal: name === 'lo', cidr }]])),
};
`,
  util: UTIL,
  assert: ASSERT,
  fs: FS,
  stream: STREAM,
  'stream/promises': `module.exports = require('stream').promises;`,
  string_decoder: STRING_DECODER,
  'fs/promises': `module.exports = require('fs').promises;`,
  'path/posix': `module.exports = require('path');`,
  'assert/strict': `module.exports = require('assert').strict;`,
  sys: `module.exports = require('util');`,
  'util/types': `module.exports = require('util').types;`,
  constants: `module.exports = { ...require('os').constants.signals, ...require('fs').constants };`,
  diagnostics_channel: `module.exports = { channel: (name) => ({ name, hasSubscribers: false, publish() {}, subscribe() {}, unsubscribe() { return false; } }), hasSubscribers: () => false };`,
  zlib: ZLIB,
  process: `module.exports = process;`,
  console: `module.exports = console;`,
  buffer: `module.exports = { Buffer, kMaxLength: 9007199254740991, kStringMaxLength: 536870888, constants: { MAX_LENGTH: 9007199254740991, MAX_STRING_LENGTH: 536870888 }, btoa, atob };`,
  url: URL_MODULE,
  timers: `module.exports = { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate, promises: require('timers/promises') };`,
  'timers/promises': TIMERS,
  perf_hooks: `module.exports = { performance };`,
  querystring: QUERYSTRING,
  crypto: CRYPTO,
  child_process: CHILD_PROCESS,
  readline: READLINE,
  'readline/promises': `module.exports = require('readline').promises;`,
};
