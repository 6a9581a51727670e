import { expect, test } from 'vitest';
import { checkDockerfile, DockerfileError, parseDockerfile } from '../../../src/engine/dockerfile';

/** Numbers from 0 to below `limit`, the same ones every time. Source: Marsaglia's xorshift. */
function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

const lines = [
  'FROM alpine:3.20 AS build',
  'FROM --platform=$TARGETPLATFORM scratch',
  'FROM ${BASE:-alpine}@sha256:0',
  'ARG A=1 B=${A:-x} C',
  'ENV PATH=$PATH:/x K="a b" \\',
  'ENV K v',
  'RUN --mount=type=cache,target=/c,id=${A} <<EOF cat',
  'echo "$x" ${y//a*/b}',
  'EOF',
  'COPY --from=build --chmod=u+x [ "a", "b" ] /c/',
  'COPY <<-"X" /x',
  'X',
  'ADD https://example.com/a.tar.gz /',
  'HEALTHCHECK --interval=5s CMD ["true"]',
  'EXPOSE 80/tcp 127.0.0.1:1-3:4-6/UDP $P',
  'ONBUILD ONBUILD RUN x',
  'SHELL ["sh", 1]',
  '# check=skip=all;error=1',
  '# escape=`',
  'LABEL a=\'b"c\' d="${e%%.*}"',
  'VOLUME ["/a"]',
  'STOPSIGNAL ${S:?no signal}',
  'WORKDIR ../a',
  '\ufeff\u0000\u2028 é 🐳',
  '',
];

const fragments = [
  '$',
  '${',
  '}',
  '"',
  "'",
  '\\',
  '`',
  '<<',
  '<<-E',
  '[',
  ']',
  '{',
  '#',
  '=',
  ':-',
  '/',
  '*',
  '--',
  '\n',
  '\t',
  ' ',
  ',',
  'ONBUILD ',
];

function randomDockerfile(random: (limit: number) => number): string {
  const picked = Array.from({ length: 1 + random(8) }, () => lines[random(lines.length)] ?? '');
  let text = (random(4) === 0 ? picked : ['FROM alpine', ...picked]).join('\n');
  for (let count = random(6); count > 0; count--) {
    const index = random(text.length + 1);
    const fragment = random(3) === 0 ? '' : (fragments[random(fragments.length)] ?? '');
    text = text.slice(0, index) + fragment + text.slice(index + random(4));
  }
  return text;
}

test('2,000 random Dockerfiles are read or refused with an error that names lines of the file', () => {
  const random = randomNumbers(20_261_124);
  let readCount = 0;
  for (let count = 0; count < 2_000; count++) {
    const text = randomDockerfile(random);
    const lineCount = text.split('\n').length;
    const { error, warnings } = checkDockerfile(text, { hasAllStages: true });
    for (const range of [error?.range, ...warnings.map((warning) => warning.range)]) {
      if (range === undefined) continue;
      expect(range.startLine, text).toBeLessThanOrEqual(range.endLine);
      expect(range.endLine, text).toBeLessThanOrEqual(lineCount);
    }
    try {
      parseDockerfile(text);
      readCount++;
    } catch (thrown) {
      expect(thrown, text).toBeInstanceOf(DockerfileError);
    }
  }
  expect(readCount).toBeGreaterThan(200);
});

const large = 60_000;
const repeated = (text: string) => text.repeat(Math.floor(large / text.length));

test.each([
  ['blanks', `FROM a\nRUN ${' '.repeat(large)}x`],
  ['quotes', `FROM a\nENV A=${repeated('"\'')}`],
  ['nested substitutions', `FROM a\nENV A=${repeated('${a:-')}`],
  ['open braces', `FROM a\nUSER ${repeated('${')}`],
  ['pattern stars', `FROM a\nENV A=${'a'.repeat(large)}\nENV B=\${A//${'*a'.repeat(50)}b/x}`],
  ['global replacement', `FROM a\nENV A=${'a'.repeat(large)}\nENV B=\${A//a/x}`],
  ['nested ONBUILD', `FROM a\n${repeated('ONBUILD ')}RUN x`],
  ['heredocs', `FROM a\nRUN ${repeated('<<A ')}`],
  ['flags', `FROM a\nRUN ${repeated('--mount=type=cache,target=/x ')}true`],
  ['continuations', `FROM a\nRUN ${repeated('x \\\n')}`],
  ['many lines', `FROM a\n${'ENV A=$B\n'.repeat(2_000)}`],
  ['a directive of blanks', `# escape=${' '.repeat(large)}x\nFROM a`],
  ['ports', `FROM a\nEXPOSE ${repeated('1-9 ')}`],
  ['JSON', `FROM a\nCMD ${'['.repeat(large)}`],
])('a long run of %s takes no time to speak of', (_, text) => {
  const startMs = performance.now();
  checkDockerfile(text);
  expect(performance.now() - startMs).toBeLessThan(3_000);
});
