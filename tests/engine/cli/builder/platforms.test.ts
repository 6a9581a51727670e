// An image for several platforms: built, listed, run, pushed, pulled and saved.
import { beforeEach, expect, test } from 'vitest';
import { createMachine, type Machine } from '../../../../src/engine';
import { recordedWorld } from '../../../conformance/recorded-world';

const world = recordedWorld();
const both = '--platform linux/amd64,linux/arm64';
let machine: Machine;

beforeEach(() => {
  machine = createMachine(world, { seed: 'platforms' });
  machine.type('mkdir /tmp/app && cd /tmp/app && echo a > amd64 && echo b > arm64');
  writeDockerfile('FROM alpine\nARG TARGETARCH\nRUN echo $TARGETARCH > /arch\n');
});

function writeDockerfile(text: string): void {
  machine.writeFile('/tmp/app/Dockerfile', text);
}

function output(command: string): string {
  const { stdout, stderr, status } = machine.type(command);
  expect(`${stderr}${status}`).toBe('0');
  return stdout;
}

/** The names of the steps that a build tells of, in the order of the alphabet. */
function steps(flags: string): readonly string[] {
  const { stderr } = machine.type(`docker build --progress=plain ${flags} .`);
  const names = [...stderr.matchAll(/^#\d+ (\[linux.*)$/gm)].map(([, name = '']) =>
    name.replace(/@sha256:\w+/, ''),
  );
  return [...new Set(names)].sort();
}

/** The platforms under an image's name in the tree. */
function platformsOf(name: string): readonly string[] {
  return [...output(`docker images --tree ${name}`).matchAll(/[├└]─ (\S+)/g)].map(([, name = '']) => name);
}

test('steps are named by their platform, and by the one that they build for', () => {
  expect(steps(`-t app ${both}`)).toEqual([
    '[linux/amd64 1/2] FROM docker.io/library/alpine:latest',
    '[linux/amd64 2/2] RUN echo amd64 > /arch',
    '[linux/amd64 internal] load metadata for docker.io/library/alpine:latest',
    '[linux/arm64 1/2] FROM docker.io/library/alpine:latest',
    '[linux/arm64 2/2] RUN echo arm64 > /arch',
    '[linux/arm64 internal] load metadata for docker.io/library/alpine:latest',
  ]);
  writeDockerfile(
    'FROM --platform=$BUILDPLATFORM alpine AS build\nRUN echo same\nARG TARGETARCH\nRUN echo $TARGETARCH > /arch\n' +
      'FROM scratch\nCOPY --from=build /arch /\n',
  );
  expect(steps(`-t app ${both}`)).toEqual([
    '[linux/amd64 build 1/3] FROM docker.io/library/alpine:latest',
    '[linux/amd64 build 2/3] RUN echo same',
    '[linux/amd64 build 3/3] RUN echo amd64 > /arch',
    '[linux/amd64 internal] load metadata for docker.io/library/alpine:latest',
    '[linux/amd64 stage-1 1/1] COPY --from=build /arch /',
    '[linux/amd64->arm64 build 3/3] RUN echo arm64 > /arch',
    '[linux/arm64 stage-1 1/1] COPY --from=build /arch /',
  ]);
});

test('one name leads to what each platform has', () => {
  output(`docker build -q -t app ${both} .`);
  expect(platformsOf('app')).toEqual(['linux/amd64', 'linux/arm64']);
  expect(output('docker run --rm app cat /arch')).toBe('amd64\n');
  expect(output('docker run --rm --platform linux/arm64 app cat /arch')).toBe('arm64\n');
  const architecture = "docker image inspect -f '{{.Architecture}}'";
  expect(output(`${architecture} app`)).toBe('amd64\n');
  expect(output(`${architecture} --platform linux/arm64 app`)).toBe('arm64\n');
  expect(output('docker history --no-trunc --platform linux/arm64 app')).toContain('TARGETARCH=arm64');
  expect(machine.type('docker image inspect --platform linux/s390x app').stderr).toContain(
    'does not provide the specified platform (linux/s390x)',
  );
  writeDockerfile('FROM app\nRUN cat /arch\n');
  expect(machine.type('docker build --progress=plain --platform linux/arm64 .').stderr).toMatch(
    /^#\d+ [\d.]+ arm64$/m,
  );
  expect(machine.type('docker build --platform linux/s390x .').stderr).toContain(
    'app: failed to resolve source metadata for docker.io/library/app:latest: no match for platform in manifest: not found',
  );
});

test('a registry has all of it, and a pull takes what it is asked for', () => {
  output(`docker build -q -t localhost:5000/app ${both} --push .`);
  output('docker rmi localhost:5000/app');
  output('docker pull -q localhost:5000/app');
  expect(platformsOf('localhost:5000/app')).toEqual(['linux/amd64']);
  const more = output('docker pull --platform linux/arm64 localhost:5000/app');
  expect(more).toContain('Pull complete');
  expect(more).toContain('Status: Image is up to date');
  expect(platformsOf('localhost:5000/app')).toEqual(['linux/amd64', 'linux/arm64']);
  expect(output('docker run --rm --platform linux/arm64 localhost:5000/app cat /arch')).toBe('arm64\n');
  expect(output('docker run --rm localhost:5000/app cat /arch')).toBe('amd64\n');
  expect(output("docker buildx imagetools inspect localhost:5000/app | grep -c 'Platform: .*linux/'")).toBe(
    '2\n',
  );
});

test('an archive has all of it', () => {
  output(`docker build -q -t app ${both} .`);
  output('docker save -o app.tar app && docker rmi app && docker load -q -i app.tar');
  expect(platformsOf('app')).toEqual(['linux/amd64', 'linux/arm64']);
  expect(output('docker run --rm --platform linux/arm64 app cat /arch')).toBe('arm64\n');
  output(`docker build -q ${both} -o type=oci,dest=app.oci . && docker load -q -i app.oci`);
  expect(machine.type(`docker build ${both} -o type=docker,dest=x.tar .`).stderr).toBe(
    'ERROR: failed to build: docker exporter does not support exporting manifest lists, use the oci exporter instead\n',
  );
});

test('without provenance there is an index all the same; one platform has no two results', () => {
  writeDockerfile('FROM scratch\nARG TARGETARCH\nCOPY $TARGETARCH /x\n');
  const { stderr } = machine.type(`docker build --progress=plain --provenance=false -t app ${both} .`);
  const told = [...stderr.matchAll(/^#\d+ (exporting \w+(?: list)?) sha256/gm)].map(([, name]) => name);
  expect(told).toEqual([
    'exporting manifest',
    'exporting config',
    'exporting manifest',
    'exporting config',
    'exporting manifest list',
  ]);
  expect(machine.type('docker build --platform linux/amd64,linux/amd64 .').stderr).toContain(
    'failed to solve: number of platforms does not match references 2 1',
  );
});

test('an annotation may be of one platform', () => {
  const inspect = 'docker buildx imagetools inspect --raw localhost:5000/app';
  const flags = '--annotation index:who=all --annotation manifest-descriptor[linux/arm64]:who=arm';
  output(`docker build -q -t localhost:5000/app --push ${both} ${flags} .`);
  const index: unknown = JSON.parse(output(inspect));
  expect(index).toMatchObject({
    manifests: [
      { platform: { architecture: 'amd64' } },
      { platform: { architecture: 'arm64' }, annotations: { who: 'arm' } },
      {},
      {},
    ],
    annotations: { who: 'all' },
  });
  expect(machine.type(`docker build ${both} --annotation manifest[linux/s390x]:a=b .`).stderr).toContain(
    'no platform linux/s390x found in source',
  );
});
