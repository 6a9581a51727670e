import { beforeAll, expect, test } from 'vitest';
import { createMachine, type Machine } from '../../../src/engine';
import { wholeLaptop } from '../../../src/engine/world/whole';
import { output } from './machine-with';

let machine: Machine;

beforeAll(() => {
  machine = createMachine(wholeLaptop(), { seed: 'script-signals' });
  output(machine, 'docker pull -q busybox && docker pull -q debian');
});

test("docker stop reaches a bash script's EXIT trap at once", () => {
  output(
    machine,
    `docker run -d --name tidy debian bash -c 'trap "echo tidied" EXIT; echo up; while :; do sleep 60; done'`,
  );
  output(machine, 'sleep 1; docker stop tidy');
  expect(output(machine, 'docker logs tidy; docker inspect -f "{{.State.ExitCode}}" tidy')).toBe(
    'up\ntidied\n143\n',
  );
});

test('without a trap bash is killed after the time that it is given', () => {
  output(machine, "docker run -d --name deaf debian bash -c 'while :; do sleep 60; done'");
  output(machine, 'docker stop -t 1 deaf');
  expect(output(machine, 'docker inspect -f "{{.State.ExitCode}}" deaf')).toBe('137\n');
});

test('an exit without a number in a trap is that of the wait that the signal ended', () => {
  for (const [image, shell, status] of [
    ['busybox', 'sh', '143'],
    ['debian', 'sh', '143'],
    ['debian', 'bash', '0'],
  ] as const) {
    output(
      machine,
      `docker run -d --name one ${image} ${shell} -c 'trap "true; exit" TERM; sleep 60 & wait'`,
    );
    output(machine, 'sleep 1; docker stop one');
    expect(output(machine, 'docker inspect -f "{{.State.ExitCode}}" one; docker rm one')).toBe(
      `${status}\none\n`,
    );
  }
});
