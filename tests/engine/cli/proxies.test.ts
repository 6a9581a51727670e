import { beforeEach, expect, test } from 'vitest';
import type { Machine } from '../../../src/engine';
import { newMachine, output } from '../machine/machine-with';

let machine: Machine;

beforeEach(async () => {
  machine = await newMachine();
  machine.type(
    `mkdir -p ~/.docker; echo '{"proxies":{"default":{"httpProxy":"http://proxy:3128","noProxy":"localhost"}}}' > ~/.docker/config.json`,
  );
});

test('a container is told of the proxies in config.json, but for what a flag says', () => {
  expect(output(machine, 'docker run --rm -e HTTP_PROXY=mine busybox env | grep -i proxy | sort')).toBe(
    'HTTP_PROXY=mine\nNO_PROXY=localhost\nhttp_proxy=http://proxy:3128\nno_proxy=localhost\n',
  );
  expect(
    output(machine, "docker create --name box busybox; docker inspect -f '{{len .Config.Env}}' box"),
  ).toContain('\n5\n');
});

test('so is a build, and its image is not', () => {
  machine.type("printf 'FROM busybox\\nRUN env | grep -i proxy | sort > /p\\n' > Dockerfile");
  machine.type('docker build -q -t app --build-arg no_proxy=mine .; echo {} > ~/.docker/config.json');
  expect(output(machine, 'docker run --rm app cat /p')).toBe(
    'HTTP_PROXY=http://proxy:3128\nNO_PROXY=localhost\nhttp_proxy=http://proxy:3128\nno_proxy=mine\n',
  );
  expect(output(machine, 'docker run --rm app env')).not.toContain('proxy');
});
