/** URL and URLSearchParams, and the module url: written in JavaScript over `native`. Source: URL Standard. */
export const URLS = String.raw`
const owners = new WeakMap();
const decode = (text) => { const spaced = text.replace(/\+/g, ' '); try { return decodeURIComponent(spaced); } catch { return Buffer.from(spaced.replace(/%([0-9a-fA-F]{2})/g, (_, h) => String.fromCharCode(parseInt(h, 16))), 'latin1').toString(); } };
const encode = (text) => encodeURIComponent(text.toWellFormed()).replace(/%20/g, '+').replace(/[!'()~]/g, (c) => '%' + c.charCodeAt(0).toString(16).toUpperCase());
class URLSearchParams {
  #pairs = [];
  constructor(init = '') {
    if (init === null || typeof init !== 'object') this.#read(String(init ?? ''));
    else for (const pair of init[Symbol.iterator] ? init : Object.entries(init)) { const [name, value] = pair; this.#pairs.push([String(name), String(value)]); }
  }
  #read(text) { this.#pairs = text.replace(/^\?/, '').split('&').filter(Boolean).map((pair) => { const at = pair.indexOf('='); return at < 0 ? [decode(pair), ''] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))]; }); }
  static _read(params, text) { params.#read(text); }
  #changed() { const owner = owners.get(this); if (owner) owner(this.toString()); }
  get size() { return this.#pairs.length; }
  get(name) { const found = this.#pairs.find(([own]) => own === String(name)); return found ? found[1] : null; }
  getAll(name) { return this.#pairs.filter(([own]) => own === String(name)).map(([, value]) => value); }
  has(name, value) { return this.#pairs.some(([own, one]) => own === String(name) && (value === undefined || one === String(value))); }
  set(name, value) { const key = String(name), at = this.#pairs.findIndex(([own]) => own === key); if (at < 0) this.#pairs.push([key, String(value)]); else { this.#pairs[at][1] = String(value); this.#pairs = this.#pairs.filter(([own], i) => own !== key || i === at); } this.#changed(); }
  append(name, value) { this.#pairs.push([String(name), String(value)]); this.#changed(); }
  delete(name, value) { this.#pairs = this.#pairs.filter(([own, one]) => own !== String(name) || (value !== undefined && one !== String(value))); this.#changed(); }
  sort() { this.#pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)); this.#changed(); }
  forEach(f, self) { for (const [name, value] of this.#pairs) f.call(self, value, name, this); }
  *entries() { for (const [name, value] of this.#pairs) yield [name, value]; }
  *keys() { for (const [name] of this.#pairs) yield name; }
  *values() { for (const [, value] of this.#pairs) yield value; }
  [Symbol.iterator]() { return this.entries(); }
  toString() { return this.#pairs.map(([name, value]) => encode(name) + '=' + encode(value)).join('&'); }
  [native.customInspect](depth, options) { if (depth < 0) return '[Object]'; const shown = this.#pairs.map(([name, value]) => native.inspect(name, options) + ' => ' + native.inspect(value, options)); return 'URLSearchParams {' + (shown.length > 0 ? ' ' + shown.join(', ') + ' ' : '') + '}'; }
}
native.hide(URLSearchParams, '_read', URLSearchParams._read);
const PARTS = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search'];
class URL {
  #parts; #params;
  constructor(url, base) {
    const parts = native.parseUrl(String(url), base === undefined ? undefined : String(base));
    if (!parts) { const error = native.fault('TypeError', 'ERR_INVALID_URL', 'Invalid URL'); error.input = String(url); if (base !== undefined) error.base = String(base); throw error; }
    this.#parts = parts;
    this.#params = new URLSearchParams(parts.search);
    owners.set(this.#params, (text) => { this.#parts = native.changeUrl(this.#parts.href, 'search', text); });
  }
  static canParse(url, base) { return native.parseUrl(String(url), base === undefined ? undefined : String(base)) !== undefined; }
  static parse(url, base) { return URL.canParse(url, base) ? new URL(url, base) : null; }
  static _part(url, name) { return url.#parts[name]; }
  static _change(url, name, value) {
    const made = native.changeUrl(url.#parts.href, name, String(value));
    if (made) url.#parts = made;
    else if (name === 'href') { const error = native.fault('TypeError', 'ERR_INVALID_URL', 'Invalid URL'); error.input = String(value); throw error; }
    if (name === 'href' || name === 'search') URLSearchParams._read(url.#params, url.#parts.search);
  }
  get searchParams() { return this.#params; }
  toString() { return this.#parts.href; }
  toJSON() { return this.#parts.href; }
  [native.customInspect](depth, options) {
    if (depth < 0) return '[Object]';
    const shown = {};
    for (const name of PARTS) shown[name] = this[name];
    shown.searchParams = this.#params;
    shown.hash = this.hash;
    return 'URL ' + native.inspect(shown, options);
  }
}
for (const name of [...PARTS, 'hash']) Object.defineProperty(URL.prototype, name, { get: native.renamed('get ' + name, function () { return URL._part(this, name); }), set: name === 'origin' ? undefined : native.renamed('set ' + name, function (value) { URL._change(this, name, value); }), enumerable: true, configurable: true });
for (const name of ['_part', '_change']) native.hide(URL, name, URL[name]);
native.hide(global, 'URL', URL);
native.hide(global, 'URLSearchParams', URLSearchParams);
`;

