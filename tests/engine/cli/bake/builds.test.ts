// docker buildx bake builds: names of steps, results and failures. Judged by buildx' source (build/build.go).
import { beforeEach, expect, test } from 'vitest';
import { createMachine, type Machine } from '../../../../src/engine';
import { recordedWorld } from '../../../conformance/recorded-world';

const world = recordedWorld();
let machine: Machine;

beforeEach(() => {
  machine = createMachine(world, { seed: 'bakes' });
  machine.type('mkdir /tmp/bake && cd /tmp/bake');
  machine.writeFile(
    '/tmp/bake/docker-bake.hcl',
    'group "both" { targets = ["a", "b"] }\n' +
      'target "a" {\n  dockerfile-inline = "FROM busybox\\nARG X\\nRUN echo $X > /x\\nENTRYPOINT [\\"cat\\", \\"/x\\"]\\n"\n  args = { X = "of-a" }\n  tags = ["t:a"]\n}\n' +
      'target "b" {\n  dockerfile-inline = "FROM busybox\\nRUN false\\n"\n}\n',
  );
});

test('one target is built as by docker build', () => {
  const { stderr, status } = machine.type('docker bake a');
  expect(status).toBe(0);
  expect(stderr).toMatch(
    /^#0 building with "default" instance using docker driver\n\n#1 \[internal\] load local bake definitions\n#1 reading docker-bake.hcl \d+B \/ \d+B done\n#1 DONE 0.0s\n\n#2 \[internal\] load build definition/,
  );
  expect(stderr).toContain('[2/2] RUN echo of-a > /x');
  expect(machine.type('docker run --rm t:a').stdout).toBe('of-a\n');
});

test('steps of several are named by their targets, and so is what fails', () => {
  const { stderr, status } = machine.type('docker bake both');
  expect(status).toBe(1);
  expect(stderr).toContain('[a internal] load build definition from Dockerfile');
  expect(stderr).toContain('[a 2/2] RUN echo of-a > /x');
  expect(stderr).toContain('[a] exporting to image');
  expect(stderr.trimEnd().split('\n').at(-1)).toBe(
    'ERROR: target b: failed to solve: process "/bin/sh -c false" did not complete successfully: exit code: 1',
  );
});

test('a failure of one alone does not name it', () => {
  expect(machine.type('docker bake b').stderr.trimEnd().split('\n').at(-1)).toBe(
    'ERROR: failed to solve: process "/bin/sh -c false" did not complete successfully: exit code: 1',
  );
});

test('metadata of each target, and answers of --call', () => {
  machine.type('docker bake a --metadata-file m.json');
  const document: unknown = JSON.parse(machine.type('cat m.json').stdout);
  expect(document).toMatchObject({ a: { 'image.name': 'docker.io/library/t:a' } });
  expect(machine.type('docker bake a b --check').stdout).toBe(
    'a\n\nCheck complete, no warnings found.\n\nb\n\nCheck complete, no warnings found.\n',
  );
});

test('what lies outside the folder is asked for', () => {
  const { stderr, status } = machine.type('docker bake a --set a.context=..');
  expect(status).toBe(1);
  expect(stderr).toContain(
    ' - Read access to path /tmp\n\nPass "--allow=fs.read=/tmp" to grant requested privileges.\n\n' +
      'Your full command with requested privileges:\n\ndocker buildx bake --allow=fs.read=/tmp a --set a.context=..\n',
  );
  expect(machine.type('docker bake a --set a.context=.. --allow=fs.read=/tmp').status).toBe(0);
});
