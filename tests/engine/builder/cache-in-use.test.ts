import { expect, test } from 'vitest';
import { newMachine, output } from '../machine/machine-with';

const dockerfile = 'FROM busybox\nRUN echo one > /one\nRUN sleep 5; echo two > /two\n';

/** A machine on which a build runs that will take some seconds more. */
async function whileBuilding() {
  const machine = await newMachine();
  machine.type('mkdir -p /tmp/app');
  machine.writeFile('/tmp/app/Dockerfile', dockerfile);
  machine.type('docker build -t app /tmp/app > /tmp/log 2>&1 & sleep 2');
  return machine;
}

test('what a running build uses is in use, and no prune takes it away', async () => {
  const machine = await whileBuilding();
  expect(output(machine, 'docker buildx du | grep -c false')).not.toBe('0\n');

  expect(output(machine, 'docker builder prune -af | tail -n 1')).toBe('Total:\t0B\n');

  expect(machine.type('wait; docker run --rm app cat /one /two').stdout).toBe('one\ntwo\n');
  expect(output(machine, 'docker build --progress=plain /tmp/app 2>&1 | grep -c CACHED')).toBe('2\n');
});

test('when the build is over, nothing is in use any more', async () => {
  const machine = await whileBuilding();
  machine.type('wait');
  expect(output(machine, 'docker system df --format "{{.Type}} {{.Active}}" | grep Build')).toBe(
    'Build Cache 0\n',
  );
  expect(output(machine, 'docker builder prune -af | tail -n 1')).not.toBe('Total:\t0B\n');
  expect(output(machine, 'docker buildx du | tail -n 1')).toBe('Total:\t\t0B\n');
});

test('looking at the cache does not change it', async () => {
  const machine = await newMachine();
  machine.type('mkdir -p /tmp/app');
  machine.writeFile(
    '/tmp/app/Dockerfile',
    'FROM busybox AS one\nRUN echo one > /one\nFROM busybox\nCOPY --from=one /one /\n',
  );
  machine.type('docker build -q -t app /tmp/app');
  const first = output(machine, 'docker buildx du');
  expect(output(machine, 'docker buildx du')).toBe(first);
});
