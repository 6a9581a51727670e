/** Events of the web, and what stops things: written in JavaScript over `native`. Sources: DOM Standard, 2 and 3; Web IDL, 2.8.1. */
export const EVENT_TARGET = String.raw`
const { setTimeout: start } = global;
const CODES = { IndexSizeError: 1, InvalidCharacterError: 5, HierarchyRequestError: 3, NotFoundError: 8, NotSupportedError: 9, InvalidStateError: 11, SyntaxError: 12, InvalidAccessError: 15, NetworkError: 19, AbortError: 20, TimeoutError: 23, DataCloneError: 25 };
class DOMException extends Error {
  #name;
  constructor(message = '', options = 'Error') { super(message); this.#name = typeof options === 'string' ? options : (options?.name ?? 'Error'); if (options?.cause !== undefined) native.hide(this, 'cause', options.cause); native.retitle(this, this.#name === 'Error' ? 'Error' : 'DOMException [' + this.#name + ']'); }
  get name() { return this.#name; }
  get code() { return CODES[this.#name] ?? 0; }
}
for (const [name, value] of Object.entries(CODES)) native.hide(DOMException, name.replace(/Error$/, '').replace(/[A-Z]/g, (c, i) => (i ? '_' : '') + c).toUpperCase() + '_ERR', value);
class Event {
  #type; #state = { target: null, current: null, isStopped: false, isStoppedNow: false, isPrevented: false, isRunning: false, bubbles: false, cancelable: false, composed: false, time: native.uptime() };
  constructor(type, options) {
    if (arguments.length === 0) throw native.fault('TypeError', 'ERR_MISSING_ARGS', 'The "type" argument must be specified');
    this.#type = String(type);
    for (const name of ['bubbles', 'cancelable', 'composed']) this.#state[name] = Boolean(options?.[name]);
  }
  static _state(event) { return event.#state; }
  get type() { return this.#type; }
  get target() { return this.#state.target; }
  get currentTarget() { return this.#state.current; }
  get srcElement() { return this.#state.target; }
  get bubbles() { return this.#state.bubbles; }
  get cancelable() { return this.#state.cancelable; }
  get composed() { return this.#state.composed; }
  get defaultPrevented() { return this.#state.cancelable && this.#state.isPrevented; }
  get timeStamp() { return this.#state.time; }
  get returnValue() { return !this.defaultPrevented; }
  get cancelBubble() { return this.#state.isStopped; }
  get eventPhase() { return this.#state.isRunning ? 2 : 0; }
  get isTrusted() { return false; }
  composedPath() { return this.#state.isRunning ? [this.#state.current] : []; }
  preventDefault() { this.#state.isPrevented = true; }
  stopPropagation() { this.#state.isStopped = true; }
  stopImmediatePropagation() { this.#state.isStopped = this.#state.isStoppedNow = true; }
  [native.customInspect](depth, options) {
    if (depth < 0) return this.constructor.name;
    return this.constructor.name + ' ' + native.inspect({ type: this.type, defaultPrevented: this.defaultPrevented, cancelable: this.cancelable, timeStamp: this.timeStamp }, options);
  }
}
class CustomEvent extends Event {
  #detail;
  constructor(type, options) { super(type, options); this.#detail = options?.detail ?? null; }
  get detail() { return this.#detail; }
}
class EventTarget {
  #all = new Map();
  static _count(target, type) { return target.#all.get(type)?.length ?? 0; }
  addEventListener(type, f, options) {
    if (typeof f !== 'function' && typeof f?.handleEvent !== 'function') { if (f === null || f === undefined) { process.emitWarning('addEventListener called with ' + f + ' which has no effect.', 'AddEventListenerArgumentTypeWarning'); return; } throw native.badArgument('listener', 'an instance of EventListener', f); }
    const list = this.#all.get(String(type)) ?? [], capture = typeof options === 'boolean' ? options : Boolean(options?.capture);
    if (options?.signal?.aborted) return;
    if (list.some((one) => one.f === f && one.capture === capture)) return;
    this.#all.set(String(type), [...list, { f, capture, once: Boolean(options?.once) }]);
    options?.signal?.addEventListener('abort', () => this.removeEventListener(type, f, options), { once: true });
  }
  removeEventListener(type, f, options) {
    const capture = typeof options === 'boolean' ? options : Boolean(options?.capture);
    const list = this.#all.get(String(type));
    if (list) this.#all.set(String(type), list.filter((one) => one.f !== f || one.capture !== capture));
  }
  dispatchEvent(event) {
    if (!(event instanceof Event)) throw native.badArgument('event', 'an instance of Event', event);
    const state = Event._state(event);
    if (state.isRunning) throw native.fault('Error', 'ERR_EVENT_RECURSION', 'The event "' + event.type + '" is already being dispatched');
    state.target = state.current = this;
    state.isRunning = true;
    for (const one of this.#all.get(event.type) ?? []) {
      if (one.once) this.removeEventListener(event.type, one.f, one.capture);
      try { if (typeof one.f === 'function') native.callAs(one.f, this, [event], ''); else one.f.handleEvent(event); } catch (error) { process.nextTick(() => { throw error; }); }
      if (state.isStoppedNow) break;
    }
    state.isRunning = false;
    return !event.defaultPrevented;
  }
}
const handlerOf = (cls, name) => {
  const handlers = new WeakMap();
  Object.defineProperty(cls.prototype, 'on' + name, {
    get() { return handlers.get(this)?.f ?? null; },
    set(f) {
      const old = handlers.get(this);
      if (old) { old.f = typeof f === 'function' ? f : null; return; }
      const held = { f: typeof f === 'function' ? f : null };
      handlers.set(this, held);
      this.addEventListener(name, function (event) { held.f?.call(this, event); });
    },
    enumerable: true, configurable: true,
  });
};
const make = { isOpen: false };
const aborting = new Map();
class AbortSignal extends EventTarget {
  #state = { aborted: false, reason: undefined };
  constructor() { super(); if (!make.isOpen) throw native.fault('TypeError', 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor'); }
  static _new() { make.isOpen = true; try { return new AbortSignal(); } finally { make.isOpen = false; } }
  static _abort(signal, reason) {
    if (signal.#state.aborted) return;
    signal.#state.aborted = true;
    signal.#state.reason = reason === undefined ? new DOMException('This operation was aborted', 'AbortError') : reason;
    signal.dispatchEvent(new Event('abort'));
  }
  get aborted() { return this.#state.aborted; }
  get reason() { return this.#state.reason; }
  throwIfAborted() { if (this.aborted) throw this.reason; }
  static abort(reason) { const made = AbortSignal._new(); AbortSignal._abort(made, reason); return made; }
  static timeout(ms) { const made = AbortSignal._new(); start(() => AbortSignal._abort(made, new DOMException('The operation was aborted due to timeout', 'TimeoutError')), ms).unref(); return made; }
  static any(signals) {
    const made = AbortSignal._new();
    for (const one of signals) {
      if (one.aborted) { AbortSignal._abort(made, one.reason); return made; }
      one.addEventListener('abort', () => AbortSignal._abort(made, one.reason), { once: true });
    }
    return made;
  }
  [native.customInspect](depth, options) { return depth < 0 ? 'AbortSignal' : 'AbortSignal ' + native.inspect({ aborted: this.aborted }, options); }
}
handlerOf(AbortSignal, 'abort');
class AbortController {
  #signal = AbortSignal._new();
  get signal() { return this.#signal; }
  abort(reason) { AbortSignal._abort(this.#signal, reason); }
  [native.customInspect](depth, options) { return depth < 0 ? 'AbortController' : 'AbortController ' + native.inspect({ signal: this.signal }, options); }
}
class AbortError extends Error {
  constructor(message, options) { super(message, options); this.code = 'ABORT_ERR'; this.name = 'AbortError'; native.hide(this, 'name', 'AbortError'); }
}
native.hide(native, 'aborted', (reason) => new AbortError('The operation was aborted', { cause: reason }));
class TextEncoder { get encoding() { return 'utf-8'; } encode(text = '') { return Uint8Array.from(Buffer.from(String(text))); } encodeInto(text, target) { const data = Buffer.from(text), written = Math.min(data.length, target.length); target.set(data.subarray(0, written)); return { read: text.length, written }; } }
class TextDecoder {
  #encoding;
  constructor(label = 'utf-8') { const name = String(label).toLowerCase().trim(); this.#encoding = ['utf8', 'utf-8', 'unicode-1-1-utf-8'].includes(name) ? 'utf-8' : ['latin1', 'ascii', 'iso-8859-1', 'windows-1252'].includes(name) ? 'windows-1252' : ['utf-16le', 'utf-16', 'ucs-2'].includes(name) ? 'utf-16le' : undefined; if (this.#encoding === undefined) throw native.fault('RangeError', 'ERR_ENCODING_NOT_SUPPORTED', 'The "' + label + '" encoding is not supported'); }
  get encoding() { return this.#encoding; }
  decode(data) { const text = data === undefined ? '' : Buffer.from(data).toString(this.#encoding === 'windows-1252' ? 'latin1' : this.#encoding); return text.startsWith('\ufeff') ? text.slice(1) : text; }
}
const base64 = {
  btoa: (text) => { const given = String(text); for (const char of given) if (char > '\xff') throw new DOMException('Invalid character', 'InvalidCharacterError'); return Buffer.from(given, 'latin1').toString('base64'); },
  atob: (text) => { const given = String(text).replace(/[\t\n\f\r ]/g, ''); if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/.test(given)) throw new DOMException('The string to be decoded is not correctly encoded.', 'InvalidCharacterError'); return Buffer.from(given, 'base64').toString('latin1'); },
};
for (const [name, value] of Object.entries({ TextEncoder, TextDecoder, ...base64, DOMException, Event, CustomEvent, EventTarget, AbortSignal, AbortController })) native.hide(global, name, value);
Object.defineProperty(global, 'crypto', { get: () => require('crypto').webcrypto, set: (value) => Object.defineProperty(global, 'crypto', { value, writable: true }), enumerable: false, configurable: true });
for (const cls of [DOMException, Event, CustomEvent, EventTarget, AbortSignal]) for (const name of ['_state', '_count', '_new', '_abort']) if (Object.hasOwn(cls, name)) native.hide(cls, name, cls[name]);
`;
