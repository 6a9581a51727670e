/** http, and what a program uses of express, written in JavaScript over `native`. */
export const WEB: Readonly<Record<string, string>> = {
  http: String.raw`
const EventEmitter = require('events');
const STATUS_CODES = { 100: 'Continue', 200: 'OK', 201: 'Created', 202: 'Accepted', 204: 'No Content', 206: 'Partial Content', 301: 'Moved Permanently', 302: 'Found', 303: 'See Other', 304: 'Not Modified', 307: 'Temporary Redirect', 308: 'Permanent Redirect', 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 409: 'Conflict', 413: 'Payload Too Large', 415: 'Unsupported Media Type', 418: "I'm a Teapot", 422: 'Unprocessable Entity', 429: 'Too Many Requests', 500: 'Internal Server Error', 501: 'Not Implemented', 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout' };

class IncomingMessage extends EventEmitter {
  constructor(pairs, body) {
    super();
    this.headers = {};
    this.rawHeaders = pairs.flat();
    for (const [name, value] of pairs) {
      const key = name.toLowerCase();
      this.headers[key] = key in this.headers && key !== 'host' ? this.headers[key] + ', ' + value : value;
    }
    native.hide(this, '_body', body);
    native.hide(this, '_added', (name) => {
      if (this._isFlowing || (name !== 'data' && name !== 'end')) return;
      native.hide(this, '_isFlowing', true);
      native.later(() => {
        if (body.length > 0) this.emit('data', this._encoding ? body.toString(this._encoding) : body);
        this.complete = true;
        this.emit('end');
        this.emit('close');
      });
    });
  }
  setEncoding(name) { native.hide(this, '_encoding', name); return this; }
  resume() { return this.on('end', () => {}); }
  pipe(target) { this.on('data', (data) => target.write(data)); this.on('end', () => target.end()); return target; }
  destroy() { return this; }
}

class ServerResponse extends EventEmitter {
  constructor(request) {
    super();
    this.statusCode = 200;
    this.statusMessage = undefined;
    this.headersSent = false;
    this.finished = this.writableEnded = false;
    native.hide(this, '_own', request);
    native.hide(this, '_headers', new Map());
  }
  setHeader(name, value) {
    if (this.headersSent) throw native.inside(native.fault('Error', 'ERR_HTTP_HEADERS_SENT', 'Cannot set headers after they are sent to the client'), 'setHeader', 'headersSent');
    this._headers.set(name.toLowerCase(), [name, value]);
    return this;
  }
  getHeader(name) { return this._headers.get(name.toLowerCase())?.[1]; }
  getHeaders() { return Object.fromEntries([...this._headers].map(([key, [, value]]) => [key, value])); }
  hasHeader(name) { return this._headers.has(name.toLowerCase()); }
  removeHeader(name) { this._headers.delete(name.toLowerCase()); }
  writeHead(status, message, headers) {
    if (this.headersSent) throw native.fault('Error', 'ERR_HTTP_HEADERS_SENT', 'Cannot write headers after they are sent to the client');
    this.statusCode = status;
    if (typeof message === 'string') this.statusMessage = message;
    else headers = message;
    for (const [name, value] of Array.isArray(headers) ? headers : Object.entries(headers ?? {})) this.setHeader(name, value);
    return this;
  }
  flushHeaders() { this._send(undefined); }
  _send(length) {
    if (this.headersSent) return;
    const has = (name) => this._headers.has(name);
    const lines = ['HTTP/1.1 ' + this.statusCode + ' ' + (this.statusMessage ?? STATUS_CODES[this.statusCode] ?? 'unknown')];
    for (const [, [name, value]] of this._headers) for (const one of Array.isArray(value) ? value : [value]) lines.push(name + ': ' + one);
    if (!has('date')) lines.push('Date: ' + new Date(native.now()).toUTCString());
    native.hide(this, '_keeps', this._own.version === '1.1' && !/close/i.test(this.getHeader('connection') ?? '') && !this._own.closes);
    if (!has('connection')) lines.push('Connection: ' + (this._keeps ? 'keep-alive' : 'close'));
    if (this._keeps && !has('keep-alive')) lines.push('Keep-Alive: timeout=5');
    const isBare = this.statusCode === 204 || this.statusCode === 304;
    native.hide(this, '_isChunked', false);
    if (!has('content-length') && !has('transfer-encoding') && !isBare) {
      if (length !== undefined) lines.push('Content-Length: ' + length);
      else { lines.push('Transfer-Encoding: chunked'); native.hide(this, '_isChunked', true); }
    }
    native.hide(this, '_hasBody', this._own.method !== 'HEAD' && !isBare);
    this.headersSent = true;
    this._own.write(lines.join('\r\n') + '\r\n\r\n');
  }
  write(data, encoding, done) {
    if (typeof data !== 'string' && !Buffer.isBuffer(data)) throw native.badArgument('chunk', 'of type string or an instance of Buffer or Uint8Array', data);
    this._send(undefined);
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    if (this._hasBody && bytes.length > 0) {
      if (this._isChunked) this._own.write(bytes.length.toString(16) + '\r\n');
      this._own.write(bytes);
      if (this._isChunked) this._own.write('\r\n');
    }
    return true;
  }
  end(data, encoding, done) {
    if (this.writableEnded) return this;
    if (typeof data === 'function') [data, done] = [undefined, data];
    const bytes = data === undefined || data === null ? Buffer.alloc(0) : typeof data === 'string' ? Buffer.from(data) : data;
    if (!Buffer.isBuffer(bytes)) this.write(data);
    if (!this.headersSent) this._send(bytes.length);
    if (bytes.length > 0) this.write(bytes);
    if (this._isChunked && this._hasBody) this._own.write('0\r\n\r\n');
    this.finished = this.writableEnded = true;
    this._own.end(this._keeps);
    native.later(() => { if (typeof done === 'function') done(); this.emit('finish'); this.emit('close'); });
    return this;
  }
}

class Server extends EventEmitter {
  constructor(options, handler = options) {
    super();
    this.listening = false;
    native.hide(this, '_sockets', undefined);
    if (typeof handler === 'function') this.on('request', handler);
  }
  listen(port, ...rest) {
    const done = rest.find((one) => typeof one === 'function');
    let host = rest.find((one) => typeof one === 'string');
    if (port !== null && typeof port === 'object') { host = port.host; port = port.port; }
    if (typeof port === 'function') { this.once('listening', port); port = 0; }
    if (done) this.once('listening', done);
    const number = Number(port ?? 0);
    if (!(number >= 0 && number < 65536)) throw native.fault('RangeError', 'ERR_SOCKET_BAD_PORT', 'options.port should be >= 0 and < 65536. Received ' + native.received(port) + '.');
    const address = !host || host === '::' ? '0.0.0.0' : host === 'localhost' ? '127.0.0.1' : host;
    let open;
    try {
      open = native.listen(address, number, (request) => {
        const message = new IncomingMessage(request.headers, request.body);
        message.method = request.method;
        message.url = request.url;
        message.httpVersion = request.version;
        const socket = { remoteAddress: (host ? '' : '::ffff:') + request.address, remotePort: request.port, remoteFamily: 'IPv6', destroy() {}, ref() {} };
        native.hide(message, 'socket', socket);
        native.hide(message, 'connection', socket);
        request.closes = /close/i.test(message.headers.connection ?? '') || this._isClosing;
        const response = new ServerResponse(request);
        native.hide(response, 'req', message);
        native.hide(message, 'res', response);
        this.emit('request', message, response);
      });
    } catch (error) {
      process.nextTick(() => this.emit('error', error));
      return this;
    }
    native.hide(this, '_sockets', open);
    native.hide(this, '_host', host);
    native.later(() => { this.listening = true; this.emit('listening'); });
    return this;
  }
  address() { return this._sockets ? { address: this._host ?? '::', family: this._host ? 'IPv4' : 'IPv6', port: this._sockets.port } : null; }
  close(done) {
    native.hide(this, '_isClosing', true);
    if (done) this.once('close', done);
    this._sockets?.close();
    this.listening = false;
    native.later(() => this.emit('close'));
    native.endIdle?.();
    return this;
  }
  closeAllConnections() {}
  closeIdleConnections() {}
  unref() { return this; }
}
Server.prototype.setTimeout = function () { return this; };

const request = (url, options, done) => {
  if (typeof url === 'object' && !(url instanceof URL)) [url, options, done] = [undefined, url, options];
  if (typeof options === 'function') [options, done] = [{}, options];
  const parts = url === undefined ? {} : new URL(url);
  const wanted = { method: 'GET', ...options };
  const hostname = wanted.hostname ?? wanted.host ?? parts.hostname ?? 'localhost', port = Number(wanted.port ?? (parts.port || 80)), path = wanted.path ?? (parts.pathname ?? '/') + (parts.search ?? '');
  const made = new EventEmitter();
  const bodies = [], headers = { ...wanted.headers };
  made.setHeader = (name, value) => { headers[name] = value; };
  made.write = (data) => { bodies.push(Buffer.from(data)); return true; };
  made.setTimeout = () => made;
  made.destroy = () => {};
  made.end = (data) => {
    if (data !== undefined) made.write(data);
    const body = Buffer.concat(bodies);
    const all = { ...headers, Host: hostname + (port === 80 ? '' : ':' + port), Connection: 'close' };
    if (body.length > 0 && !Object.keys(all).some((name) => name.toLowerCase() === 'content-length')) all['Content-Length'] = body.length;
    native.request({ hostname, port, path, method: wanted.method, headers: all, body }, (error, answer) => {
      if (error) return made.emit('error', error);
      const response = new IncomingMessage(answer.headers, answer.body);
      response.statusCode = answer.status;
      response.statusMessage = answer.reason;
      if (done) done(response);
      made.emit('response', response);
    });
    return made;
  };
  return made;
};

module.exports = {
  STATUS_CODES, IncomingMessage, ServerResponse, Server, METHODS: ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'],
  createServer: (...args) => new Server(...args),
  request,
  get: (...args) => request(...args).end(),
};
`,
  https: String.raw`
const missing = () => native.notModelled('TLS, which https needs');
module.exports = { get: missing, request: missing, createServer: missing };
`,
};

