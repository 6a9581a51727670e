import { expect, test } from 'vitest';
import { BASH, DASH, Shell } from '../../../src/engine/shell';
import { completeLine } from '../../../src/engine/shell/completion';
import { runShellScript, ShellMachine, type ShellName } from './machine';

const SHELLS: readonly ShellName[] = ['bash', 'dash', 'ash'];

/** argv of all processes, once nothing moves any more. */
function processesOf(shell: ShellName, script: string): string[] {
  const machine = new ShellMachine({ shell });
  const { process } = machine.start([shell === 'bash' ? 'bash' : 'sh', '-c', script]);
  machine.kernel.run({ maxSteps: 10_000, untilMs: machine.kernel.nowMs + 1000, jump: true });
  return process.processes().map(({ argv }) => argv.join(' '));
}

test.each(SHELLS)(
  'the last command of %s -c takes the place of the shell; with more to do, or a trap, it does not',
  (shell) => {
    const name = shell === 'bash' ? 'bash' : 'sh';
    expect(processesOf(shell, 'true; sleep 60')).toEqual(['sleep 60']);
    expect(processesOf(shell, 'sleep 60; true')).toEqual([`${name} -c sleep 60; true`, 'sleep 60']);
    expect(processesOf(shell, 'trap "echo bye" EXIT; sleep 60')).toHaveLength(2);
    expect(processesOf(shell, 'exec sleep 60; true')).toEqual(['sleep 60']);
  },
);

test('an endless loop of builtins leaves the scheduler its turns', () => {
  const machine = new ShellMachine({ shell: 'bash' });
  const { process } = machine.start(['bash', '-c', 'while :; do :; done']);
  expect(machine.kernel.run({ maxSteps: 5000, jump: true }).why).toBe('budget');
  machine.kernel.deliver(process, 'KILL', undefined);
  machine.kernel.run({ maxSteps: 5000, jump: true });
  expect(process.status).toEqual({ signal: 'KILL' });
});

test('functions nest a thousand deep; deeper is an error of the shell', () => {
  const script = 'f() { [ $1 -ge 990 ] || f $(($1+1)); }; f 1 && echo ok; g() { g; }; g; echo "status $?"';
  expect(SHELLS.map((shell) => runShellScript(script, { shell }))).toEqual([
    {
      stdout: 'ok\n',
      stderr: 'environment: line 1: g: maximum function nesting level exceeded (1000)\n',
      status: 1,
    },
    { stdout: 'ok\n', stderr: 'sh: 1: Maximum function recursion depth (1000) reached\n', status: 2 },
    { stdout: 'ok\n', stderr: 'sh: line 0: Maximum function recursion depth (1000) reached\n', status: 2 },
  ]);
});

test('a redirection of a function or a group is undone although its last command was replaced by exec', () => {
  const script = '{ exec cat; } < /etc/passwd > /tmp/copy; echo not here';
  expect(runShellScript(`(${script}); cat /tmp/copy`, { shell: 'bash' })).toEqual({
    stdout: 'root:x:0:0:root:/root:/bin/bash\n',
    stderr: '',
    status: 0,
  });
});

test('bytes that are not UTF-8 go through variables, substitutions and printf unchanged', () => {
  const script = `x=$(printf '\\377\\303\\251'); echo \${#x}; printf %s "$x" > /tmp/f; wc -c < /tmp/f`;
  expect(runShellScript(script, { shell: 'bash' }).stdout).toBe('3\n3\n');
  expect(runShellScript(script, { shell: 'bash', env: { LANG: 'C.UTF-8' } }).stdout).toBe('2\n3\n');
});

test('without a locale a character of two bytes is two: to lengths, patterns and cuts', () => {
  const script = 'x=é; case $x in ?) echo one;; ??) echo two;; esac; echo ${#x} "${x%?}${x#?}"';
  for (const shell of SHELLS) expect(runShellScript(script, { shell }).stdout).toBe('two\n2 é\n');
});

test('the environment of a program is listed in the order of the shell that starts it', () => {
  const lists = SHELLS.map(
    (shell) => runShellScript('env; true', { shell, env: { HOSTNAME: 'box', FOO: '1' } }).stdout,
  );
  const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  expect(lists.map((list) => list.trimEnd().split('\n'))).toEqual([
    ['HOSTNAME=box', 'PWD=/', 'FOO=1', 'HOME=/root', 'SHLVL=1', path, '_=/usr/bin/env'],
    ['HOSTNAME=box', 'FOO=1', 'HOME=/root', path, 'PWD=/'].sort((a, b) => order(a) - order(b)),
    ['HOSTNAME=box', 'SHLVL=1', 'FOO=1', 'HOME=/root', path, 'PWD=/'].sort((a, b) => order(a) - order(b)),
  ]);
});

/** Buckets of the Almquist shells' table. */
function order(entry: string): number {
  const name = entry.split('=')[0] ?? '';
  return ([...name].reduce((sum, c) => sum + c.charCodeAt(0), name.charCodeAt(0) << 4) & 0xffff) % 39;
}

test('a script file is read to its first syntax error, and each shell names the line', () => {
  const files = { '/s.sh': 'echo one\nnosuch\nfi\necho two\n' };
  const run = (shell: ShellName): unknown => runShellScript('', { shell, argv: ['/s.sh'], files });
  expect(SHELLS.map(run)).toEqual([
    {
      stdout: 'one\n',
      stderr:
        "/s.sh: line 2: nosuch: command not found\n/s.sh: line 3: syntax error near unexpected token `fi'\n/s.sh: line 3: `fi'\n",
      status: 2,
    },
    {
      stdout: 'one\n',
      stderr: '/s.sh: 2: nosuch: not found\n/s.sh: 3: Syntax error: "fi" unexpected\n',
      status: 2,
    },
    {
      stdout: 'one\n',
      stderr: '/s.sh: line 2: nosuch: not found\n/s.sh: line 3: syntax error: unexpected "fi"\n',
      status: 2,
    },
  ]);
});

