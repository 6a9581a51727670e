// What `docker commit -c` makes of a configuration. Source: moby daemon/builder/dockerfile, dispatchers.go.
import { beforeEach, expect, test } from 'vitest';
import type { Machine } from '../../../src/engine';
import { newMachine, output } from '../machine/machine-with';

let machine: Machine;

beforeEach(async () => {
  machine = await newMachine();
  machine.type('docker create --name base --entrypoint sh busybox -c ls');
});

test.each([
  ["-c 'EXPOSE abc'", 'invalid containerPort: abc'],
  ["-c 'EXPOSE 80/foo'", 'invalid proto: foo'],
  ["-c 'STOPSIGNAL SIGFOO'", 'invalid signal: SIGFOO'],
  ["-c 'CMD ls' -c 'COPY a b'", 'COPY is not a valid change command'],
])('docker commit %s: %s', (changes, problem) => {
  expect(machine.type(`docker commit ${changes} base`).stderr).toBe(
    `Error response from daemon: ${problem}\n`,
  );
});

test.each([
  ["-c 'ENTRYPOINT pwd'", '["/bin/sh","-c","pwd"] null'],
  ['-c \'CMD pwd\' -c \'ENTRYPOINT ["sh","-c"]\'', '["sh","-c"] ["/bin/sh","-c","pwd"]'],
  ["-c 'ENTRYPOINT []'", '["sh"] ["-c","ls"]'],
])('docker commit %s: runs %s', (changes, runs) => {
  machine.type(`docker commit ${changes} base made`);
  const format = "'{{json .Config.Entrypoint}} {{json .Config.Cmd}}'";
  expect(output(machine, `docker image inspect -f ${format} made`)).toBe(`${runs}\n`);
});

test('words are expanded as in a Dockerfile, and ports may be ranges', () => {
  const changes = `-c 'ENV A="x y"' -c 'LABEL k="$A z"' -c 'WORKDIR a/../b' -c 'EXPOSE 80-81/UDP'`;
  machine.type(`docker commit ${changes} base made`);
  const format = "'{{json .Config.Labels}} {{.Config.WorkingDir}} {{json .Config.ExposedPorts}}'";
  expect(output(machine, `docker image inspect -f ${format} made`)).toBe(
    '{"k":"x y z"} /b {"80/udp":{},"81/udp":{}}\n',
  );
});
