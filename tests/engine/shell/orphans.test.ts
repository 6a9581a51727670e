// What bash, dash and ash did as process 1 of a namespace with a process whose parent had ended.
import { expect, test } from 'vitest';
import { run } from '../programs/run';

const SCRIPT = '(sleep 0.3 &) ; sleep 1; grep -h State /proc/[0-9]*/status; ls -d /proc/[0-9]*';

test.each([
  ['bash', 'debian', 'bash'],
  ['dash', 'debian', 'sh'],
  ['ash', 'recorded', 'sh'],
] as const)('%s takes leave of what it adopted when it waits for something else', (_, image, shell) => {
  expect(run(SCRIPT, { image, shell }).stdout).toMatch(/^State:\t[SR] \(\w+\)\n\/proc\/1\n$/);
});
