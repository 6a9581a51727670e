import { expect, test } from 'vitest';
import { allParts, createMachine } from '../../src/engine';
import { BASH, faultIn } from '../../src/engine/shell';
import { wholeLaptop } from '../../src/engine/world/whole';
import { LiveSession } from '../../src/notes/live-session';
import { pageMachines } from '../../src/notes/page-machines';
import type { Step } from '../../src/notes/player';
import { scriptOf, sessionScript } from '../../src/notes/session-script';
import { EMPTY_TIMELINE } from '../../src/notes/timeline';

const home = '/home/reader';

function line(text: string): Step {
  return { kind: 'line', text };
}

function file(path: string, content: string, mode = 0o644): Step {
  return { kind: 'file', path, content, mode };
}

function script(...steps: readonly Step[]): string {
  return sessionScript({ deeds: steps.map((step) => ({ step, toProgram: false })), otherSteps: [], home });
}

/** The script of a session in which a page did these steps. */
function playedScript(...steps: readonly Step[]): string {
  const session = new LiveSession(
    (seed) => pageMachines(allParts(), wholeLaptop(), seed),
    {
      origin: {
        seed: 'script',
        machine: 'laptop',
        steps: steps.map((step) => ({ machine: 'laptop', step })),
        parts: [],
      },
      shownSteps: [],
      timeline: EMPTY_TIMELINE,
    },
    () => 0,
  );
  return scriptOf(session);
}

test('files and lines stand in the order in which they were done, each file below the script’s folder', () => {
  const text = script(
    file('app/Dockerfile', 'FROM alpine\nCOPY . /\n'),
    line('cd app'),
    file(`${home}/app/run.sh`, 'echo hi\n', 0o755),
    line('docker build -t app .'),
  );
  expect(text.split('\n\n').slice(2)).toEqual([
    `mkdir -p "$start"/'app'\ncat > "$start"/'app/Dockerfile' <<'EOF'\nFROM alpine\nCOPY . /\nEOF`,
    'cd app',
    `mkdir -p "$start"/'app'\ncat > "$start"/'app/run.sh' <<'EOF'\necho hi\nEOF\nchmod 755 "$start"/'app/run.sh'`,
    'docker build -t app .\n',
  ]);
});

test.each([
  ['plain', 'a\n'],
  ['without a last newline', "it's a \\ $HOME `x`"],
  ['the delimiter itself', 'EOF\nEOF2\n$(touch bad)\n'],
  ['nothing', ''],
  ['tabs, quotes and a carriage return', '\t"\'\r\n\n'],
])('a file with %s is written as it was', (_, content) => {
  const machine = createMachine(wholeLaptop(), { seed: 'script' });
  const name = "o'dd $(touch bad) `x` -name";
  const at = machine.world.host.home;
  machine.writeFile(`${at}/session.sh`, script(file(name, content, 0o755)));
  expect(machine.type('bash session.sh').status).toBe(0);
  const read = (path: string): string | undefined => {
    const bytes = machine.readFile(`${at}/${path}`);
    return bytes && new TextDecoder().decode(bytes);
  };
  expect(read(name)).toBe(content);
  expect(machine.type('stat -c %a o*').stdout).toBe('755\n');
  expect(read('bad')).toBeUndefined();
});

test.each(['../x', '/etc/passwd', 'a/../../x', `${home}/../x`, '/', ''])(
  'the file %j is outside of the folder: it is shown as a comment, and not written',
  (path) => {
    const [block = ''] = script(file(path, 'one\ntwo\n')).split('\n\n').slice(2);
    expect(
      block
        .trimEnd()
        .split('\n')
        .every((each) => each.startsWith('#')),
    ).toBe(true);
    expect(block).toContain('#   two');
  },
);

test('no text of a session becomes a command: each script is whole, and its commands are those that were typed', () => {
  const text = script(
    line('echo )'),
    line("echo 'open"),
    line('still open'),
    file('/tmp/x\nrm -rf x', 'rm -rf /\n'),
    file('a\u0000b', 'c\0'),
  );
  expect(faultIn(BASH, text)).toBeUndefined();
  const commands = text.split('\n').filter((each) => each !== '' && !each.startsWith('#'));
  expect(commands).toEqual(['start=$PWD', expect.stringContaining('set -x')]);
});

test('what a program was given is told before its command, as what to type and press', () => {
  const text = playedScript(
    line('docker run -it --name box busybox'),
    line('echo inside'),
    { kind: 'keys', keys: '^P^Q' },
    line('docker ps -q'),
    line('cat'),
    line('to cat'),
    { kind: 'keys', keys: '^D' },
  );
  expect(text.split('\n\n').slice(2)).toEqual([
    [
      '# The next command waits for you. Then:',
      '#   type  echo inside',
      '#   press Ctrl-P Ctrl-Q: detach, and leave the container running',
      'docker run -it --name box busybox',
    ].join('\n'),
    'docker ps -q',
    [
      '# The next command waits for you. Then:',
      '#   type  to cat',
      '#   press Ctrl-D: end of input',
      'cat\n',
    ].join('\n'),
  ]);
});

test('a command over several lines stays one; one given up by Ctrl-C is gone', () => {
  const text = playedScript(
    line('for i in 1 2; do'),
    line('  echo $i'),
    line('done'),
    line('echo "never ended'),
    { kind: 'keys', keys: '^C' },
    line('cat <<END\nin the document\nEND'),
  );
  expect(text.split('\n\n').slice(2)).toEqual([
    'for i in 1 2; do\n  echo $i\ndone',
    'cat <<END\nin the document\nEND\n',
  ]);
});

test('short waits are waited for, long ones are told', () => {
  const wait = (ms: number): Step => ({ kind: 'wait', ms });
  const blocks = script(wait(5_000), wait(600_000), wait(30 * 86_400_000))
    .split('\n\n')
    .slice(2);
  expect(blocks).toEqual([
    'sleep 5',
    '# Here the session let 10 minutes pass.',
    '# Here the session let 30 days pass.\n',
  ]);
});

test('other machines’ lines are comments, and a home folder in a line is explained', () => {
  const text = sessionScript({
    deeds: [{ step: line(`ls ${home}`), toProgram: false }],
    otherSteps: [{ machine: 'server', step: line('docker pull x\ndocker run x') }],
    home,
  });
  expect(text).toContain('#   server$ docker pull x\n#   server$ docker run x');
  expect(text).toContain('there your own is meant');
  expect(script(line('ls'))).not.toContain('there your own is meant');
});