export const URL_MODULE = String.raw`
const querystring = require('querystring');
const fault = (code, message) => native.fault('TypeError', code, message);
function Url() { for (const name of ['protocol', 'slashes', 'auth', 'host', 'port', 'hostname', 'hash', 'search', 'query', 'pathname', 'path', 'href']) this[name] = null; }
const parse = (text, parsesQuery = false, isHostFirst = false) => {
  if (typeof text !== 'string') throw native.badArgument('url', 'of type string', text);
  const made = new Url();
  let rest = text.trim();
  const hash = rest.indexOf('#');
  if (hash >= 0) { made.hash = rest.slice(hash); rest = rest.slice(0, hash); }
  const mark = rest.indexOf('?');
  if (mark >= 0) { made.search = rest.slice(mark); made.query = made.search.slice(1); rest = rest.slice(0, mark); }
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*:)/.exec(rest)?.[1];
  if (scheme) { made.protocol = scheme.toLowerCase(); rest = rest.slice(scheme.length); }
  if (rest.startsWith('//') && (scheme || isHostFirst)) {
    made.slashes = true;
    const [, authority, path] = /^([^/]*)(.*)$/s.exec(rest.slice(2));
    const at = authority.lastIndexOf('@');
    if (at >= 0) made.auth = decodeURIComponent(authority.slice(0, at));
    const place = authority.slice(at + 1), port = /:(\d*)$/.exec(place);
    if (port) made.port = port[1] || null;
    made.hostname = (port ? place.slice(0, port.index) : place).toLowerCase().replace(/^\[|\]$/g, '');
    made.host = made.hostname + (made.port ? ':' + made.port : '');
    rest = path || (made.hostname && /^(?:https?|ftp|file|wss?):$/.test(made.protocol ?? '') ? '/' : '');
  }
  made.pathname = rest || null;
  if (made.pathname || made.search) made.path = (made.pathname ?? '') + (made.search ?? '');
  if (parsesQuery) { made.query = querystring.parse(made.query ?? ''); made.search ??= ''; }
  made.href = format(made);
  return made;
};
const format = (url) => {
  if (typeof url === 'string') return parse(url).href;
  if (url instanceof URL) return url.href;
  const query = url.query !== null && typeof url.query === 'object' && Object.keys(url.query).length > 0 ? querystring.stringify(url.query) : '';
  const protocol = url.protocol ? url.protocol.replace(/:?$/, ':') : '', host = url.host ?? (url.hostname ? (url.hostname.includes(':') ? '[' + url.hostname + ']' : url.hostname) + (url.port ? ':' + url.port : '') : undefined);
  const search = url.search ? url.search.replace(/^(?!\?)/, '?') : query ? '?' + query : '', hash = url.hash ? url.hash.replace(/^(?!#)/, '#') : '';
  const hasSlashes = url.slashes || (/^(?:https?|ftp|file|wss?):$/.test(protocol) && host !== undefined);
  const auth = url.auth ? encodeURIComponent(url.auth).replace(/%3A/i, ':') + '@' : '';
  const path = url.pathname ?? '';
  return protocol + (hasSlashes ? '//' + auth + (host ?? '') + (path && !path.startsWith('/') ? '/' : '') : host !== undefined ? auth + host : '') + path + search + hash;
};
Url.prototype.format = function () { return format(this); };
const fileURLToPath = (given) => {
  const url = typeof given === 'string' ? new URL(given) : given;
  if (!(url instanceof URL)) throw native.badArgument('path', 'of type string or an instance of URL', given);
  if (url.protocol !== 'file:') throw fault('ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
  if (url.hostname !== '') throw fault('ERR_INVALID_FILE_URL_HOST', 'File URL host must be "localhost" or empty on linux');
  if (/%2f/i.test(url.pathname)) throw fault('ERR_INVALID_FILE_URL_PATH', 'File URL path must not include encoded / characters');
  return decodeURIComponent(url.pathname);
};
const pathToFileURL = (path) => { const whole = require('path').resolve(path) + (path.endsWith('/') && path !== '/' ? '/' : ''); return new URL('file://' + whole.replace(/%/g, '%25').replace(/\\/g, '%5C').replace(/\n/g, '%0A').replace(/\r/g, '%0D').replace(/\t/g, '%09').replace(/\?/g, '%3F').replace(/#/g, '%23')); };
module.exports = { Url, URL, URLSearchParams, parse, format, resolve: (from, to) => { const made = new URL(to, new URL(from, 'resolve://')); return made.protocol === 'resolve:' ? made.pathname + made.search + made.hash : made.href; }, fileURLToPath, pathToFileURL, urlToHttpOptions: (url) => ({ protocol: url.protocol, hostname: url.hostname.replace(/^\[|\]$/g, ''), hash: url.hash, search: url.search, pathname: url.pathname, path: url.pathname + url.search, href: url.href, ...(url.port !== '' && { port: Number(url.port) }), ...((url.username || url.password) && { auth: decodeURIComponent(url.username) + ':' + decodeURIComponent(url.password) }) }) };
`;

