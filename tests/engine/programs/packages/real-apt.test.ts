/** What the real apt and dpkg answered (real-apt.json), line by line on one root file system, against ours. */
import { describe, expect, test } from 'vitest';
import real from './real-apt.json';
import { TestSystem } from './system';

/** What depends on the line, the disk or the day. */
function comparable(text: string): string {
  return text
    .replace(/^Fetched (.*) in .*$/gm, 'Fetched $1 in TIME')
    .replace(/\/ [\d.]+ [GM]B available/g, '/ FREE available')
    .replace(/^(\/bin\/)?sh: (\d+: )?/gm, 'sh: ')
    .replace(/and \d+ not upgraded/g, 'and N not upgraded')
    .replace(/Not Upgrading: \d+/g, 'Not Upgrading: N');
}

interface Step {
  readonly line: string;
  readonly uid?: number;
  readonly stdin?: string;
  readonly tty?: boolean;
  readonly keys?: string;
  readonly answer?: readonly (string | number)[];
}

describe.each(real.scenarios)('$name', ({ steps }) => {
  const system = new TestSystem('debian-trixie');
  test.each(steps as readonly Step[])('$line', ({ line, uid = 0, stdin = '', tty, keys, answer }) => {
    if (tty === true) {
      system.runOnTerminal(line, keys);
      return;
    }
    const { stdout, stderr, status } = system.run(line, { uid, stdin });
    if (answer !== undefined) expect([comparable(stdout), comparable(stderr), status]).toEqual(answer);
  });
});
