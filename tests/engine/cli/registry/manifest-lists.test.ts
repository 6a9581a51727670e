import { beforeEach, expect, test } from 'vitest';
import { createMachine, type LoggedMachine } from '../../../../src/engine';
import { smallWorld } from '../../machine/machine-with';

const repository = 'localhost:5000/box';
let docker: LoggedMachine;

function output(line: string): string {
  const { stdout, stderr, status } = docker.type(line);
  expect(stderr, line).toBe('');
  expect(status, line).toBe(0);
  return stdout;
}

/** Two images in one repository of a registry without TLS: `one` and `two`. */
beforeEach(async () => {
  docker = createMachine(await smallWorld(), { seed: 'manifest-lists' });
  for (const tag of ['one', 'two']) {
    output(
      `docker create --name ${tag} busybox >/dev/null && docker commit -m ${tag} ${tag} ${repository}:${tag}`,
    );
    output(`docker push -q ${repository}:${tag}`);
  }
});

test('a list is put together, annotated, pushed, and then leads to the image for this machine', () => {
  const list = `${repository}:list`;
  expect(output(`docker manifest create --insecure ${list} ${repository}:one ${repository}:two`)).toBe(
    `Created manifest list ${list}\n`,
  );
  expect(output(`docker manifest annotate --arch arm64 --variant v8 ${list} ${repository}:one`)).toBe('');
  expect(output('ls .docker/manifests/*')).toBe('localhost-5000_box-one\nlocalhost-5000_box-two\n');
  const platforms = `docker manifest inspect --insecure ${list} | grep -o 'amd64\\|arm64\\|v8' | tr '\\n' ' '`;
  expect(output(platforms)).toBe('arm64 v8 amd64 ');

  const digest = output(`docker manifest push -p --insecure ${list}`);
  expect(digest).toMatch(/^sha256:[0-9a-f]{64}\n$/);
  expect(docker.type(`docker manifest push --insecure ${list}`).stderr).toBe(`No such manifest: ${list}\n`);
  expect(output(platforms)).toBe('arm64 v8 amd64 ');
  output(`docker pull -q ${list}`);
  expect(output(`docker image inspect -f '{{.Id}} {{.Comment}}' ${list}`)).toBe(`${digest.trim()} two\n`);
  expect(output(`docker images --tree ${list}`)).toMatch(/^└─ linux\/amd64 /m);
});

test.each([
  ['manifest create localhost:5000/box:x localhost:5000/box:one', 'no such manifest: localhost:5000/box:one'],
  ['manifest push localhost:5000/box:x', 'No such manifest: localhost:5000/box:x'],
  [
    'manifest annotate localhost:5000/box:x localhost:5000/box:one --arch arm64',
    'manifest for image localhost:5000/box:one does not exist in localhost:5000/box:x',
  ],
  [
    'manifest rm localhost:5000/box:x y',
    'No such manifest: localhost:5000/box:x\nNo such manifest: docker.io/library/y:latest',
  ],
  [
    'buildx imagetools create localhost:5000/box:one',
    "ERROR: can't push with no tags specified, please set --tag or --dry-run",
  ],
  ['buildx imagetools create -t x', 'ERROR: no sources specified'],
  [
    'buildx imagetools create -t localhost:5000/box:x localhost:5000/box:no',
    'ERROR: localhost:5000/box:no: not found',
  ],
])('refuses: docker %s', (line, message) => {
  expect(docker.type(`docker ${line}`)).toMatchObject({ stdout: '', stderr: `${message}\n`, status: 1 });
});

test('imagetools makes an index of images, and says what it pushes and from where it copies', () => {
  const target = 'localhost:5000/other:both';
  const { stderr } = docker.type(
    `docker buildx imagetools create -t ${target} --annotation index:by=ada ${repository}:one ${repository}:two`,
  );
  expect(stderr.replace(/sha256:[0-9a-f]{64}/g, 'DIGEST').replace(/ \d+\.\d+/g, ' TIME')).toBe(
    [
      `#1 [internal] pushing ${target}`,
      `#1 TIME copying DIGEST from ${repository}:one to ${target}`,
      `#1 TIME copying DIGEST from ${repository}:two to ${target}`,
      `#1 TIME pushing DIGEST to ${target}`,
      '#1 DONE TIMEs',
      '',
    ].join('\n'),
  );
  expect(output(`docker buildx imagetools inspect ${target} | grep -c linux/amd64`)).toBe('2\n');
  expect(output(`docker buildx imagetools inspect --raw ${target} | tail -4`)).toContain('"by": "ada"');
});
