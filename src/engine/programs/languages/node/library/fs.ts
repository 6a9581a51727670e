/** The module fs, written in JavaScript over `native`: calls that answer at once, later, and by promises; streams of files. */
export const FS = String.raw`
const encodingOf = (options) => (typeof options === 'string' ? options : options?.encoding);
const constants = { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, COPYFILE_EXCL: 1, COPYFILE_FICLONE: 2, O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, O_CREAT: 64, O_EXCL: 128, O_TRUNC: 512, O_APPEND: 1024, S_IFMT: 61440, S_IFREG: 32768, S_IFDIR: 16384, S_IFLNK: 40960 };
const nsOf = (ms) => BigInt(Math.floor(ms)) * 1000000n;
class Stats {
  constructor(facts) {
    const { kind, mode, uid, gid, size, mtimeMs, ctimeMs, nlink, ino, dev } = facts;
    native.hide(this, '_kind', kind);
    Object.assign(this, { dev, mode, nlink, uid, gid, rdev: 0, blksize: 4096, ino, size, blocks: Math.ceil(size / 4096) * 8, atimeMs: mtimeMs, mtimeMs, ctimeMs, birthtimeMs: ctimeMs });
    for (const name of ['atime', 'mtime', 'ctime', 'birthtime']) native.hide(this, name, new Date(this[name + 'Ms']));
  }
  isFile() { return this._kind === 'file'; }
  isDirectory() { return this._kind === 'directory'; }
  isSymbolicLink() { return this._kind === 'symlink'; }
  isFIFO() { return this._kind === 'fifo'; }
  isSocket() { return this._kind === 'socket'; }
  isCharacterDevice() { return this._kind === 'character'; }
  isBlockDevice() { return this._kind === 'block'; }
}
class Dirent {
  constructor(name, parentPath, kind) { this.name = name; this.parentPath = parentPath; this.path = parentPath; const type = Symbol('type'); this[type] = { file: 1, directory: 2, symlink: 3 }[kind] ?? 0; native.hide(this, '_kind', kind); }
}
for (const name of ['isFile', 'isDirectory', 'isSymbolicLink', 'isFIFO', 'isSocket', 'isCharacterDevice', 'isBlockDevice']) native.hide(Dirent.prototype, name, Stats.prototype[name]);
const join = (a, b) => (a === '' || a.endsWith('/') ? a + b : a + '/' + b);
const textOf = (path) => (typeof path === 'string' ? path : path instanceof URL ? decodeURIComponent(path.pathname) : Buffer.isBuffer(path) ? path.toString() : path);
const bytesOf = (data, encoding) => { if (typeof data === 'string') return Buffer.from(data, encoding); if (data instanceof Uint8Array) return data; throw native.badArgument('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data); };
const FLAGS = { r: {}, 'r+': { write: true }, rs: {}, w: { write: true, only: true, create: true, truncate: true }, 'w+': { write: true, create: true, truncate: true }, wx: { write: true, only: true, create: true, truncate: true, exclusive: true }, 'wx+': { write: true, create: true, exclusive: true }, a: { write: true, only: true, create: true, append: true }, 'a+': { write: true, create: true, append: true }, ax: { write: true, only: true, create: true, append: true, exclusive: true } };
const flagsOf = (flags) => {
  if (typeof flags === 'number') return { write: (flags & 3) !== 0, only: (flags & 3) === 1, create: (flags & 64) !== 0, exclusive: (flags & 128) !== 0, truncate: (flags & 512) !== 0, append: (flags & 1024) !== 0 };
  const found = FLAGS[flags ?? 'r'];
  if (!found) throw native.fault('TypeError', 'ERR_INVALID_ARG_VALUE', "The argument 'flags' is invalid. Received " + native.show(flags));
  return found;
};
const modeOf = (mode) => (typeof mode === 'string' ? parseInt(mode, 8) : mode);
const whole = (fd) => { const parts = []; for (;;) { const data = native.readFd(fd, 65536); if (data.length === 0) return Buffer.concat(parts); parts.push(data); } };
const sync = {
  open: (path, flags, mode) => native.open(textOf(path), flagsOf(flags), modeOf(mode)),
  close: (fd) => native.closeFd(fd),
  read: (fd, buffer, offset, length, position) => {
    if (offset !== null && typeof offset === 'object') ({ offset, length, position } = offset);
    const data = native.readFd(fd, length ?? buffer.length - (offset ?? 0), position ?? undefined);
    data.copy(buffer, offset ?? 0);
    return data.length;
  },
  write: (fd, data, offset, length, position) => {
    const bytes = typeof data === 'string' ? Buffer.from(data, length) : data.subarray(offset ?? 0, (offset ?? 0) + (length ?? data.length - (offset ?? 0)));
    native.writeFd(fd, bytes, (typeof data === 'string' ? offset : position) ?? undefined);
    return bytes.length;
  },
  fstat: (fd) => new Stats(native.fstat(fd)),
  fsync: () => undefined,
  fdatasync: () => undefined,
  readFile: (path, options) => {
    const encoding = encodingOf(options);
    if (path === 0 || path === '/dev/stdin') { const data = native.readStdin(); return encoding ? data.toString(encoding) : data; }
    if (typeof path === 'number') { const data = whole(path); return encoding ? data.toString(encoding) : data; }
    return native.readFile(textOf(path), encoding);
  },
  writeFile: (path, data, options) => {
    const bytes = bytesOf(data, encodingOf(options));
    if (typeof path === 'number') { native.writeFd(path, bytes); return; }
    const { append, exclusive } = flagsOf(options?.flag ?? 'w');
    if (exclusive && native.exists(textOf(path))) { native.closeFd(native.open(textOf(path), flagsOf('wx'))); }
    native.writeFile(textOf(path), bytes, append === true, modeOf(options?.mode));
  },
  appendFile: (path, data, options) => native.writeFile(textOf(path), bytesOf(data, encodingOf(options)), true, modeOf(options?.mode)),
  readdir: (given, options) => {
    const path = textOf(given), names = native.readdir(path), all = [];
    const one = (folder, name, shown) => { const kind = options?.withFileTypes || options?.recursive ? native.lstat(join(folder, name)).kind : ''; all.push(options?.withFileTypes ? new Dirent(name, folder, kind) : shown); return kind; };
    const folders = [];
    for (const name of names) if (one(path, name, name) === 'directory' && options?.recursive) folders.push(name);
    while (folders.length > 0) { const folder = folders.shift(); for (const name of native.readdir(join(path, folder))) if (one(join(path, folder), name, join(folder, name)) === 'directory') folders.push(join(folder, name)); }
    return all;
  },
  mkdir: (given, options) => {
    const path = textOf(given), mode = modeOf(typeof options === 'object' ? options?.mode : options);
    if (!options?.recursive) { native.mkdir(path, mode); return undefined; }
    if (native.exists(path)) { if (native.stat(path).kind !== 'directory') native.mkdir(path); return undefined; }
    const missing = [];
    let at = require('path').resolve(path);
    while (!native.exists(at)) { missing.unshift(at); at = require('path').dirname(at); }
    for (const one of missing) native.mkdir(one, mode, path);
    return missing[0];
  },
  mkdtemp: (prefix) => { const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'; const path = prefix + Array.from({ length: 6 }, () => letters[Math.floor(native.random() * letters.length)]).join(''); native.mkdir(path, 0o700); return path; },
  rm: (given, options) => {
    const path = textOf(given);
    if (options?.force && !native.existsHere(path)) return;
    if (native.lstat(path).kind !== 'directory') { native.unlink(path, 'rm'); return; }
    if (!options?.recursive) throw native.systemFault('ERR_FS_EISDIR', 'Path is a directory: rm returned EISDIR (is a directory) ' + path, { code: 'EISDIR', message: 'is a directory', path, syscall: 'rm', errno: 21 });
    for (const name of native.readdir(path)) sync.rm(join(path, name), options);
    native.rmdir(path);
  },
  rmdir: (path, options) => (options?.recursive ? sync.rm(path, options) : native.rmdir(textOf(path))),
  unlink: (path) => native.unlink(textOf(path)),
  rename: (from, to) => native.rename(textOf(from), textOf(to)),
  copyFile: (from, to, mode) => native.copyFile(textOf(from), textOf(to), mode === 1),
  cp: (from, to, options) => {
    if (native.stat(textOf(from)).kind !== 'directory') { sync.copyFile(from, to); return; }
    if (!options?.recursive) throw native.systemFault('ERR_FS_EISDIR', 'Recursive option not enabled, cannot copy a directory: cp returned EISDIR (' + from + ' is a directory (not copied)) ' + from, { message: from + ' is a directory (not copied)', path: from, syscall: 'cp', errno: 21, code: 'EISDIR' });
    if (!native.exists(textOf(to))) sync.mkdir(to, { recursive: true });
    for (const name of native.readdir(textOf(from))) sync.cp(join(textOf(from), name), join(textOf(to), name), options);
  },
  symlink: (target, path) => native.symlink(textOf(target), textOf(path)),
  link: (from, to) => native.link(textOf(from), textOf(to)),
  readlink: (path) => native.readlink(textOf(path)),
  realpath: (path) => native.realpath(textOf(path)),
  chmod: (path, mode) => native.chmod(textOf(path), modeOf(mode)),
  chown: (path, uid, gid) => native.chown(textOf(path), uid, gid),
  truncate: (path, length) => native.truncate(textOf(path), length ?? 0),
  utimes: (path, atime, mtime) => native.utimes(textOf(path), mtime instanceof Date ? mtime.getTime() : Number(mtime) * 1000),
  access: (path, mode) => native.access(textOf(path), mode),
  stat: (path, options) => (options?.throwIfNoEntry === false && !native.exists(textOf(path)) ? undefined : new Stats(native.stat(textOf(path)))),
  lstat: (path, options) => (options?.throwIfNoEntry === false && !native.existsHere(textOf(path)) ? undefined : new Stats(native.lstat(textOf(path)))),
};
const fs = module.exports;
const promises = {};
Object.assign(fs, { constants, Stats, Dirent, F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, existsSync: (path) => { try { return native.exists(textOf(path)); } catch { return false; } } });
native.hide(fs, 'promises', promises);
const WITH_NAMES = new Set(['readFile', 'open', 'readdir', 'stat', 'mkdir']);
for (const [name, f] of Object.entries(sync)) {
  fs[name + 'Sync'] = native.renamed(name + 'Sync', f);
  fs[name] = native.renamed(name, (...args) => {
    const done = args.pop();
    if (typeof done !== 'function') throw native.badArgument('cb', 'of type function', done);
    native.checkPath(name, args[0]);
    let result, failed = null;
    try { result = f(...args); } catch (error) { native.forget(error); failed = error; }
    native.laterFile(name, () => { if (failed) done(failed); else if (result === undefined) done(null); else if (name === 'read' || name === 'write') done(null, result, args[1]); else done(null, result); });
  });
  promises[name] = native.renamed(name, (...args) => {
    const promise = new Promise((resolve, reject) => {
      let result, failed;
      try { result = f(...args); } catch (error) { failed = error; }
      native.laterFile(name, () => { if (failed) reject(native.lateError(failed, promise, name)); else resolve(result); });
    });
    return promise;
  });
}
fs.exists = (path, done) => { const found = fs.existsSync(path); native.later(() => done(found)); };
fs.opendirSync = (path) => { const all = sync.readdir(path, { withFileTypes: true }); return { path, readSync: () => all.shift() ?? null, read: async () => all.shift() ?? null, closeSync() {}, close: async () => {}, async *[Symbol.asyncIterator]() { while (all.length > 0) yield all.shift(); } }; };
promises.opendir = async (path) => fs.opendirSync(path);
fs.watch = () => native.notModelled('fs.watch');
fs.watchFile = () => native.notModelled('fs.watchFile');
promises.watch = () => native.notModelled('fs.promises.watch');
promises.constants = constants;
class FileHandle {
  constructor(fd) { native.hide(this, 'fd', fd); }
  async readFile(options) { const data = whole(this.fd), encoding = encodingOf(options); return encoding ? data.toString(encoding) : data; }
  async writeFile(data, options) { native.writeFd(this.fd, bytesOf(data, encodingOf(options))); }
  async appendFile(data, options) { native.writeFd(this.fd, bytesOf(data, encodingOf(options))); }
  async read(buffer, offset, length, position) { if (buffer === undefined || !(buffer instanceof Uint8Array)) { const options = buffer ?? {}; buffer = options.buffer ?? Buffer.alloc(16384); ({ offset, length, position } = options); } return { bytesRead: sync.read(this.fd, buffer, offset, length, position), buffer }; }
  async write(data, offset, length, position) { return { bytesWritten: sync.write(this.fd, data, offset, length, position), buffer: data }; }
  async stat() { return sync.fstat(this.fd); }
  async close() { if (!this.isClosed) { native.hide(this, 'isClosed', true); native.closeFd(this.fd); } }
  async sync() {}
  async truncate(length) { native.truncateFd?.(this.fd, length ?? 0); }
  createReadStream(options) { return new ReadStream(undefined, { ...options, fd: this.fd, autoClose: options?.autoClose }); }
  createWriteStream(options) { return new WriteStream(undefined, { ...options, fd: this.fd }); }
  readLines(options) { return require('readline').createInterface({ input: this.createReadStream(options), crlfDelay: Infinity }); }
}
const openHandle = promises.open;
promises.open = async (...args) => (finishClasses(),  new FileHandle(await openHandle(...args)));

// Streams of files

const late = {};
const streams = () => (late.stream ??= require('stream'));
const emitsFrom = (self) => native.hide(self, '_emitsFrom', 'streamEmit');
function ReadStream(path, given) {
  if (!(this instanceof ReadStream)) return new ReadStream(path, given);
  const options = typeof given === 'string' ? { encoding: given } : { ...given };
  this.fd = options.fd === undefined ? null : (options.fd.fd ?? options.fd);
  this.path = path === undefined ? undefined : textOf(path);
  if (this.fd === null && typeof this.path !== 'string') throw native.badArgument('path', 'of type string or an instance of Buffer or URL', path);
  this.flags = options.flags ?? 'r';
  this.mode = options.mode ?? 0o666;
  this.start = options.start;
  this.end = options.end ?? Infinity;
  this.pos = this.start;
  this.bytesRead = 0;
  native.hide(this, 'autoClose', options.autoClose !== false);
  emitsFrom(this);
  streams().Readable.call(this, { highWaterMark: 65536, ...options, autoDestroy: options.autoClose !== false });
}
function WriteStream(path, given) {
  if (!(this instanceof WriteStream)) return new WriteStream(path, given);
  const options = typeof given === 'string' ? { encoding: given } : { ...given };
  this.fd = options.fd === undefined ? null : (options.fd.fd ?? options.fd);
  this.path = path === undefined ? undefined : textOf(path);
  this.flags = options.flags ?? 'w';
  this.mode = options.mode ?? 0o666;
  this.start = options.start;
  this.pos = this.start;
  this.bytesWritten = 0;
  emitsFrom(this);
  streams().Writable.call(this, { ...options, decodeStrings: true, autoDestroy: options.autoClose !== false });
  if (options.encoding) this.setDefaultEncoding(options.encoding);
}
const openFirst = function (done) {
  if (this.fd !== null) { done(); return; }
  let fd, failed;
  try { fd = sync.open(this.path, this.flags, this.mode); } catch (error) { native.forget(error); failed = error; }
  native.later(() => { if (failed) { done(failed); return; } this.fd = fd; done(); this.emit('open', fd); this.emit('ready'); });
};
const closeLast = function (error, done) {
  const { fd } = this;
  this.fd = null;
  if (fd === null) { done(error); return; }
  if (fd > 2) native.closeFd(fd);
  native.later(done, error);
};
const finishClasses = () => {
  if (late.isDone) return;
  late.isDone = true;
  const { Readable, Writable } = streams();
  Object.setPrototypeOf(ReadStream.prototype, Readable.prototype);
  Object.setPrototypeOf(ReadStream, Readable);
  Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
  Object.setPrototypeOf(WriteStream, Writable);
  native.methods(ReadStream.prototype, {
    _construct: openFirst,
    _read(size) {
      const n = Math.min(size, this.pos === undefined ? (this.end - this.bytesRead + 1) : this.end - this.pos + 1);
      if (!(n > 0)) { this.push(null); return; }
      let data, failed;
      try { data = native.readFd(this.fd, n, this.pos); } catch (error) { native.forget(error); failed = error; }
      native.later(() => {
        if (failed) { this.destroy(failed); return; }
        if (data.length > 0) { if (this.pos !== undefined) this.pos += data.length; this.bytesRead += data.length; this.push(data); } else this.push(null);
      });
    },
    _destroy: closeLast,
    close(done) { if (done) this.once('close', done); this.destroy(); },
  });
  native.methods(WriteStream.prototype, {
    _construct: openFirst,
    _write(data, encoding, done) {
      let failed = null;
      try { native.writeFd(this.fd, data, this.pos); this.bytesWritten += data.length; if (this.pos !== undefined) this.pos += data.length; } catch (error) { native.forget(error); failed = error; }
      native.later(done, failed);
    },
    _destroy: closeLast,
    close(done) { if (done) { if (this.closed) { process.nextTick(done); return; } this.on('close', done); } this.end(); },
  });
  Object.defineProperty(ReadStream.prototype, 'pending', { get() { return this.fd === null; } });
  Object.defineProperty(WriteStream.prototype, 'pending', { get() { return this.fd === null; } });
};
fs.ReadStream = ReadStream;
fs.WriteStream = WriteStream;
fs.createReadStream = (path, options) => { finishClasses(); return new ReadStream(path, options); };
fs.createWriteStream = (path, options) => { finishClasses(); return new WriteStream(path, options); };
`;
