import { expect, test } from 'vitest';
import type { Process, Task } from '../../../src/engine/kernel';
import { type Started, TestMachine } from './machine';

const reader = function* (p: Process): Task<number> {
  for (;;) {
    const line = yield* p.stdin.readLine();
    if (line === undefined) break;
    yield* p.stdout.write(`[${line}]\n`);
  }
  yield* p.stdout.write('end\n');
  return 0;
};

function atTerminal(body: (p: Process) => Task<number>, keys: string): Started {
  const machine = new TestMachine({ main: body });
  const tty = machine.kernel.newTty({ columns: 80, rows: 24 });
  const started = machine.start(['/bin/main'], { tty });
  machine.elapse(1);
  for (const key of keys) {
    tty.press(new TextEncoder().encode(key));
    machine.elapse(1);
  }
  return started;
}

test('a line is echoed, edited and read as a whole; ^D ends the input', () => {
  const { output, process } = atTerminal(reader, 'helo\x7flo\rwords gone\x17here\r\x04');
  expect(output.text).toBe(
    'helo\b \blo\r\n[hello]\r\nwords gone\b \b\b \b\b \b\b \bhere\r\n[words here]\r\nend\r\n',
  );
  expect(process.status).toEqual({ code: 0 });
});

test('^C ends the foreground program, and is shown', () => {
  const { output, process } = atTerminal(reader, 'abc\x03');
  expect({ output: output.text, status: process.status }).toEqual({
    output: 'abc^C',
    status: { signal: 'INT' },
  });
});

test('a raw terminal passes keys as they are, without echo', () => {
  const { output } = atTerminal(function* (p) {
    p.setRaw(0, true);
    const keys = yield* p.stdin.read(1);
    yield* p.stdout.write(`got ${keys[0]}\n`);
    return 0;
  }, '\x03');
  expect(output.text).toBe('got 3\n');
});

test('a background reader is stopped until it comes to the foreground', () => {
  const machine = new TestMachine({
    reader,
    *main(p) {
      const child = p.spawn('/bin/reader', ['reader'], { processGroup: 0 });
      const stopped = yield* p.wait(child.pid, { untraced: true });
      yield* p.stdout.write(`${JSON.stringify(stopped?.status)}\n`);
      p.setForeground(0, child.pid);
      p.kill(child.pid, 'CONT');
      yield* p.wait(child.pid);
      return 0;
    },
  });
  const tty = machine.kernel.newTty({ columns: 80, rows: 24 });
  const { output } = machine.start(['/bin/main'], { tty });
  machine.elapse(5);
  tty.press(new TextEncoder().encode('hi\r\x04'));
  machine.elapse(5);
  expect(output.text).toBe('{"signal":"TTIN"}\r\nhi\r\n[hi]\r\nend\r\n');
});
