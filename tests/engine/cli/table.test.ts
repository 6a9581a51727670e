import { describe, expect, test } from 'vitest';
import { alignTabs, tabLayout } from '../../../src/engine/cli/table';

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

describe('columns filled up with tabs', () => {
  test('a column is a whole number of tab stops wide', () => {
    expect(alignTabs('ID\tSIZE\nabcdefgh\t1kB\n', tabLayout)).toBe('ID\t\tSIZE\nabcdefgh\t1kB\n');
    expect(alignTabs('Total:\t1.042MB\n', tabLayout)).toBe('Total:\t1.042MB\n');
  });
});
