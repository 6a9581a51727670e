/** What programs use of the package express, written in JavaScript over `native`. */
export const EXPRESS = String.raw`
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
`;
