/** The module events, written in JavaScript over `native`. Source: Node.js, lib/events.js and its documentation. */
export const EVENTS = String.raw`
const kCapture = Symbol('kCapture'), shapeMode = Symbol('shapeMode');
const errorMonitor = Symbol('events.errorMonitor');
const check = (f) => { if (typeof f !== 'function') throw native.badArgument('listener', 'of type function', f); };
const emptyEvents = () => Object.create(null);

function EventEmitter(options) { EventEmitter.init.call(this, options); }
EventEmitter.init = function () {
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this._events = emptyEvents();
    this._eventsCount = 0;
  }
  this._maxListeners ??= undefined;
  this[shapeMode] = false;
  this[kCapture] = false;
};
EventEmitter.defaultMaxListeners = 10;
EventEmitter.errorMonitor = errorMonitor;

const listOf = (self, name) => { const own = self._events?.[name]; return own === undefined ? [] : typeof own === 'function' ? [own] : own; };
const put = (self, name, all) => {
  if (all.length === 0) { if (name in self._events) { if (--self._eventsCount === 0) self._events = emptyEvents(); else delete self._events[name]; } }
  else { if (!(name in self._events)) self._eventsCount++; self._events[name] = all.length === 1 ? all[0] : all; }
};
const add = (self, name, f, isFirst) => {
  check(f);
  if (self._events === undefined) { self._events = emptyEvents(); self._eventsCount = 0; }
  if (self._events.newListener !== undefined) self.emit('newListener', name, f.listener ?? f);
  const before = listOf(self, name), all = isFirst ? [f, ...before] : [...before, f];
  put(self, name, all);
  const most = self.getMaxListeners();
  if (most > 0 && all.length > most && before.warned === undefined) {
    native.hide(self._events[name], 'warned', true);
    const cls = native.className(self);
    process.emitWarning('Possible EventEmitter memory leak detected. ' + all.length + ' ' + String(name) + ' listeners added to ' + native.inspect(self, { depth: -1 }) + '. MaxListeners is ' + most + '. Use emitter.setMaxListeners() to increase limit', 'MaxListenersExceededWarning');
  } else if (before.warned) native.hide(self._events[name], 'warned', true);
  self._added?.(name);
  return self;
};
const onceOf = (self, name, f) => {
  check(f);
  const state = { isFired: false };
  const wrapper = (...args) => { if (state.isFired) return; state.isFired = true; self.removeListener(name, wrapper); return native.callAs(f, self, args, wrapper.way); };
  native.hide(wrapper, 'listener', f);
  return wrapper;
};
native.methods(EventEmitter.prototype, {
  setMaxListeners(n) { this._maxListeners = n; return this; },
  getMaxListeners() { return this._maxListeners ?? EventEmitter.defaultMaxListeners; },
  emit(name, ...args) {
    if (name === 'error' && this._events?.[errorMonitor] !== undefined) this.emit(errorMonitor, ...args);
    const all = listOf(this, name);
    if (all.length === 0) {
      if (name === 'error') throw native.unhandled(this, args[0], this._emitsFrom);
      return false;
    }
    const way = typeof this._events[name] === 'function' ? '' : 'Many';
    for (const f of [...all]) {
      if (f.listener) { native.hide(f, 'way', 'once' + way); f(...args); }
      else native.callAs(f, this, args, 'emit' + way);
    }
    return true;
  },
  addListener(name, f) { return add(this, name, f, false); },
  on(name, f) { return add(this, name, f, false); },
  prependListener(name, f) { return add(this, name, f, true); },
  once(name, f) { return add(this, name, onceOf(this, name, f), false); },
  prependOnceListener(name, f) { return add(this, name, onceOf(this, name, f), true); },
  removeListener(name, f) {
    check(f);
    const all = listOf(this, name), at = all.findLastIndex((one) => one === f || one.listener === f);
    if (at < 0) return this;
    put(this, name, all.filter((_, i) => i !== at));
    if (this._events.removeListener !== undefined) this.emit('removeListener', name, f);
    return this;
  },
  off(name, f) { return this.removeListener(name, f); },
  removeAllListeners(name) {
    if (this._events === undefined) return this;
    if (name === undefined) { this._events = emptyEvents(); this._eventsCount = 0; }
    else put(this, name, []);
    return this;
  },
  listeners(name) { return listOf(this, name).map((one) => one.listener ?? one); },
  rawListeners(name) { return [...listOf(this, name)]; },
  listenerCount(name, f) { const all = listOf(this, name); return f === undefined ? all.length : all.filter((one) => one === f || one.listener === f).length; },
  eventNames() { return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : []; },
});
EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;

EventEmitter.EventEmitter = EventEmitter;
EventEmitter.listenerCount = (emitter, name) => emitter.listenerCount(name);
EventEmitter.getEventListeners = (emitter, name) => emitter.listeners(name);
EventEmitter.setMaxListeners = (n, ...emitters) => { if (emitters.length === 0) EventEmitter.defaultMaxListeners = n; for (const one of emitters) one.setMaxListeners(n); };
EventEmitter.once = (emitter, name, options) => new Promise((resolve, reject) => {
  const signal = options?.signal;
  if (signal?.aborted) { reject(native.aborted(signal.reason)); return; }
  const failed = (error) => { emitter.removeListener(name, done); reject(error); };
  const done = (...args) => { if (name !== 'error') emitter.removeListener('error', failed); resolve(args); };
  emitter.once(name, done);
  if (name !== 'error') emitter.once('error', failed);
  signal?.addEventListener('abort', () => { emitter.removeListener(name, done); emitter.removeListener('error', failed); reject(native.aborted(signal.reason)); }, { once: true });
});
EventEmitter.on = (emitter, name, options) => {
  const ready = [], waiting = [];
  let failed, isOver = false;
  const settle = (one) => { const next = waiting.shift(); if (next) next.resolve({ value: one, done: false }); else ready.push(one); };
  const onError = (error) => { const next = waiting.shift(); if (next) next.reject(error); else failed = { error }; };
  const onOne = (...args) => settle(args);
  const close = () => { emitter.removeListener(name, onOne); emitter.removeListener('error', onError); isOver = true; for (const one of waiting.splice(0)) one.resolve({ value: undefined, done: true }); };
  emitter.on(name, onOne);
  if (name !== 'error') emitter.on('error', onError);
  options?.signal?.addEventListener('abort', () => onError(native.aborted(options.signal.reason)));
  return {
    next: () => {
      if (ready.length > 0) return Promise.resolve({ value: ready.shift(), done: false });
      if (failed) { const { error } = failed; failed = undefined; close(); return Promise.reject(error); }
      if (isOver) return Promise.resolve({ value: undefined, done: true });
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    return: () => { close(); return Promise.resolve({ value: undefined, done: true }); },
    [Symbol.asyncIterator]() { return this; },
  };
};
module.exports = EventEmitter;
`;
