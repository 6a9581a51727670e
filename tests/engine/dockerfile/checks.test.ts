import { expect, test } from 'vitest';
import {
  checkDockerfile,
  checkRules,
  createIgnoreMatcher,
  formatWarning,
  hostPlatform,
  type AnalysisOptions,
  type CheckRule,
} from '../../../src/engine/dockerfile';
import data from '../../peers/lint-rules.json';

const modules = import.meta.glob<Readonly<Record<string, CheckRule>>>(
  [
    '../../../src/engine/dockerfile/checks/*.ts',
    '!**/index.ts',
    '!**/rule.ts',
    '!**/place.ts',
    '!**/exposed-words.ts',
  ],
  { eager: true },
);

test('the list of checks holds every file of the folder, and BuildKit’s rules', () => {
  const names = checkRules.map(({ name }) => name).sort();
  const inFolder = Object.values(modules).flatMap((module) => Object.values(module).map(({ name }) => name));
  expect(inFolder.sort()).toEqual(names);
  expect(data.cases.map(({ name }) => name).sort()).toEqual(names);
});

const armImage = () => ({
  env: new Map<string, string>(),
  workdir: '/',
  shell: [],
  platform: { ...hostPlatform, architecture: 'arm64' },
});

/** For each rule a Dockerfile that breaks it, the warning, and what else must be known. */
const violations: Readonly<
  Record<string, readonly [text: string, warning: string, options?: AnalysisOptions]>
> = {
  StageNameCasing: ['FROM a AS Build', "Stage name 'Build' should be lowercase (line 1)"],
  FromAsCasing: ['FROM a as b', "'as' and 'FROM' keywords' casing do not match (line 1)"],
  NoEmptyContinuation: ['FROM a\nRUN b \\\n\n c', 'Empty continuation line (line 4)'],
  ConsistentInstructionCasing: [
    'FROM a\nrun b\nRUN c',
    "Command 'run' should match the case of the command majority (uppercase) (line 2)",
  ],
  DuplicateStageName: [
    'FROM a AS b\nFROM a AS b',
    'Duplicate stage name "b", stage names should be unique (line 2)',
  ],
  ReservedStageName: [
    'FROM a AS context',
    'Stage name should not use the same name as reserved stage "context" (line 1)',
  ],
  JSONArgsRecommended: [
    'FROM a\nCMD b',
    'JSON arguments recommended for CMD to prevent unintended behavior related to OS signals (line 2)',
  ],
  MaintainerDeprecated: [
    'FROM a\nMAINTAINER b',
    'Maintainer instruction is deprecated in favor of using label (line 2)',
  ],
  UndefinedArgInFrom: [
    'ARG TAG=1\nFROM a:${TAB:-1}',
    "FROM argument 'TAB' is not declared (did you mean TAG?) (line 2)",
  ],
  WorkdirRelativePath: [
    'FROM a\nWORKDIR b',
    'Relative workdir "b" can have unexpected results if the base image changes (line 2)',
  ],
  UndefinedVar: [
    'FROM a\nENV foo=1\nUSER $fop',
    "Usage of undefined variable '$fop' (did you mean $foo?) (line 3)",
  ],
  MultipleInstructionsDisallowed: [
    'FROM a\nCMD []\nCMD []',
    'Multiple CMD instructions should not be used in the same stage because only the last one will be used (line 2)',
  ],
  LegacyKeyValueFormat: [
    'FROM a\nenv b c',
    '"env key=value" should be used instead of legacy "env key value" format (line 2)',
  ],
  InvalidBaseImagePlatform: [
    'FROM a',
    'Base image a was pulled with platform "linux/arm64", expected "linux/amd64" for current build (line 1)',
    { baseImage: armImage },
  ],
  RedundantTargetPlatform: [
    'FROM --platform=$TARGETPLATFORM a',
    'Setting platform to predefined $TARGETPLATFORM in FROM is redundant as this is the default behavior (line 1)',
  ],
  SecretsUsedInArgOrEnv: [
    'FROM a\nARG API_TOKEN',
    'Do not use ARG or ENV instructions for sensitive data (ARG "API_TOKEN") (line 2)',
  ],
  InvalidDefaultArgInFrom: [
    'ARG A\nFROM a:$A',
    'Default value for ARG a:$A results in empty or invalid base image name (line 2)',
    { buildArgs: { A: '1' } },
  ],
  FromPlatformFlagConstDisallowed: [
    'FROM --platform=linux/arm64 a',
    'FROM --platform flag should not use constant value "linux/arm64" (line 1)',
  ],
  CopyIgnoredFile: [
    'FROM a\nCOPY ./b /',
    'Attempting to Copy file "b" that is excluded by .dockerignore (line 2)',
    { ignore: createIgnoreMatcher(['b']) },
  ],
  InvalidDefinitionDescription: [
    '# check=experimental=all\n# hello\nFROM a AS b',
    'Comment for FROM should follow the format: `# b <description>` (line 3)',
  ],
  ExposeProtoCasing: [
    'FROM a\nEXPOSE 80/TCP',
    "Defined protocol '80/TCP' in EXPOSE instruction should be lowercase (line 2)",
  ],
  ExposeInvalidFormat: [
    'FROM a\nEXPOSE 80:80',
    "EXPOSE instruction should not define an IP address or host-port mapping, found '80:80' (line 2)",
  ],
};

