/** What process is beyond its facts, written in JavaScript over `native`. */
export const PROCESS = String.raw`
const EventEmitter = require('events');
Object.setPrototypeOf(process, Object.create(EventEmitter.prototype));
native.hide(Object.getPrototypeOf(process), 'constructor', function process() {});
const on = process.on;
const exiting = { isDone: false };
native.hide(process, '_added', (name) => { if (typeof name === 'string' && name.startsWith('SIG')) native.onSignal(name, (...args) => process.emit(name, ...args)); });
native.hide(process, '_exiting', (code) => { if (exiting.isDone) return; exiting.isDone = true; process.emit('exit', code); });
native.hide(process, '_uncaught', (error) => process.listenerCount('uncaughtException') > 0 && (process.emit('uncaughtException', error, 'uncaughtException'), true));
native.hide(process, '_unhandled', (reason, promise) => process.listenerCount('unhandledRejection') > 0 && (process.emit('unhandledRejection', reason, promise), true));
process.exit = (code) => { if (code !== undefined) process.exitCode = code; process.reallyExit(code); };
const output = (isError) => {
  const stream = new EventEmitter();
  stream.write = (data, encoding, done) => { native.write(isError, data); const after = typeof encoding === 'function' ? encoding : done; if (after) process.nextTick(after); return true; };
  stream.end = (data) => { if (data !== undefined) stream.write(data); };
  stream.fd = isError ? 2 : 1;
  stream.writable = true;
  return stream;
};
process.stdout = output(false);
process.stderr = output(true);
const stdin = (process.stdin = new EventEmitter());
stdin.fd = 0;
stdin.setEncoding = (name) => { stdin.encoding = name; return stdin; };
stdin.resume = stdin.pause = stdin.unref = () => stdin;
native.hide(stdin, '_added', (name) => {
  if ((name !== 'data' && name !== 'end') || stdin._isRead) return;
  native.hide(stdin, '_isRead', true);
  native.later(() => { const data = native.readStdin(); if (data.length > 0) stdin.emit('data', stdin.encoding ? data.toString() : data); stdin.emit('end'); });
});
process.emitWarning = (warning) => { process.stderr.write('(node:' + process.pid + ') ' + (warning instanceof Error ? warning : 'Warning: ' + warning) + '\n(Use ' + '\x60node --trace-warnings ...\x60' + ' to show where the warning was created)\n'); };
`;
