import { expect, test } from 'vitest';
import {
  parseDockerfile,
  resolveStages,
  scopeOnImage,
  scopeOnStage,
  stepThrough,
  type BuildArguments,
  type StageScope,
} from '../../../src/engine/dockerfile';

/** What the stages of a Dockerfile see at their ends, and their instructions with variables filled in. */
function follow(text: string, buildArgs: BuildArguments = {}) {
  const dockerfile = parseDockerfile(text);
  const { stages, escape } = dockerfile;
  const { global } = resolveStages(dockerfile, { buildArgs });
  const scopes = new Map<string, StageScope>();
  const instructions = stages.flatMap((stage) => {
    const base = scopes.get(stage.from.image);
    let scope =
      base === undefined
        ? scopeOnImage({ env: new Map([['HOME', '/root']]), workdir: '/', shell: [] })
        : scopeOnStage(base);
    const expanded = stage.instructions.map((instruction) => {
      const step = stepThrough(scope, instruction, { global, buildArgs, escape });
      scope = step.scope;
      return step.instruction;
    });
    scopes.set(stage.name, scope);
    return expanded;
  });
  return { scopes, instructions };
}

const users = (text: string, buildArgs?: BuildArguments) =>
  follow(text, buildArgs).instructions.flatMap((instruction) =>
    instruction.name === 'USER' ? [instruction.user] : [],
  );

test('an ARG before FROM is seen in a stage only when it is declared again', () => {
  expect(users('ARG V=1\nFROM a\nUSER x$V\nARG V\nUSER x$V')).toEqual(['x', 'x1']);
});

test('a build argument wins over defaults; without ARG it is nothing', () => {
  expect(users('FROM a\nUSER $V\nARG V=1\nUSER $V', { V: '2' })).toEqual(['', '2']);
});

test('a default may use what is known before it, ARGs of the same line included', () => {
  expect(users('FROM a\nARG A=1 B=${A}2\nUSER $B$HOME')).toEqual(['12/root']);
});

test('ENV sees the values before it, not its own', () => {
  expect(users('FROM a\nENV A=1\nENV A=2 B=$A\nUSER $A$B')).toEqual(['21']);
});

test('ENV wins over ARG once it is set', () => {
  expect(users('FROM a\nARG A=arg\nENV A=env\nUSER $A')).toEqual(['env']);
});

test('a stage sees ENV and ARG of the stage it is based on, ENV first', () => {
  const text = 'FROM a AS base\nENV E=env\nARG A=arg\nARG E=hidden\nUSER $E\nFROM base\nUSER $E$A';
  expect(users(text)).toEqual(['hidden', 'envarg']);
});

test('predefined platform arguments are there once they are declared', () => {
  expect(users('FROM a\nARG TARGETARCH\nARG BUILDPLATFORM\nUSER $TARGETARCH$BUILDPLATFORM')).toEqual([
    'amd64linux/amd64',
  ]);
});

test('the scope knows working directory, ARGs in order and a PATH', () => {
  const { scopes } = follow('FROM a AS s\nARG B\nARG A=1\nWORKDIR x\nWORKDIR ../y/./z\nSHELL ["bash"]');
  const scope = scopes.get('s');
  expect({ ...scope, env: [...(scope?.env ?? [])], variables: undefined }).toEqual({
    env: [
      ['HOME', '/root'],
      ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    ],
    variables: undefined,
    args: [
      { key: 'B', value: undefined },
      { key: 'A', value: '1' },
    ],
    workdir: '/y/z',
    hasWorkdir: true,
    shell: ['bash'],
  });
});

test('words of all expanding instructions are filled in', () => {
  const { instructions } = follow(
    'FROM a\nENV V=v P=8000-8001\nLABEL $V="$V"\nCOPY --chown=$V --exclude=$V a$V <<X $V/\n"$V" \\$V\nX\nEXPOSE $P/UDP\nVOLUME $V\nRUN --mount=type=tmpfs,target=/$V,size=1k true\nCMD $V',
  );
  expect(instructions.slice(1)).toMatchObject([
    { pairs: [{ key: 'v', value: 'v' }] },
    { chown: 'v', excludes: ['v'], sources: ['av'], destination: 'v/', contents: [{ data: '"v" $V\n' }] },
    { ports: ['8000/udp', '8001/udp'] },
    { paths: ['v'] },
    { mounts: [{ type: 'tmpfs', target: '/v', sizeBytes: 1024, isReadOnly: false }] },
    { command: { args: ['$V'] } },
  ]);
});
