import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { expect, test } from 'vitest';
import { Sha256Blocks, sha256Hex } from '../../../src/engine/units';

test.each([0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 1000, 100_001])('SHA-256 of %d bytes', (length) => {
  const bytes = Uint8Array.from({ length: length + 3 }, (_, i) => (i * 131 + (i >> 8)) & 255).subarray(3);
  expect(sha256Hex(bytes)).toBe(bytesToHex(sha256(bytes)));
});

test('SHA-256 of “abc” is that of the standard', () => {
  expect(sha256Hex(new TextEncoder().encode('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});

test('a SHA-256 is gone on with from where it stood, as often as one likes', () => {
  const bytes = Uint8Array.from({ length: 640 }, (_, i) => (i * 7) & 255);
  const half = new Sha256Blocks().take(bytes.subarray(0, 320));
  const whole = new Sha256Blocks(half).take(bytes.subarray(320));
  const other = new Sha256Blocks(half).take(new Uint8Array(320));
  expect(whole.hex()).toBe(sha256Hex(bytes));
  expect(other.hex()).toBe(sha256Hex(Uint8Array.from([...bytes.subarray(0, 320), ...new Uint8Array(320)])));
  expect(half.hex()).toBe(sha256Hex(bytes.subarray(0, 320)));
  expect(half.equals(new Sha256Blocks().take(bytes.subarray(0, 320)))).toBe(true);
  expect(whole.equals(other)).toBe(false);
});
