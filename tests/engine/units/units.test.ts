import { describe, expect, test } from 'vitest';
import {
  formatAddress,
  formatDuration,
  formatSignificant,
  humanSize,
  parseAddress,
  parseDuration,
  parseInteger,
  parsePrefix,
  quote,
} from '../../../src/engine/units';

function messageOf(run: () => unknown): string {
  try {
    return `no error: ${String(run())}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('numbers', () => {
  test.each([
    [1.0625, 4, '1.062'],
    [1.0635, 4, '1.063'],
    [999.95, 4, '1000'],
    [999.9, 3, '1e+03'],
    [0.00001234, 2, '1.2e-05'],
    [-12.5, 2, '-12'],
  ])('%d with %d significant digits is %s, a tie going to the even digit', (value, precision, expected) => {
    expect(formatSignificant(value, precision)).toBe(expected);
  });

  test('a size with three digits may need an exponent, as Docker prints it', () => {
    expect([humanSize(999_900, 3), humanSize(4_194_304, 3)]).toEqual(['1e+03kB', '4.19MB']);
  });

  test('base 0 reads prefixes and underscores, base 10 does not', () => {
    expect(parseInteger('0x1_f', { base: 0 })).toBe(31);
    expect(messageOf(() => parseInteger('0x1f'))).toBe('strconv.ParseInt: parsing "0x1f": invalid syntax');
    expect(messageOf(() => parseInteger('9223372036854775808'))).toBe(
      'strconv.ParseInt: parsing "9223372036854775808": value out of range',
    );
  });
});

describe('durations', () => {
  test.each(['1h0m0s', '1m30s', '1.5s', '250ms', '1.5µs', '-2m0s', '0s'])(
    '%s is read and written back',
    (text) => {
      expect(formatDuration(parseDuration(text))).toBe(text);
    },
  );

  test.each([
    ['5', 'time: missing unit in duration "5"'],
    ['5x', 'time: unknown unit "x" in duration "5x"'],
    ['', 'time: invalid duration ""'],
    ['.s', 'time: invalid duration ".s"'],
  ])('%j is refused as Go refuses it', (text, message) => {
    expect(messageOf(() => parseDuration(text))).toBe(message);
  });
});

describe('addresses', () => {
  test.each([
    ['0:0:0:0:0:0:0:1', '::1'],
    ['::', '::'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['fe80::1:0:0:0', 'fe80::1:0:0:0'],
    ['10.0.0.255', '10.0.0.255'],
  ])('%s has the short form %s', (text, expected) => {
    expect(formatAddress(parseAddress(text) ?? [])).toBe(expected);
  });

  test.each(['1.2.3', '1.2.3.256', '01.2.3.4', ':::', '1::2::3', '12345::', ''])(
    '%j is no address',
    (text) => {
      expect(parseAddress(text)).toBeUndefined();
    },
  );

  test('a prefix names its network, whatever host bits are set', () => {
    expect(parsePrefix('10.1.2.3/12')).toEqual({ network: [10, 0, 0, 0], bits: 12 });
  });
});

test('quoting escapes what Go escapes and leaves letters of all scripts', () => {
  expect(quote('a "b"\n\t\\ é漢\u0001\u200b')).toBe('"a \\"b\\"\\n\\t\\\\ é漢\\x01\\u200b"');
});
