// Compared with the real programs of Debian 12 and with busybox 1.35 to 1.38.
import { expect, test } from 'vitest';
import { createMachine } from '../../../src/engine';
import { recordedWorld } from '../../conformance/recorded-world';

const machine = createMachine(recordedWorld(), { seed: 'archive edges' });

test('nothing at all is no archive, which BusyBox and GNU say in their own words', () => {
  const { stderr, status } = machine.type('docker run --rm busybox tar tf /dev/null');
  expect(stderr).toContain('tar: short read\n');
  expect(status).toBe(1);
  expect(machine.type('tar tf /dev/null')).toMatchObject({
    stderr:
      'tar: This does not look like a tar archive\ntar: Exiting with failure status due to previous errors\n',
    status: 2,
  });
});

test('bash without an environment looks in its own folders', () => {
  expect(machine.type("env -i bash -c 'echo $PATH'").stdout).toBe(
    '/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin:.\n',
  );
});
