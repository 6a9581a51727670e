/** The modules http, net and dns, written in JavaScript over `native`. Source: Node.js' documentation of them. */
export const HTTP = String.raw`
const EventEmitter = require('events');
const { Readable, Writable } = require('stream');
const STATUS_CODES = { 100: 'Continue', 200: 'OK', 201: 'Created', 202: 'Accepted', 204: 'No Content', 206: 'Partial Content', 301: 'Moved Permanently', 302: 'Found', 303: 'See Other', 304: 'Not Modified', 307: 'Temporary Redirect', 308: 'Permanent Redirect', 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 409: 'Conflict', 413: 'Payload Too Large', 415: 'Unsupported Media Type', 418: "I'm a Teapot", 422: 'Unprocessable Entity', 429: 'Too Many Requests', 500: 'Internal Server Error', 501: 'Not Implemented', 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout' };


class IncomingMessage extends Readable {
  constructor(pairs, body) {
    super({ read() { if (!this._isGiven) { native.hide(this, '_isGiven', true); if (body.length > 0) this.push(body); this.complete = true; this.push(null); } } });
    this.headers = {};
    this.rawHeaders = pairs.flat();
    this.complete = false;
    this.aborted = false;
    for (const [name, value] of pairs) {
      const key = name.toLowerCase();
      if (key === 'set-cookie') { this.headers[key] = [...(this.headers[key] ?? []), value]; continue; }
      this.headers[key] = key in this.headers && key !== 'host' ? this.headers[key] + (key === 'cookie' ? '; ' : ', ') + value : value;
    }
    native.hide(this, '_body', body);
  }
  ['setTimeout']() { return this; }
}

const sentFault = (what) => native.inside(native.fault('Error', 'ERR_HTTP_HEADERS_SENT', 'Cannot ' + what + ' headers after they are sent to the client'), what === 'set' ? 'setHeader' : '', what === 'set' ? 'headersSent' : undefined);
const checkHeader = (name, value) => {
  if (typeof name !== 'string' || !/^[!#$%&'*+.^_|~0-9A-Za-z\x60-]+$/.test(name)) throw native.fault('TypeError', 'ERR_INVALID_HTTP_TOKEN', 'Header name must be a valid HTTP token ["' + name + '"]');
  if (value === undefined) throw native.fault('TypeError', 'ERR_HTTP_INVALID_HEADER_VALUE', 'Invalid value "undefined" for header "' + name + '"');
  if (/[^\t\x20-\x7e\x80-\xff]/.test(String(value))) throw native.fault('TypeError', 'ERR_INVALID_CHAR', 'Invalid character in header content ["' + name + '"]');
};
class ServerResponse extends Writable {
  constructor(request) {
    super({ decodeStrings: true });
    this.statusCode = 200;
    this.statusMessage = undefined;
    this.headersSent = false;
    this.finished = false;
    native.hide(this, '_own', request);
    native.hide(this, '_headers', new Map());
  }
  setHeader(name, value) {
    if (this.headersSent) throw sentFault('set');
    checkHeader(name, value);
    this._headers.set(name.toLowerCase(), [name, value]);
    return this;
  }
  appendHeader(name, value) { const old = this.getHeader(name); return this.setHeader(name, old === undefined ? value : [old, value].flat()); }
  setHeaders(all) { for (const [name, value] of all) this.setHeader(name, value); return this; }
  getHeader(name) { return this._headers.get(name.toLowerCase())?.[1]; }
  getHeaderNames() { return [...this._headers.keys()]; }
  getHeaders() { const made = Object.create(null); for (const [key, [, value]] of this._headers) made[key] = value; return made; }
  hasHeader(name) { return this._headers.has(name.toLowerCase()); }
  removeHeader(name) { if (this.headersSent) throw sentFault('remove'); this._headers.delete(name.toLowerCase()); }
  writeHead(status, message, headers) {
    if (this.headersSent) throw sentFault('write');
    const code = status | 0;
    if (code < 100 || code > 999) throw native.fault('RangeError', 'ERR_HTTP_INVALID_STATUS_CODE', 'Invalid status code: ' + native.show(status));
    this.statusCode = code;
    if (typeof message === 'string') this.statusMessage = message;
    else headers = message;
    const list = Array.isArray(headers) ? (Array.isArray(headers[0]) ? headers : headers.reduce((all, one, i) => (i % 2 ? all.at(-1).push(one) : all.push([one]), all), [])) : Object.entries(headers ?? {});
    for (const [name, value] of list) this.setHeader(name, value);
    native.hide(this, '_isHeadWritten', true);
    return this;
  }
  writeContinue() {}
  ['setTimeout']() { return this; }
  flushHeaders() { this._send(undefined); }
  _send(length) {
    if (this.headersSent) return;
    const has = (name) => this._headers.has(name);
    const lines = ['HTTP/1.1 ' + this.statusCode + ' ' + (this.statusMessage ??= STATUS_CODES[this.statusCode] ?? 'unknown')];
    for (const [, [name, value]] of this._headers) for (const one of Array.isArray(value) ? value : [value]) lines.push(name + ': ' + one);
    if (!has('date')) lines.push('Date: ' + new Date(native.now()).toUTCString());
    native.hide(this, '_keeps', this._own.version === '1.1' && !/close/i.test(this.getHeader('connection') ?? '') && !this._own.closes);
    if (!has('connection')) lines.push('Connection: ' + (this._keeps ? 'keep-alive' : 'close'));
    if (this._keeps && !has('keep-alive')) lines.push('Keep-Alive: timeout=5');
    const isBare = this.statusCode === 204 || this.statusCode === 304;
    native.hide(this, '_isChunked', false);
    if (!has('content-length') && !has('transfer-encoding') && !isBare) {
      if (this._own.method === 'HEAD') { /* says nothing of a body */ }
      else if (length !== undefined) lines.push('Content-Length: ' + length);
      else { lines.push('Transfer-Encoding: chunked'); native.hide(this, '_isChunked', true); }
    }
    native.hide(this, '_hasBody', this._own.method !== 'HEAD' && !isBare);
    this.headersSent = true;
    this._own.write(lines.join('\r\n') + '\r\n\r\n');
  }
  _write(data, encoding, done) {
    this._send(this._length);
    if (this._hasBody && data.length > 0) {
      if (this._isChunked) this._own.write(data.length.toString(16) + '\r\n');
      this._own.write(data);
      if (this._isChunked) this._own.write('\r\n');
    }
    done();
  }
  _final(done) {
    this._send(0);
    if (this._isChunked && this._hasBody) this._own.write('0\r\n\r\n');
    this._own.end(this._keeps);
    native.later(done);
  }
  end(data, encoding, done) {
    if (!this.headersSent && !this.finished && data !== undefined && data !== null && typeof data !== 'function') {
      if (typeof data !== 'string' && !(data instanceof Uint8Array)) throw native.badArgument('chunk', 'of type string or an instance of Buffer or Uint8Array', data);
      if (this.writableLength === 0) native.hide(this, '_length', Buffer.byteLength(data, typeof encoding === 'string' ? encoding : undefined));
    }
    this.finished = true;
    return super.end(data, encoding, done);
  }
}

class Server extends EventEmitter {
  constructor(options, handler = options) {
    super();
    this.listening = false;
    this.requestTimeout = 300000;
    this.headersTimeout = 60000;
    this.keepAliveTimeout = 5000;
    this.timeout = 0;
    native.hide(this, '_sockets', undefined);
    if (typeof handler === 'function') this.on('request', handler);
  }
  listen(port, ...rest) {
    const done = rest.find((one) => typeof one === 'function');
    let host = rest.find((one) => typeof one === 'string');
    if (port !== null && typeof port === 'object') { host = port.host; port = port.port; }
    if (typeof port === 'function') { this.once('listening', port); port = 0; }
    if (this._sockets && this.listening) throw native.fault('Error', 'ERR_SERVER_ALREADY_LISTEN', 'Listen method has been called more than once without closing.');
    if (done) this.once('listening', done);
    const number = Number(port ?? 0);
    if (typeof port === 'string' && Number.isNaN(number)) return native.notModelled('servers on sockets of the file system');
    if (!(number >= 0 && number < 65536)) throw native.inside(native.fault('RangeError', 'ERR_SOCKET_BAD_PORT', 'options.port should be >= 0 and < 65536. Received ' + native.received(port) + '.'), 'badPort', 'argument');
    const address = !host || host === '::' ? '0.0.0.0' : host === 'localhost' ? '127.0.0.1' : host;
    try { native.hide(this, '_sockets', this._open(address, number, host)); }
    catch (error) { process.nextTick(() => { native.hide(this, '_emitsFrom', 'emitLater'); this.emit('error', error); }); return this; }
    native.hide(this, '_host', host);
    this.listening = true;
    process.nextTick(() => native.callAs(() => this.emit('listening'), undefined, [], 'listening'));
    return this;
  }
  _open(address, port, host) {
    return native.listen(address, port, (request) => {
      const message = new IncomingMessage(request.headers, request.body);
      message.method = request.method;
      message.url = request.url;
      message.httpVersion = request.version;
      message.httpVersionMajor = 1;
      message.httpVersionMinor = Number(request.version.split('.')[1] ?? 1);
      const socket = Object.assign(new EventEmitter(), { remoteAddress: (host && host !== '::' ? '' : '::ffff:') + request.address, remotePort: request.port, remoteFamily: host && host !== '::' ? 'IPv4' : 'IPv6', encrypted: undefined, destroy() {}, ref() {}, ['setTimeout']() {}, setKeepAlive() {}, setNoDelay() {} });
      request.closes = /close/i.test(message.headers.connection ?? '') || this._isClosing;
      const response = new ServerResponse(request);
      for (const one of [message, response]) { native.hide(one, 'socket', socket); native.hide(one, 'connection', socket); }
      native.hide(response, 'req', message);
      native.hide(message, 'res', response);
      this.emit('request', message, response);
    });
  }
  address() { return this._sockets ? (this._host && this._host !== '::' ? { address: this._host === 'localhost' ? '127.0.0.1' : this._host, family: 'IPv4', port: this._sockets.port } : { address: '::', family: 'IPv6', port: this._sockets.port }) : null; }
  close(done) {
    const isOpen = this.listening;
    if (done) this.once('close', () => done(isOpen ? undefined : native.fault('Error', 'ERR_SERVER_NOT_RUNNING', 'Server is not running.')));
    if (!isOpen && !done) return this;
    native.hide(this, '_isClosing', true);
    this._sockets?.close();
    this.listening = false;
    native.later(() => this.emit('close'));
    return this;
  }
  closeAllConnections() { this._sockets?.dropAll?.(); }
  closeIdleConnections() { this._sockets?.dropIdle?.(); }
  getConnections(done) { native.later(done, null, 0); }
  ['setTimeout']() { return this; }
  ref() { return this; }
  unref() { return this; }
}

class ClientRequest extends Writable {
  constructor(wanted, done) {
    super();
    this.method = wanted.method;
    this.path = wanted.path;
    this.host = wanted.hostname;
    this.protocol = 'http:';
    this.reusedSocket = false;
    native.hide(this, '_emitsFrom', 'requestEmit');
    native.hide(this, '_wanted', wanted);
    native.hide(this, '_parts', []);
    native.hide(this, '_fields', { ...wanted.headers });
    if (done) this.once('response', done);
  }
  setHeader(name, value) { checkHeader(name, value); this._fields[name] = value; return this; }
  getHeader(name) { return Object.entries(this._fields).find(([own]) => own.toLowerCase() === name.toLowerCase())?.[1]; }
  removeHeader(name) { for (const own of Object.keys(this._fields)) if (own.toLowerCase() === name.toLowerCase()) delete this._fields[own]; }
  ['setTimeout'](ms, done) { if (done) this.once('timeout', done); native.hide(this, '_timer', global.setTimeout.call(undefined, () => this.emit('timeout'), ms)); this._timer.unref(); return this; }
  setNoDelay() {}
  setSocketKeepAlive() {}
  flushHeaders() {}
  abort() { this.aborted = true; this.destroy(); }
  _write(data, encoding, done) { this._parts.push(data); done(); }
  _destroy(error, done) { native.hide(this, '_isGone', true); done(error ?? (this._hasAnswer ? null : Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }))); }
  _final(done) {
    const { hostname, port, path, method } = this._wanted, body = Buffer.concat(this._parts);
    const all = { ...this._fields };
    const has = (name) => this.getHeader(name) !== undefined;
    if (!has('host')) all.Host = hostname + (port === 80 ? '' : ':' + port);
    if (!has('content-length') && !has('transfer-encoding') && (body.length > 0 || ['POST', 'PUT', 'PATCH'].includes(method))) all['Content-Length'] = body.length;
    all.Connection = 'close';
    if (this._wanted.auth) all.Authorization = 'Basic ' + Buffer.from(this._wanted.auth).toString('base64');
    done();
    native.request({ hostname, port, path, method, headers: all, body }, (error, answer) => {
      if (this._isGone && !this._isSent) return;
      native.hide(this, '_hasAnswer', true);
      if (this._timer) clearTimeout(this._timer);
      if (error) { native.inside(native.forget(error), error.syscall === 'connect' ? 'connected' : ''); this.emit('error', error); this.emit('close'); return; }
      const response = new IncomingMessage(answer.headers, answer.body);
      response.statusCode = answer.status;
      response.statusMessage = answer.reason;
      response.httpVersion = '1.1';
      response.on('end', () => native.later(() => this.emit('close')));
      native.hide(this, 'res', response);
      if (!this.emit('response', response)) response.resume();
    });
  }
}
const request = (url, options, done) => {
  if (typeof url === 'object' && !(url instanceof URL)) [url, options, done] = [undefined, url, options];
  if (typeof options === 'function') [options, done] = [{}, options];
  const parts = url === undefined ? {} : new URL(url);
  const protocol = options?.protocol ?? parts.protocol;
  if (protocol !== undefined && protocol !== 'http:') throw native.fault('TypeError', 'ERR_INVALID_PROTOCOL', 'Protocol "' + protocol + '" not supported. Expected "http:"');
  const wanted = { method: 'GET', ...options };
  wanted.method = wanted.method.toUpperCase();
  wanted.hostname = wanted.hostname ?? (wanted.host?.replace(/:\d+$/, '')) ?? parts.hostname ?? 'localhost';
  wanted.port = Number(wanted.port ?? (parts.port || 80));
  wanted.path = wanted.path ?? (parts.pathname ?? '/') + (parts.search ?? '');
  if (/[^\x21-\xff]/.test(wanted.path)) throw native.fault('TypeError', 'ERR_UNESCAPED_CHARACTERS', 'Request path contains unescaped characters');
  const made = new ClientRequest(wanted, done);
  native.hide(made, '_emitClose', false);
  made._writableState.emitClose = false;
  made._writableState.autoDestroy = false;
  wanted.signal?.addEventListener('abort', () => { native.hide(made, '_isGone', true); made.emit('error', native.aborted(wanted.signal.reason)); made.emit('close'); }, { once: true });
  return made;
};
class Agent extends EventEmitter { constructor(options) { super(); this.options = { ...options }; this.keepAlive = options?.keepAlive ?? false; this.maxSockets = options?.maxSockets ?? Infinity; } destroy() {} }

module.exports = {
  STATUS_CODES, IncomingMessage, ServerResponse, Server, ClientRequest, OutgoingMessage: ServerResponse, Agent, globalAgent: new Agent({ keepAlive: true }), maxHeaderSize: 16384, METHODS: ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'],
  createServer: (...args) => new Server(...args),
  request,
  get: (...args) => { const made = request(...args); made.end(); return made; },
};
`;

