import { expect, test } from 'vitest';
import { createMachine } from '../../../src/engine';
import { newMachine, output, smallWorld } from '../machine/machine-with';

test('a container that nobody reads prints on into its log, at the pace of its log', async () => {
  const machine = await newMachine();
  const run = machine.type('docker run --rm --name endless busybox yes | head -2; echo ${PIPESTATUS[0]}');
  expect(run).toMatchObject({ stdout: 'y\ny\n1\n', stderr: 'write /dev/stdout: broken pipe\n' });
  expect(output(machine, "docker ps --format '{{.Names}}'")).toBe('endless\n');

  const lines = (): number => Number(output(machine, 'docker logs endless | wc -l'));
  const before = lines();
  machine.type('sleep 1');
  const inOneSecond = lines() - before;
  expect(inOneSecond).toBeGreaterThan(50_000);
  expect(inOneSecond).toBeLessThan(1_000_000);
});

test('to attach to what never ends stops when the budget of a line is used up, with others busy meanwhile', async () => {
  const machine = createMachine(await smallWorld(), { seed: 'test', budget: { maxSteps: 50_000 } });
  machine.type('docker run -d -i --name waits busybox cat; docker run --name endless busybox yes | head -1');
  expect(machine.type('docker attach --sig-proxy=false waits').ended).toBe('budget');
  expect(output(machine, 'docker rm -f endless waits')).toBe('endless\nwaits\n');
});

test("docker's own SIGPIPE ends it silently where it hands on no signals", async () => {
  const machine = await newMachine();
  machine.type('docker run -d --name endless busybox yes');
  const { stdout, stderr } = machine.type(
    'docker exec endless yes | head -1; echo ${PIPESTATUS[0]}; docker logs -f endless | head -1; echo ${PIPESTATUS[0]}',
  );
  expect([stdout, stderr]).toEqual(['y\n141\ny\n141\n', '']);
});

test('a terminal is asked for before what a container has of input', async () => {
  const machine = await newMachine();
  machine.type('docker run -d -t --name screen busybox sleep 100');
  expect(machine.type('docker attach screen')).toMatchObject({
    stderr: 'cannot attach stdin to a TTY-enabled container because stdin is not a terminal\n',
    status: 1,
  });
});

test("BusyBox's quiet ping writes into a pipe at its end, all at once", async () => {
  const machine = await newMachine();
  expect(machine.type('docker run --rm busybox ping -c 1 -q 127.0.0.1 | head -1')).toMatchObject({
    stdout: 'PING 127.0.0.1 (127.0.0.1): 56 data bytes\n',
    stderr: '',
  });
});

test('where only input is attached, docker run shows the id and leaves at the end of the input', async () => {
  const machine = await newMachine();
  expect(
    machine.type(
      'printf "one\\ntwo\\n" | docker run --name reads -i -a stdin busybox sh -c "cat; sleep 1; echo over"',
    ),
  ).toMatchObject({
    stdout: expect.stringMatching(/^[0-9a-f]{64}\n$/),
    stderr: '',
    status: 0,
    ended: 'exit',
  });
  expect(output(machine, 'docker wait reads; docker logs reads')).toBe('0\none\ntwo\nover\n');

  const missing = machine.type('docker run -i -a stdin busybox nope < /dev/null');
  expect(missing.stdout).toMatch(/^[0-9a-f]{64}\n$/);
  expect(missing.status).toBe(127);
});

test('asked three times to end, docker run does, and leaves a container running that ignores it', async () => {
  const machine = await newMachine();
  const line = `docker run --name kept busybox sleep 100 2>err.txt & sleep 1
    for i in 1 2 3; do kill $!; sleep 1; docker ps -q | wc -l; done; wait $!; echo $?; cat err.txt`;
  expect(output(machine, line)).toBe('1\n1\n1\n1\n\ngot 3 SIGTERM/SIGINTs, forcefully exiting\n');
});