/** Given to programs as the global fetch. */
export const FETCH = String.raw`
global.fetch = (url, options = {}) => new Promise((resolve, reject) => {
  const parts = new URL(url);
  if (parts.protocol === 'https:') native.notModelled('TLS, which https needs');
  const request = require('http').request(url, { method: options.method ?? 'GET', headers: { accept: '*/*', 'user-agent': 'node', ...options.headers } }, (answer) => {
    const body = answer._body, status = answer.statusCode;
    const text = async () => body.toString();
    resolve({ ok: status >= 200 && status < 300, status, statusText: answer.statusMessage, url: parts.href, headers: new Map(Object.entries(answer.headers)), text, json: async () => JSON.parse(body.toString()), arrayBuffer: async () => body });
  });
  request.on('error', (cause) => { const error = new TypeError('fetch failed', { cause }); reject(error); });
  request.end(options.body);
});
`;

/** Packages of npm that are modelled, if npm has installed them. */
export const PACKAGES: Readonly<Record<string, string>> = {
  express: String.raw`
const http = require('http');
const fs = require('fs');
const path = require('path');
const TYPES = { html: 'text/html', htm: 'text/html', txt: 'text/plain', css: 'text/css', js: 'text/javascript', json: 'application/json', png: 'image/png', jpg: 'image/jpeg', gif: 'image/gif', svg: 'image/svg+xml', ico: 'image/x-icon', md: 'text/markdown', xml: 'application/xml', pdf: 'application/pdf' };
const typed = (type) => (/^text\/|json|javascript/.test(type) && !type.includes('charset') ? type + '; charset=utf-8' : type);
const escapeHtml = (text) => String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');
const etag = (body) => { let a = 0x811c9dc5, b = 0x1000193; for (const byte of body) { a = Math.imul(a ^ byte, 0x01000193) >>> 0; b = Math.imul(b + byte, 31) >>> 0; } return 'W/"' + body.length.toString(16) + '-' + Buffer.from(a.toString(16).padStart(8, '0') + b.toString(16).padStart(8, '0') + a.toString(16).padStart(8, '0') + '0000', 'hex').toString('base64').slice(0, 27) + '"'; };

const matcher = (pattern, isPrefix) => {
  if (pattern instanceof RegExp) return (url) => { const found = pattern.exec(url); return found && { params: { ...found.slice(1) }, used: found[0] }; };
  const names = [];
  const source = pattern.replace(/\/+$/, '').replace(/[.+?^$()|[\]\\]/g, '\\$&').replace(/\{([^}]*)\}/g, '(?:$1)?').replace(/:(\w+)|\*(\w*)/g, (whole, name, rest) => { names.push(name ?? (rest || '0')); return name ? '([^/]+)' : '(.*)'; });
  const regex = new RegExp('^' + source + (isPrefix ? '(?=/|$)' : '/?$'), 'i');
  return (url) => {
    const found = regex.exec(url);
    if (!found) return null;
    const params = {};
    names.forEach((name, i) => { if (found[i + 1] !== undefined) params[name] = decodeURIComponent(found[i + 1]); });
    return { params, used: found[0] };
  };
};

const methods = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];

const Router = () => {
  const stack = [];
  const router = (req, res, next) => router.handle(req, res, next);
  const add = (method, pattern, handlers, isPrefix) => {
    for (const pat of Array.isArray(pattern) ? pattern : [pattern]) for (const f of handlers.flat(Infinity)) {
      if (typeof f !== 'function') throw new TypeError((method ? 'argument handler must be a function' : 'Router.use() requires a middleware function but got a ' + native.show(f)));
      stack.push({ method, match: matcher(pat, isPrefix), f, isPrefix });
    }
    return router;
  };
  for (const name of methods) router[name] = (pattern, ...handlers) => (name === 'get' && handlers.length === 0 && router.settings ? router.settings[pattern] : add(name.toUpperCase(), pattern, handlers, false));
  router.all = (pattern, ...handlers) => add('', pattern, handlers, false);
  router.use = (first, ...rest) => (typeof first === 'string' || first instanceof RegExp ? add(undefined, first, rest, true) : add(undefined, '/', [first, ...rest], true));
  router.route = (pattern) => { const made = {}; for (const name of methods) made[name] = (...handlers) => { router[name](pattern, ...handlers); return made; }; return made; };
  router.handle = (req, res, done) => {
    let index = 0;
    const { baseUrl, url, params } = req;
    const next = (error) => {
      req.baseUrl = baseUrl; req.url = url; req.params = params;
      if (error === 'route' || error === 'router') error = undefined;
      const layer = stack[index++];
      if (!layer) return done(error);
      const pathname = url.split('?')[0];
      const isFor = layer.method === undefined || layer.method === '' || layer.method === req.method || (layer.method === 'GET' && req.method === 'HEAD');
      const found = isFor ? layer.match(pathname) : null;
      if (!found) return next(error);
      const isErrorHandler = layer.f.length === 4;
      if (Boolean(error) !== isErrorHandler) return next(error);
      req.params = { ...params, ...found.params };
      if (layer.isPrefix && found.used !== '') { req.baseUrl = baseUrl + found.used; req.url = url.slice(found.used.length) || '/'; if (!req.url.startsWith('/')) req.url = '/' + req.url; }
      try {
        const result = isErrorHandler ? layer.f(error, req, res, next) : layer.f(req, res, next);
        if (result instanceof Promise) result.catch((reason) => next(reason ?? new Error('Rejected promise')));
      } catch (thrown) { next(thrown); }
    };
    next();
  };
  return router;
};

const dress = (app, req, res) => {
  const pathname = req.url.split('?')[0];
  req.app = res.app = app;
  req.res = res;
  req.originalUrl = req.url;
  req.baseUrl = '';
  req.params = {};
  req.path = pathname;
  req.query = Object.fromEntries(new URLSearchParams(req.url.slice(pathname.length)));
  req.protocol = 'http';
  req.secure = false;
  req.hostname = (req.headers.host ?? '').split(':')[0];
  req.ip = req.socket.remoteAddress;
  req.get = req.header = (name) => req.headers[name.toLowerCase()];
  req.is = (type) => ((req.headers['content-type'] ?? '').includes(type) ? type : false);
  res.locals = {};
  res.status = (code) => { res.statusCode = code; return res; };
  res.set = res.header = (name, value) => { if (typeof name === 'object') for (const [key, one] of Object.entries(name)) res.setHeader(key, one); else res.setHeader(name, value); return res; };
  res.get = (name) => res.getHeader(name);
  res.append = (name, value) => res.set(name, value);
  res.type = (type) => res.set('Content-Type', typed(type.includes('/') ? type : (TYPES[type.replace(/^\./, '')] ?? 'application/octet-stream')));
  res.send = (body) => {
    if (typeof body === 'number' || typeof body === 'boolean' || (body !== null && typeof body === 'object' && !Buffer.isBuffer(body))) return res.json(body);
    const data = Buffer.isBuffer(body) ? body : Buffer.from(body === undefined || body === null ? '' : String(body));
    if (!res.getHeader('Content-Type')) res.setHeader('Content-Type', Buffer.isBuffer(body) ? 'application/octet-stream' : 'text/html; charset=utf-8');
    res.setHeader('Content-Length', data.length);
    if (!res.getHeader('ETag') && (req.method === 'GET' || req.method === 'HEAD')) res.setHeader('ETag', etag(data));
    return res.end(data);
  };
  res.json = (value) => {
    if (!res.getHeader('Content-Type')) res.setHeader('Content-Type', 'application/json; charset=utf-8');
    return res.send(JSON.stringify(value, undefined, app.settings['json spaces']) ?? '');
  };
  res.sendStatus = (code) => { res.status(code).type('txt'); return res.send(http.STATUS_CODES[code] ?? String(code)); };
  res.redirect = (status, url) => {
    if (typeof status === 'string') [status, url] = [302, status];
    res.status(status).set('Location', url).type('txt');
    return res.send(http.STATUS_CODES[status] + '. Redirecting to ' + url);
  };
  res.sendFile = (file, options, done) => {
    const whole = options?.root ? path.join(options.root, file) : file;
    if (!path.isAbsolute(whole)) throw new TypeError('path must be absolute or specify root to res.sendFile');
    if (!fs.existsSync(whole)) { const error = new Error("ENOENT: no such file or directory, stat '" + whole + "'"); error.status = error.statusCode = 404; throw error; }
    if (!res.getHeader('Content-Type')) res.type(path.extname(whole) || 'bin');
    return res.send(fs.readFileSync(whole));
  };
  res.cookie = (name, value) => { const old = res.getHeader('Set-Cookie') ?? []; return res.set('Set-Cookie', [...old, name + '=' + encodeURIComponent(value) + '; Path=/']); };
  res.render = () => native.notModelled('res.render of express');
};

const last = (app, req, res) => (error) => {
  if (res.headersSent) return;
  const status = error ? (error.status ?? error.statusCode ?? 500) : 404;
  if (error && status >= 500) console.error(error.stack ?? error);
  const text = error ? (app.settings.env === 'production' ? http.STATUS_CODES[status] : (error.stack ?? String(error))) : 'Cannot ' + req.method + ' ' + req.originalUrl.split('?')[0];
  const body = '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>' + escapeHtml(text).replace(/\n/g, '<br>').replace(/ {2}/g, ' &nbsp;') + '</pre>\n</body>\n</html>\n';
  res.statusCode = status;
  res.setHeader('Content-Security-Policy', "default-src 'none'");
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.setHeader('Content-Length', Buffer.byteLength(body));
  res.end(body);
};

const express = () => {
  const app = Router();
  app.settings = { env: process.env.NODE_ENV || 'development', 'x-powered-by': true };
  app.locals = {};
  const handle = app.handle;
  app.handle = (req, res, done) => {
    if (!req.app) {
      dress(app, req, res);
      if (app.settings['x-powered-by']) res.setHeader('X-Powered-By', 'Express');
    }
    handle(req, res, done ?? last(app, req, res));
  };
  app.set = (name, value) => { app.settings[name] = value; return app; };
  app.enable = (name) => app.set(name, true);
  app.disable = (name) => app.set(name, false);
  app.listen = (...args) => http.createServer((req, res) => app.handle(req, res)).listen(...args);
  return app;
};
const bodyParser = (test, parse) => () => (req, res, next) => {
  if (req.body !== undefined || !test(req.headers['content-type'] ?? '') || req._body.length === 0) return next();
  try { req.body = parse(req._body.toString()); } catch (error) { error.status = 400; return next(error); }
  next();
};
express.Router = Router;
express.json = bodyParser((type) => type.includes('json'), JSON.parse);
express.urlencoded = bodyParser((type) => type.includes('urlencoded'), (text) => Object.fromEntries(new URLSearchParams(text)));
express.text = bodyParser((type) => type.startsWith('text/'), String);
express.static = (root, options) => (req, res, next) => {
  if (req.method !== 'GET' && req.method !== 'HEAD') return next();
  let file = path.join(path.resolve(root), decodeURIComponent(req.url.split('?')[0]));
  if (fs.existsSync(file) && fs.statSync(file).isDirectory()) file = path.join(file, 'index.html');
  if (!fs.existsSync(file)) return next();
  res.sendFile(file);
};
module.exports = express;
`,
};
