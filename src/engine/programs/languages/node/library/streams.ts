/** The module stream, written in JavaScript over `native`. Source: Node.js' documentation of streams, and the order of its events. */
export const STREAM = String.raw`
const EventEmitter = require('events');
const { StringDecoder } = require('string_decoder');
const later = process.nextTick;
const defaults = { bytes: 65536, objects: 16 };
const markOf = (options, isObject, own) => options?.[own] ?? options?.highWaterMark ?? (isObject ? defaults.objects : defaults.bytes);
const sizeOf = (state, chunk) => (state.objectMode ? 1 : chunk.length);
const fault = (code, message, type = 'Error') => native.fault(type, code, message);
const badChunk = (chunk) => native.badArgument('chunk', 'of type string or an instance of Buffer, TypedArray, or DataView', chunk);

function Stream(options) { EventEmitter.call(this, options); }
Object.setPrototypeOf(Stream.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Stream, EventEmitter);
Stream.prototype.pipe = function (target) { this.on('data', (chunk) => target.write(chunk)); return target; };

// What both sides share: how a stream ends before its time

const destroyed = (self, error, isOver) => {
  const r = self._readableState, w = self._writableState;
  for (const state of [r, w]) if (state) { state.destroyed = true; if (error && !state.errored) state.errored = error; }
  const done = (failure) => {
    const reason = failure ?? error;
    for (const state of [r, w]) if (state) { state.closed = true; if (reason && !state.errored) state.errored = reason; }
    later(() => {
      if (reason && !(r?.errorEmitted || w?.errorEmitted)) {
        for (const state of [r, w]) if (state) state.errorEmitted = true;
        native.hide(self, '_emitsFrom', 'streamEmit');
        self.emit('error', reason);
      }
      for (const state of [r, w]) if (state) state.closeEmitted = true;
      if ((r ?? w).emitClose) self.emit('close');
    });
  };
  try { self._destroy(error ?? null, (failure) => done(failure ?? undefined)); } catch (failure) { done(failure); }
};
const sharedMethods = {
  destroy(error, done) {
    const state = this._readableState ?? this._writableState;
    if ((this._readableState?.destroyed ?? true) && (this._writableState?.destroyed ?? true)) return this;
    if (state.constructing) { this.once('_constructed', () => this.destroy(error, done)); return this; }
    destroyed(this, error);
    return this;
  },
  _destroy(error, done) { done(error); },
};
const failWith = (self, error) => {
  const state = self._writableState ?? self._readableState;
  if (state.destroyed) return;
  if (state.autoDestroy) self.destroy(error);
  else { for (const one of [self._readableState, self._writableState]) if (one && !one.errored) one.errored = error; later(() => self.emit('error', error)); }
};
const construct = (self, options) => {
  if (typeof options?.construct === 'function') self._construct = options.construct;
  if (typeof self._construct !== 'function') return;
  for (const state of [self._readableState, self._writableState]) if (state) state.constructing = true;
  later(() => {
    const done = (error) => {
      for (const state of [self._readableState, self._writableState]) if (state) state.constructing = false;
      if (error) { failWith(self, error); return; }
      later(() => { self.emit('_constructed'); if (self._readableState) { if (self._readableState.needReadable || self._readableState.flowing) self.read(0); } if (self._writableState) clear(self); });
    };
    try { self._construct(done); } catch (error) { done(error); }
  });
};

// Readable

const readableState = (self, options, isDuplex) => {
  const objectMode = Boolean(options?.objectMode || (isDuplex && options?.readableObjectMode));
  return {
    objectMode, highWaterMark: markOf(options, objectMode, 'readableHighWaterMark'), buffer: [], length: 0, flowing: null, ended: false, endEmitted: false, reading: false, sync: true,
    needReadable: false, emittedReadable: false, readableListening: false, resumeScheduled: false, errorEmitted: false, closeEmitted: false, closed: false, destroyed: false, errored: null,
    emitClose: options?.emitClose !== false, autoDestroy: options?.autoDestroy !== false, decoder: options?.encoding ? new StringDecoder(options.encoding) : null, encoding: options?.encoding ?? null, pipes: [], awaitDrain: 0, readingMore: false, constructing: false, dataEmitted: false,
  };
};
function Readable(options) {
  if (!(this instanceof Readable)) return new Readable(options);
  native.hide(this, '_readableState', readableState(this, options, this instanceof Duplex));
  if (options) {
    if (typeof options.read === 'function') this._read = options.read;
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (options.signal) followSignal(options.signal, this);
  }
  Stream.call(this, options);
  if (!(this instanceof Duplex)) construct(this, options);
}
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);

const emitReadable = (self) => {
  const s = self._readableState;
  s.needReadable = false;
  if (s.emittedReadable) return;
  s.emittedReadable = true;
  later(() => {
    if (!s.destroyed && !s.errored && (s.length > 0 || s.ended)) { self.emit('readable'); s.emittedReadable = false; }
    s.needReadable = !s.flowing && !s.ended && s.length <= s.highWaterMark;
    flow(self);
  });
};
const readMore = (self) => {
  const s = self._readableState;
  if (s.readingMore || s.constructing) return;
  s.readingMore = true;
  later(() => {
    while (!s.reading && !s.ended && (s.length < s.highWaterMark || (s.flowing && s.length === 0))) { const before = s.length; self.read(0); if (before === s.length) break; }
    s.readingMore = false;
  });
};
const flow = (self) => { const s = self._readableState; while (s.flowing && self.read() !== null); };
const addChunk = (self, chunk, isFirst) => {
  const s = self._readableState;
  if (s.flowing && s.length === 0 && !s.sync && self.listenerCount('data') > 0) { s.dataEmitted = true; self.emit('data', chunk); }
  else {
    s.length += sizeOf(s, chunk);
    if (isFirst) s.buffer.unshift(chunk); else s.buffer.push(chunk);
    if (s.needReadable) emitReadable(self);
  }
  readMore(self);
};
const push = (self, given, encoding, isFirst) => {
  const s = self._readableState;
  let chunk = given;
  if (!s.objectMode && chunk !== null && chunk !== undefined) {
    if (typeof chunk === 'string') {
      if (s.encoding && (encoding ?? 'utf8') === s.encoding) { /* as it is */ } else chunk = Buffer.from(chunk, encoding);
    } else if (!(chunk instanceof Uint8Array)) { failWith(self, badChunk(chunk)); return false; }
  }
  if (chunk === null || chunk === undefined) {
    s.reading = false;
    if (chunk === null && !s.ended) {
      if (s.decoder) { const rest = s.decoder.end(); if (rest) { s.buffer.push(rest); s.length += sizeOf(s, rest); } }
      s.ended = true;
      if (s.sync) emitReadable(self);
      else { s.needReadable = false; s.emittedReadable = true; if (!s.destroyed && !s.errored) { self.emit('readable'); s.emittedReadable = false; } flow(self); }
    }
  } else if (s.objectMode || chunk.length > 0) {
    if (isFirst) { if (s.endEmitted) failWith(self, fault('ERR_STREAM_UNSHIFT_AFTER_END_EVENT', 'stream.unshift() after end event')); else addChunk(self, chunk, true); }
    else if (s.ended) failWith(self, fault('ERR_STREAM_PUSH_AFTER_EOF', 'stream.push() after EOF'));
    else if (s.destroyed || s.errored) return false;
    else {
      s.reading = false;
      if (s.decoder && typeof chunk !== 'string') { chunk = s.decoder.write(chunk); if (s.objectMode || chunk.length > 0) addChunk(self, chunk, false); else readMore(self); }
      else addChunk(self, chunk, false);
    }
  } else { s.reading = false; readMore(self); }
  return !s.ended && (s.length < s.highWaterMark || s.length === 0);
};
const endReadable = (self) => {
  const s = self._readableState;
  if (s.endEmitted || s.isEnding) return;
  s.isEnding = true;
  s.ended = true;
  later(() => {
    if (s.errored || s.closeEmitted || s.endEmitted || s.length > 0) return;
    s.endEmitted = true;
    self.emit('end');
    const w = self._writableState;
    if (w && !w.ended && self.allowHalfOpen === false) later(() => { if (!w.ended && !w.destroyed) self.end(); });
    else if (s.autoDestroy && (!w || (w.autoDestroy && (w.finished || self._isWritable === false)))) self.destroy();
  });
};
const take = (s, n) => {
  if (s.length === 0) return null;
  if (s.objectMode) { s.length--; return s.buffer.shift(); }
  if (n === undefined || n >= s.length) {
    const made = s.buffer.length === 1 ? s.buffer[0] : s.decoder || typeof s.buffer[0] === 'string' ? s.buffer.join('') : Buffer.concat(s.buffer);
    s.buffer = [];
    s.length = 0;
    return made;
  }
  const all = s.buffer.length === 1 ? s.buffer[0] : typeof s.buffer[0] === 'string' ? s.buffer.join('') : Buffer.concat(s.buffer);
  s.buffer = [all.slice(n)];
  s.length -= n;
  return all.slice(0, n);
};
native.methods(Readable.prototype, {
  ...sharedMethods,
  push(chunk, encoding) { return push(this, chunk, encoding, false); },
  unshift(chunk, encoding) { return push(this, chunk, encoding, true); },
  isPaused() { return this._readableState.flowing === false; },
  setEncoding(name) {
    const s = this._readableState;
    s.decoder = new StringDecoder(name);
    s.encoding = s.decoder.encoding;
    const text = s.buffer.map((one) => s.decoder.write(one)).join('');
    s.buffer = text ? [text] : [];
    s.length = text.length;
    return this;
  },
  read(given) {
    const s = this._readableState;
    const isProbe = given === 0;
    if (!isProbe) s.emittedReadable = false;
    if (isProbe && s.needReadable && (s.length >= s.highWaterMark || s.ended) && s.highWaterMark > 0) {
      if (s.length === 0 && s.ended) endReadable(this); else emitReadable(this);
      return null;
    }
    let n = given === undefined || Number.isNaN(given) ? (s.objectMode ? 1 : s.flowing && s.length > 0 ? (s.buffer[0]?.length ?? 0) : s.length) : given;
    if (given > s.length && !s.objectMode) { if (!s.ended) { s.needReadable = true; n = 0; } else n = s.length; }
    if (n === 0 && s.ended && given !== 0) { if (s.length === 0) endReadable(this); return null; }
    let wants = s.needReadable || s.length === 0 || s.length - n < s.highWaterMark;
    if (s.ended || s.reading || s.destroyed || s.errored || s.constructing) wants = false;
    if (wants) {
      s.reading = true;
      s.sync = true;
      if (s.length === 0) s.needReadable = true;
      try { const made = this._read(s.highWaterMark); if (made && typeof made.then === 'function') made.then(undefined, (error) => failWith(this, error)); } catch (error) { failWith(this, error); }
      s.sync = false;
      if (!s.reading && given === undefined) n = s.objectMode ? 1 : s.flowing && s.length > 0 ? (s.buffer[0]?.length ?? 0) : s.length;
    }
    const made = n > 0 || (s.objectMode && n > 0) ? take(s, s.objectMode ? 1 : n) : null;
    if (made === null) { s.needReadable = s.length <= s.highWaterMark; }
    if (s.length === 0) {
      if (!s.ended) s.needReadable = true;
      if (given !== 0 && s.ended && made === null) endReadable(this);
      else if (s.ended && made !== null && n !== 0) endReadable(this);
    }
    if (made !== null && !s.errored && !s.closeEmitted) { s.dataEmitted = true; this.emit('data', made); }
    return made;
  },
  _read() { throw fault('ERR_METHOD_NOT_IMPLEMENTED', 'The _read() method is not implemented'); },
  on(name, f) {
    const made = Stream.prototype.on.call(this, name, f), s = this._readableState;
    if (name === 'data') { s.readableListening = this.listenerCount('readable') > 0; if (s.flowing !== false) this.resume(); }
    else if (name === 'readable' && !s.endEmitted && !s.readableListening) {
      s.readableListening = s.needReadable = true;
      s.flowing = false;
      s.emittedReadable = false;
      if (s.length > 0) emitReadable(this);
      else if (!s.reading) later(() => this.read(0));
    }
    return made;
  },
  addListener(name, f) { return this.on(name, f); },
  removeListener(name, f) { const made = Stream.prototype.removeListener.call(this, name, f); if (name === 'readable') later(() => { const s = this._readableState; s.readableListening = this.listenerCount('readable') > 0; if (s.resumeScheduled && !s.paused) s.flowing = true; else if (this.listenerCount('data') > 0) this.resume(); else if (!s.readableListening) s.flowing = null; }); return made; },
  off(name, f) { return this.removeListener(name, f); },
  resume() {
    const s = this._readableState;
    if (!s.flowing) {
      s.flowing = !s.readableListening;
      if (!s.resumeScheduled) {
        s.resumeScheduled = true;
        later(() => { if (!s.reading) this.read(0); s.resumeScheduled = false; this.emit('resume'); flow(this); if (s.flowing && !s.reading) this.read(0); });
      }
    }
    return this;
  },
  pause() { const s = this._readableState; if (s.flowing !== false) { s.flowing = false; this.emit('pause'); } return this; },
  pipe(target, options) {
    const s = this._readableState;
    s.pipes.push(target);
    const isEnding = (!options || options.end !== false) && target !== process.stdout && target !== process.stderr;
    const onEnd = () => target.end();
    const unpipe = () => this.unpipe(target);
    const onData = (chunk) => { if (target.write(chunk) === false) { s.awaitDrain++; this.pause(); } };
    const onDrain = () => { if (s.awaitDrain > 0) s.awaitDrain--; if (s.awaitDrain === 0 && this.listenerCount('data') > 0) this.resume(); };
    const onError = (error) => { unpipe(); target.removeListener('error', onError); if (target.listenerCount('error') === 0) { const w = target._writableState ?? target._readableState; if (w && !w.errorEmitted) failWith(target, error); else target.emit('error', error); } };
    const onUnpipe = (source) => { if (source !== this) return; this.removeListener('data', onData); target.removeListener('drain', onDrain); target.removeListener('error', onError); this.removeListener('end', isEnding ? onEnd : unpipe); target.removeListener('unpipe', onUnpipe); target.removeListener('close', unpipe); target.removeListener('finish', unpipe); };
    if (s.endEmitted) later(isEnding ? onEnd : unpipe); else this.once('end', isEnding ? onEnd : unpipe);
    target.on('unpipe', onUnpipe);
    target.on('drain', onDrain);
    this.on('data', onData);
    target.prependListener('error', onError);
    target.once('close', unpipe);
    target.once('finish', unpipe);
    target.emit('pipe', this);
    if (!s.flowing) this.resume();
    return target;
  },
  unpipe(target) {
    const s = this._readableState, gone = target === undefined ? s.pipes : s.pipes.filter((one) => one === target);
    if (gone.length === 0) return this;
    s.pipes = s.pipes.filter((one) => !gone.includes(one));
    if (s.pipes.length === 0) this.pause();
    for (const one of gone) one.emit('unpipe', this, { hasUnpiped: false });
    return this;
  },
  [Symbol.asyncIterator]() { return this.iterator(); },
  async *iterator(options) {
    let wake = () => {};
    const onReadable = () => wake();
    this.on('readable', onReadable);
    let failed, isOver = false;
    const stop = finished(this, { writable: false }, (error) => { failed = error ? { error } : undefined; isOver = true; wake(); });
    try {
      for (;;) {
        const chunk = this.destroyed ? null : this.read();
        if (chunk !== null) yield chunk;
        else if (failed) throw failed.error;
        else if (isOver) return;
        else await new Promise((resolve) => { wake = resolve; });
      }
    } catch (error) { failed = { error }; throw error; }
    finally {
      stop();
      if (options?.destroyOnReturn !== false && (failed === undefined || this._readableState.autoDestroy)) this.destroy(failed?.error);
      this.removeListener('readable', onReadable);
    }
  },
  async toArray() { const all = []; for await (const one of this) all.push(one); return all; },
  map(f) { const self = this; return Readable.from((async function* () { for await (const one of self) yield await f(one); })()); },
  filter(f) { const self = this; return Readable.from((async function* () { for await (const one of self) if (await f(one)) yield one; })()); },
  take(n) { const self = this; return Readable.from((async function* () { let left = n; if (left <= 0) return; for await (const one of self) { yield one; if (--left === 0) return; } })()); },
  async forEach(f) { for await (const one of this) await f(one); },
  async reduce(f, start) { let total = start, isFirst = arguments.length < 2; for await (const one of this) { if (isFirst) { total = one; isFirst = false; } else total = await f(total, one); } return total; },
});
const property = (proto, name, get, set) => Object.defineProperty(proto, name, { get, set, enumerable: false, configurable: true });
property(Readable.prototype, 'readable', function () { const s = this._readableState; return s !== undefined && this._isReadable !== false && !s.destroyed && !s.errorEmitted && !s.endEmitted; }, function (value) { native.hide(this, '_isReadable', value); });
for (const [name, key] of [['readableFlowing', 'flowing'], ['readableLength', 'length'], ['readableHighWaterMark', 'highWaterMark'], ['readableObjectMode', 'objectMode'], ['readableEncoding', 'encoding'], ['readableEnded', 'endEmitted']]) property(Readable.prototype, name, function () { return this._readableState?.[key]; });
property(Readable.prototype, 'readableDidRead', function () { return this._readableState.dataEmitted; });
property(Readable.prototype, 'destroyed', function () { return (this._readableState?.destroyed ?? true) && (this._writableState?.destroyed ?? true); });
property(Readable.prototype, 'closed', function () { return this._readableState.closed; });
property(Readable.prototype, 'errored', function () { return this._readableState.errored; });
Readable.from = (source, options) => {
  if (typeof source === 'string' || source instanceof Uint8Array) return new Readable({ objectMode: true, ...options, read() { this.push(source); this.push(null); } });
  const isAsync = source?.[Symbol.asyncIterator] !== undefined;
  if (!isAsync && source?.[Symbol.iterator] === undefined) throw native.badArgument('iterable', 'an instance of Iterable', source);
  const steps = isAsync ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  const made = new Readable({ objectMode: true, highWaterMark: 1, ...options });
  let isReading = false;
  made._read = () => { if (!isReading) { isReading = true; next(); } };
  made._destroy = (error, done) => { (async () => { if (steps.return) await steps.return(); })().then(() => later(done, error), (failure) => later(done, failure ?? error)); };
  const next = async () => {
    for (;;) {
      try {
        const { value, done } = isAsync ? await steps.next() : steps.next();
        if (done) { made.push(null); return; }
        const known = value && typeof value.then === 'function' ? await value : value;
        if (known === null) { isReading = false; throw fault('ERR_STREAM_NULL_VALUES', 'May not write null values to stream', 'TypeError'); }
        if (made.push(known)) continue;
        isReading = false;
      } catch (error) { made.destroy(error); }
      return;
    }
  };
  return made;
};

// Writable

const writableState = (self, options, isDuplex) => {
  const objectMode = Boolean(options?.objectMode || (isDuplex && options?.writableObjectMode));
  return {
    objectMode, highWaterMark: markOf(options, objectMode, 'writableHighWaterMark'), buffered: [], length: 0, writing: false, corked: 0, sync: true, needDrain: false, ending: false, ended: false, finished: false, finalCalled: false, prefinished: false, pendingcb: 0,
    errorEmitted: false, closeEmitted: false, closed: false, destroyed: false, errored: null, emitClose: options?.emitClose !== false, autoDestroy: options?.autoDestroy !== false, decodeStrings: options?.decodeStrings !== false, defaultEncoding: options?.defaultEncoding ?? 'utf8', constructing: false, bufferProcessing: false, afterEnd: [],
  };
};
function Writable(options) {
  if (!(this instanceof Writable) && !(this instanceof Duplex)) return new Writable(options);
  native.hide(this, '_writableState', writableState(this, options, this instanceof Duplex));
  if (options) for (const name of ['write', 'writev', 'destroy', 'final']) if (typeof options[name] === 'function') this['_' + name] = options[name];
  if (options?.signal) followSignal(options.signal, this);
  Stream.call(this, options);
  if (!(this instanceof Duplex)) construct(this, options);
}
Object.setPrototypeOf(Writable.prototype, Stream.prototype);
Object.setPrototypeOf(Writable, Stream);

const write = (self, given, encodingOrDone, maybeDone) => {
  const s = self._writableState;
  const done = typeof encodingOrDone === 'function' ? encodingOrDone : (maybeDone ?? (() => {}));
  let encoding = typeof encodingOrDone === 'string' ? encodingOrDone : s.defaultEncoding, chunk = given;
  if (chunk === null) throw fault('ERR_STREAM_NULL_VALUES', 'May not write null values to stream', 'TypeError');
  if (!s.objectMode) {
    if (typeof chunk === 'string') { if (s.decodeStrings) { chunk = Buffer.from(chunk, encoding); encoding = 'buffer'; } }
    else if (chunk instanceof Uint8Array) encoding = 'buffer';
    else throw badChunk(chunk);
  }
  const failed = s.ending ? fault('ERR_STREAM_WRITE_AFTER_END', 'write after end') : s.destroyed ? fault('ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed') : undefined;
  if (failed) { later(done, failed); failWith(self, failed); return failed; }
  s.pendingcb++;
  s.length += sizeOf(s, chunk);
  const isRoom = s.length < s.highWaterMark;
  if (!isRoom) s.needDrain = true;
  if (s.writing || s.corked || s.errored || s.constructing) s.buffered.push({ chunk, encoding, done });
  else send(self, { chunk, encoding, done });
  return isRoom && !s.errored && !s.destroyed;
};
const send = (self, one) => {
  const s = self._writableState;
  s.writing = true;
  s.sync = true;
  s.current = one;
  const answer = (error) => written(self, one, error);
  try { self._write(one.chunk, one.encoding, answer); } catch (error) { if (s.current === one && s.writing) { s.sync = false; throw error; } throw error; }
  s.sync = false;
};
const written = (self, one, error) => {
  const s = self._writableState, wasSync = s.sync;
  if (s.current !== one) { failWith(self, fault('ERR_MULTIPLE_CALLBACK', 'Callback called multiple times')); return; }
  s.current = undefined;
  s.writing = false;
  s.length -= sizeOf(s, one.chunk);
  if (error) {
    if (!s.errored) s.errored = error;
    if (self._readableState && !self._readableState.errored) self._readableState.errored = error;
    const tell = () => { s.pendingcb--; one.done(error); for (const rest of s.buffered.splice(0)) rest.done(fault('ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed')); s.errored = null; if (self._readableState) self._readableState.errored = null; failWith(self, error); };
    if (wasSync) later(tell); else tell();
    return;
  }
  if (s.buffered.length > 0) clear(self);
  const after = () => {
    const isDrained = !s.ending && !s.destroyed && s.length === 0 && s.needDrain;
    if (isDrained) { s.needDrain = false; self.emit('drain'); }
    s.pendingcb--;
    one.done(null);
    if (s.destroyed) return;
    finishMaybe(self);
  };
  if (wasSync) later(after); else after();
};
const clear = (self) => {
  const s = self._writableState;
  if (s.corked || s.bufferProcessing || s.destroyed || s.constructing || s.writing) return;
  s.bufferProcessing = true;
  if (self._writev && s.buffered.length > 1) {
    const all = s.buffered.splice(0);
    const joined = { chunk: { length: all.reduce((sum, one) => sum + sizeOf(s, one.chunk), 0) }, done: (error) => { s.pendingcb -= all.length - 1; for (const one of all) one.done(error); } };
    s.writing = s.sync = true;
    s.current = joined;
    const was = s.objectMode;
    if (was) joined.chunk = { length: all.length };
    self._writev(all.map(({ chunk, encoding }) => ({ chunk, encoding })), (error) => { if (was) s.length -= all.length - 1; written(self, joined, error); });
    s.sync = false;
  } else while (s.buffered.length > 0 && !s.writing) send(self, s.buffered.shift());
  s.bufferProcessing = false;
};
const isReady = (s) => s.ending && !s.destroyed && !s.constructing && s.length === 0 && !s.errored && s.buffered.length === 0 && !s.finished && !s.writing && !s.errorEmitted && !s.closeEmitted;
const finishMaybe = (self, sync) => {
  const s = self._writableState;
  if (!isReady(s)) return;
  if (!s.prefinished && !s.finalCalled) {
    if (typeof self._final === 'function' && !s.destroyed) {
      s.finalCalled = true;
      s.pendingcb++;
      const done = (error) => {
        s.pendingcb--;
        if (error) { for (const one of s.afterEnd.splice(0)) one(error); failWith(self, error); return; }
        if (isReady(s)) { s.prefinished = true; self.emit('prefinish'); s.pendingcb++; later(() => { s.pendingcb--; if (isReady(s)) finish(self); }); }
      };
      try { const made = self._final(done); } catch (error) { done(error); }
    } else { s.prefinished = true; self.emit('prefinish'); }
  }
  if (s.pendingcb === 0 && s.prefinished) {
    if (sync) { s.pendingcb++; later(() => { s.pendingcb--; if (isReady(s)) finish(self); }); }
    else { s.pendingcb++; finish(self); s.pendingcb--; }
  }
};
const finish = (self) => {
  const s = self._writableState;
  s.finished = true;
  for (const one of s.afterEnd.splice(0)) one();
  self.emit('finish');
  const r = self._readableState;
  if (s.autoDestroy && (!r || (r.autoDestroy && (r.endEmitted || self._isReadable === false)))) self.destroy();
};
const writableMethods = {
  write(chunk, encoding, done) { return write(this, chunk, encoding, done) === true; },
  _write(chunk, encoding, done) { if (this._writev) this._writev([{ chunk, encoding }], done); else throw fault('ERR_METHOD_NOT_IMPLEMENTED', 'The _write() method is not implemented'); },
  cork() { this._writableState.corked++; },
  uncork() { const s = this._writableState; if (s.corked > 0) { s.corked--; if (!s.writing) clear(this); } },
  setDefaultEncoding(name) { this._writableState.defaultEncoding = name; return this; },
  end(given, encodingOrDone, maybeDone) {
    const s = this._writableState;
    let chunk = given, encoding = encodingOrDone, done = maybeDone, failed;
    if (typeof chunk === 'function') { done = chunk; chunk = encoding = undefined; } else if (typeof encoding === 'function') { done = encoding; encoding = undefined; }
    if (chunk !== undefined && chunk !== null) { const made = write(this, chunk, encoding); if (made instanceof Error) failed = made; }
    if (s.corked) { s.corked = 1; this.uncork(); }
    if (!failed && !s.errored && !s.ending) { s.ending = true; finishMaybe(this, true); s.ended = true; }
    else if (s.finished) failed ??= fault('ERR_STREAM_ALREADY_FINISHED', 'Cannot call end after a stream was finished');
    else if (s.destroyed) failed ??= fault('ERR_STREAM_DESTROYED', 'Cannot call end after a stream was destroyed');
    if (typeof done === 'function') { if (failed) later(done, failed); else if (s.finished) later(done); else s.afterEnd.push(done); }
    return this;
  },
};
native.methods(Writable.prototype, { ...sharedMethods, ...writableMethods, pipe() { failWith(this, fault('ERR_STREAM_CANNOT_PIPE', 'Cannot pipe, not readable')); } });
const writableProperties = (proto) => {
  property(proto, 'writable', function () { const w = this._writableState; return w !== undefined && this._isWritable !== false && !w.destroyed && !w.errored && !w.ending && !w.ended; }, function (value) { native.hide(this, '_isWritable', value); });
  for (const [name, key] of [['writableLength', 'length'], ['writableHighWaterMark', 'highWaterMark'], ['writableObjectMode', 'objectMode'], ['writableFinished', 'finished'], ['writableEnded', 'ending'], ['writableCorked', 'corked']]) property(proto, name, function () { return this._writableState?.[key]; });
  property(proto, 'writableNeedDrain', function () { const w = this._writableState; return !w.destroyed && !w.ending && w.needDrain; });
};
writableProperties(Writable.prototype);
property(Writable.prototype, 'destroyed', function () { return this._writableState?.destroyed ?? false; });
property(Writable.prototype, 'closed', function () { return this._writableState.closed; });
property(Writable.prototype, 'errored', function () { return this._writableState.errored; });

// Both

function Duplex(options) {
  if (!(this instanceof Duplex)) return new Duplex(options);
  this.allowHalfOpen = options?.allowHalfOpen !== false;
  native.hide(this, '_writableState', writableState(this, options, true));
  Readable.call(this, options);
  if (options) {
    for (const name of ['write', 'writev', 'final']) if (typeof options[name] === 'function') this['_' + name] = options[name];
    if (options.readable === false) { this.readable = false; this._readableState.ended = this._readableState.endEmitted = true; }
    if (options.writable === false) { this.writable = false; this._writableState.ending = this._writableState.ended = this._writableState.finished = true; }
  }
  construct(this, options);
}
Object.setPrototypeOf(Duplex.prototype, Readable.prototype);
Object.setPrototypeOf(Duplex, Readable);
native.methods(Duplex.prototype, writableMethods);
writableProperties(Duplex.prototype);
Object.defineProperty(Writable, Symbol.hasInstance, { value: function (one) { return Function.prototype[Symbol.hasInstance].call(this, one) || (this === Writable && one?._writableState !== undefined && one instanceof Duplex); } });

function Transform(options) {
  if (!(this instanceof Transform)) return new Transform(options);
  Duplex.call(this, { ...options, readableHighWaterMark: options?.readableHighWaterMark });
  this._readableState.sync = false;
  native.hide(this, '_held', undefined);
  if (typeof options?.transform === 'function') this._transform = options.transform;
  if (typeof options?.flush === 'function') this._flush = options.flush;
}
Object.setPrototypeOf(Transform.prototype, Duplex.prototype);
Object.setPrototypeOf(Transform, Duplex);
native.methods(Transform.prototype, {
  _transform() { throw fault('ERR_METHOD_NOT_IMPLEMENTED', 'The _transform() method is not implemented'); },
  _write(chunk, encoding, done) {
    const r = this._readableState, w = this._writableState, length = r.length;
    this._transform(chunk, encoding, (error, made) => {
      if (error) { done(error); return; }
      if (made !== undefined && made !== null) this.push(made);
      if (w.ended || length === r.length || r.length < r.highWaterMark) done();
      else native.hide(this, '_held', done);
    });
  },
  _read() { const held = this._held; if (held) { native.hide(this, '_held', undefined); held(); } },
  _final(done) {
    if (typeof this._flush !== 'function' || this.destroyed) { this.push(null); done(); return; }
    this._flush((error, made) => { if (error) { done(error); return; } if (made !== undefined && made !== null) this.push(made); this.push(null); done(); });
  },
});
function PassThrough(options) { if (!(this instanceof PassThrough)) return new PassThrough(options); Transform.call(this, options); }
Object.setPrototypeOf(PassThrough.prototype, Transform.prototype);
Object.setPrototypeOf(PassThrough, Transform);
PassThrough.prototype._transform = function (chunk, encoding, done) { done(null, chunk); };

// Whole streams

const followSignal = (signal, stream) => { const stop = () => stream.destroy(native.aborted(signal.reason)); if (signal.aborted) later(stop); else signal.addEventListener('abort', stop, { once: true }); };
const finished = (stream, options, given) => {
  const done = typeof options === 'function' ? options : given, wanted = typeof options === 'function' ? {} : (options ?? {});
  const r = stream._readableState, w = stream._writableState;
  const readsToo = wanted.readable ?? Boolean(r && stream.readable !== false), writesToo = wanted.writable ?? Boolean(w && stream._isWritable !== false);
  let isTold = false, hasRead = !readsToo || !r || r.endEmitted, hasWritten = !writesToo || !w || w.finished;
  const tell = (error) => { if (isTold) return; isTold = true; done.call(stream, error); };
  const onEnd = () => { hasRead = true; if (hasWritten && !willClose()) tell(); };
  const onFinish = () => { hasWritten = true; if (hasRead && !willClose()) tell(); };
  const willClose = () => (r ?? w) && (r ?? w).autoDestroy && (r ?? w).emitClose && !(r ?? w).closeEmitted && !(wanted.readable === false && w === undefined) && !((r && w) && (wanted.readable === false || wanted.writable === false));
  const onError = (error) => tell(error);
  const onClose = () => {
    const error = r?.errored ?? w?.errored;
    if (error) tell(error);
    else if ((readsToo && r && !r.endEmitted) || (writesToo && w && !w.finished)) tell(fault('ERR_STREAM_PREMATURE_CLOSE', 'Premature close'));
    else tell();
  };
  stream.on('end', onEnd);
  stream.on('finish', onFinish);
  stream.on('error', onError);
  stream.on('close', onClose);
  if ((r ?? w)?.closed || (r ?? w)?.closeEmitted) later(onClose);
  else if (r?.errorEmitted || w?.errorEmitted) later(onClose);
  return () => { stream.removeListener('end', onEnd); stream.removeListener('finish', onFinish); stream.removeListener('error', onError); stream.removeListener('close', onClose); };
};
const pipeline = (...all) => {
  const done = typeof all.at(-1) === 'function' && !(all.length > 1 && /^(?:async )?(?:function)?\s*\*/.test('')) && all.length > 1 && !native.isGeneratorFunction(all.at(-1)) ? all.pop() : () => {};
  const parts = Array.isArray(all[0]) ? all[0] : all;
  const signal = typeof parts.at(-1)?.pipe !== 'function' && parts.at(-1)?.signal ? parts.pop().signal : undefined;
  let failure, left = 0, value;
  const made = [];
  const stop = (error) => { if (error && (!failure || failure.code === 'ERR_STREAM_PREMATURE_CLOSE')) failure = error; };
  const over = (error, isLast) => {
    stop(error);
    if (error) for (const one of made) if (!one.destroyed) one.destroy(error);
    if (--left === 0) later(() => done(failure, value));
  };
  if (signal) { const abort = () => over(native.aborted(signal.reason)); if (signal.aborted) later(abort); else signal.addEventListener('abort', abort, { once: true }); left++; }
  let current;
  for (const [i, part] of parts.entries()) {
    let stream = part;
    const isLast = i === parts.length - 1;
    if (typeof part === 'function') {
      const result = current === undefined ? part() : part(current);
      if (isLast && (result === undefined || result[Symbol.asyncIterator] === undefined)) {
        left++;
        Promise.resolve(result).then((known) => { value = known; if (current) current.destroy?.(); over(); }, (error) => over(error));
        continue;
      }
      stream = Readable.from(result, { objectMode: true });
    } else if (typeof part.pipe !== 'function' && part._writableState === undefined && (part[Symbol.asyncIterator] ?? part[Symbol.iterator])) stream = Readable.from(part);
    if (stream !== process.stdout && stream !== process.stderr) {
      left++;
      made.push(stream);
      finished(stream, { readable: i < parts.length - 1, writable: i > 0 }, (error) => over(error, isLast));
    }
    if (current) {
      if (stream === process.stdout || stream === process.stderr) { left++; current.on('end', () => over()); current.pipe(stream, { end: false }); }
      else current.pipe(stream);
    }
    current = stream;
  }
  return current;
};
const promises = {
  pipeline: (...all) => new Promise((resolve, reject) => { pipeline(...all, (error, value) => (error ? reject(error) : resolve(value))); }),
  finished: (stream, options) => new Promise((resolve, reject) => { finished(stream, options ?? {}, (error) => (error ? reject(error) : resolve())); }),
};
Object.assign(Stream, {
  Stream, Readable, Writable, Duplex, Transform, PassThrough, finished, pipeline, promises,
  addAbortSignal: (signal, stream) => { followSignal(signal, stream); return stream; },
  getDefaultHighWaterMark: (isObject) => (isObject ? defaults.objects : defaults.bytes),
  setDefaultHighWaterMark: (isObject, value) => { defaults[isObject ? 'objects' : 'bytes'] = value; },
  isReadable: (stream) => stream.readable, isErrored: (stream) => Boolean(stream.errored), isDisturbed: (stream) => stream.readableDidRead || stream.destroyed,
});
module.exports = Stream;
`;

