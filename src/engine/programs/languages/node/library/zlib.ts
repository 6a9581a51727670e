/** The module zlib, written in JavaScript over `native`. Streams are packed when they end. */
export const ZLIB = String.raw`
const { Transform } = require('stream');
const KINDS = { Gzip: 'gzip', Gunzip: 'gunzip', Deflate: 'deflate', Inflate: 'inflate', DeflateRaw: 'deflateRaw', InflateRaw: 'inflateRaw', Unzip: 'unzip' };
const bytes = (data) => { if (typeof data === 'string') return Buffer.from(data); if (data instanceof Uint8Array) return data; throw native.badArgument('buffer', 'of type string or an instance of Buffer, TypedArray, DataView, or ArrayBuffer', data); };
const run = (kind, data) => {
  const made = native.zlib(kind, bytes(data));
  if (typeof made !== 'string') return made;
  const code = made === 'unexpected end of file' ? 'Z_BUF_ERROR' : 'Z_DATA_ERROR';
  throw Object.assign(new Error(made), { errno: code === 'Z_BUF_ERROR' ? -5 : -3, code });
};
const zlib = module.exports;
for (const [name, kind] of Object.entries(KINDS)) {
  zlib[kind + 'Sync'] = (data) => run(kind, data);
  zlib[kind] = (data, options, given) => {
    const done = typeof options === 'function' ? options : given;
    let made, failed = null;
    bytes(data);
    try { made = run(kind, data); } catch (error) { failed = native.forget(error); }
    native.later(done, failed, made);
  };
  const parts = Symbol('parts');
  const cls = function (options) {
    if (!new.target && !(this instanceof cls)) return new cls(options);
    Transform.call(this, options);
    native.hide(this, '_parts', []);
  };
  Object.setPrototypeOf(cls.prototype, Transform.prototype);
  native.methods(cls.prototype, {
    _transform(chunk, encoding, done) { this._parts.push(chunk); done(); },
    _flush(done) { try { done(null, run(kind, Buffer.concat(this._parts))); } catch (error) { done(native.forget(error)); } },
  });
  zlib[name] = native.renamed(name, cls);
  zlib[name].prototype = cls.prototype;
  zlib['create' + name] = (options) => new cls(options);
}
for (const name of ['brotliCompress', 'brotliDecompress']) { zlib[name] = zlib[name + 'Sync'] = () => native.notModelled('Brotli of zlib'); }
for (const name of ['createBrotliCompress', 'createBrotliDecompress']) zlib[name] = () => native.notModelled('Brotli of zlib');
zlib.constants = { Z_NO_FLUSH: 0, Z_SYNC_FLUSH: 2, Z_FINISH: 4, Z_NO_COMPRESSION: 0, Z_BEST_SPEED: 1, Z_BEST_COMPRESSION: 9, Z_DEFAULT_COMPRESSION: -1 };
zlib.crc32 = (data, start = 0) => { let crc = ~start >>> 0; for (const byte of bytes(data)) { crc ^= byte; for (let k = 0; k < 8; k++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1; } return ~crc >>> 0; };
`;
