/** The module child_process, written in JavaScript over `native`. */
export const CHILD_PROCESS = String.raw`
const EventEmitter = require('events');
const { setTimeout: start } = global;
const { Readable, Writable } = require('stream');
const shellOf = (options) => (typeof options?.shell === 'string' ? options.shell : '/bin/sh');
const wordsOf = (file, args, options) => (options?.shell ? [shellOf(options), '-c', [file, ...args].join(' ')] : [file, ...args]);
const text = (data, options) => (options?.encoding && options.encoding !== 'buffer' ? data.toString(options.encoding) : data);
const spawnFault = (error, file, args, isSync) => {
  const code = error.code ?? 'ENOENT', made = new Error((isSync ? 'spawnSync ' : 'spawn ') + file + ' ' + code);
  Object.assign(made, { errno: error.errno ?? -2, code, syscall: (isSync ? 'spawnSync ' : 'spawn ') + file, path: file, spawnargs: args });
  return made;
};
const spawnSync = (file, args = [], given = undefined) => {
  const [list, options] = Array.isArray(args) ? [args, given] : [[], args];
  const inherits = options?.stdio === 'inherit' || (Array.isArray(options?.stdio) && options.stdio[1] === 'inherit');
  try {
    const done = native.spawn(wordsOf(file, list, options), { inherit: inherits, input: options?.input, cwd: options?.cwd, env: options?.env });
    const out = inherits ? null : text(done.stdout, options), err = inherits ? null : text(done.stderr, options);
    return { status: done.status, signal: done.signal, output: [null, out, err], pid: done.pid, stdout: out, stderr: err };
  } catch (error) { return { error: spawnFault(error, file, list, true), status: null, signal: null, output: null, pid: 0, stdout: null, stderr: null }; }
};
const checked = (made, command, options, isExec) => {
  if (options?.stdio === undefined && made.stderr?.length > 0) native.write(true, Buffer.from(made.stderr));
  if (made.error) throw made.error;
  if (made.status === 0) return made.stdout;
  const error = new Error('Command failed: ' + command + (made.stderr?.length > 0 ? '\n' + made.stderr.toString() : ''));
  Object.assign(error, made);
  throw native.inside(error, isExec ? 'execSync' : '', 'execSync');
};
class ChildProcess extends EventEmitter {
  constructor() { super(); this._closesNeeded = 1; this._closesGot = 0; this.connected = false; this.signalCode = null; this.exitCode = null; this.killed = false; this.spawnfile = null; }
  kill(signal = 'SIGTERM') { if (this.exitCode !== null || this.signalCode !== null || this.pid === undefined) return false; try { process.kill(this.pid, signal); this.killed = true; return true; } catch { return false; } }
  ref() {}
  unref() { native.unrefChild(this.pid); }
  send() { return native.notModelled('messages between Node processes'); }
}
const spawn = (file, args, given) => {
  if (typeof file !== 'string') throw native.badArgument('file', 'of type string', file);
  const [list, options] = Array.isArray(args) ? [args, given ?? {}] : [[], args ?? {}];
  const stdio = typeof options.stdio === 'string' ? [options.stdio, options.stdio, options.stdio] : (options.stdio ?? ['pipe', 'pipe', 'pipe']);
  const child = new ChildProcess(), words = wordsOf(file, list, options);
  child.spawnfile = words[0];
  child.spawnargs = words;
  child.stdin = child.stdout = child.stderr = null;
  const kinds = [0, 1, 2].map((fd) => { const one = stdio[fd] ?? 'pipe'; return one?._handleFd ?? one?.fd ?? one; });
  let made;
  try { made = native.spawnLive(words, { kinds, cwd: options.cwd, env: options.env }); }
  catch (error) {
    native.forget(error);
    const failed = native.forget(spawnFault(error, words[0], list));
    native.hide(child, '_emitsFrom', 'spawned');
    for (const fd of [1, 2]) if (kinds[fd] === 'pipe') child[fd === 1 ? 'stdout' : 'stderr'] = Readable.from([]);
    if (kinds[0] === 'pipe') child.stdin = new Writable({ write(data, encoding, done) { done(); } });
    process.nextTick(() => { child.exitCode = failed.errno; child.emit('error', failed); });
    native.later(() => child.emit('close', failed.errno, null));
    return child;
  }
  child.pid = made.pid;
  const closes = { left: 1 };
  const over = () => { if (--closes.left === 0) child.emit('close', child.exitCode, child.signalCode); };
  const reader = (fd) => {
    closes.left++;
    let isReading = false;
    const stream = new Readable({ read() { if (isReading) return; isReading = true; native.readLater(fd, 65536, (error, data) => { isReading = false; if (error || data.length === 0) { native.closeFd(fd); stream.push(null); stream.resumeIfIdle?.(); } else stream.push(data); }); } });
    stream.on('close', over);
    return stream;
  };
  if (made.stdin !== undefined) child.stdin = new Writable({ write(data, encoding, done) { try { native.writeFd(made.stdin, data); done(); } catch (error) { done(native.forget(error)); } }, final(done) { native.closeFd(made.stdin); done(); }, destroy(error, done) { done(error); } });
  if (made.stdout !== undefined) child.stdout = reader(made.stdout);
  if (made.stderr !== undefined) child.stderr = reader(made.stderr);
  child.stdio = [child.stdin, child.stdout, child.stderr];
  native.waitLater(made.pid, (status, signal) => {
    child.exitCode = status;
    child.signalCode = signal;
    child.stdin?.destroy();
    child.emit('exit', status, signal);
    process.nextTick(() => { for (const one of [child.stdout, child.stderr]) if (one && one.readableFlowing === null && one.listenerCount('readable') === 0) one.resume(); });
    over();
  });
  process.nextTick(() => child.emit('spawn'));
  if (options.timeout > 0) start(() => child.kill(options.killSignal), options.timeout).unref();
  options.signal?.addEventListener('abort', () => { child.kill(options.killSignal); child.emit('error', native.aborted(options.signal.reason)); }, { once: true });
  return child;
};
const execFile = (file, args, options, given) => {
  let [list, own, done] = [args, options, given];
  if (typeof list === 'function') [list, own, done] = [[], undefined, list];
  else if (!Array.isArray(list)) [list, own, done] = [[], list, own];
  if (typeof own === 'function') [own, done] = [undefined, own];
  const child = spawn(file, list, own), out = [], err = [];
  const command = own?._command ?? [file, ...list].join(' ');
  let failed;
  child.stdout?.on('data', (data) => out.push(data));
  child.stderr?.on('data', (data) => err.push(data));
  child.on('error', (error) => { failed = error; finish(); });
  let isOver = false;
  const finish = (status, signal) => {
    if (isOver) return;
    isOver = true;
    if (!done) return;
    const asText = (parts) => (own?.encoding === 'buffer' || own?.encoding === null ? Buffer.concat(parts) : Buffer.concat(parts).toString(own?.encoding));
    const [stdout, stderr] = [asText(out), asText(err)];
    if (failed) { failed.cmd = command; done(failed, '', ''); return; }
    if (status === 0 && signal === null) { done(null, stdout, stderr); return; }
    const error = native.forget(new Error('Command failed: ' + command + '\n' + stderr));
    Object.assign(error, { code: status, killed: child.killed, signal, cmd: command });
    done(error, stdout, stderr);
  };
  child.on('close', finish);
  return child;
};
const exec = (command, options, done) => { const own = typeof options === 'function' ? {} : { ...options }, callback = typeof options === 'function' ? options : done; return execFile(command, [], { ...own, shell: own.shell ?? true, _command: command }, callback); };
const custom = Symbol.for('nodejs.util.promisify.custom');
const later = (f) => (...args) => { let child; const promise = new Promise((resolve, reject) => { child = f(...args, (error, stdout, stderr) => { if (error) reject(Object.assign(error, { stdout, stderr })); else resolve({ stdout, stderr }); }); }); promise.child = child; return promise; };
native.hide(exec, custom, later(exec));
native.hide(execFile, custom, later(execFile));
module.exports = {
  ChildProcess, spawn, spawnSync, exec, execFile,
  execSync: (command, options) => checked(spawnSync(command, [], { ...options, shell: options?.shell ?? true }), command, options, true),
  execFileSync: (file, args, options) => { const list = Array.isArray(args) ? args : [], own = Array.isArray(args) ? options : args; return checked(spawnSync(file, list, own), [file, ...list].join(' '), own, false); },
  fork: () => native.notModelled('child_process.fork'),
};
`;
