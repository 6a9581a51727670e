import { expect, test } from 'vitest';
import { createMachine, type Machine } from '../../../src/engine';
import type { ImageFacts } from '../../../src/engine/world';
import { recordedWorld } from '../../conformance/recorded-world';

const frontend: ImageFacts = {
  repository: 'docker/dockerfile',
  tags: ['1'],
  created: '2026-10-06T00:00:00Z',
  architecture: 'amd64',
  config: { Entrypoint: ['/bin/dockerfile-frontend'] },
  layers: [{ files: 'dockerfile-frontend', sizeBytes: 40_000_000, compressedSizeBytes: 13_600_000 }],
  history: [{ created: '2026-10-06T00:00:00Z', createdBy: '' }],
};

function machineWith(dockerfile: string, hub: readonly ImageFacts[] = [frontend]): Machine {
  const world = recordedWorld();
  const registries = [...world.registries, { host: 'docker.io', images: hub }];
  const machine = createMachine({ ...world, registries }, { seed: 'syntax' });
  machine.type('mkdir /tmp/app && cd /tmp/app');
  machine.writeFile('/tmp/app/Dockerfile', dockerfile);
  return machine;
}

const plain = 'docker build --progress=plain -t app';
const withSyntax = '# syntax=docker/dockerfile:1\nFROM busybox\nRUN echo hello\n';

test('the image that # syntax= names is asked for at each build, and pulled once', () => {
  const machine = machineWith(withSyntax);
  const first = machine.type(`${plain} .`).stderr;
  expect(first).toMatch(
    /#2 resolve image config for docker-image:\/\/docker\.io\/docker\/dockerfile:1\n#2 DONE/,
  );
  expect(first).toMatch(
    /\n#3 docker-image:\/\/docker\.io\/docker\/dockerfile:1@sha256:\w{64}\n#3 resolve .*\n#3 sha256:\w{64} .*13\.60MB/,
  );
  const second = machine.type(`${plain} .`).stderr;
  expect(second).toMatch(/#3 docker-image:.*\n#3 resolve .*\n#3 CACHED\n/);
  expect(second).not.toContain('13.60MB');
  expect(machine.type('docker images').stdout).not.toContain('docker/dockerfile');
});

test('the cache keeps it as a frontend, which a prune without -a leaves alone', () => {
  const machine = machineWith(withSyntax);
  machine.type(`${plain} .`);
  const kinds = () =>
    machine
      .type('docker buildx du --verbose')
      .stdout.match(/(?<=Type:\s+)\S+/g)
      ?.toSorted() ?? [];
  expect(kinds()).toContain('frontend');
  machine.type('docker rmi app; docker builder prune -f');
  expect(kinds()).toContain('frontend');
  machine.type('docker builder prune -af');
  expect(kinds()).toEqual([]);
});

test('the build argument BUILDKIT_SYNTAX counts more, and is blamed for what is wrong with it', () => {
  const machine = machineWith('FROM busybox\n');
  expect(machine.type(`${plain} --build-arg BUILDKIT_SYNTAX=docker/dockerfile:1 .`).stderr).toContain(
    'docker-image://docker.io/docker/dockerfile:1@sha256:',
  );
  const { stderr, status } = machine.type(`${plain} --build-arg BUILDKIT_SYNTAX=Docker .`);
  expect(status).toBe(1);
  expect(stderr).toContain(
    'ERROR: failed to build: failed to solve: failed with BUILDKIT_SYNTAX = Docker: invalid reference format: repository name (library/Docker) must be lowercase\n',
  );
});

test('where it cannot be had, the build fails at its line', () => {
  const world = recordedWorld();
  const machine = createMachine(world, { seed: 'syntax' });
  machine.writeFile('/tmp/Dockerfile', withSyntax);
  const { stderr, status } = machine.type(`${plain} /tmp`);
  expect(status).toBe(1);
  expect(stderr).toContain(
    [
      '#2 ERROR: failed to do request: Head "https://registry-1.docker.io/v2/docker/dockerfile/manifests/1": dial tcp: lookup registry-1.docker.io: no such host',
      '------',
      ' > resolve image config for docker-image://docker.io/docker/dockerfile:1:',
      '------',
      'Dockerfile:1',
      '--------------------',
      '   1 | >>> # syntax=docker/dockerfile:1',
      '   2 |     FROM busybox',
      '   3 |     RUN echo hello',
      '--------------------',
      'ERROR: failed to build: failed to solve: failed to resolve source metadata for docker.io/docker/dockerfile:1: failed to do request: Head',
    ].join('\n'),
  );
});

test('another frontend says that it is not modelled', () => {
  const machine = machineWith('# syntax=busybox\nFROM busybox\n');
  expect(machine.type(`${plain} .`).stderr).toContain('the frontend busybox is not modelled here');
});

test('the provenance says who read the file', () => {
  const machine = machineWith(withSyntax);
  machine.type(`${plain} . && mkdir look && docker save app | tar -x -C look`);
  const provenance = machine.type(
    'cat $(grep -l "slsa.dev/provenance" look/blobs/sha256/* | xargs grep -l buildDefinition)',
  ).stdout;
  expect(provenance).toContain('"frontend": "gateway.v0"');
  expect(provenance).toContain('"source": "docker/dockerfile:1"');
  expect(provenance).toContain('pkg:docker/docker/dockerfile@1?platform=linux%2Famd64');
});
