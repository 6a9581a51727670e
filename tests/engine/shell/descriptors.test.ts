// Numbers before `<` and `>`, as bash, dash and BusyBox' ash answered when they were asked.
import { describe, expect, test } from 'vitest';
import { run, type RunSettings } from '../programs/run';

function answers(line: string, settings: RunSettings): string {
  const { stdout, stderr } = run(`{ ${line}; } 2>&1`, settings);
  return stdout + stderr;
}

describe('a descriptor that no process may have', () => {
  const bash: RunSettings = { image: 'debian', shell: 'bash' };
  const dash: RunSettings = { image: 'debian', shell: 'sh' };
  const ash: RunSettings = { image: 'recorded' };

  test('bash and ash say so, and run nothing', () => {
    expect(answers('2000000>f echo hi; echo $?', bash)).toMatch(/: 2000000: Bad file descriptor\n1\n$/);
    expect(answers('2000000<<<word cat; echo $?', bash)).toMatch(/: 2000000: Bad file descriptor\n1\n$/);
    expect(answers('echo hi 2000000>&1; echo $?', bash)).toMatch(/: 1: Bad file descriptor\n1\n$/);
    expect(answers('2000000>f echo hi; echo $?', ash)).toMatch(
      /: dup2\(\d,2000000\): Bad file descriptor\n1\n$/,
    );
  });

  test('a number that is too great for bash is a word', () => {
    expect(answers('99999999999999999999>f echo hi', bash)).toMatch(
      /: 99999999999999999999: command not found\n$/,
    );
  });

  test('dash knows descriptors of one digit', () => {
    expect(answers('12>f echo hi', dash)).toMatch(/: 12: not found\n$/);
    expect(answers('echo hi 12>&1', dash)).toBe('hi 12\n');
    expect(answers('9>f echo hi', dash)).toBe('hi\n');
  });
});
