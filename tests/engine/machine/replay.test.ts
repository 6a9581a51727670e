import { expect, test } from 'vitest';
import { type LoggedMachine, type MachineState, replay } from '../../../src/engine';
import { viewOf } from '../../../src/engine/views';
import { newMachine, smallWorld } from './machine-with';

/** Everything that can be seen of a machine. */
function everything(machine: LoggedMachine): object {
  const shown = machine.type(
    `docker ps -a --no-trunc; docker inspect $(docker ps -aq) 2>/dev/null; ls -l /tmp; ps -ef; date +%s%N 2>/dev/null`,
  );
  return { shown, view: viewOf(machine), nowMs: machine.nowMs };
}

/** Pseudo-random numbers of the test's own. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * sides);
  };
}

const lines = [
  'docker run -d busybox sleep 1000',
  'docker run --rm busybox sh -c "echo $RANDOM; date"',
  'docker run -d --restart always busybox sh -c "sleep 2; exit 1"',
  'docker stop -t 1 $(docker ps -lq)',
  'docker rm -f $(docker ps -q | head -n 1)',
  'echo $RANDOM > /tmp/file$RANDOM',
  'docker create busybox',
  'docker run -d --health-cmd true --health-interval 1s busybox sleep 1000',
];

async function longSession(seed: number): Promise<LoggedMachine> {
  const machine = await newMachine(`session ${seed}`);
  const roll = dice(seed);
  const terminal = machine.openTerminal({ columns: 80, rows: 24 });
  for (let step = 0; step < 25; step += 1) {
    switch (roll(6)) {
      case 0:
        terminal.input(`${lines[roll(lines.length)]}\r`);
        break;
      case 1:
        machine.advance({ maxSteps: 1 + roll(400), untilMs: machine.nowMs + roll(3000) });
        break;
      case 2:
        machine.elapse(roll(5000));
        break;
      case 3:
        machine.writeFile(`/tmp/written${roll(100)}`, 'text'.repeat(roll(50)));
        break;
      case 4:
        machine.typeInTerminal('docker run -it --rm busybox', ['echo $$', 'exit'], { columns: 80, rows: 24 });
        break;
      default:
        machine.type(lines[roll(lines.length)] ?? '');
    }
  }
  return machine;
}

test.each([1, 2, 3])(
  'a replay of a long random session (%i) is the same machine, byte for byte',
  async (seed) => {
    const machine = await longSession(seed);
    // As it would be kept: plain JSON.
    const state = JSON.parse(JSON.stringify(machine.state())) as MachineState;

    const again = replay(await smallWorld(), state);

    expect(again.state()).toEqual(state);
    expect(everything(again)).toEqual(everything(machine));
  },
);

test('without its last input a machine is as it was before', async () => {
  const machine = await newMachine();
  machine.type('docker run -d --name web busybox sleep 1000');
  const before = machine.state();
  machine.type('docker rm -f web');

  const undone = replay(await smallWorld(), before);

  expect(undone.type(`docker ps --format '{{.Names}}'`)).toEqual({
    stdout: 'web\n',
    stderr: '',
    status: 0,
    ended: 'exit',
  });
});
