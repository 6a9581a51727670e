import { expect, test } from 'vitest';
import { run, type RunSettings } from './run';

/** A line of shell, what it prints on stdout, and where they are not empty or 0: stderr and status. */
export type Case = readonly [line: string, stdout: string, stderr?: string, status?: number];

/** One test a case, with the line as its title. */
export function table(settings: RunSettings, cases: readonly Case[]): void {
  for (const [line, stdout, stderr = '', status = 0] of cases) {
    test(line, () => {
      expect(run(line, settings)).toEqual({ stdout, stderr, status });
    });
  }
}
