import { expect, test } from 'vitest';
import { createIgnoreMatcher, parseIgnoreFile } from '../../../src/engine/dockerfile';

/** Which of the paths a .dockerignore leaves out. */
function ignored(file: string, paths: readonly string[]) {
  const matcher = createIgnoreMatcher(parseIgnoreFile(file));
  return paths.filter((path) => matcher.isIgnored(path));
}

test('a file’s lines become patterns: comments and blanks go, paths get their shortest spelling', () => {
  const file = '\ufeff# comment\n\n  /a/ \n./b\n! /c//d \n #not a comment\n/\n!\n';
  expect(parseIgnoreFile(file)).toEqual(['a', 'b', '!c/d', '#not a comment', '/', '!']);
});

test('leading and trailing slashes do not matter, and only the top is meant', () => {
  const paths = ['one/a', 'two/a', 'three/a', 'four/a', 'five/one/a', 'five/two/a'];
  expect(ignored('/one\ntwo/\n./three\nfour/*\n', paths)).toEqual(['one/a', 'two/a', 'three/a', 'four/a']);
});

test('the last pattern that matches decides', () => {
  const paths = ['a.md', 'README.md', 'docs/README.md', 'docs/b.md'];
  expect(ignored('**/*.md\n!README.md\n', paths)).toEqual(['a.md', 'docs/README.md', 'docs/b.md']);
  expect(ignored('!README.md\n*.md\n', paths)).toEqual(['a.md', 'README.md']);
});

test('everything but some files', () => {
  expect(ignored('*\n!src\nsrc/*.tmp\n', ['a', 'src', 'src/x', 'src/x.tmp', 'b/src'])).toEqual([
    'a',
    'src/x.tmp',
    'b/src',
  ]);
});

test('the context itself is never left out', () => {
  expect(ignored('*\n**\n.*\n', ['.', './', ''])).toEqual([]);
});

test.each(['[', 'a[', '[]', '[a-]', '[-a]', 'a\\', '[^', '!['])('%s is no pattern', (pattern) => {
  expect(() => createIgnoreMatcher([pattern])).toThrow('syntax error in pattern');
});

test('a range that is upside down, and a letter that escapes nothing, fail when they are tried', () => {
  for (const pattern of ['[z-a]', '\\q*']) {
    const matcher = createIgnoreMatcher([pattern]);
    expect(() => matcher.isIgnored('x')).toThrow('syntax error in pattern');
  }
});

test('many stars do not take many times as long', () => {
  const matcher = createIgnoreMatcher([`${'**/a*'.repeat(30)}b`]);
  const startMs = performance.now();
  expect(matcher.isIgnored('a/'.repeat(500))).toBe(false);
  expect(performance.now() - startMs).toBeLessThan(1_000);
});
