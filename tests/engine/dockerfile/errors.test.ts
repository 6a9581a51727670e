import { expect, test } from 'vitest';
import { checkDockerfile, DockerfileError, parseDockerfile } from '../../../src/engine/dockerfile';

function failureOf(text: string) {
  const { error } = checkDockerfile(text, { hasAllStages: true });
  return error && [error.message, error.range && [error.range.startLine, error.range.endLine]];
}

/** A Dockerfile, BuildKit's text and the lines it shows, as recorded or as its own tests have them. */
const mistakes: readonly (readonly [text: string, message: string, lines: readonly number[] | undefined])[] =
  [
    ['', 'the Dockerfile cannot be empty', undefined],
    ['# nothing yet\n', 'file with no instructions', [1, 1]],
    ['ARG A\n', 'dockerfile contains no stages to build', undefined],
    ['RUN true\nFROM alpine\n', 'no build stage in current context', [1, 1]],
    ['FROM alpine\nRUN <<EOF\necho one\n', 'unterminated heredoc', [2, 3]],
    ['FROM alpine\nENV NAME\n', 'ENV must have two arguments', [2, 2]],
    [
      'FROM alpine\nENV A=1 B\n',
      'Syntax error - can\'t find = in "B". Must be of the form: name=value',
      [2, 2],
    ],
    [
      'FROM alpine\nRUNN true\n',
      'dockerfile parse error on line 2: unknown instruction: RUNN (did you mean RUN?)',
      [2, 2],
    ],
    [
      'FROM alpine\nfoo bar\n',
      'dockerfile parse error on line 2: unknown instruction: foo (did you mean from?)',
      [2, 2],
    ],
    [
      'FROM alpine AS\n',
      'dockerfile parse error on line 1: FROM requires either one or three arguments',
      [1, 1],
    ],
    [
      'FROM alpine AS 1st\n',
      'dockerfile parse error on line 1: invalid name for build stage: "1st", name can\'t start with a number or contain symbols',
      [1, 1],
    ],
    [
      'FROM alpine\nRUN --mont=x true\n',
      'dockerfile parse error on line 2: unknown flag: --mont (did you mean mount?)',
      [2, 2],
    ],
    [
      'FROM alpine\nCOPY --link --link a b\n',
      'dockerfile parse error on line 2: duplicate flag specified: --link',
      [2, 2],
    ],
    [
      'FROM alpine\nCOPY --link=maybe a b\n',
      'dockerfile parse error on line 2: expecting boolean value for flag --link, not: maybe',
      [2, 2],
    ],
    [
      'FROM alpine\nCOPY --chown a b\n',
      'dockerfile parse error on line 2: missing a value on flag: --chown',
      [2, 2],
    ],
    [
      'FROM alpine\nRUN --network=lan true\n',
      'dockerfile parse error on line 2: invalid network mode "lan"',
      [2, 2],
    ],
    [
      'FROM alpine\nHEALTHCHECK --interval=soon CMD x\n',
      'dockerfile parse error on line 2: time: invalid duration "soon"',
      [2, 2],
    ],
    [
      'FROM alpine\nHEALTHCHECK --interval=50ns CMD x\n',
      'dockerfile parse error on line 2: Interval "interval" cannot be less than 1ms',
      [2, 2],
    ],
    [
      'FROM alpine\nHEALTHCHECK curl x\n',
      'dockerfile parse error on line 2: Unknown type "CURL" in HEALTHCHECK (try CMD)',
      [2, 2],
    ],
    [
      'FROM alpine\nSHELL sh -c\n',
      'dockerfile parse error on line 2: SHELL requires the arguments to be in JSON form',
      [2, 2],
    ],
    [
      'FROM alpine\nCOPY a <<EOF\nEOF\n',
      'dockerfile parse error on line 2: COPY cannot accept a heredoc as a destination',
      [2, 3],
    ],
    [
      'FROM alpine\nONBUILD FROM x\n',
      "dockerfile parse error on line 2: FROM isn't allowed as an ONBUILD trigger",
      [2, 2],
    ],
    [
      'FROM alpine\nENV A=${B\n',
      'failed to process "${B": unsupported modifier (\ufffd) in substitution',
      [2, 2],
    ],
    ['FROM $X\n', 'base name ($X) should not be blank', [1, 1]],
    [
      'FROM Alpine\n',
      'failed to parse stage name "Alpine": invalid reference format: repository name (library/Alpine) must be lowercase',
      [1, 1],
    ],
    [
      'FROM --platform=what alpine\n',
      'failed to parse platform what: "what": unknown operating system or architecture: invalid argument',
      [1, 1],
    ],
    ['FROM alpine\nSTOPSIGNAL SIGNOPE\n', 'invalid signal: SIGNOPE', [2, 2]],
    ['FROM alpine\nEXPOSE 80/http\n', 'invalid port: "80/http": invalid proto: http', [2, 2]],
    ['FROM alpine\nEXPOSE 70000\n', 'invalid containerPort: 70000', [2, 2]],
    ['FROM alpine\nCOPY --chmod=rwx a /\n', 'invalid syntax', [2, 2]],
    ['FROM alpine\nRUN --mount=type=disk,target=/x true\n', 'unsupported mount type "disk"', [2, 2]],
    ['FROM alpine\nRUN --mount=type=cache true\n', 'invalid mount target "/"', [2, 2]],
    [
      'FROM alpine\nRUN --mount=type=cach,target=/x true\n',
      'unsupported mount type "cach" (did you mean cache?)',
      [2, 2],
    ],
    ['FROM alpine\nCOPY --from=7 a b\n', 'invalid stage index 7', undefined],
    ['FROM alpine AS a\nCOPY --from=a x y\n', 'circular dependency detected on stage: a', [2, 2]],
    [
      'FROM alpine AS a\nCOPY --from=b x y\nFROM alpine AS b\n',
      'cannot copy from stage "b", it needs to be defined before current stage "a"',
      [2, 2],
    ],
    [
      'FROM alpine\nCOPY --from=Bad a b\n',
      'failed to parse stage name "Bad": invalid reference format: repository name (library/Bad) must be lowercase',
      [2, 2],
    ],
    [
      'FROM alpine\nCOPY --from=$X a b\n',
      'variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround',
      undefined,
    ],
    ['FROM alpine\nCOPY http://x/y /\n', "source can't be a URL for COPY", [2, 2]],
    ['FROM alpine\nCOPY git@github.com:a/b.git /\n', "source can't be a git ref for COPY", [2, 2]],
    ['FROM alpine\nCOPY https://github.com/a/b.git /\n', "source can't be a git ref for COPY", [2, 2]],
    ['FROM alpine\nADD --checksum=foo https://x/y /\n', 'invalid checksum digest format', [2, 2]],
    ['FROM alpine\nADD --checksum=sha256:abc https://x/y /\n', 'invalid checksum digest length', [2, 2]],
    ['FROM alpine\nADD --checksum=md5:abc https://x/y /\n', 'unsupported digest algorithm', [2, 2]],
    ['FROM alpine\nADD --checksum=sha256:abc a /\n', 'checksum requires HTTP(S) or Git sources', [2, 2]],
    [
      'FROM alpine\nADD --checksum=sha256:abc https://x/y https://x/z /a/\n',
      "checksum can't be specified for multiple sources",
      [2, 2],
    ],
    ['FROM alpine AS a\nONBUILD BAD\nFROM a\n', 'unknown instruction: BAD (did you mean ADD?)', [3, 3]],
    ['# escape=x\nFROM alpine\n', "invalid escape token 'x' does not match ` or \\", [0, 0]],
    ['# escape=`\n# escape=`\nFROM alpine\n', 'only one escape parser directive can be used', [1, 1]],
  ];

test.each(mistakes)('%j is refused with Docker’s words', (text, message, lines) => {
  expect(failureOf(text)).toEqual([message, lines]);
});

test('parsing alone throws what needs no build arguments to be wrong', () => {
  expect(() => parseDockerfile('FROM alpine\nBAD')).toThrow(
    new DockerfileError(
      'instruction',
      'dockerfile parse error on line 2: unknown instruction: BAD (did you mean ADD?)',
      { startLine: 2, endLine: 2 },
    ),
  );
});

test('an unknown target is refused, with a near stage as suggestion', () => {
  const { error } = checkDockerfile('FROM alpine AS build\nFROM alpine', { target: 'biuld' });
  expect(error?.message).toBe('target stage "biuld" could not be found (did you mean build?)');
});

test('a line that is longer than a scanner’s buffer is refused', () => {
  expect(failureOf(`FROM alpine\nRUN ${'x'.repeat(70_000)}\n`)).toEqual([
    'dockerfile line greater than max allowed size of 65535',
    [1, 1],
  ]);
});