export const HTTPS = String.raw`
const missing = () => native.notModelled('TLS, which https needs');
module.exports = { get: missing, request: missing, createServer: missing, Agent: require('http').Agent, globalAgent: require('http').globalAgent };
`;

export const NET = String.raw`
const { Duplex } = require('stream');
const EventEmitter = require('events');
const isIPv4 = (text) => /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text);
const isIPv6 = (text) => typeof text === 'string' && text.includes(':') && /^[0-9a-fA-F:.]+$/.test(text) && (text.match(/::/g) ?? []).length <= 1;
class Socket extends Duplex {
  constructor(options) {
    super({ ...options, allowHalfOpen: options?.allowHalfOpen ?? false, emitClose: false });
    this.connecting = false;
    this.bytesRead = 0;
    this.bytesWritten = 0;
    native.hide(this, '_hadError', false);
    native.hide(this, '_emitsFrom', 'streamEmit');
    this.on('end', () => {});
  }
  _attach(own) {
    native.hide(this, '_own', own);
    this.remoteAddress = own.remoteAddress;
    this.remotePort = own.remotePort;
    this.remoteFamily = 'IPv4';
    this.localPort = own.localPort;
    this.localAddress = '127.0.0.1';
    const next = () => own.read((error, data) => {
      if (this.destroyed) return;
      if (error) { this.destroy(native.forget(error)); return; }
      this._wake();
      if (data.length === 0) { this.push(null); return; }
      this.bytesRead += data.length;
      this.push(data);
      next();
    });
    next();
  }
  _wake() { if (this._idle) { clearTimeout(this._idle); native.hide(this, '_idle', undefined); this['setTimeout'](this._idleMs); } }
  connect(...args) {
    const done = args.find((one) => typeof one === 'function');
    const options = typeof args[0] === 'object' ? args[0] : { port: args[0], host: typeof args[1] === 'string' ? args[1] : undefined };
    const host = options.host ?? 'localhost', port = Number(options.port);
    if (options.path !== undefined || Number.isNaN(port)) return native.notModelled('sockets of the file system');
    if (done) this.once('connect', done);
    this.connecting = true;
    native.connect(host, port, (error, own) => {
      this.connecting = false;
      if (this.destroyed) { own?.close(); return; }
      if (error) { native.inside(native.forget(error), error.syscall === 'connect' ? 'connected' : ''); this.destroy(error); return; }
      this._attach(own);
      this.emit('connect');
      this.emit('ready');
      for (const go of this._waiting ?? []) go();
    });
    return this;
  }
  _read() {}
  _write(data, encoding, done) {
    const go = () => { this.bytesWritten += data.length; this._own.write(data, (error) => done(error ? native.forget(error) : null)); };
    if (this._own) go(); else native.hide(this, '_waiting', [...(this._waiting ?? []), go]);
  }
  _final(done) { const go = () => { this._own.finish(); done(); }; if (this._own) go(); else native.hide(this, '_waiting', [...(this._waiting ?? []), go]); }
  _destroy(error, done) {
    if (this._idle) clearTimeout(this._idle);
    this._own?.close();
    done(error);
    process.nextTick(() => process.nextTick(() => this.emit('close', Boolean(error))));
  }
  address() { return this._own ? { address: this.localAddress, family: 'IPv4', port: this.localPort } : {}; }
  ['setTimeout'](ms, done) { if (done) this.once('timeout', done); if (this._idle) clearTimeout(this._idle); native.hide(this, '_idleMs', ms); if (ms > 0) { native.hide(this, '_idle', global.setTimeout.call(undefined, () => this.emit('timeout'), ms)); this._idle.unref(); } else native.hide(this, '_idle', undefined); return this; }
  setNoDelay() { return this; }
  setKeepAlive() { return this; }
  destroySoon() { this.end(); }
  ref() { return this; }
  unref() { this._own?.unref(); return this; }
  get pending() { return !this._own; }
  get readyState() { return this.connecting ? 'opening' : this.readable && this.writable ? 'open' : this.readable ? 'readOnly' : this.writable ? 'writeOnly' : 'closed'; }
}
const { Server: HttpServer } = require('http');
class Server extends HttpServer {
  constructor(options, handler) { super(); const done = typeof options === 'function' ? options : handler; for (const name of ['requestTimeout', 'headersTimeout', 'keepAliveTimeout', 'timeout']) delete this[name]; native.hide(this, '_open_', 0); native.hide(this, '_halfOpen', options?.allowHalfOpen ?? false); if (done) this.on('connection', done); }
  _open(address, port) {
    return native.listenRaw(address, port, (own) => {
      const socket = new Socket({ allowHalfOpen: this._halfOpen });
      native.hide(this, '_open_', this._open_ + 1);
      socket.on('close', () => { native.hide(this, '_open_', this._open_ - 1); this._maybeClosed(); });
      socket._attach(own);
      this.emit('connection', socket);
    });
  }
  _maybeClosed() { if (this._wantsClose && this._open_ === 0) { native.hide(this, '_wantsClose', false); native.later(() => this.emit('close')); } }
  getConnections(done) { native.later(done, null, this._open_); }
  close(done) {
    const isOpen = this.listening;
    if (done) this.once('close', () => done(isOpen ? undefined : native.fault('Error', 'ERR_SERVER_NOT_RUNNING', 'Server is not running.')));
    this._sockets?.close();
    this.listening = false;
    native.hide(this, '_wantsClose', true);
    this._maybeClosed();
    return this;
  }
}
const connect = (...args) => new Socket(typeof args[0] === 'object' ? args[0] : undefined).connect(...args);
module.exports = { Socket, Stream: Socket, Server, connect, createConnection: connect, createServer: (...args) => new Server(...args), isIPv4, isIPv6, isIP: (text) => (isIPv4(text) ? 4 : isIPv6(text) ? 6 : 0) };
`;

