/** hashlib: digests of bytes. Source: Python's library reference; FIPS 180-4, RFC 1321. */
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { define } from '../call';
import { raised } from '../errors';
import { nativeClass, text } from '../helpers';
import { type Attributes, classOf, Obj, PyBytes, type Value } from '../values';
import type { Vm } from '../vm';

const ALGORITHMS = { md5, sha1, sha224, sha256, sha384, sha512 } as const;

const HASH = nativeClass('HASH', '_hashlib');

class Digest extends Obj {
  constructor(
    readonly name: keyof typeof ALGORITHMS,
    /** What was hashed so far. */
    readonly pieces: Uint8Array[],
  ) {
    super(HASH);
    this.set('name', name);
    this.set('digest_size', BigInt(ALGORITHMS[name].outputLen));
    this.set('block_size', BigInt(ALGORITHMS[name].blockLen));
  }

  bytes(): Uint8Array {
    const hash = ALGORITHMS[this.name].create();
    for (const piece of this.pieces) hash.update(piece);
    return hash.digest();
  }
}

function own(self: Value | undefined): Digest {
  if (self instanceof Digest) return self;
  throw raised('TypeError', 'a hash is needed');
}

function bytesOf(value: Value | undefined): Uint8Array {
  if (value instanceof PyBytes) return value.data;
  if (typeof value === 'string') throw raised('TypeError', 'Strings must be encoded before hashing');
  throw raised('TypeError', `object supporting the buffer API required, not ${classOf(value ?? null).name}`);
}

define(HASH.members, {
  update: [
    'self data',
    (_vm, [self, data]) => {
      own(self).pieces.push(bytesOf(data));
      return null;
    },
  ],
  digest: ['self', (_vm, [self]) => new PyBytes(own(self).bytes())],
  hexdigest: [
    'self',
    (_vm, [self]) => [...own(self).bytes()].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
  ],
  copy: ['self', (_vm, [self]) => new Digest(own(self).name, [...own(self).pieces])],
  __repr__: ['self', (_vm, [self]) => `<${own(self).name} _hashlib.HASH object @ 0x7f0000000000>`],
});

function isAlgorithm(name: string): name is keyof typeof ALGORITHMS {
  return Object.hasOwn(ALGORITHMS, name);
}

function fillHashlib(_vm: Vm, members: Attributes): void {
  for (const name of Object.keys(ALGORITHMS))
    if (isAlgorithm(name))
      define(members, {
        [name]: ['data?', (_inner, [data]) => new Digest(name, data === undefined ? [] : [bytesOf(data)])],
      });
  define(members, {
    new: [
      'name data?',
      (_inner, [name, data]) => {
        const wanted = text(name).toLowerCase();
        if (!isAlgorithm(wanted)) throw raised('ValueError', `unsupported hash type ${text(name)}`);
        return new Digest(wanted, data === undefined ? [] : [bytesOf(data)]);
      },
    ],
  });
}

export const modules = { hashlib: fillHashlib };
