import {
  checkDockerfile,
  createIgnoreMatcher,
  parseIgnoreFile,
  parsePlatform,
  variablesFrom,
  type AnalysisOptions,
  type BaseImage,
  type CheckResult,
  type CheckWarning,
} from '../../../src/engine/dockerfile';
import { differ, text } from '../expect';
import type { PeerCase, PeerSuite } from '../suite';

/** The environment of images that documented examples rely on. */
const environments: Readonly<Record<string, readonly string[]>> = {
  'docker.io/library/python:latest': ['PYTHON_VERSION=3.13.15'],
};

function optionsOf(testCase: PeerCase): AnalysisOptions {
  const ignored = testCase['dockerignore'];
  const given = testCase['build_args'];
  const pairs = typeof given === 'object' && given !== null ? Object.entries(given) : [];
  const platform = (field: string) =>
    parsePlatform(field in testCase ? text(testCase, field) : 'linux/amd64');
  const baseImage = (reference: string): BaseImage => ({
    env: variablesFrom(environments[reference] ?? []),
    workdir: '/',
    shell: [],
    platform: platform('base_image_platform'),
  });
  return {
    buildArgs: Object.fromEntries(pairs.map(([name, value]) => [name, String(value)])),
    platform: platform('platform'),
    baseImage,
    ...(typeof ignored === 'string' && { ignore: createIgnoreMatcher(parseIgnoreFile(ignored)) }),
  };
}

const level = 1;

function describe({ rule, description, url, detail, range }: CheckWarning) {
  return { rule, description, url, detail, level, line: range.startLine };
}

interface ExpectedWarning {
  readonly detail: string;
  readonly line: number;
}

/** Upstream sorts by line, then by detail, before it compares. */
function sorted<Warning extends ExpectedWarning>(warnings: readonly Warning[]): readonly Warning[] {
  return [...warnings].sort((one, other) => one.line - other.line || (one.detail < other.detail ? -1 : 1));
}

function isWarning(value: unknown): value is ExpectedWarning {
  return typeof value === 'object' && value !== null && 'detail' in value && 'line' in value;
}

function expectedWarnings(value: unknown): readonly ExpectedWarning[] {
  if (!Array.isArray(value) || !value.every(isWarning)) throw new Error('not a list of warnings');
  return value;
}

function checkWarnings({ warnings }: CheckResult, expected: unknown, what: string): string | undefined {
  return differ(sorted(warnings.map(describe)), sorted(expectedWarnings(expected)), what);
}

/** `build_error_regexp` is an error of executing the build, which the checks do not do. */
function checkError({ error }: CheckResult, testCase: PeerCase): string | undefined {
  if (typeof testCase['build_error'] !== 'string') {
    return error === undefined ? undefined : `unexpected error ${error.message}`;
  }
  const expected = [testCase['build_error'], testCase['build_error_line']];
  return differ([error?.message, error?.range?.startLine], expected, 'error');
}

function checkTest(testCase: PeerCase): string | undefined {
  const dockerfile = text(testCase, 'dockerfile');
  const options = optionsOf(testCase);
  const build = checkDockerfile(dockerfile, options);
  const check = checkDockerfile(dockerfile, { ...options, hasAllStages: true });
  return (
    checkWarnings(build, testCase['warnings'], 'warnings') ??
    checkWarnings(check, testCase['check_warnings'] ?? testCase['warnings'], 'warnings of the check') ??
    checkError(build, testCase)
  );
}

/** An example of a rule's page: a fragment gets a FROM, lines of dots are left out, experimental rules are on. */
function checkExample(testCase: PeerCase): string | undefined {
  const written = text(testCase, 'dockerfile').replace(/^\.\.\.\n/gm, '');
  const dockerfile = testCase['fragment'] === true ? `FROM alpine\n${written}` : written;
  const options = { ...optionsOf(testCase), hasAllStages: true };
  const buildArgs = { BUILDKIT_DOCKERFILE_CHECK: 'experimental=all' };
  const { warnings } = checkDockerfile(dockerfile, { ...options, buildArgs });
  return differ(
    warnings.some(({ rule }) => rule === testCase['rule']),
    testCase['reported'],
    'reported',
  );
}

export const suite: PeerSuite = {
  name: 'lint',
  run: (testCase) => (testCase['kind'] === 'doc' ? checkExample(testCase) : checkTest(testCase)),
};
