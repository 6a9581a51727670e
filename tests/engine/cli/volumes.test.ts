import { beforeEach, expect, test } from 'vitest';
import type { Machine } from '../../../src/engine';
import { newMachine, output } from '../machine/machine-with';

let machine: Machine;

beforeEach(async () => {
  machine = await newMachine();
});

test('an empty volume is filled when a container is made for it', () => {
  machine.type('docker create --name one -v data:/etc busybox');
  expect(output(machine, 'docker run --rm -v data:/d busybox ls /d')).toContain('passwd\n');
});

test('a volume that was emptied stays so when its container starts again', () => {
  machine.type(
    "docker create --name one -v data:/etc busybox; docker run --rm -v data:/d busybox sh -c 'rm /d/*'",
  );
  machine.type('docker start one');
  expect(output(machine, 'docker run --rm -v data:/d busybox ls /d')).toBe('');
});

test('a folder of a volume has to be there', () => {
  const run = 'docker run --rm --mount type=volume,src=data,dst=/x,volume-subpath=sub busybox';
  const path = '/var/lib/docker/volumes/data/_data/sub';
  expect(machine.type(`${run} true`).stderr).toContain(
    `docker: Error response from daemon: cannot access path ${path}: lstat ${path}: no such file or directory\n`,
  );
  machine.type('docker run --rm -v data:/d busybox mkdir /d/sub');
  expect(machine.type(`${run} touch /x/f`).status).toBe(0);
  expect(output(machine, 'docker run --rm -v data:/d busybox ls /d/sub')).toBe('f\n');
});

test('a volume can be a folder of the host', () => {
  machine.type('mkdir /srv/h; docker volume create -o type=none -o o=bind -o device=/srv/h bound');
  machine.type("docker run --rm -v bound:/b busybox sh -c 'echo new > /b/f'");
  expect(output(machine, 'cat /srv/h/f')).toBe('new\n');
  machine.type('docker volume rm bound');
  expect(output(machine, 'cat /srv/h/f')).toBe('new\n');
  machine.type('docker volume create -o type=none -o o=bind -o device=/nosuch gone');
  const path = '/var/lib/docker/volumes/gone/_data';
  expect(machine.type('docker run --rm -v gone:/g busybox true').stderr).toContain(
    `docker: Error response from daemon: error while mounting volume '${path}': failed to mount local volume: mount /nosuch:${path}, flags: 0x1000: no such file or directory\n`,
  );
});

test('a volume in memory is shared, and lost when the last container that uses it ends', () => {
  machine.type('docker volume create -o type=tmpfs -o device=tmpfs -o o=size=1m,uid=1000 mem');
  machine.type('docker run -d --name one -v mem:/m busybox sleep 1000');
  machine.type("docker exec one sh -c 'echo hi > /m/f'");
  expect(output(machine, 'docker run --rm -v mem:/m busybox cat /m/f')).toBe('hi\n');
  expect(output(machine, 'docker exec one sh -c \'stat -c %u /m; mount | grep -c "/m type tmpfs"\'')).toBe(
    '1000\n1\n',
  );
  machine.type('docker stop -t 0 one; docker start one');
  expect(output(machine, 'docker exec one ls /m')).toBe('');
});

// moby daemon/volume/mounts/linux_parser.go.
test.each([
  ['-v data:/a:copy', 'invalid mode: copy'],
  [
    '-v /tmp:/a:nocopy',
    `invalid volume specification: '/tmp:/a:nocopy': invalid mount config for type "bind": field VolumeOptions must not be specified`,
  ],
  [
    '-v data:/a:rslave',
    `invalid volume specification: 'data:/a:rslave': invalid mount config for type "volume": field BindOptions must not be specified`,
  ],
  ['--volumes-from store:nocopy', 'invalid mode: nocopy'],
  ['--volumes-from store:ro,rslave', 'invalid mode: ro,rslave'],
  [
    '--mount type=volume,dst=/a,volume-subpath=x',
    'invalid mount config for type "volume": must not set Subpath when using anonymous volumes',
  ],
  [
    '--mount type=volume,src=data,dst=/a,volume-subpath=b/../../x',
    'invalid mount config for type "volume": subpath must be a relative path within the volume',
  ],
  [
    '--mount type=image,src=busybox,dst=/a,image-subpath=/etc',
    'invalid mount config for type "image": subpath must be a relative path within the volume',
  ],
])('docker run %s is refused', async (flags, message) => {
  const machine = await newMachine();
  machine.type('docker create --name store -v data:/a busybox');
  expect(machine.type(`docker run --rm ${flags} busybox true`).stderr).toContain(
    `docker: Error response from daemon: ${message}\n`,
  );
});
