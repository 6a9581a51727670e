/** The module crypto, written in JavaScript over `native`: digests, keys from passwords, chance. */
export const CRYPTO = String.raw`
const { Transform } = require('stream');
const bytesOf = (data, encoding, name = 'data') => { if (typeof data === 'string') return Buffer.from(data, encoding); if (data instanceof Uint8Array) return data; throw native.badArgument(name, 'of type string or an instance of Buffer, TypedArray, or DataView', data); };
const random = (size) => { const made = Buffer.alloc(size); for (let i = 0; i < size; i++) made[i] = Math.floor(native.random() * 256); return made; };
const shown = (made, encoding) => (encoding === undefined || encoding === 'buffer' ? made : made.toString(encoding));
const known = (algorithm) => native.hashNames().includes(String(algorithm).toLowerCase());
const opensslFault = () => Object.assign(new Error('Digest method not supported'), {});
class Hash extends Transform {
  constructor(algorithm, options) {
    super(options);
    if (typeof algorithm !== 'string') throw native.badArgument('algorithm', 'of type string', algorithm);
    if (!known(algorithm)) throw opensslFault();
    native.hide(this, '_algorithm', algorithm.toLowerCase());
    native.hide(this, '_pieces', []);
  }
  update(data, encoding) { if (this._isOver) throw native.fault('Error', 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called'); this._pieces.push(bytesOf(data, encoding)); return this; }
  digest(encoding) { if (this._isOver) throw native.fault('Error', 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called'); native.hide(this, '_isOver', true); return shown(native.hash(this._algorithm, Buffer.concat(this._pieces), this._key), encoding); }
  copy() { const made = new Hash(this._algorithm); made._pieces.push(...this._pieces); return made; }
  _transform(data, encoding, done) { this._pieces.push(data); done(); }
  _flush(done) { done(null, this.digest()); }
}
class Hmac extends Hash {
  constructor(algorithm, key, options) { if (typeof algorithm === 'string' && !known(algorithm)) throw native.fault('Error', 'ERR_CRYPTO_INVALID_DIGEST', 'Invalid digest: ' + algorithm); super(algorithm, options); native.hide(this, '_key', bytesOf(key, undefined, 'key')); }
}
const later = (f) => (...args) => { const done = args.pop(); const made = f(...args); native.later(done, null, made); };
const pbkdf2Sync = (password, salt, rounds, size, digest) => { if (!known(digest)) throw native.fault('TypeError', 'ERR_CRYPTO_INVALID_DIGEST', 'Invalid digest: ' + digest); return native.pbkdf2(digest.toLowerCase(), bytesOf(password), bytesOf(salt), rounds, size); };
const scryptSync = (password, salt, size, options) => native.scrypt(bytesOf(password), bytesOf(salt), size, options?.N ?? options?.cost ?? 16384, options?.r ?? options?.blockSize ?? 8, options?.p ?? options?.parallelization ?? 1);
const randomUUID = () => { const data = random(16); data[6] = (data[6] & 15) | 64; data[8] = (data[8] & 63) | 128; const h = data.toString('hex'); return h.slice(0, 8) + '-' + h.slice(8, 12) + '-' + h.slice(12, 16) + '-' + h.slice(16, 20) + '-' + h.slice(20); };
const missing = (name) => () => native.notModelled('crypto.' + name);
module.exports = {
  Hash, Hmac,
  createHash: (algorithm, options) => new Hash(algorithm, options),
  createHmac: (algorithm, key, options) => new Hmac(algorithm, key, options),
  hash: (algorithm, data, encoding = 'hex') => { if (!known(algorithm)) throw opensslFault(); return shown(native.hash(algorithm.toLowerCase(), bytesOf(data), undefined), encoding); },
  getHashes: () => native.hashNames(),
  randomBytes: (size, done) => { const made = random(size); if (typeof done === 'function') { native.later(done, null, made); return undefined; } return made; },
  randomFillSync: (target) => { target.set(random(target.length)); return target; },
  randomInt: (a, b, done) => { const [from, to, after] = typeof b === 'number' ? [a, b, done] : [0, a, b]; const made = from + Math.floor(native.random() * (to - from)); if (typeof after === 'function') { native.later(after, null, made); return undefined; } return made; },
  randomUUID,
  timingSafeEqual: (a, b) => { if (a.length !== b.length) throw native.fault('RangeError', 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length'); return Buffer.compare(a, b) === 0; },
  pbkdf2Sync, pbkdf2: later(pbkdf2Sync), scryptSync, scrypt: later(scryptSync),
  webcrypto: undefined,
};
for (const name of ['createCipheriv', 'createDecipheriv', 'createSign', 'createVerify', 'sign', 'verify', 'generateKeyPair', 'generateKeyPairSync', 'generateKeySync', 'createPrivateKey', 'createPublicKey', 'createSecretKey', 'createDiffieHellman', 'createECDH', 'hkdfSync', 'hkdf', 'publicEncrypt', 'privateDecrypt', 'X509Certificate']) module.exports[name] = missing(name);
class Crypto { getRandomValues(target) { target.set(random(target.length)); return target; } randomUUID() { return randomUUID(); } get subtle() { return native.notModelled('crypto.subtle'); } }
module.exports.webcrypto = new Crypto();
module.exports.getRandomValues = (target) => module.exports.webcrypto.getRandomValues(target);
`;
