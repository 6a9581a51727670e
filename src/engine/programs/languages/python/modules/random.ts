/** _random: the Mersenne Twister (MT19937) that CPython's random takes its numbers from. */
import { define } from '../call';
import { raised } from '../errors';
import { nativeHash } from '../hashing';
import { nativeClass, whole } from '../helpers';
import { type Attributes, classOf, Obj, type PyClass, PyTuple, type Value } from '../values';
import type { Vm } from '../vm';
import { DISTRIBUTIONS } from './distributions';

const SIZE = 624;
const SHIFT = 397;

export class Twister extends Obj {
  #state = new Uint32Array(SIZE);
  #at = SIZE;

  constructor(cls: PyClass) {
    super(cls);
  }

  #seedOne(seed: number): void {
    const state = this.#state;
    state[0] = seed >>> 0;
    for (let at = 1; at < SIZE; at++) {
      const before = state[at - 1] ?? 0;
      state[at] = Math.imul(1812433253, before ^ (before >>> 30)) + at;
    }
    this.#at = SIZE;
  }

  /** Seeds with the 32-bit words of a number, the lowest first. */
  seed(words: readonly number[]): void {
    const state = this.#state;
    this.#seedOne(19650218);
    let [i, j] = [1, 0];
    for (let left = Math.max(SIZE, words.length); left > 0; left--) {
      const before = state[i - 1] ?? 0;
      state[i] = ((state[i] ?? 0) ^ Math.imul(before ^ (before >>> 30), 1664525)) + (words[j] ?? 0) + j;
      if (++i >= SIZE) {
        state[0] = state[SIZE - 1] ?? 0;
        i = 1;
      }
      if (++j >= words.length) j = 0;
    }
    for (let left = SIZE - 1; left > 0; left--) {
      const before = state[i - 1] ?? 0;
      state[i] = ((state[i] ?? 0) ^ Math.imul(before ^ (before >>> 30), 1566083941)) - i;
      if (++i >= SIZE) {
        state[0] = state[SIZE - 1] ?? 0;
        i = 1;
      }
    }
    state[0] = 0x80000000;
  }

  /** 32 bits. */
  word(): number {
    const state = this.#state;
    if (this.#at >= SIZE) {
      for (let at = 0; at < SIZE; at++) {
        const y = ((state[at] ?? 0) & 0x80000000) | ((state[(at + 1) % SIZE] ?? 0) & 0x7fffffff);
        state[at] = (state[(at + SHIFT) % SIZE] ?? 0) ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
      }
      this.#at = 0;
    }
    let y = state[this.#at++] ?? 0;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  get words(): readonly bigint[] {
    return [...[...this.#state].map((word) => BigInt(word)), BigInt(this.#at)];
  }

  restore(words: readonly bigint[]): void {
    this.#state = Uint32Array.from(words.slice(0, SIZE), Number);
    this.#at = Number(words[SIZE] ?? SIZE);
  }
}

const own = (value: Value | undefined): Twister => value as Twister;

function seedWords(vm: Vm, value: Value | undefined): readonly number[] {
  if (value === undefined || value === null)
    return Array.from({ length: 8 }, () => Math.floor(vm.p.random() * 2 ** 32));
  let number: bigint;
  if (typeof value === 'bigint' || typeof value === 'boolean') number = BigInt(value);
  else number = BigInt.asUintN(64, nativeHash(value, vm.hashKey) ?? 0n);
  if (number < 0n) number = -number;
  const words: number[] = [];
  for (; number > 0n; number >>= 32n) words.push(Number(number & 0xffffffffn));
  return words.length === 0 ? [0] : words;
}

const TWISTER = nativeClass('Random', '_random', {
  seed: [
    'self a?',
    (vm, [self, value]) => {
      own(self).seed(seedWords(vm, value));
      return null;
    },
  ],
  random: [
    'self',
    (_vm, [self]) => {
      const [a, b] = [own(self).word() >>> 5, own(self).word() >>> 6];
      return (a * 67108864 + b) / 9007199254740992;
    },
  ],
  getrandbits: [
    'self k',
    (_vm, [self, count]) => {
      let left = whole(count);
      if (left < 0) throw raised('ValueError', 'number of bits must be non-negative');
      let made = 0n;
      for (let at = 0n; left > 0; at += 32n, left -= 32) {
        const word = own(self).word();
        made |= BigInt(left < 32 ? word >>> (32 - left) : word) << at;
      }
      return made;
    },
  ],
  getstate: ['self', (_vm, [self]) => new PyTuple(own(self).words)],
  setstate: [
    'self state',
    (_vm, [self, state]) => {
      if (!(state instanceof PyTuple))
        throw raised('TypeError', `state vector must be a tuple, not ${classOf(state ?? null).name}`);
      own(self).restore(state.items.map((item) => BigInt(item as bigint)));
      return null;
    },
  ],
});
define(TWISTER.members, DISTRIBUTIONS);
TWISTER.make = (vm, cls) => {
  const made = new Twister(cls);
  made.seed(seedWords(vm, undefined));
  return made;
};

function fill(_vm: Vm, members: Attributes): void {
  members.set('Random', TWISTER);
  define(members, {});
}

export const modules = { _random: fill };