export const STRING_DECODER = String.raw`
/** Bytes that come in pieces, as text: what ends in the middle of a character waits for its rest. */
class StringDecoder {
  constructor(encoding = 'utf8') { this.encoding = encoding === 'utf-8' ? 'utf8' : encoding; native.hide(this, '_rest', Buffer.alloc(0)); }
  write(data) {
    if (typeof data === 'string') return data;
    const all = Buffer.concat([this._rest, data]);
    let whole = all.length;
    if (this.encoding === 'utf8') {
      for (let back = 1; back <= Math.min(3, all.length); back++) {
        const byte = all[all.length - back];
        if (byte < 0x80) break;
        if (byte >= 0xc0) { const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2; if (size > back) whole = all.length - back; break; }
      }
    } else if (this.encoding === 'base64') whole -= whole % 3;
    else if (this.encoding === 'utf16le' || this.encoding === 'ucs2') whole -= whole % 2;
    native.hide(this, '_rest', all.slice(whole));
    return all.slice(0, whole).toString(this.encoding);
  }
  end(data) { const text = data === undefined ? '' : this.write(data); const rest = this._rest; native.hide(this, '_rest', Buffer.alloc(0)); return text + (rest.length > 0 ? rest.toString(this.encoding) : ''); }
}
module.exports = { StringDecoder };
`;
