import { expect, test } from 'vitest';
import { isErrno, type Process, type Task } from '../../../src/engine/kernel';
import { TestMachine } from './machine';

const sleepForever = function* (p: Process): Task<number> {
  for (;;) yield* p.sleep(1000);
};

test('a pipeline ends when its reader has what it wants: the writer gets SIGPIPE', () => {
  const machine = new TestMachine({
    *yes(p) {
      for (;;) yield* p.stdout.write('y\n'.repeat(1000));
    },
    *head(p) {
      yield* p.stdout.write(`${yield* p.stdin.readLine()}\n`);
      return 0;
    },
    *main(p) {
      const { read, write } = p.pipe();
      const writer = p.spawn('/bin/yes', ['yes'], {
        fds: new Map([
          [0, 0],
          [1, write],
          [2, 2],
        ]),
      });
      const reader = p.spawn('/bin/head', ['head'], {
        fds: new Map([
          [0, read],
          [1, 1],
          [2, 2],
        ]),
      });
      p.close(read);
      p.close(write);
      const ends = [yield* p.wait(writer.pid), yield* p.wait(reader.pid)];
      yield* p.stdout.write(JSON.stringify(ends.map((end) => end?.status)));
      return 0;
    },
  });
  const { output } = machine.start(['/bin/main']);
  machine.settle();
  expect(output.text).toBe('y\n[{"signal":"PIPE"},{"code":0}]');
  expect(machine.bugs).toEqual([]);
});

test('a child is a zombie until it is waited for, and an orphan goes to process 1', () => {
  const machine = new TestMachine({
    *child() {
      return 3;
    },
    *parent(p) {
      p.spawn('/bin/orphan', ['orphan']);
      return 0;
    },
    orphan: sleepForever,
    *init(p) {
      const child = p.spawn('/bin/child', ['child']);
      yield* p.sleep(10);
      const seen = p.processes().map(({ argv, state }) => `${argv[0]} ${state}`);
      const { status } = (yield* p.wait(child.pid)) ?? {};
      const parent = p.spawn('/bin/parent', ['parent']);
      yield* p.wait(parent.pid);
      const orphan = p.processes().find(({ argv }) => argv[0] === 'orphan');
      yield* p.stdout.write(JSON.stringify({ seen, status, orphanOf: orphan?.ppid }));
      return 0;
    },
  });
  const { output } = machine.start(['/bin/init'], { in: machine.container() });
  machine.settle();
  expect(JSON.parse(output.text)).toEqual({
    seen: ['/bin/init R', 'child Z'],
    status: { code: 3 },
    orphanOf: 1,
  });
});

test('when process 1 ends, everything in its container ends', () => {
  const machine = new TestMachine({
    other: sleepForever,
    *init(p) {
      p.spawn('/bin/other', ['other']);
      yield* p.sleep(5);
      return 7;
    },
  });
  const { process } = machine.start(['/bin/init'], { in: machine.container() });
  machine.elapse(1);
  const [, other] = process.namespaces.pid.processes;
  machine.elapse(100);
  expect(process.status).toEqual({ code: 7 });
  expect(other?.status).toEqual({ signal: 'KILL' });
});

test('process 1 of a container is spared signals it does not handle, but not KILL from outside', () => {
  const machine = new TestMachine({
    *init(p) {
      p.kill(1, 'TERM');
      p.kill(1, 'KILL');
      yield* p.stdout.write('alive\n');
      return yield* sleepForever(p);
    },
  });
  const { process, output } = machine.start(['/bin/init'], { in: machine.container() });
  machine.elapse(10);
  machine.kernel.deliver(process, 'TERM', undefined);
  machine.elapse(10);
  expect({ output: output.text, status: process.status }).toEqual({ output: 'alive\n', status: undefined });
  machine.kernel.deliver(process, 'KILL', undefined);
  expect(process.status).toEqual({ signal: 'KILL' });
});

test('a caught signal ends a wait with EINTR and is handed to the program', () => {
  const machine = new TestMachine({
    *main(p) {
      p.setDisposition('TERM', 'catch');
      try {
        yield* p.sleep(60_000);
      } catch (error) {
        yield* p.stdout.write(`${isErrno(error) ? error.code : String(error)} ${p.takeSignals().join()}`);
      }
      return 0;
    },
  });
  const { process, output } = machine.start(['/bin/main']);
  machine.elapse(10);
  machine.kernel.deliver(process, 'TERM', undefined);
  machine.settle();
  expect({ output: output.text, status: process.status }).toEqual({
    output: 'EINTR TERM',
    status: { code: 0 },
  });
});

