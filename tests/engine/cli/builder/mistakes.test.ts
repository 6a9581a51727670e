// What a learner does wrong in a Dockerfile, and what Docker says.
import { beforeEach, expect, test } from 'vitest';
import { createMachine, type Machine } from '../../../../src/engine';
import { recordedWorld } from '../../../conformance/recorded-world';

const world = recordedWorld();
let machine: Machine;

beforeEach(() => {
  machine = createMachine(world, { seed: 'mistakes' });
  machine.type('mkdir /tmp/app && cd /tmp/app && echo a > a.txt');
});

/** What a build of this Dockerfile says on standard error. */
function says(dockerfile: string, flags = ''): string {
  machine.writeFile('/tmp/app/Dockerfile', dockerfile);
  return machine.type(`docker build ${flags} .`).stderr;
}

/** Its last line. */
function errorOf(dockerfile: string, flags = ''): string {
  return says(dockerfile, flags).trimEnd().split('\n').at(-1) ?? '';
}

test('a mistyped image or stage is compared with those that there are', () => {
  expect(errorOf('FROM busyboxx\n')).toMatch(/ \(did you mean busybox\?\)$/);
  expect(errorOf('FROM busybox AS builder\nFROM bilder\n')).toMatch(/ \(did you mean builder\?\)$/);
  expect(errorOf('FROM busybox AS builder\nCOPY --from=bilder /a /b\n')).toMatch(
    / \(did you mean builder\?\)$/,
  );
  expect(errorOf('FROM nothing.like/it\n')).not.toContain('did you mean');
});

test('a build that finds no base image has the warnings up to there', () => {
  const text = 'FROM busybox as base\nFROM nosuch\nENV A b\n';
  expect(says(text)).toContain('FromAsCasing');
  expect(says(text)).not.toContain('LegacyKeyValueFormat');
  const check = machine.type('docker build --check .');
  expect(check.stdout).toContain('WARNING: FromAsCasing');
  expect(check.stderr).toMatch(/^ERROR: nosuch: failed to resolve source metadata .*\nDockerfile:2\n/m);
  expect(check.status).toBe(1);
});

test('a number that is too large for one is the name of an image', () => {
  expect(errorOf('FROM busybox\nCOPY --from=1 a b\n')).toBe(
    'ERROR: failed to build: failed to solve: invalid stage index 1',
  );
  expect(errorOf('FROM busybox\nCOPY --from=99999999999999999999 a b\n')).toContain(
    'docker.io/library/99999999999999999999:latest',
  );
});

test('a digest that is too short is no name of an image', () => {
  expect(errorOf('FROM busybox@sha256:1cfa4e2b09e127b9c4ed43578d3f3c18e7d44e\n')).toBe(
    'ERROR: failed to build: failed to solve: failed to parse stage name ' +
      '"busybox@sha256:1cfa4e2b09e127b9c4ed43578d3f3c18e7d44e": invalid checksum digest length',
  );
});

test('a stage may be for another platform than the build', () => {
  const text =
    'FROM --platform=$BUILDPLATFORM busybox AS build\nARG TARGETARCH\nRUN echo $TARGETARCH > /a\n' +
    'FROM scratch\nCOPY --from=build /a /a\nCOPY --from=busybox /bin/sh /sh\n';
  expect(says(text, '--platform linux/arm64 -t app')).toContain('RUN echo arm64 > /a');
  expect(machine.type('docker inspect -f {{.Architecture}} app').stdout).toBe('arm64\n');
});