test.each(checkRules.map(({ name }) => name))('%s speaks, and can be skipped', (name) => {
  const [text, warning, options = {}] = violations[name] ?? ['', ''];
  const warnings = (given: AnalysisOptions) =>
    checkDockerfile(text, given)
      .warnings.filter(({ rule }) => rule === name)
      .map(formatWarning);
  expect(warnings(options)).toContain(`${name}: ${warning}`);
  const buildArgs = { ...options.buildArgs, BUILDKIT_DOCKERFILE_CHECK: `skip=${name}` };
  expect(warnings({ ...options, buildArgs })).toEqual([]);
});

const rulesOf = (text: string, options?: AnalysisOptions) =>
  checkDockerfile(text, options).warnings.map(({ rule, range }) => [rule, range.startLine]);

test('a comment skips checks for the instruction below it alone', () => {
  expect(
    rulesOf('FROM a\n# check=skip=WorkdirRelativePath,JSONArgsRecommended // because\nCMD b\nENTRYPOINT c'),
  ).toEqual([['JSONArgsRecommended', 4]]);
});

test('a build looks at the stages that it needs, a check at all of them', () => {
  const text = 'FROM a AS unused\nUSER $x\nFROM a AS base\nUSER $y\nFROM a\nCOPY --from=base b c\n';
  expect(rulesOf(text)).toEqual([['UndefinedVar', 4]]);
  expect(rulesOf(text, { hasAllStages: true })).toEqual([
    ['UndefinedVar', 2],
    ['UndefinedVar', 4],
  ]);
});

test('warnings up to a mistake are told with it', () => {
  const { warnings, error } = checkDockerfile('FROM a AS Bad\nMAINTAINER me\nBADCMD\nMAINTAINER you');
  expect(warnings.map(formatWarning)).toEqual([
    "StageNameCasing: Stage name 'Bad' should be lowercase (line 1)",
    'MaintainerDeprecated: Maintainer instruction is deprecated in favor of using label (line 2)',
  ]);
  expect(error?.message).toBe('dockerfile parse error on line 3: unknown instruction: BADCMD');
});

test('check=error=true makes a warning an error, and options that cannot be read are one', () => {
  expect(checkDockerfile('# check=error=true\nFROM a\nCMD b').error).toMatchObject({
    code: 'lint',
    message: 'lint violation found for rules: JSONArgsRecommended',
  });
  expect(checkDockerfile('# check=noskip\nFROM a').error?.message).toBe(
    'failed to parse check options: invalid check option "noskip"',
  );
});

test('variables that ONBUILD triggers of a base set are known, whether it is a stage or an image', () => {
  const stages = 'FROM a AS base\nONBUILD ENV X=1\nFROM base\nUSER $X$Y';
  expect(rulesOf(stages)).toEqual([['UndefinedVar', 4]]);
  const baseImage = () => ({ ...armImage(), platform: hostPlatform, triggers: ['ENV X=1', 'WORKDIR x'] });
  expect(rulesOf('FROM a\nUSER $X', { baseImage })).toEqual([['WorkdirRelativePath', 1]]);
});
