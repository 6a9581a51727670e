import { expect, test } from 'vitest';
import { cFixed, cGeneral, cHexadecimal, cScientific } from '../../../src/engine/units';

test('what lies in the middle of two goes to the even digit, as C rounds', () => {
  expect([0.5, 1.5, 2.5].map((size) => cFixed(size, 0))).toEqual(['0', '2', '2']);
  expect([cFixed(0.25, 1), cFixed(0.75, 1), cFixed(1.005, 2)]).toEqual(['0.2', '0.8', '1.00']);
  expect([cScientific(2.5, 0), cScientific(3.5, 0)]).toEqual(['2e+00', '4e+00']);
  expect([cGeneral(123456.5, 6, false), cGeneral(1234565, 6, false)]).toEqual(['123456', '1.23456e+06']);
});

test('%g takes the shorter form and leaves out zeroes unless they are kept', () => {
  expect([0.0001, 0.00001, 100_000, 1_000_000].map((size) => cGeneral(size, 6, false))).toEqual([
    '0.0001',
    '1e-05',
    '100000',
    '1e+06',
  ]);
  expect(cGeneral(1, 6, true)).toBe('1.00000');
});

test('%a is a hexadecimal digit, a fraction and a power of two; a long double starts with 8 to f', () => {
  expect([1, 0.5, 10, 0].map((size) => cHexadecimal(size, undefined))).toEqual([
    '0x1p+0',
    '0x1p-1',
    '0x1.4p+3',
    '0x0p+0',
  ]);
  expect(cHexadecimal(1, undefined, true)).toBe('0x8p-3');
  expect(cHexadecimal(3.14159, 2)).toBe('0x1.92p+1');
});

test('what is too great for JavaScript to write out is written out', () => {
  expect(cFixed(1e22, 2)).toBe('10000000000000000000000.00');
});
