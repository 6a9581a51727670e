// Signals, jobs, niceness, time limits, names in messages, archives, dates and bytes that differ: what the real programs answered.
import { describe, expect, test } from 'vitest';
import recorded from './recorded-processes.json';
import { run, type RunSettings } from './run';

const SHELLS: Readonly<Record<string, RunSettings>> = {
  bash: { image: 'debian', shell: 'bash' },
  dash: { image: 'debian', shell: 'sh' },
  ash: { image: 'recorded', shell: 'sh' },
};

interface Case {
  readonly line: string;
  readonly shells: readonly string[];
  readonly stdout?: string;
  readonly stderr?: string;
  readonly status?: number;
}

describe.each(recorded.groups)('$before', ({ before, install, cases }) => {
  const all: readonly Case[] = cases;
  for (const { line, shells, ...answer } of all)
    for (const shell of shells)
      test(`${shell}: ${line}`, () => {
        const result = run(`${before}\n${line}`, { ...SHELLS[shell], install });
        expect(result).toEqual({ stdout: '', stderr: '', status: 0, ...answer });
      });
});
