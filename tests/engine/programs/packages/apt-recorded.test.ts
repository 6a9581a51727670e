/** Real outputs of apt on Debian 12 and 13 (recorded/), against ours: times and speeds aside, byte for byte. */
import { describe, expect, test } from 'vitest';
import { TestSystem, type CallSettings } from './system';

const files = import.meta.glob<string>('./recorded/*.txt', { eager: true, query: '?raw', import: 'default' });

interface Step {
  readonly command: string;
  readonly output: string;
  readonly status: number;
}

/** `$ command`, what it printed, `[exit code N]`. */
function stepsOf(name: string): readonly Step[] {
  const text = files[`./recorded/${name}.txt`];
  if (text === undefined) throw new Error(`no recording ${name}`);
  return [...text.matchAll(/^\$ (.*)\n([\s\S]*?)\[exit code (\d+)\]$/gm)].map(
    ([, command = '', output = '', status]) => ({
      command: command.replace(/ {4}# .*/, ''),
      output,
      status: Number(status),
    }),
  );
}

/** What depends on the line, the disk or the moment. */
function comparable(text: string): string {
  return text
    .replace(/^Fetched (.*) in .*$/gm, 'Fetched $1 in TIME')
    .replace(/\/ [\d.]+ GB available/g, '/ FREE available');
}

function expectAgreement(system: TestSystem, name: string, settings: CallSettings = {}): void {
  for (const { command, output, status } of stepsOf(name)) {
    const answer = system.run(command, settings);
    expect({ text: comparable(answer.text), status: answer.status }).toEqual({
      text: comparable(output),
      status,
    });
  }
}

describe.each(['trixie', 'bookworm'])('%s', (suite) => {
  const named = (stem: string): string[] =>
    Object.keys(files)
      .map((path) => path.replace(/^.*\/|\.txt$/g, ''))
      .filter((name) => name.startsWith(`apt-${suite}-${stem}`) && !name.endsWith('.tty'))
      .sort();

  /** Recorded one after another on one root file system. */
  describe('first root file system', () => {
    const system = new TestSystem(`debian-${suite}`);
    for (const name of named('0').concat(named('1'))) {
      // The recorded mirror did not answer 304 (04, 17); what we know of packages is less than 14 shows.
      if (/-(04|14|17)-/.test(name)) continue;
      test(name, () => expectAgreement(system, name));
    }
  });

  describe('second root file system', () => {
    const system = new TestSystem(`debian-${suite}`);
    system.run('apt-get update');
    for (const name of named('2').concat(named('3'))) {
      if (/-(30|31|32)-/.test(name)) continue;
      test(name, () => expectAgreement(system, name));
    }
  });
});
