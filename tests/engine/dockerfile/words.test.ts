import { describe, expect, test } from 'vitest';
import { expandWord, variablesFrom } from '../../../src/engine/dockerfile';

const expand = (word: string, ...env: string[]) => expandWord(word, variablesFrom(env), '\\').text;

describe('patterns', () => {
  test.each([
    ['${V#*/}', 'b/c.tar.gz'],
    ['${V##*/}', 'c.tar.gz'],
    ['${V%.*}', 'a/b/c.tar'],
    ['${V%%.*}', 'a/b/c'],
    ['${V/?.tar/x}', 'a/b/x.gz'],
    ['${V//\\//-}', 'a-b-c.tar.gz'],
    ['${V//[ac]/x}', 'a/b/c.tar.gz'],
    ['${V/nothing/x}', 'a/b/c.tar.gz'],
    ['${V//*/x}', 'x'],
    ['${V#nothing}', 'a/b/c.tar.gz'],
  ])('%s of a/b/c.tar.gz is %s', (word, expected) => {
    expect(expand(word, 'V=a/b/c.tar.gz')).toBe(expected);
  });

  test('replacing the empty pattern everywhere puts the text between all characters', () => {
    expect(expand('${V///-}', 'V=xy')).toBe('-x-y-');
  });

  test('a global replacement is a template of the matched text, a single one is not', () => {
    expect(expand('${V//b/$R} ${V/b/$R}', 'V=abc', 'R=<$0$$$1>')).toBe('a<b$>c a<$0$$$1>c');
  });

  test('an escape of anything else is refused', () => {
    expect(() => expand('${V#\\x}', 'V=x')).toThrow(
      'failed to process "${V#\\\\x}": invalid pattern (\\x) in substitution: invalid escape \'\\x\'',
    );
  });
});

test('the escape character can be the backquote', () => {
  expect(expandWord('`$A \\$A', variablesFrom(['A=1']), '`').text).toBe('$A \\1');
});

test('a here-document keeps quotes', () => {
  expect(expandWord(`"$A" '$A'`, variablesFrom(['A=1']), '\\', { ignoreQuotes: true }).text).toBe(`"1" '1'`);
});

test('names used are told apart into set and not set, each once', () => {
  expect(expandWord('$A ${B:-$C} $A', variablesFrom(['A=1']), '\\')).toMatchObject({
    matched: ['A'],
    unmatched: ['C', 'B'],
  });
});

test('nesting without end is refused, not followed', () => {
  expect(() => expand('${a:-'.repeat(10_000))).toThrow('syntax error: substitutions are nested too deeply');
});
