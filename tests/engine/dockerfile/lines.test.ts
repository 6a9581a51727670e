import { expect, test } from 'vitest';
import { parseLines } from '../../../src/engine/dockerfile/lines';

const read = (text: string) =>
  parseLines(text).lines.map(({ source, range }) => [source, range.startLine, range.endLine]);

test('lines are joined at the escape character; the blanks around it stay', () => {
  expect(read('RUN a \\\n  b\\  \nc\nRUN d\\\\\nRUN e')).toEqual([
    ['RUN a   bc', 1, 3],
    ['RUN d\\\\', 4, 4],
    ['RUN e', 5, 5],
  ]);
});

test('comments between continued lines go; empty lines go and are reported on the last line', () => {
  const { lines, emptyContinuations } = parseLines('RUN a \\\n# no\n\n  b\n');
  expect(lines.map(({ source }) => source)).toEqual(['RUN a   b']);
  expect(emptyContinuations).toEqual([{ source: 'RUN a   b', range: { startLine: 4, endLine: 4 } }]);
});

test('a file that ends in a continuation ends the instruction', () => {
  expect(read('RUN a \\\n  b \\')).toEqual([['RUN a   b ', 1, 2]]);
});

test('the escape directive changes the character, only at the very top', () => {
  expect(read('# escape=`\nRUN a `\n b')).toEqual([['RUN a  b', 2, 3]]);
  expect(read('# a comment\n# escape=`\nRUN a `\nRUN b')).toEqual([
    ['RUN a `', 3, 3],
    ['RUN b', 4, 4],
  ]);
});

test('directives are kept and are no comments of the first instruction', () => {
  const { directives, lines } = parseLines(
    '# syntax=docker/dockerfile:1\n# check=skip=all\n# base is it\nFROM a AS base',
  );
  expect(directives.map(({ name, value }) => [name, value])).toEqual([
    ['syntax', 'docker/dockerfile:1'],
    ['check', 'skip=all'],
  ]);
  expect(lines[0]?.comments).toEqual(['base is it']);
});

test('a byte order mark and carriage returns are no part of the text', () => {
  expect(read('\ufeffFROM a\r\nRUN b \\\r\n c\r\n')).toEqual([
    ['FROM a', 1, 1],
    ['RUN b  c', 2, 3],
  ]);
});

test('comments belong to the instruction right below; a blank line or an empty comment parts them', () => {
  const { lines } = parseLines('# a\n# b\nRUN 1\n# c\n\nRUN 2\n# d\n#\n# e\nRUN 3');
  expect(lines.map(({ comments }) => comments)).toEqual([['a', 'b'], [], ['e']]);
});

test('here-documents of ONBUILD belong to it', () => {
  const [line] = parseLines('ONBUILD RUN <<A\nx\nA\n').lines;
  expect(line).toMatchObject({
    heredocs: [{ name: 'A', content: 'x\n' }],
    range: { startLine: 1, endLine: 3 },
  });
});

test('blanks between << and the name belong to a here-document, those after <<- do not', () => {
  const heredocsOf = (text: string) => parseLines(text).lines[0]?.heredocs.map(({ name }) => name);
  expect(heredocsOf('RUN <<  EOF > foo\nx\nEOF\n')).toEqual(['EOF']);
  expect(heredocsOf('RUN << -EOF\nx\n-EOF\n')).toEqual(['-EOF']);
  expect(heredocsOf('RUN cat << A 3<< B\na\nA\nb\nB\n')).toEqual(['A', 'B']);
  expect(heredocsOf('RUN <<- EOF\n')).toEqual([]);
});
