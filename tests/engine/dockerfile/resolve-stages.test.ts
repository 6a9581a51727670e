import { expect, test } from 'vitest';
import {
  formatPlatform,
  parseDockerfile,
  resolveStages,
  type ResolveOptions,
} from '../../../src/engine/dockerfile';

function resolve(text: string, options?: ResolveOptions) {
  const { stages, targetIndex } = resolveStages(parseDockerfile(text), options);
  const shown = stages.map(({ base, platform, isNeeded }) => {
    const under = base.kind === 'image' ? base.reference : base.kind === 'stage' ? base.index : base.kind;
    return [under, formatPlatform(platform), isNeeded];
  });
  return { targetIndex, stages: shown };
}

const text = `ARG TAG=3
FROM alpine:$TAG AS base
FROM base AS build
FROM --platform=linux/arm64/v8 busybox AS unused
FROM unused
FROM scratch AS final
COPY --from=build /a /
RUN --mount=from=1,target=/x true
FROM scratch AS last
`;

test('stages stand on images with full names, on earlier stages, or on nothing; what the target needs is known', () => {
  expect(resolve(text, { target: 'FINAL', buildArgs: { TAG: '4' } })).toEqual({
    targetIndex: 4,
    stages: [
      ['docker.io/library/alpine:4', 'linux/amd64', true],
      [0, 'linux/amd64', true],
      ['docker.io/library/busybox:latest', 'linux/arm64/v8', false],
      [2, 'linux/arm64/v8', false],
      ['scratch', 'linux/amd64', true],
      ['scratch', 'linux/amd64', false],
    ],
  });
});

test('without a target the last stage is built', () => {
  const { targetIndex, stages } = resolve(text);
  expect([targetIndex, stages.map(([, , isNeeded]) => isNeeded)]).toEqual([
    5,
    [false, false, false, false, false, true],
  ]);
});

test('a name means the last stage before it that has it; to COPY, the last of all', () => {
  const twice = 'FROM a AS x\nFROM x AS x\nFROM x\nCOPY --from=x b c\nFROM d AS x';
  expect(() => resolve(twice)).not.toThrow();
  expect(resolve(twice).stages.map(([under]) => under)).toEqual([
    'docker.io/library/a:latest',
    0,
    1,
    'docker.io/library/d:latest',
  ]);
});

test('stages that need each other are refused', () => {
  const circle = 'FROM a AS x\nCOPY --from=y b c\nFROM a AS y\nRUN --mount=from=x,target=/m true';
  expect(() => resolve(circle)).toThrow('circular dependency detected on stage: x');
});
