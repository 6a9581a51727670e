// Builders beside the daemon's own: made, listed, used and removed, but never run.
// Judged by buildx' source: commands/{create,rm,use,stop,inspect}.go, builder/builder.go and store.
import { beforeEach, expect, test } from 'vitest';
import { createMachine, type Machine } from '../../../../src/engine';
import { recordedWorld } from '../../../conformance/recorded-world';

const world = recordedWorld();
let machine: Machine;

beforeEach(() => {
  machine = createMachine(world, { seed: 'builders' });
});

function output(command: string): string {
  const { stdout, stderr, status } = machine.type(command);
  expect(status, stderr).toBe(0);
  return stdout;
}

function problem(command: string): string {
  const { stderr, status } = machine.type(command);
  expect(status).toBe(1);
  return stderr;
}

test('a new builder is listed and inactive', () => {
  expect(output('docker buildx create --name second')).toBe('second\n');
  expect(output("docker buildx ls --format '{{.Name}}|{{.DriverEndpoint}}|{{.Status}}'")).toBe(
    'second|docker-container|\nsecond0|unix:///var/run/docker.sock|inactive\ndefault|docker|\ndefault|default|running\n',
  );
  expect(output('docker buildx inspect second')).toBe(`Name:   second
Driver: docker-container

Nodes:
Name:                  second0
Endpoint:              unix:///var/run/docker.sock
Status:                inactive
BuildKit daemon flags: --allow-insecure-entitlement=network.host
`);
});

test('platforms and options of a node are shown', () => {
  output(
    "docker buildx create --name o --platform linux/arm64 --driver-opt network=host --buildkitd-flags '--debug'",
  );
  const shown = output('docker buildx inspect o');
  expect(shown).toContain('Driver Options:        network="host"\n');
  expect(shown).toContain('BuildKit daemon flags: --debug --allow-insecure-entitlement=network.host\n');
  expect(shown).toContain('Platforms:             linux/arm64*\n');
});

test('what is in use does not build here, docker build takes the daemon’s own', () => {
  output('docker buildx create --name second --use');
  expect(output('docker buildx ls')).toContain('second*');
  machine.type('mkdir /tmp/app && cd /tmp/app');
  machine.writeFile('/tmp/app/Dockerfile', 'FROM busybox\n');
  expect(problem('docker buildx build .')).toMatch(
    /^ERROR: the builder "second" .* is not modelled here;.*\n$/,
  );
  expect(machine.type('docker build .').status).toBe(0);
  expect(machine.type('docker buildx build --builder default .').status).toBe(0);
  output('docker buildx use default');
  expect(output('docker buildx ls')).toContain('default*');
});

test('builders are removed, also those that are in use', () => {
  output('docker buildx create --name second --use');
  output('docker buildx create --name third');
  expect(problem('docker buildx rm third nope')).toBe(
    'third removed\nfailed to remove nope: no builder "nope" found\nERROR: failed to remove one or more builders\n',
  );
  expect(machine.type('docker buildx rm second').stderr).toBe('second removed\n');
  expect(problem('docker buildx rm')).toContain(
    'context builder cannot be removed, run `docker context rm default`',
  );
  output('docker buildx create --name x');
  expect(machine.type('docker buildx rm --all-inactive -f').stderr).toBe('x removed\n');
});

test.each([
  ['create --name default', 'default is a reserved name and cannot be used to identify builder instance'],
  ['create --append', 'append requires a builder name'],
  ['create --append --name nope', 'failed to find instance "nope" for append'],
  [
    'create --name 2x',
    'invalid name 2x, name needs to start with a letter and may not contain symbols, except ._-',
  ],
  ['create --driver docker', 'failed to find driver "docker"'],
  ['create --driver foo', 'failed to find driver "foo"'],
  [
    'create --name o --driver-opt foo=1',
    'failed to initialize builder o (o0): invalid driver option foo for docker-container driver',
  ],
  ['create --name o --driver-opt foo', 'invalid value "foo", expecting k=v'],
  [
    'create --name there',
    'existing instance for "there" but no append mode, specify the node name to make changes for existing instances',
  ],
  ['create --name there --node n', 'node n not found, did you mean to append?'],
  ['create --name there --append', 'invalid duplicate endpoint unix:///var/run/docker.sock'],
  ['create --leave', 'leave requires instance name'],
  [
    'create --leave --name there --node there0',
    'can not leave last node, do you want to rm instance instead?',
  ],
  ['create --leave --name there --node x', 'node "x" not found for there'],
  ['rm --all-inactive there', 'cannot specify builder name when --all-inactive is set'],
  [
    'use nope',
    'failed to find instance "nope": open /root/.docker/buildx/instances/nope: no such file or directory',
  ],
  ['stop nope', 'no builder "nope" found'],
  ['inspect nope', 'no builder "nope" found'],
  ['--builder nope du', 'no builder "nope" found'],
])('docker buildx %s', (words, message) => {
  machine.type('docker buildx create --name there');
  expect(problem(`docker buildx ${words}`)).toBe(`ERROR: ${message}\n`);
});
