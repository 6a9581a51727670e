import { expect, test } from 'vitest';
import { ShellMachine, type ShellName } from './machine';

const BASHRC = "PS1='\\u@\\h:\\w\\$ '\n";

/** Types lines at a terminal; `^C`, `^D` and `^Z` are keys, `wait N` lets N milliseconds pass. The screen and the status. */
function session(shell: ShellName, lines: readonly string[]): { screen: string; status: unknown } {
  const files = { '/etc/bash.bashrc': BASHRC };
  const machine = new ShellMachine({ shell, files, env: { TERM: 'xterm' } });
  const tty = machine.kernel.newTty({ columns: 80, rows: 24 });
  const { process, stdout } = machine.start([shell === 'bash' ? 'bash' : 'sh'], tty);
  const elapse = (ms: number): void => {
    machine.kernel.run({ maxSteps: 20_000, untilMs: machine.kernel.nowMs + ms, jump: true });
  };
  elapse(50);
  for (const line of lines) {
    const pause = /^wait (\d+)$/.exec(line)?.[1];
    if (pause !== undefined) {
      elapse(Number(pause));
      continue;
    }
    const keys: Readonly<Record<string, string>> = { '^C': '\x03', '^D': '\x04', '^Z': '\x1a' };
    tty.press(new TextEncoder().encode(keys[line] ?? `${line}\n`));
    elapse(50);
  }
  expect(machine.bugs).toEqual([]);
  return { screen: stdout.text.replaceAll('\r\n', '\n'), status: process.status };
}

test('bash shows its prompt, says errors without a line number, and goes on after them', () => {
  expect(session('bash', ['foo', 'cd /nope', 'cd /etc', 'fi', 'echo ${x?}', 'exit 3'])).toEqual({
    screen: [
      'root@box:/# foo',
      'bash: foo: command not found',
      'root@box:/# cd /nope',
      'bash: cd: /nope: No such file or directory',
      'root@box:/# cd /etc',
      'root@box:/etc# fi',
      "bash: syntax error near unexpected token `fi'",
      'root@box:/etc# echo ${x?}',
      'bash: x: parameter not set',
      'root@box:/etc# exit 3',
      'exit',
      '',
    ].join('\n'),
    status: { code: 3 },
  });
});

test('dash counts the lines that were typed and keeps its short prompt', () => {
  expect(session('dash', ['foo', 'cd /nope', 'if true', 'then echo y; fi', 'exit']).screen).toBe(
    [
      '# foo',
      'sh: 1: foo: not found',
      '# cd /nope',
      "sh: 2: cd: can't cd to /nope",
      '# if true',
      '> then echo y; fi',
      'y',
      '# exit',
      '',
    ].join('\n'),
  );
});

test('ash shows the folder in its prompt and names no lines', () => {
  expect(session('ash', ['foo', 'cd /nope', 'cd /etc', 'exit 4'])).toEqual({
    screen: [
      '/ # foo',
      'sh: foo: not found',
      '/ # cd /nope',
      "sh: cd: can't cd to /nope: No such file or directory",
      '/ # cd /etc',
      '/etc # exit 4',
      '',
    ].join('\n'),
    status: { code: 4 },
  });
});

test('^C ends the command in the foreground, and a loop of builtins, and a line that was begun', () => {
  const { screen } = session('bash', [
    'sleep 100',
    '^C',
    'echo $?',
    'while :; do :; done',
    '^C',
    'echo "a',
    '^C',
    'exit',
  ]);
  expect(screen).toBe(
    [
      'root@box:/# sleep 100',
      '^C',
      'root@box:/# echo $?',
      '130',
      'root@box:/# while :; do :; done',
      '^C',
      'root@box:/# echo "a',
      '> ^C',
      'root@box:/# exit',
      'exit',
      '',
    ].join('\n'),
  );
});

test('^D at the prompt ends the shell with the last status; bash says exit', () => {
  expect(session('bash', ['false', '^D'])).toEqual({
    screen: 'root@box:/# false\nroot@box:/# exit\n',
    status: { code: 1 },
  });
  expect(session('dash', ['^D'])).toEqual({ screen: '# \n', status: { code: 0 } });
});

test('a job in the background is announced, listed, and told of when it is done', () => {
  expect(session('bash', ['sleep 1 &', 'jobs', 'wait 2000', 'echo x', 'exit']).screen).toBe(
    [
      'root@box:/# sleep 1 &',
      '[1] 2',
      'root@box:/# jobs',
      '[1]+  Running                 sleep 1 &',
      'root@box:/# echo x',
      'x',
      '[1]+  Done                    sleep 1',
      'root@box:/# exit',
      'exit',
      '',
    ].join('\n'),
  );
});

test('fg gives a job the terminal, kill ends one, and both are told', () => {
  const { screen } = session('bash', [
    'sleep 50 &',
    'sleep 60 &',
    'kill %1',
    'wait 10',
    'fg %2',
    '^C',
    'exit',
  ]);
  expect(screen).toBe(
    [
      'root@box:/# sleep 50 &',
      '[1] 2',
      'root@box:/# sleep 60 &',
      '[2] 3',
      'root@box:/# kill %1',
      '[1]-  Terminated              sleep 50',
      'root@box:/# fg %2',
      'sleep 60',
      '^C',
      'root@box:/# exit',
      'exit',
      '',
    ].join('\n'),
  );
});

