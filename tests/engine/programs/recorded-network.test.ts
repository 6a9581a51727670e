// What curl, wget, nc, ip, ping and their like answered where nobody serves.
import { describe, expect, test } from 'vitest';
import recorded from './recorded-network.json';
import { run, type RunSettings } from './run';

interface Case {
  readonly line: string;
  readonly shells: readonly string[];
  readonly stdout?: string;
  readonly stderr?: string;
  readonly status?: number;
}

describe.each(recorded.groups)('$before $install', ({ before, install, files, cases }) => {
  const all: readonly Case[] = cases;
  for (const { line, shells, ...answer } of all)
    for (const shell of shells)
      test(`${shell}: ${line}`, () => {
        const own: RunSettings = shell === 'ash' ? { image: 'recorded' } : { image: 'debian', shell: 'bash' };
        const result = run(`${before}\n${line}`, { ...own, install, files });
        expect(result).toEqual({ stdout: '', stderr: '', status: 0, ...answer });
      });
});