export const QUERYSTRING = String.raw`
const escape = (text) => encodeURIComponent(String(text).toWellFormed()).replace(/[!'()*]/g, (c) => c);
const unescape = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
const parse = (text, separator = '&', equals = '=', options) => {
  const made = Object.create(null);
  let left = options?.maxKeys === undefined ? 1000 : options.maxKeys;
  for (const pair of String(text ?? '').split(separator)) {
    if (pair === '') continue;
    if (options?.maxKeys !== 0 && left-- <= 0) break;
    const at = pair.indexOf(equals), read = options?.decodeURIComponent ?? unescape;
    const name = read((at < 0 ? pair : pair.slice(0, at)).replace(/\+/g, ' ')), value = at < 0 ? '' : read(pair.slice(at + equals.length).replace(/\+/g, ' '));
    if (name in made) made[name] = [made[name], value].flat(); else made[name] = value;
  }
  return made;
};
const plain = (value) => (typeof value === 'string' ? value : (typeof value === 'number' && Number.isFinite(value)) || typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : '');
const stringify = (values, separator = '&', equals = '=', options) => {
  const write = options?.encodeURIComponent ?? escape;
  if (values === null || typeof values !== 'object') return '';
  return Object.keys(values).flatMap((name) => (Array.isArray(values[name]) ? values[name] : [values[name]]).map((value) => write(name) + equals + write(plain(value)))).join(separator);
};
module.exports = { parse, stringify, escape, unescape, encode: stringify, decode: parse };
`;