export const DNS = String.raw`
const lookupOne = (name, options, done) => {
  const own = typeof options === 'number' ? { family: options } : typeof options === 'function' ? {} : (options ?? {}), after = typeof options === 'function' ? options : done;
  if (/^\d+(\.\d+){3}$/.test(name)) { process.nextTick(() => (own.all ? after(null, [{ address: name, family: 4 }]) : after(null, name, 4))); return; }
  native.resolve(name, own.family === 6 ? 6 : 4, (error, address) => { if (error) { after(native.forget(error)); return; } const family = address.includes(':') ? 6 : 4; if (own.all) after(null, [{ address, family }]); else after(null, address, family); });
};
const missing = (name) => () => native.notModelled('dns.' + name);
const promises = { lookup: (name, options) => new Promise((resolve, reject) => lookupOne(name, options ?? {}, (error, address, family) => (error ? reject(error) : resolve(Array.isArray(address) ? address : { address, family })))) };
module.exports = { lookup: lookupOne, promises, getServers: () => (require('fs').readFileSync('/etc/resolv.conf', 'utf8').match(/^nameserver\s+(\S+)/gm) ?? []).map((line) => line.split(/\s+/)[1]), setDefaultResultOrder() {}, getDefaultResultOrder: () => 'verbatim' };
for (const name of ['resolve', 'resolve4', 'resolve6', 'resolveMx', 'resolveTxt', 'resolveSrv', 'resolveNs', 'resolveCname', 'reverse', 'lookupService', 'setServers']) { module.exports[name] = missing(name); promises[name] = missing('promises.' + name); }
`;