test('a killed process runs its finally blocks', () => {
  const cleaned: string[] = [];
  const machine = new TestMachine({
    *main(p) {
      try {
        return yield* sleepForever(p);
      } finally {
        cleaned.push('main');
      }
    },
  });
  const { process } = machine.start(['/bin/main']);
  machine.elapse(10);
  machine.kernel.deliver(process, 'KILL', undefined);
  expect({ cleaned, status: process.status }).toEqual({ cleaned: ['main'], status: { signal: 'KILL' } });
});

test('a loop that never ends uses up its steps and nothing more', () => {
  const machine = new TestMachine({
    *spin(p) {
      for (;;) yield* p.turn();
    },
  });
  machine.start(['/bin/spin']);
  expect(machine.settle(5_000)).toBe('budget');
});

test('stopped processes do not run until they are continued', () => {
  let ticks = 0;
  const machine = new TestMachine({
    *ticker(p) {
      for (;;) {
        ticks++;
        yield* p.sleep(10);
      }
    },
  });
  const { process } = machine.start(['/bin/ticker']);
  machine.elapse(35);
  machine.kernel.deliver(process, 'STOP', undefined);
  const atStop = ticks;
  machine.elapse(1000);
  expect(ticks).toBe(atStop);
  machine.kernel.deliver(process, 'CONT', undefined);
  machine.elapse(35);
  expect(ticks).toBeGreaterThan(atStop);
});

test('a frozen group does not run', () => {
  let ticks = 0;
  const machine = new TestMachine({
    *ticker(p) {
      for (;;) {
        ticks++;
        yield* p.sleep(10);
      }
    },
  });
  const container = machine.container();
  machine.start(['/bin/ticker'], { in: container });
  machine.elapse(35);
  machine.kernel.freeze(container.controlGroup, true);
  const frozenAt = ticks;
  machine.elapse(1000);
  expect(ticks).toBe(frozenAt);
  machine.kernel.freeze(container.controlGroup, false);
  machine.elapse(35);
  expect(ticks).toBeGreaterThan(frozenAt);
});

test('a pids limit refuses a further process with EAGAIN', () => {
  const machine = new TestMachine({
    other: sleepForever,
    *main(p) {
      for (let count = 1; ; count++) {
        try {
          p.spawn('/bin/other', ['other']);
        } catch (error) {
          yield* p.stdout.write(`${isErrno(error) ? error.code : ''} at ${count}`);
          return 0;
        }
      }
    },
  });
  const container = machine.container();
  container.controlGroup.pidsLimit = 4;
  const { output } = machine.start(['/bin/main'], { in: container });
  machine.elapse(10);
  expect(output.text).toBe('EAGAIN at 4');
});

test('a program that takes more memory than its group may is killed', () => {
  const machine = new TestMachine({
    *main(p) {
      for (;;) {
        p.allocate(1_000_000);
        yield* p.turn();
      }
    },
  });
  const container = machine.container();
  container.controlGroup.memoryLimitBytes = 6_000_000;
  const { process } = machine.start(['/bin/main'], { in: container });
  machine.settle();
  expect({ status: process.status, oom: container.controlGroup.wasOutOfMemory }).toEqual({
    status: { signal: 'KILL' },
    oom: true,
  });
});

test('a mistake in a program ends that process alone, as a crash', () => {
  const machine = new TestMachine({
    *main() {
      throw new TypeError('ours');
    },
  });
  const { process } = machine.start(['/bin/main']);
  machine.settle();
  expect(process.status).toEqual({ signal: 'SEGV' });
  expect(machine.bugs).toHaveLength(1);
});

test('the same start gives the same steps at the same times', () => {
  const trace = (): string => {
    const machine = new TestMachine({
      *main(p) {
        for (let i = 0; i < 20; i++) {
          yield* p.stdout.write(`${p.nowMs} ${p.random()}\n`);
          yield* p.sleep(p.random() * 10);
        }
        return 0;
      },
    });
    const { output } = machine.start(['/bin/main']);
    machine.start(['/bin/main']);
    machine.settle();
    return `${output.text}${machine.kernel.scheduler.steps}`;
  };
  expect(trace()).toBe(trace());
});
