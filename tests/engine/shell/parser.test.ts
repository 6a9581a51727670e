import { expect, test } from 'vitest';
import { ashDialect, BASH, DASH, isComplete } from '../../../src/engine/shell';
import * as hereDocuments from '../../../src/engine/shell/here-documents';
import * as compound from '../../../src/engine/shell/parse-compound';
import { ParseError } from '../../../src/engine/shell/parse-error';
import { Parser } from '../../../src/engine/shell/parser';
import type { Syntax } from '../../../src/engine/shell/syntax';
import { scriptText } from '../../../src/engine/shell/unparse';

const ASH = ashDialect({ version: '1.38.0', numbersCommandText: true });

function parserOf(
  text: string,
  syntax: Syntax = BASH.syntax,
  aliases: Readonly<Record<string, string>> = {},
): Parser {
  return new Parser(text, {
    syntax,
    alias: (name) => aliases[name],
    extendedPatterns: () => false,
    compound,
    hereDocuments,
    isFinal: true,
    firstLine: 1,
  });
}

function problemOf(text: string, syntax: Syntax): unknown {
  try {
    parserOf(text, syntax).all();
  } catch (error) {
    if (error instanceof ParseError)
      return { ...error.problem, line: error.line, isIncomplete: error.isIncomplete };
    throw error;
  }
  return undefined;
}

test('a text is parsed one complete line at a time, so that a later error does not hide an earlier command', () => {
  const parser = parserOf('echo one\nif x; then\n  y\nfi\nfi\n');
  const lines = [parser.nextLine(), parser.nextLine()].map((line) => line && scriptText(line));
  expect(lines).toEqual(['echo one', 'if x; then\n    y;\nfi']);
  expect(() => parser.nextLine()).toThrow(ParseError);
});

test('an alias counts from the next line on, is not expanded in itself, and looks on where it ends with a blank', () => {
  const aliases = { ls: 'ls -l ', x: 'y', if2: 'if' };
  const text = (script: string): string => scriptText(parserOf(script, BASH.syntax, aliases).all());
  expect(text('ls x x')).toBe('ls -l y x');
  expect(text('x; \\x; "x"')).toBe('y; \\x; "x"');
  expect(text('if2 true; then x; fi')).toBe('if true; then\n    y;\nfi');
});

test('quotes and expansions become the parts of one word', () => {
  const [item] = parserOf('a"b $x"\'c\'$(d)`e`$((1+2))').all().items;
  const command = item?.andOr.first.commands[0];
  const word = command?.kind === 'simple' ? command.words[0] : undefined;
  const parts = word && 'parts' in word ? word.parts.map((part) => [part.kind, part.quoted]) : [];
  expect(parts).toEqual([
    ['text', false],
    ['text', true],
    ['parameter', true],
    ['text', true],
    ['command', false],
    ['command', false],
    ['arithmetic', false],
  ]);
});

test.each([
  ['echo a', true],
  ['echo "a', false],
  ["echo 'a\nb", false],
  ['echo a \\\n', false],
  ['if true; then', false],
  ['if true; then echo; fi', true],
  ['for i in 1 2', false],
  ['while x\ndo y', false],
  ['cat <<E\nbody', false],
  ['cat <<E\nbody\nE\n', true],
  ['echo $(cat', false],
  ['echo `ls', false],
  ['a &&', false],
  ['a |', false],
  ['f() {', false],
  ['case x in', false],
  ['{ a', false],
  ['(a', false],
  ['fi', true],
  ['', true],
  ['# comment "', true],
  ['echo ${x', false],
  ['echo $((1 +', false],
])('isComplete(%j) is %s', (text, expected) => {
  expect([BASH, DASH, ASH].map((dialect) => isComplete(dialect, text))).toEqual([
    expected,
    expected,
    expected,
  ]);
});

test.each([
  ['fi', { kind: 'unexpected', token: 'fi', type: 'reserved', line: 1, isIncomplete: false }],
  ['a\n| b', { kind: 'unexpected', token: '|', type: 'operator', line: 2, isIncomplete: false }],
  [
    'if x; then\ny',
    { kind: 'unexpected', token: 'eof', type: 'eof', expecting: '"fi"', line: 2, isIncomplete: true },
  ],
  ["a 'b", { kind: 'unterminated', closer: "'", opened: 'quote', line: 1, isIncomplete: true }],
  ['for 1 in a; do :; done', { kind: 'for-variable', name: '1', line: 1, isIncomplete: false }],
])('%j is an error with its place', (text, expected) => {
  expect(problemOf(text, DASH.syntax)).toEqual(expected);
});

test('arrays, [[ ]], (( )) and <( ) are syntax of bash and not of dash', () => {
  const texts = ['a=(1 2)', 'for ((i=0; i<1; i++)); do :; done', 'cat <(a)', 'a |& b', 'cat <<< x'];
  const isKnown = (syntax: Syntax): boolean[] => texts.map((text) => problemOf(text, syntax) === undefined);
  expect({ bash: isKnown(BASH.syntax), dash: isKnown(DASH.syntax) }).toEqual({
    bash: [true, true, true, true, true],
    dash: [false, false, false, false, false],
  });
});
