import { describe, expect, test } from 'vitest';
import { languageOf } from '../../../components/editor/language';
import { lineMarkups } from '../../../components/editor/lines-markup';

/** The lines as text in which what is coloured stands between ‹kind:…›. */
function coloured(path: string, text: string): readonly string[] {
  return lineMarkups(path, text).map(({ html }) =>
    html
      .replace(/^<span class="editor-line">([^]*)\n<\/span>$/, '$1')
      .replace(/<span class="code-(\w+)">([^<]*)<\/span>/g, '‹$1:$2›')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
      .replaceAll('&quot;', '"'),
  );
}

describe('a Dockerfile', () => {
  test('has instructions, flags, strings, variables and comments', () => {
    expect(
      coloured(
        'app/Dockerfile',
        [
          '# a comment',
          'FROM --platform=$BUILDPLATFORM golang:1.25 AS build',
          'ENV NAME="a b" OTHER=${NAME:-x}',
          'onbuild run echo hi',
          'HEALTHCHECK --interval=5s CMD curl -f http://localhost/',
        ].join('\n'),
      ),
    ).toEqual([
      '‹comment:# a comment›',
      '‹keyword:FROM› ‹parameter:--platform›=‹constant:$BUILDPLATFORM› golang:1.25 ‹keyword:AS› build',
      '‹keyword:ENV› NAME=‹string:"a b"› OTHER=‹constant:${NAME:-x}›',
      '‹keyword:onbuild› ‹keyword:run› echo hi',
      '‹keyword:HEALTHCHECK› ‹parameter:--interval›=5s ‹keyword:CMD› curl -f http://localhost/',
    ]);
  });

  test('goes on over lines: a word there is no instruction, a comment between stays one', () => {
    expect(coloured('Dockerfile', 'RUN a \\\n  # why\n  RUN b\nRUN c')).toEqual([
      '‹keyword:RUN› a ‹punctuation:\\›',
      '‹comment:  # why›',
      '  RUN b',
      '‹keyword:RUN› c',
    ]);
  });

  test('has heredocs to their end: shell in RUN, text in COPY', () => {
    expect(
      coloured(
        'Dockerfile',
        'RUN <<-"END"\n\tif true; then\n\tEND\nCOPY <<A <<B /x/\none\nA\nFROM\nB\nCMD x',
      ),
    ).toEqual([
      '‹keyword:RUN› ‹punctuation:<<-"END"›',
      '\t‹keyword:if› true‹punctuation:;› ‹keyword:then›',
      '‹punctuation:\tEND›',
      '‹keyword:COPY› ‹punctuation:<<A› ‹punctuation:<<B› /x/',
      '‹string:one›',
      '‹punctuation:A›',
      '‹string:FROM›',
      '‹punctuation:B›',
      '‹keyword:CMD› x',
    ]);
  });
});

test('what is written is text, never markup, and nothing of it is lost', () => {
  const text = 'RUN echo "<b>" && x > y\n\n';
  const { length } = lineMarkups('Dockerfile', text);
  expect(length).toBe(3);
  expect(lineMarkups('Dockerfile', text)[0]?.html).toContain('&quot;&lt;b&gt;&quot;');
  for (const path of ['a.sh', 'a.py', 'a.js', 'a.json', 'a.yaml', '.dockerignore', 'notes'])
    expect(coloured(path, text).map((line) => line.replace(/‹\w+:([^›]*)›/g, '$1'))).toEqual(
      text.split('\n'),
    );
});

test('files are known by their names', () => {
  expect(
    ['Dockerfile.dev', 'web.dockerfile', '.dockerignore', 'a/run.sh', 'app.py', 'x.json', 'README'].map(
      languageOf,
    ),
  ).toEqual(['dockerfile', 'dockerfile', 'ignore', 'shell', 'python', 'json', 'text']);
});
