import { expect, test } from 'vitest';
import { createMachine } from '../../../src/engine';
import { viewOf } from '../../../src/engine/views';
import { newMachine, output, smallWorld } from './machine-with';

test('a line runs in a container and its three answers come apart', async () => {
  const machine = await newMachine();

  expect(machine.type(`docker run --rm busybox sh -c 'echo out; echo err >&2; exit 3'`)).toEqual({
    stdout: 'out\n',
    stderr: 'err\n',
    status: 3,
    ended: 'exit',
  });
});

test('variables, functions and the folder last from line to line', async () => {
  const machine = await newMachine();
  machine.type('cd /tmp; WHO=Ada; greet() { echo "hello $WHO in $PWD"; }');

  expect(machine.type('greet')).toEqual({
    stdout: 'hello Ada in /tmp\n',
    stderr: '',
    status: 0,
    ended: 'exit',
  });
});

test('stop waits out the grace period of a PID 1 that ignores TERM, then kills it', async () => {
  const machine = await newMachine();
  machine.type('docker run -d --name web busybox sleep 1d');
  const startMs = machine.nowMs;

  expect(machine.type('docker stop -t 3 web')).toEqual({
    stdout: 'web\n',
    stderr: '',
    status: 0,
    ended: 'exit',
  });

  expect(machine.nowMs - startMs).toBeGreaterThanOrEqual(3_000);
  expect(output(machine, `docker inspect -f '{{.State.ExitCode}}' web`)).toBe('137\n');
});

test('a line that never ends is cut off when its budget is used up, and the next one runs', async () => {
  const machine = createMachine(await smallWorld(), { seed: 'test', budget: { maxSteps: 20_000 } });

  expect(machine.type('while :; do :; done')).toMatchObject({ status: 124, ended: 'budget' });
  expect(machine.type('echo still here')).toMatchObject({ stdout: 'still here\n', status: 0, ended: 'exit' });
});

test('a line that waits for what never comes is told apart from one that is slow', async () => {
  const machine = await newMachine();
  machine.type('docker run -d -i --name silent busybox cat');

  expect(machine.type('docker wait silent')).toMatchObject({ status: 124, ended: 'stuck' });
  expect(machine.type('sleep 100000; echo done')).toMatchObject({
    stdout: 'done\n',
    status: 0,
    ended: 'exit',
  });
});

test('at a terminal a shell in a container echoes what is typed and gives its exit status', async () => {
  const machine = await newMachine();

  const { stdout, status } = machine.typeInTerminal(
    'docker run -it --rm --hostname box busybox',
    ['echo hi', 'exit 4'],
    {
      columns: 80,
      rows: 24,
    },
  );

  expect({ shows: stdout.includes('echo hi\r\nhi\r\n'), status }).toEqual({ shows: true, status: 4 });
});

test('^P^Q leaves a container running', async () => {
  const machine = await newMachine();

  machine.typeInTerminal('docker run -it --name box busybox', ['^P^Q'], { columns: 80, rows: 24 });

  expect(output(machine, `docker ps --format '{{.Names}}'`)).toBe('box\n');
});

test('what never stops talking at a terminal is hung up', async () => {
  const machine = await newMachine();
  const before = machine.nowMs;

  // Process 1 of a container is not ended by ^C: watch has no handler for it.
  const { stdout, ended } = machine.typeInTerminal('docker run -it busybox watch -n 1 date', ['^C'], {
    columns: 80,
    rows: 24,
  });

  expect([stdout.includes('Every 1.0s: date'), ended]).toEqual([true, 'stuck']);
  expect(machine.nowMs - before).toBeLessThan(200_000);
});

test('an open terminal prompts, runs what is typed, and prompts again', async () => {
  const machine = await newMachine();
  const terminal = machine.openTerminal({ columns: 80, rows: 24 });
  let shown = '';
  terminal.onOutput((bytes) => (shown += new TextDecoder().decode(bytes)));
  machine.advance({ maxSteps: 100_000, untilMs: machine.nowMs + 1000 });
  const promptedBefore = terminal.prompting();
  terminal.input('docker run --rm busybox echo from inside\r');
  machine.advance({ maxSteps: 1_000_000, untilMs: machine.nowMs + 5000 });

  expect({
    promptedBefore,
    after: terminal.prompting(),
    shows: shown.includes('\r\nfrom inside\r\n'),
  }).toEqual({
    promptedBefore: true,
    after: true,
    shows: true,
  });
});

test('a file that was written from outside is there inside', async () => {
  const machine = await newMachine();
  machine.writeFile('/srv/app/run.sh', '#!/bin/sh\necho ran\n', 0o755);

  expect(output(machine, '/srv/app/run.sh; stat -c %a /srv/app/run.sh')).toBe('ran\n755\n');
  expect(new TextDecoder().decode(machine.readFile('/srv/app/run.sh'))).toBe('#!/bin/sh\necho ran\n');
});

test('the view names containers, images, volumes and networks', async () => {
  const machine = await newMachine();
  machine.type('docker run -d --name web -p 8080:80 -v data:/data busybox sleep 100');

  const { containers, volumes, images } = viewOf(machine);

  expect({
    containers: containers.map(({ name, image, status, ports, mounts }) => ({
      name,
      image,
      status,
      ports,
      mounts,
    })),
    volumes,
    names: images.flatMap(({ names }) => names).sort(),
  }).toEqual({
    containers: [
      {
        name: 'web',
        image: 'busybox',
        status: 'running',
        ports: [{ hostPort: 8080, containerPort: 80, protocol: 'tcp' }],
        mounts: [{ type: 'volume', source: 'data', target: '/data', readOnly: false }],
      },
    ],
    volumes: [{ name: 'data', isAnonymous: false, users: ['web'] }],
    names: ['busybox:latest', 'debian:latest'],
  });
});

test('the same world and seed give the same ids, another seed gives others', async () => {
  const line = 'docker create --name one busybox';
  const ids = [];
  for (const seed of ['a', 'a', 'b']) ids.push(output(await newMachine(seed), line));

  expect({ same: ids[0] === ids[1], other: ids[0] !== ids[2] }).toEqual({ same: true, other: true });
});

test('while all wait for what never comes, no time passes', async () => {
  const machine = await newMachine();
  machine.type('docker run -d --name kept busybox sleep infinity');
  const before = machine.nowMs;

  expect(machine.type('sleep infinity').ended).toBe('stuck');
  expect(machine.nowMs - before).toBeLessThan(1_000);
  expect(output(machine, `docker ps --format '{{.Status}}'`)).toMatch(/^Up (Less than a|\d+) second/);
});
