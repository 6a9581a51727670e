import { expect, test } from 'vitest';
import { runShellScript, type ShellName } from './machine';
import ash from './recorded-ash.json';
import bash from './recorded-bash.json';
import dash from './recorded-dash.json';
import facts from './recorded-facts.json';
import scripts from './recorded-scripts.json';

interface Recorded {
  readonly script: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
  /** Why it is not yet so: the test fails as soon as it is. */
  readonly gap?: string;
}

function title(script: string): string {
  return script
    .replace(/^cd \/tmp;/, '')
    .replace(/\s+/g, ' ')
    .slice(0, 90);
}

function playAll(shell: ShellName, cases: readonly Recorded[]): void {
  for (const { script, gap, stdout, stderr, status } of cases) {
    const run = gap === undefined ? test : test.fails;
    run(`${shell} prints what the real one does: ${title(script)}`, () => {
      expect(runShellScript(script, { shell })).toEqual({ stdout, stderr, status });
    });
  }
}

playAll('bash', bash.cases);
playAll('dash', dash.cases);

test.each(ash.cases)(
  'ash 1.38 prints what the real one does: $script',
  ({ script, args, stdout, stderr, status }) => {
    const argv = ['-c', script, ...args];
    const run = runShellScript(script, { shell: 'ash', argv });
    expect({ ...run, stdout: withoutLineEnds(run.stdout) }).toEqual({ stdout, stderr, status });
  },
);

/** Transcripts do not keep blanks at the end of a line. */
function withoutLineEnds(text: string): string {
  return text.replace(/ +$/gm, '');
}

const FACT_FILES = { '/demo/noexec.sh': 'echo no\n', '/etc/os-release': 'NAME=Debian\n' };

function isShellName(text: string): text is ShellName {
  return ['bash', 'dash', 'ash', 'ash-1.37'].includes(text);
}

function sortedLines(text: string): string[] {
  return text.split('\n').sort();
}

test.each(facts.cases)(
  '$arg0 ($shell) -c "$script" prints what was recorded',
  ({ shell, arg0, script, output, status }) => {
    if (!isShellName(shell)) throw new Error(`no such shell: ${shell}`);
    const run = runShellScript(script, { shell, arg0, files: FACT_FILES });
    expect({ output: sortedLines(run.stdout + run.stderr), status: run.status }).toEqual({
      output: sortedLines(output),
      status,
    });
  },
);

interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

/** Scripts as learners write them, and what each shell that was asked made of them. */
const SCRIPTS: readonly (Partial<Record<'bash' | 'dash' | 'ash', Answer>> & { readonly script: string })[] =
  scripts.cases;

for (const shell of ['bash', 'dash', 'ash'] as const)
  for (const { script, [shell]: answer } of SCRIPTS)
    if (answer !== undefined)
      test(`${shell} as process 1 prints what the real one does: ${title(script)}`, () => {
        expect(runShellScript(script, { shell })).toEqual(answer);
      });