/** What follows was recorded from bash 5.2, dash 0.5.12 and BusyBox 1.38. */
const STOP_AND_GO = [
  'sleep 100',
  '^Z',
  'echo $?',
  'jobs',
  'bg',
  'jobs',
  'fg',
  '^Z',
  'fg %1',
  '^C',
  'jobs',
  'exit',
];

function withoutPrompts(shell: ShellName, lines: readonly string[]): readonly string[] {
  const { screen } = session(shell, lines);
  return screen
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/^(root@box:\/# |# |\/ # )/, '$ '));
}

test('bash: ^Z stops the job in the foreground; bg and fg let it go on', () => {
  expect(withoutPrompts('bash', STOP_AND_GO)).toEqual([
    '$ sleep 100',
    '^Z',
    '[1]+  Stopped                 sleep 100',
    '$ echo $?',
    '148',
    '$ jobs',
    '[1]+  Stopped                 sleep 100',
    '$ bg',
    '[1]+ sleep 100 &',
    '$ jobs',
    '[1]+  Running                 sleep 100 &',
    '$ fg',
    'sleep 100',
    '^Z',
    '[1]+  Stopped                 sleep 100',
    '$ fg %1',
    'sleep 100',
    '^C',
    '$ jobs',
    '$ exit',
    'exit',
  ]);
});

test.each([
  ['dash', '[1] + '],
  ['ash', '[1]+  '],
] as const)('%s: ^Z stops the job in the foreground; bg and fg let it go on', (shell, head) => {
  expect(withoutPrompts(shell, STOP_AND_GO)).toEqual([
    '$ sleep 100',
    `^Z${head}Stopped                    sleep 100`,
    '$ echo $?',
    '148',
    '$ jobs',
    `${head}Stopped                    sleep 100`,
    '$ bg',
    '[1] sleep 100',
    '$ jobs',
    `${head}Running                    sleep 100`,
    '$ fg',
    'sleep 100',
    `^Z${head}Stopped                    sleep 100`,
    '$ fg %1',
    'sleep 100',
    '^C',
    '$ jobs',
    '$ exit',
  ]);
});

test('pipelines and subshells are stopped whole; a shell does not leave stopped jobs unless asked twice', () => {
  const lines = ['sleep 50 | cat', '^Z', '(sleep 70)', '^Z', 'jobs', '^D', 'echo x', 'exit', 'exit'];
  const bash = session('bash', lines);
  expect(bash.status).toEqual({ code: 1 });
  expect(bash.screen.replaceAll('root@box:/# ', '$ ')).toBe(
    [
      '$ sleep 50 | cat',
      '^Z',
      '[1]+  Stopped                 sleep 50 | cat',
      '$ (sleep 70)',
      '^Z',
      '[2]+  Stopped                 ( sleep 70 )',
      '$ jobs',
      '[1]-  Stopped                 sleep 50 | cat',
      '[2]+  Stopped                 ( sleep 70 )',
      '$ exit',
      'There are stopped jobs.',
      '$ echo x',
      'x',
      '$ exit',
      'exit',
      'There are stopped jobs.',
      '$ exit',
      'exit',
      '',
    ].join('\n'),
  );
  expect(withoutPrompts('dash', lines).slice(1)).toEqual([
    '^Z[1] + Stopped                    sleep 50 | cat',
    '$ (sleep 70)',
    '^Z[2] + Stopped                    (sleep 70)',
    '$ jobs',
    '[2] + Stopped                    (sleep 70)',
    '[1] - Stopped                    sleep 50 | cat',
    '$ You have stopped jobs.',
    '$ echo x',
    'x',
    '$ exit',
    'You have stopped jobs.',
    '$ exit',
  ]);
});

test('a stopped process hears of a signal when it goes on', () => {
  const lines = ['sleep 60', '^Z', 'kill %1', 'jobs', 'kill -CONT %1', 'wait 50', 'jobs', 'exit'];
  expect(withoutPrompts('dash', lines).slice(2)).toEqual([
    '$ kill %1',
    '$ jobs',
    '[1] + Stopped                    sleep 60',
    '$ kill -CONT %1',
    '[1] + Terminated                 sleep 60',
    '$ jobs',
    '$ exit',
  ]);
  // bash lets it go on itself.
  expect(withoutPrompts('bash', lines.slice(0, 3)).at(-2)).toBe('[1]+  Terminated              sleep 60');
});

test.each(['bash', 'dash', 'ash'] as const)('%s: ^Z does not stop a command substitution', (shell) => {
  const lines = withoutPrompts(shell, ['x=$(sleep 3)', '^Z', 'wait 4000', 'echo "<$x>"', 'jobs', 'exit']);
  expect(lines.slice(2, 4)).toEqual(['<>', '$ jobs']);
});

test.each([
  ['bash', '( sleep 60; echo x )', ['$ fg | cat', 'bash: fg: no job control']],
  ['dash', '(sleep 60; echo x)', ['$ fg | cat', 'sh: 2: fg: No current job']],
  ['ash', '(sleep 60; echo x)', ['$ fg | cat', 'sh: fg: No current job']],
] as const)('%s: what a subshell runs is part of its job', (shell, text, refused) => {
  const lines = withoutPrompts(shell, ['(sleep 60; echo x)', '^Z', 'fg | cat', 'fg', '^C', 'jobs', 'exit']);
  const stop = lines.findIndex((line) => line.endsWith(text) && line.includes('Stopped'));
  expect(stop).toBeGreaterThan(0);
  expect(lines.slice(stop + 1).filter((line) => line !== 'exit')).toEqual([
    ...refused,
    '$ fg',
    text,
    '^C',
    '$ jobs',
    '$ exit',
  ]);
});
