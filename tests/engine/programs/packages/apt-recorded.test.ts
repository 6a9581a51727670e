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
  return (
    text
      .replace(/^Fetched (.*) in .*$/gm, 'Fetched $1 in TIME')
      // Called as sh there.
      .replace(/^\/bin\/sh: /gm, 'sh: ')
      .replace(/\/ [\d.]+ GB available/g, '/ FREE available')
  );
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

/** The lines of a terminal's screen, progress overwritten, colours left out. */
function screenLines(text: string): readonly string[] {
  return text
    .replace(/\u001b\[\d*m/g, '')
    .split('\n')
    .map((line) => {
      let shown = '';
      for (const part of line.split('\r')) shown = part + shown.slice(part.length);
      return comparable(shown.trimEnd()).replace(/^Building dependency tree\.\.\. \d+%/, '');
    });
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
      // The recorded mirror did not answer 304 (04, 17); and we know fewer packages (13) and less of them (14).
      if (/-(04|13|14|17)-/.test(name)) continue;
      test(name, () => expectAgreement(system, name));
    }
  });

  describe('third root file system, on a terminal', () => {
    const system = new TestSystem(`debian-${suite}`);
    const onTerminal: readonly (readonly [string, string, boolean])[] = [
      ['40-update', '', true],
      ['41-install-prompt-yes', 'Y\r', suite === 'trixie'],
      ['42-install-prompt-no', '', true],
      ['43-apt-install-prompt-no', '', true],
      ['44-apt-install-y', '', true],
    ];
    for (const [stem, keys, isComparable] of onTerminal) {
      test(stem, () => {
        for (const { command, output, status } of stepsOf(`apt-${suite}-${stem}.tty`)) {
          const answer = system.runOnTerminal(command, keys);
          expect(answer.status).toBe(status);
          if (!isComparable) continue;
          // In 42 the key came before it was asked for.
          const typed = (line: string): boolean => line !== 'n';
          expect(screenLines(answer.text)).toEqual(screenLines(output).filter(typed));
        }
      });
    }
  });

  describe('without a right or a network', () => {
    for (const name of named('nonroot')) {
      test(name, () => expectAgreement(new TestSystem(`debian-${suite}`), name, { uid: 1000 }));
    }

    test('no network', () => {
      const system = new TestSystem(`debian-${suite}`, false);
      system.run('touch /var/lib/apt/extended_states');
      for (const { command, output, status } of stepsOf(`apt-${suite}-30-update-no-network`)) {
        const answer = system.run(command);
        // Which of several mirrors gives up first is chance.
        const lines = (text: string): string[] => text.split('\n').sort();
        expect(lines(answer.text)).toEqual(lines(output));
        expect(answer.status).toBe(status);
      }
    });
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
