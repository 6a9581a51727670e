// Linux, fs/overlayfs/inode.c (ovl_getattr): a folder that is in several layers has one link. Moby, daemon/initlayer:
// Docker's own layer has /etc, and the uppermost one the root.
import { beforeEach, expect, test } from 'vitest';
import type { Machine } from '../../../src/engine';
import { newMachine, output } from '../machine/machine-with';

let machine: Machine;

beforeEach(async () => {
  machine = await newMachine();
});

const links = (container: string, ...paths: string[]): string =>
  output(machine, `docker exec ${container} stat -c '%n %h' ${paths.join(' ')}`);

test('a folder that a container changes is in two layers, one that it makes in one', () => {
  machine.type('docker run -d --name web busybox sleep 1000');
  expect(links('web', '/', '/etc', '/usr', '/bin')).toBe('/ 1\n/etc 1\n/usr 4\n/bin 2\n');
  machine.type("docker exec web sh -c 'mkdir -p /usr/own/sub; touch /bin/new'");
  expect(links('web', '/usr', '/bin', '/usr/own', '/usr/own/sub')).toBe(
    '/usr 1\n/bin 1\n/usr/own 3\n/usr/own/sub 2\n',
  );
});

test('layers of an image count, whether they were built, committed or loaded', () => {
  machine.type(
    "printf 'FROM busybox\\nRUN mkdir /one /two\\nRUN touch /two/x\\n' | docker build -t img -; docker save img -o img.tar",
  );
  machine.type('docker run -d --name built img sleep 1000');
  expect(links('built', '/one', '/two')).toBe('/one 2\n/two 1\n');
  machine.type('docker rm -f built; docker rmi img; docker builder prune -af; docker load -i img.tar');
  machine.type('docker run -d --name loaded img sleep 1000');
  expect(links('loaded', '/one', '/two')).toBe('/one 2\n/two 1\n');
  machine.type('docker exec loaded touch /one/x; docker commit loaded twice');
  machine.type('docker run -d --name committed twice sleep 1000');
  expect(links('committed', '/one', '/two', '/home')).toBe('/one 1\n/two 1\n/home 2\n');
});

test('what is mounted counts as ever', () => {
  machine.type('docker run -d --name web -v data:/data --tmpfs /mem busybox sleep 1000');
  machine.type('docker exec web mkdir /data/sub /mem/sub');
  expect(links('web', '/data', '/mem')).toBe('/data 3\n/mem 3\n');
});
