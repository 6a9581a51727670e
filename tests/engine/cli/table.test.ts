import { describe, expect, test } from 'vitest';
import { alignTabs } from '../../../src/engine/cli/table';

describe('aligned columns', () => {
  test('a column is as wide as its widest cell and three blanks, and ten at least', () => {
    expect(alignTabs('A\tB\tC\nlonger than ten\tb\tc\n')).toBe(
      'A                 B         C\nlonger than ten   b         c\n',
    );
  });

  test('a line without the cell ends the column’s block', () => {
    expect(alignTabs('first long cell\tx\nplain\na\tx\n')).toBe('first long cell   x\nplain\na         x\n');
  });

  test('what follows the last tab is not padded', () => {
    expect(alignTabs('a\tlong long long\nb\tc')).toBe('a         long long long\nb         c');
  });
});
