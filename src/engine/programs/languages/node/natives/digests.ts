/** What the library's crypto stands on: digests, with a key or without. Sources: FIPS 180-4, RFC 1321, RFC 2104. */
import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { scrypt } from '@noble/hashes/scrypt.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { num, plainString } from '../objects';
import type { Obj } from '../values';
import type { Vm } from '../vm';
import { bytesFrom, dataOf } from './buffers';
import { array, methods } from './objects';

const ALGORITHMS = { md5, sha1, sha224, sha256, sha384, sha512 } as const;

function isAlgorithm(name: string): name is keyof typeof ALGORITHMS {
  return Object.hasOwn(ALGORITHMS, name);
}

export function addDigests(vm: Vm, native: Obj): void {
  methods(vm, native, {
    hashNames: (inner) => array(inner, Object.keys(ALGORITHMS)),
    pbkdf2: function* (inner, _self, [name, password, salt, rounds, size]) {
      const wanted = plainString(name);
      if (!isAlgorithm(wanted)) throw inner.error('Error', 'Digest method not supported');
      const options = { c: num(rounds), dkLen: num(size) };
      return bytesFrom(
        inner,
        pbkdf2(ALGORITHMS[wanted], yield* dataOf(inner, password), yield* dataOf(inner, salt), options),
      );
    },
    scrypt: function* (inner, _self, [password, salt, size, N, r, parallel]) {
      const options = { N: num(N), r: num(r), p: num(parallel), dkLen: num(size) };
      return bytesFrom(inner, scrypt(yield* dataOf(inner, password), yield* dataOf(inner, salt), options));
    },
    hash: function* (inner, _self, [name, data, key]) {
      const wanted = plainString(name);
      if (!isAlgorithm(wanted)) throw inner.error('Error', 'Digest method not supported');
      const bytes = yield* dataOf(inner, data);
      if (key === undefined) return bytesFrom(inner, ALGORITHMS[wanted](bytes));
      return bytesFrom(inner, hmac(ALGORITHMS[wanted], yield* dataOf(inner, key), bytes));
    },
  });
}
