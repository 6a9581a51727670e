/** The global fetch and its classes, written in JavaScript over `native`. Source: Fetch Standard. */
export const FETCH = String.raw`
const lower = (name) => { const made = String(name); if (!/^[!#$%&'*+.^_|~0-9A-Za-z\x60-]+$/.test(made)) throw new TypeError('Headers.get: ' + made + ' is an invalid header name.'); return made.toLowerCase(); };
class Headers {
  #all = new Map();
  constructor(init) { if (init) for (const [name, value] of init[Symbol.iterator] ? init : Object.entries(init)) this.append(name, value); }
  append(name, value) { const key = lower(name), old = this.#all.get(key); this.#all.set(key, old === undefined ? String(value).trim() : old + (key === 'cookie' ? '; ' : ', ') + String(value).trim()); }
  set(name, value) { this.#all.set(lower(name), String(value).trim()); }
  get(name) { return this.#all.get(lower(name)) ?? null; }
  has(name) { return this.#all.has(lower(name)); }
  delete(name) { this.#all.delete(lower(name)); }
  getSetCookie() { const own = this.get('set-cookie'); return own === null ? [] : own.split(', '); }
  *entries() { for (const name of [...this.#all.keys()].sort()) yield [name, this.#all.get(name)]; }
  *keys() { for (const [name] of this.entries()) yield name; }
  *values() { for (const [, value] of this.entries()) yield value; }
  forEach(f, self) { for (const [name, value] of this.entries()) f.call(self, value, name, this); }
  [Symbol.iterator]() { return this.entries(); }
  [native.customInspect](depth, options) { return 'Headers ' + native.inspect(Object.fromEntries(this.#all), options); }
}
const encoded = (body, headers) => {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body === 'string') { if (!headers.has('content-type')) headers.set('content-type', 'text/plain;charset=UTF-8'); return Buffer.from(body); }
  if (body instanceof URLSearchParams) { if (!headers.has('content-type')) headers.set('content-type', 'application/x-www-form-urlencoded;charset=UTF-8'); return Buffer.from(body.toString()); }
  if (body instanceof Uint8Array) return Buffer.from(body);
  return encoded(String(body), headers);
};
class Body {
  #bytes; #isUsed = false;
  constructor(bytes) { this.#bytes = bytes; }
  get bodyUsed() { return this.#isUsed; }
  get body() { return this.#bytes === null ? null : require('stream').Readable.from([this.#bytes]); }
  async #take() { if (this.#isUsed) throw new TypeError('Body is unusable: Body has already been read'); this.#isUsed = true; return this.#bytes ?? Buffer.alloc(0); }
  async text() { return (await this.#take()).toString().replace(/^\ufeff/, ''); }
  async json() { return JSON.parse(await this.text()); }
  async bytes() { return Uint8Array.from(await this.#take()); }
  async arrayBuffer() { return native.notModelled('ArrayBuffer, which arrayBuffer() gives'); }
  async blob() { return native.notModelled('Blob'); }
  async formData() { return native.notModelled('FormData'); }
}
class Response extends Body {
  constructor(body, init) {
    const headers = new Headers(init?.headers);
    super(body === undefined || body === null ? null : encoded(body, headers));
    const own = { status: init?.status ?? 200, statusText: init?.statusText ?? '', headers, url: init?._url ?? '', redirected: init?._isRedirected ?? false, type: init?._url === undefined ? 'default' : 'basic' };
    if (own.status < 200 || own.status > 599) throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
    for (const [name, value] of Object.entries(own)) native.hide(this, name, value);
  }
  get ok() { return this.status >= 200 && this.status <= 299; }
  clone() { return native.notModelled('Response.clone'); }
  static json(value, init) { const headers = new Headers(init?.headers); if (!headers.has('content-type')) headers.set('content-type', 'application/json'); return new Response(JSON.stringify(value), { ...init, headers }); }
}
class Request extends Body {
  constructor(input, init) {
    const headers = new Headers(init?.headers ?? input.headers);
    super(encoded(init?.body, headers));
    for (const [name, value] of Object.entries({ url: new URL(input.url ?? input).href, method: (init?.method ?? input.method ?? 'GET').toUpperCase(), headers, signal: init?.signal ?? input.signal })) native.hide(this, name, value);
    native.hide(this, '_body', init?.body);
  }
}
const failed = (cause) => native.inside(native.forget(new TypeError('fetch failed', { cause })), 'fetch', 'fetch');
global.fetch = native.renamed('fetch', (input, init = {}) => new Promise((resolve, reject) => {
  let url;
  try { url = new URL(input?.url ?? input); } catch (cause) { reject(new TypeError('Failed to parse URL from ' + String(input), { cause })); return; }
  const given = input instanceof Request ? { method: input.method, headers: input.headers, body: input._body, signal: input.signal, ...init } : init;
  const method = (given.method ?? 'GET').toUpperCase(), signal = given.signal;
  if (signal?.aborted) { reject(signal.reason); return; }
  if (given.body !== undefined && given.body !== null && (method === 'GET' || method === 'HEAD')) { reject(new TypeError('Request with GET/HEAD method cannot have body.')); return; }
  const headers = new Headers(given.headers), body = encoded(given.body, headers);
  for (const [name, value] of [['accept', '*/*'], ['accept-language', '*'], ['sec-fetch-mode', 'cors'], ['user-agent', 'node'], ['accept-encoding', 'gzip, deflate']]) if (!headers.has(name)) headers.set(name, value);
  signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  const go = (target, left, how, data) => {
    if (target.protocol === 'https:') native.notModelled('TLS, which https needs');
    if (target.protocol !== 'http:') { reject(failed(new Error('unknown scheme'))); return; }
    const request = require('http').request(target, { method: how, headers: Object.fromEntries(headers) });
    request.on('error', (cause) => reject(failed(cause)));
    request.on('response', (answer) => {
      const status = answer.statusCode, next = answer.headers.location;
      if ([301, 302, 303, 307, 308].includes(status) && next !== undefined && given.redirect !== 'manual') {
        if (given.redirect === 'error') { reject(failed(new Error('unexpected redirect'))); return; }
        if (left === 0) { reject(failed(new Error('redirect count exceeded'))); return; }
        const keeps = status === 307 || status === 308 || (status !== 303 && how !== 'POST');
        go(new URL(next, target), left - 1, keeps ? how : 'GET', keeps ? data : Buffer.alloc(0));
        return;
      }
      const pairs = [];
      for (let i = 0; i < answer.rawHeaders.length; i += 2) pairs.push([answer.rawHeaders[i], answer.rawHeaders[i + 1]]);
      resolve(new Response(answer._body, { status, statusText: answer.statusMessage, headers: pairs, _url: target.href, _isRedirected: left < 20 }));
    });
    request.end(data.length > 0 ? data : undefined);
  };
  go(url, 20, method, body);
}));
for (const [name, value] of Object.entries({ Headers, Request, Response })) native.hide(global, name, value);
`;
