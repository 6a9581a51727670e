/** What process is beyond its facts, written in JavaScript over `native`. */
export const PROCESS = String.raw`
const EventEmitter = require('events');
Object.setPrototypeOf(process, Object.create(EventEmitter.prototype));
native.hide(Object.getPrototypeOf(process), 'constructor', native.renamed('process', function process() {}));
for (const name of ['_events', '_eventsCount', '_maxListeners']) native.hide(process, name, name === '_eventsCount' ? 0 : undefined);
const exiting = { isDone: false };
native.hide(process, '_added', (name) => { if (typeof name === 'string' && name.startsWith('SIG')) native.onSignal(name, (...args) => process.emit(name, ...args)); });
const remove = process.removeListener;
native.hide(process, 'removeListener', (name, f) => { remove.call(process, name, f); if (typeof name === 'string' && name.startsWith('SIG') && process.listenerCount(name) === 0) native.onSignal(name); return process; });
native.hide(process, 'off', process.removeListener);
const removeAll = process.removeAllListeners;
native.hide(process, 'removeAllListeners', (name) => { const gone = name === undefined ? process.eventNames() : [name]; removeAll.call(process, name); for (const one of gone) if (typeof one === 'string' && one.startsWith('SIG')) native.onSignal(one); return process; });
native.hide(process, '_exiting', (code) => { if (exiting.isDone) return; exiting.isDone = true; process.emit('exit', code); });
native.hide(process, '_idle', (code) => process.emit('beforeExit', code));
native.hide(process, '_uncaught', (error, origin) => {
  if (process.listenerCount('uncaughtExceptionMonitor') > 0) process.emit('uncaughtExceptionMonitor', error, origin);
  if (process.listenerCount('uncaughtException') === 0) return false;
  process.emit('uncaughtException', error, origin);
  return true;
});
native.hide(process, '_unhandled', (reason, promise) => process.listenerCount('unhandledRejection') > 0 && (process.emit('unhandledRejection', reason, promise), true));
process.exit = native.renamed('exit', (code) => {
  if (code !== undefined && code !== null) {
    const isWhole = Number.isInteger(typeof code === 'string' && code !== '' ? Number(code) : code);
    if (!isWhole) throw typeof code === 'number' ? native.inside(native.fault('RangeError', 'ERR_OUT_OF_RANGE', 'The value of "code" is out of range. It must be an integer. Received ' + native.show(code)), '', 'argument') : native.badArgument('code', 'of type number', code);
    process.exitCode = code;
  }
  process.reallyExit(process.exitCode);
});
let Writable, Readable;
const output = (isError) => {
  Writable ??= require('stream').Writable;
  const fd = isError ? 2 : 1;
  const stream = new Writable({ decodeStrings: false, write(data, encoding, done) { native.write(isError, typeof data === 'string' ? Buffer.from(data, encoding) : data); done(); } });
  stream.fd = fd;
  stream._type = native.isTTY(fd) ? 'tty' : 'pipe';
  native.hide(stream, '_type', stream._type);
  if (native.isTTY(fd)) {
    stream.isTTY = true;
    const { columns, rows } = native.terminalSize(fd);
    stream.columns = columns;
    stream.rows = rows;
    Object.assign(stream, { getWindowSize: () => [stream.columns, stream.rows], hasColors: () => true, getColorDepth: () => 8 });
    for (const name of ['clearLine', 'cursorTo', 'moveCursor', 'clearScreenDown']) stream[name] = (...args) => require('readline')[name](stream, ...args);
  }
  native.hide(stream, 'destroy', () => stream);
  native.hide(stream, 'end', (data) => { if (data !== undefined) stream.write(data); return stream; });
  return stream;
};
const input = () => {
  Readable ??= require('stream').Readable;
  let isReading = false;
  const stream = new Readable({
    highWaterMark: 65536,
    read() {
      if (isReading) return;
      isReading = true;
      native.readLater(0, 65536, (error, data) => { isReading = false; if (error) stream.destroy(error); else stream.push(data.length > 0 ? data : null); });
    },
  });
  stream.fd = 0;
  if (native.isTTY(0)) { stream.isTTY = true; stream.isRaw = false; stream.setRawMode = () => stream; }
  stream.ref = () => stream;
  stream.unref = () => stream;
  const pause = stream.pause;
  native.hide(stream, 'pause', () => { pause.call(stream); native.stopReading(0); isReading = false; return stream; });
  return stream;
};
const lazily = (name, make) => {
  let made;
  Object.defineProperty(process, name, { get: () => (made ??= make()), set: (value) => { made = value; }, enumerable: true, configurable: true });
};
lazily('stdout', () => output(false));
lazily('stderr', () => output(true));
lazily('stdin', input);
const hinted = { trace: false, deprecation: false };
process.emitWarning = native.renamed('emitWarning', (warning, options, code) => {
  const type = typeof options === 'object' && options !== null ? options.type : typeof options === 'string' ? options : undefined;
  const own = typeof options === 'object' && options !== null ? options.code : code;
  const made = warning instanceof Error ? warning : new Error(String(warning));
  if (!(warning instanceof Error)) { native.hide(made, 'name', type ?? 'Warning'); if (own !== undefined) made.code = own; }
  if (typeof options === 'object' && options?.detail) made.detail = options.detail;
  process.nextTick(() => {
    process.emit('warning', made);
    if (process.env.NODE_NO_WARNINGS === '1' || native.flag('no-warnings')) return;
    if (made.name === 'DeprecationWarning' && native.flag('no-deprecation')) return;
    const head = '(node:' + process.pid + ') ' + (made.code ? '[' + made.code + '] ' : '');
    const isDeprecation = made.name === 'DeprecationWarning';
    native.write(true, head + (native.flag('trace-warnings') || (isDeprecation && native.flag('trace-deprecation')) ? made.stack : made.name + ': ' + made.message) + '\n' + (made.detail ? made.detail + '\n' : ''));
    const flag = isDeprecation ? 'trace-deprecation' : 'trace-warnings';
    if (!hinted.trace && !native.flag(flag)) { hinted.trace = true; native.write(true, '(Use ' + '\x60node --' + flag + ' ...\x60' + ' to show where the warning was created)\n'); }
  });
});
Object.assign(process, { config: { target_defaults: {}, variables: {} }, features: { inspector: true, debug: false, uv: true, ipv6: true, tls_alpn: true, tls_sni: true, tls_ocsp: true, tls: true, cached_builtins: true }, allowedNodeEnvironmentFlags: new Set() });
const usage = () => Math.round(native.uptime() * 300);
native.methods(process, {
  cpuUsage(before) { const user = usage(), system = Math.round(user / 4); return before ? { user: user - before.user, system: system - before.system } : { user, system }; },
  resourceUsage() { return { userCPUTime: usage(), systemCPUTime: Math.round(usage() / 4), maxRSS: 45000, sharedMemorySize: 0, unsharedDataSize: 0, unsharedStackSize: 0, minorPageFault: 0, majorPageFault: 0, swappedOut: 0, fsRead: 0, fsWrite: 0, ipcSent: 0, ipcReceived: 0, signalsCount: 0, voluntaryContextSwitches: 0, involuntaryContextSwitches: 0 }; },
  availableMemory() { return require('os').freemem(); },
  constrainedMemory() { return native.memoryLimit(); },
  setUncaughtExceptionCaptureCallback() { return native.notModelled('process.setUncaughtExceptionCaptureCallback'); },
  getActiveResourcesInfo() { return []; },
  loadEnvFile(path = '.env') { for (const [name, value] of Object.entries(native.parseEnv(require('fs').readFileSync(path, 'utf8')))) process.env[name] ??= value; },
  setSourceMapsEnabled() {},
});
process.memoryUsage.rss = () => process.memoryUsage().rss;
`;
