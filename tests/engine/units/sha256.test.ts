import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { expect, test } from 'vitest';
import { sha256Hex } from '../../../src/engine/units';

test.each([0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 1000, 100_001])('SHA-256 of %d bytes', (length) => {
  const bytes = Uint8Array.from({ length: length + 3 }, (_, i) => (i * 131 + (i >> 8)) & 255).subarray(3);
  expect(sha256Hex(bytes)).toBe(bytesToHex(sha256(bytes)));
});

test('SHA-256 of “abc” is that of the standard', () => {
  expect(sha256Hex(new TextEncoder().encode('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});