test('from a pipe bash reads its script line by line, the Almquist shells a block at once', () => {
  const stdin = 'read x\nthe line\necho "[$x]"\n';
  const run = (shell: ShellName): string => runShellScript('', { shell, argv: ['-s'], stdin }).stdout;
  expect(SHELLS.map(run)).toEqual(['[the line]\n', '[]\n', '[]\n']);
});

test('commands, variables and paths are completed at the cursor; arguments by whoever knows the program', () => {
  const machine = new ShellMachine({ shell: 'bash', files: { '/etc/hosts': '', '/tmp/a b': '' } });
  const { process } = machine.start(['bash', '-c', 'sleep 60']);
  machine.kernel.run({ maxSteps: 1000, untilMs: machine.kernel.nowMs + 1, jump: true });
  const shell = new Shell(process, BASH);
  shell.variables.set('PATH', '/usr/bin');
  shell.variables.set('PATTERN', 'x');
  const complete = (line: string): readonly string[] =>
    completeLine(shell, line, line.length, (words) =>
      words[0] === 'docker' ? ['run', 'rm', 'pull'] : undefined,
    ).candidates;
  expect({
    command: complete('pri'),
    afterPipe: complete('ls | hea'),
    variable: complete('echo $PAT'),
    path: complete('cat /etc/ho'),
    blank: complete('cat /tmp/a'),
    folder: complete('cd /us'),
    docker: complete('docker r'),
  }).toEqual({
    command: ['printenv', 'printf'],
    afterPipe: ['head'],
    variable: ['$PATH', '$PATTERN'],
    path: ['/etc/hosts'],
    blank: ['/tmp/a\\ b'],
    folder: ['/usr/'],
    docker: ['run', 'rm'],
  });
  expect(DASH.name).toBe('dash');
});

test('what runs in the background starts with the variables of its beginning, and complains in its own name', () => {
  const script = 'x=1; echo $x & x=2; wait; nosuch & wait';
  const heads = ['bash: line 1: nosuch: command', 'sh: 1: nosuch:', 'sh: line 0: nosuch:'];
  expect(SHELLS.map((shell) => runShellScript(script, { shell }))).toEqual(
    heads.map((head) => ({ stdout: '1\n', stderr: `${head} not found\n`, status: 0 })),
  );
});

test('a job that a script has waited for is still listed by the Almquist shells, the newest first', () => {
  const script = 'sleep 1 & sleep 9 & wait %1; jobs; kill $!; wait $!';
  expect(SHELLS.map((shell) => runShellScript(script, { shell }).stdout.replace(/ +$/gm, ''))).toEqual([
    '[2]+  Running                 sleep 9 &\n',
    '[2] + Running\n[1] - Done\n',
    '[2]+  Running\n[1]-  Done\n',
  ]);
});

test('set -x quotes as each shell does, and shows assignments together or one by one', () => {
  const script = `a='x y' b=; set -x; c='x y' d=; echo "" in a=b "it's" [ ]; export e=1`;
  expect(SHELLS.map((shell) => runShellScript(script, { shell }).stderr)).toEqual([
    `+ c='x y'\n+ d=\n+ echo '' in a=b 'it'\\''s' '[' ']'\n+ export e=1\n+ e=1\n`,
    `+ c=x y d=\n+ echo  in a=b it's [ ]\n+ export e=1\n`,
    `+ c='x y' d=\n+ echo  'in' 'a=b' 'it'"'"'s' '[' ]\n+ export 'e=1'\n`,
  ]);
});

test('here-strings are BusyBox 1.38’s too; printf and $- are each shell’s own', () => {
  const ash = (script: string) => runShellScript(script, { shell: 'ash' });
  const dash = (script: string) => runShellScript(script, { shell: 'dash' });
  expect(ash('x=b; cat <<< "a $x"; echo $-').stdout).toBe('a b\nc\n');
  expect(dash('set -ex; echo $-').stdout).toBe('xe\n');
  expect(ash('printf "%y abc\\n"').stderr).toBe('sh: %y abc\\n: invalid format\n');
  expect(ash('printf "%d\\n"').stderr).toBe("sh: invalid number ''\n");
  expect(dash("printf '\\x41\\n'; echo '\\101'; printf -x; echo no")).toEqual({
    stdout: '\\x41\nA\nno\n',
    stderr: 'sh: 1: printf: Illegal option -x\n',
    status: 0,
  });
  expect(dash('! ! true').stderr).toBe('sh: 1: Syntax error: "!" unexpected\n');
});

test('a line whose grammar is loaded late is read anew as it stood, aliases and all', () => {
  const script = [
    'shopt -s expand_aliases',
    "alias say='echo said'",
    'say one; for i in 1 2; do say $i; done',
    'say two; [[ x == x ]] && say three',
    'f() { say four; }; f',
    'echo $(case y in y) say five;; esac)',
  ].join('\n');
  expect(runShellScript(script, { shell: 'bash' }).stdout).toBe(
    'said one\nsaid 1\nsaid 2\nsaid two\nsaid three\nsaid four\nsaid five\n',
  );
});
