import { beforeEach, expect, test } from 'vitest';
import { createMachine, type Machine } from '../../../../src/engine';
import { recordedWorld } from '../../../conformance/recorded-world';

let machine: Machine;

beforeEach(() => {
  machine = createMachine(recordedWorld(), { seed: 'imagetools' });
  machine.writeFile('/tmp/Dockerfile', 'FROM busybox\nLABEL a=b\nCMD ["echo", "hi"]\n');
  machine.type('docker build -q -t localhost:5000/app:1 /tmp && docker push -q localhost:5000/app:1');
  machine.type('docker tag busybox localhost:5000/box && docker push -q localhost:5000/box');
});

const inspect = (words: string) => machine.type(`docker buildx imagetools inspect ${words}`);

test('lists an index’ manifests in columns, what says something of another one with its annotations', () => {
  expect(inspect('localhost:5000/app:1').stdout.replace(/sha256:\w{64}/g, 'sha256:…')).toBe(
    [
      'Name:      localhost:5000/app:1',
      'MediaType: application/vnd.oci.image.index.v1+json',
      'Digest:    sha256:…',
      '           ',
      'Manifests: ',
      '  Name:        localhost:5000/app:1@sha256:…',
      '  MediaType:   application/vnd.oci.image.manifest.v1+json',
      '  Platform:    linux/amd64',
      '               ',
      '  Name:        localhost:5000/app:1@sha256:…',
      '  MediaType:   application/vnd.oci.image.manifest.v1+json',
      '  Platform:    unknown/unknown',
      '  Annotations: ',
      '    vnd.docker.reference.digest: sha256:…',
      '    vnd.docker.reference.type:   attestation-manifest',
      '',
    ].join('\n'),
  );
});

test('of one manifest says what it is', () => {
  expect(inspect('localhost:5000/box').stdout).toMatch(
    /^Name: {6}localhost:5000\/box:latest\nMediaType: application\/vnd\.oci\.image\.manifest\.v1\+json\nDigest: {4}sha256:\w{64}\n$/,
  );
});

test('--raw prints the very bytes: their digest is the image’s', () => {
  const digest = machine.type(
    'docker buildx imagetools inspect --raw localhost:5000/app:1 | sha256sum',
  ).stdout;
  expect(inspect('localhost:5000/app:1').stdout).toContain(`sha256:${digest.slice(0, 64)}\n`);
});

test('templates see the manifest, the image and its provenance', () => {
  const shown = (format: string) => inspect(`localhost:5000/app:1 --format '${format}'`).stdout;
  expect(shown('{{.Name}} {{.Image.Config.Cmd}} {{index .Image.Config.Labels "a"}}')).toBe(
    'localhost:5000/app:1 [echo hi] b',
  );
  expect(JSON.parse(shown('{{json .Manifest.Manifests}}'))).toHaveLength(2);
  expect(shown('{{json .SBOM}}')).toBe('{}');
  const keys = (text: string) => [...text.matchAll(/"(\w+)":/g)].map(([, key]) => key);
  expect(keys(shown('{{json .Provenance.SLSA.runDetails.metadata}}'))).toEqual([
    'buildkit_completeness',
    'request',
    'resolvedDependencies',
    'buildkit_metadata',
    'finishedOn',
    'invocationId',
    'startedOn',
  ]);
  // The real one looks at the first letters of the template only.
  expect(shown('{{ .Manifest.Digest }}')).toContain('Manifests:');
});

test.each([
  ['localhost:5000/none', 'localhost:5000/none:latest: not found'],
  [
    'localhost:5001/none',
    'pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials',
  ],
  ['Foo', 'invalid reference format: repository name (library/Foo) must be lowercase'],
  ['--raw --format x localhost:5000/app:1', 'format and raw cannot be used together'],
  ['localhost:5000/box --format {{', 'template: :1: unclosed action'],
])('%s is refused', (words, problem) => {
  expect(inspect(words)).toMatchObject({ status: 1, stdout: '', stderr: `ERROR: ${problem}\n` });
});
