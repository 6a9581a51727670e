// Scripts as they are typed, in the images that the real shells were asked in.
import { expect, test } from 'vitest';
import { run } from '../programs/run';
import recorded from './recorded-lines.json';

interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

const CASES: readonly (Partial<Record<'bash' | 'dash' | 'ash', Answer>> & { readonly script: string })[] =
  recorded.cases;

for (const shell of ['bash', 'dash', 'ash'] as const)
  for (const { script, [shell]: answer } of CASES)
    if (answer !== undefined)
      test(`${shell}: ${script.replace(/\s+/g, ' ').slice(0, 90)}`, () => {
        const image = shell === 'ash' ? 'recorded' : 'debian';
        expect(run(script, { image, shell: shell === 'bash' ? 'bash' : 'sh' })).toEqual(answer);
      });
