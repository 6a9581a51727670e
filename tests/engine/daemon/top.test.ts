import { expect, test } from 'vitest';
import { newMachine, output } from '../machine/machine-with';

const columns = (line: string): string => line.trim().replaceAll(/ +/g, ' ');

test('docker top shows what the options of ps ask for', async () => {
  const machine = await newMachine();
  output(machine, 'docker run -dt --name web busybox sleep 1000');
  const top = (words: string): string[] =>
    output(machine, `docker top web ${words}`).trim().split('\n').map(columns);
  expect(top('aux')[0]).toBe('USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND');
  expect(top('aux')[1]).toMatch(/^root \d+ 0\.0 0\.0 \d+ \d+ pts\/0 Ss\+ \d\d:\d\d 0:00 sleep 1000$/);
  expect(top('-x')[1]).toMatch(/^\d+ pts\/0 Ss\+ 0:00 sleep 1000$/);
  expect(top('-l')[0]).toBe('F S UID PID PPID C PRI NI ADDR SZ WCHAN TTY TIME CMD');
  expect(top('-o pid,start')[1]).toMatch(/^\d+ \d\d:\d\d:\d\d$/);
  expect(top('-o pid -o comm,cmd')[0]).toBe('PID COMMAND CMD');
  expect(machine.type('docker top web -o comm').stderr).toBe(
    "Error response from daemon: Couldn't find PID field in ps output\n",
  );
});
