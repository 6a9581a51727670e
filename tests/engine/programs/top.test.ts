import { describe, expect, test } from 'vitest';
import {
  type Frame,
  busyboxFrame,
  procpsFrame,
  type Sample,
} from '../../../src/engine/programs/process/top-frames';
import { newMachine } from '../machine/machine-with';

const size = { columns: 60, rows: 8 };

function sample(before?: Sample): Sample {
  const process = { ppid: 0, processGroup: 1, session: 1, uid: 0, gid: 0, startedMs: 0 };
  const busyMs = before === undefined ? 1_000 : 1_500;
  return {
    before,
    nowMs: before === undefined ? 10_000 : 11_000,
    ownPid: 7,
    uptime: '10:00:00 up 1:00,  0 users,  load average: 0.10, 0.20, 0.30',
    memory: (name) => ({ MemTotal: 8 * 2 ** 30, MemFree: 2 ** 30, MemAvailable: 4 * 2 ** 30 })[name] ?? 0,
    user: () => 'root',
    processes: [
      {
        ...process,
        pid: 1,
        argv: ['sleep', '9'],
        command: 'sleep',
        state: 'S',
        cpuMs: 0,
        residentBytes: 2 ** 20,
        virtualBytes: 2 ** 22,
        niceness: 0,
      },
      {
        ...process,
        pid: 6,
        argv: ['busy'],
        command: 'busy',
        state: 'R',
        cpuMs: busyMs,
        residentBytes: 2 ** 28,
        virtualBytes: 2 ** 34,
        niceness: 0,
      },
    ],
  };
}

function frame(more: Partial<Frame>): Frame {
  return {
    sample: sample(sample()),
    order: 'cpu',
    isReversed: false,
    size: undefined,
    isFirst: false,
    showsArguments: false,
    columns: { memory: 'VSZ', cpu: true },
    ...more,
  };
}

describe('what BusyBox shows', () => {
  test('goes on for ever in a file', () => {
    expect(busyboxFrame(frame({})).split('\n')).toEqual([
      'Mem: 7340032K used, 1048576K free, 0K shrd, 0K buff, 0K cached',
      'CPU:  50% usr   0% sys   0% nic  50% idle   0% io   0% irq   0% sirq',
      'Load average: 0.10 0.20 0.30 1/2 7',
      '  PID  PPID USER     STAT   VSZ %VSZ CPU %CPU COMMAND',
      '    6     0 root     R    16.0g 200%   0  50% busy',
      '    1     0 root     S     4096   0%   0   0% sleep 9',
      '',
    ]);
  });

  test('fits the terminal, but for its last column, and overwrites what it showed before', () => {
    const shown = busyboxFrame(frame({ size, columns: { memory: 'RSS', cpu: false } }));
    expect(shown.split('\n')).toEqual([
      '\x1b[HMem: 7340032K used, 1048576K free, 0K shrd, 0K buff, 0K cac\x1b[K',
      'CPU:  50% usr   0% sys   0% nic  50% idle   0% io   0% irq \x1b[K',
      'Load average: 0.10 0.20 0.30 1/2 7\x1b[K',
      '\x1b[7m  PID  PPID USER     STAT   RSS %RSS %CPU COMMAND\x1b[m\x1b[K',
      '    6     0 root     R     256m   3%  50% busy\x1b[K',
      '    1     0 root     S     1024   0%   0% sleep 9\x1b[K\x1b[J\r',
    ]);
    expect(busyboxFrame(frame({ size: { columns: 60, rows: 5 } })).split('\n')).toHaveLength(5);
  });

  test('is in the order that is asked for', () => {
    const pids = (more: Partial<Frame>): string[] =>
      busyboxFrame(frame(more))
        .split('\n')
        .slice(4, 6)
        .map((line) => line.slice(4, 5));
    expect(pids({ order: 'pid' })).toEqual(['6', '1']);
    expect(pids({ order: 'pid', isReversed: true })).toEqual(['1', '6']);
  });
});

describe('what procps shows', () => {
  test('is parted by empty lines in a file', () => {
    expect(procpsFrame(frame({})).split('\n')).toEqual([
      '',
      'top - 10:00:00 up 1:00,  0 users,  load average: 0.10, 0.20, 0.30',
      'Tasks:   2 total,   1 running,   1 sleeping,   0 stopped,   0 zombie',
      '%Cpu(s): 50.0 us,  0.0 sy,  0.0 ni, 50.0 id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st ',
      'MiB Mem :   8192.0 total,   1024.0 free,   4096.0 used,      0.0 buff/cache     ',
      'MiB Swap:      0.0 total,      0.0 free,      0.0 used.   4096.0 avail Mem ',
      '',
      '    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND',
      '      6 root      20   0   16.0g 262144 209715 R  50.0   3.1   0:01.50 busy',
      '      1 root      20   0    4096   1024    819 S   0.0   0.0   0:00.00 sleep',
      '',
    ]);
  });

  test('has its figures bold and its table’s head reversed at a terminal', () => {
    const plain = '\x1b(B\x1b[m\x1b[39;49m';
    const lines = procpsFrame(frame({ size, isFirst: true })).split('\n');
    expect(lines).toHaveLength(8);
    expect(lines[0]).toMatch(/^\x1b\[\?1h\x1b=\x1b\[\?25l\x1b\[H\x1b\[2J\x1b\(B\x1b\[mtop - 10:00:00/);
    expect(lines[1]).toContain(
      `Tasks:${plain}\x1b[1m   2 ${plain}total,${plain}\x1b[1m   1 ${plain}running,`,
    );
    expect(lines[6]).toMatch(/^\x1b\[7m {4}PID USER/);
    expect(lines[7]).toMatch(/^\x1b\(B\x1b\[m\x1b\[1m {6}6 root/);
  });
});

describe('at a terminal', () => {
  const terminal = { columns: 80, rows: 24 };

  test('q and ^C end it, and it leaves the terminal as it was', async () => {
    const machine = await newMachine();
    const line = 'docker run --rm -it busybox sh -c \'top && read line && echo "got <$line>"\'';
    const interrupted = machine.typeInTerminal(line, ['M', '^C', 'hello'], terminal);
    expect(interrupted.status).toBe(0);
    expect(interrupted.stdout).toMatch(/^\x1b\[HMem: /);
    expect(interrupted.stdout).toMatch(/ top\x1b\[K\x1b\[J\r\r\nhello\r\ngot <hello>\r\n$/);
    // What follows q, here Return, is left to whoever reads next.
    expect(machine.typeInTerminal(line, ['q'], terminal).stdout).toMatch(/\x1b\[J\r\r\ngot <>\r\n$/);
  });

  test('it looks again after a while, or as often as it is told', async () => {
    const machine = await newMachine();
    const { stdout } = machine.typeInTerminal('docker run --rm -it busybox top -n 3 -d 2', [], terminal);
    expect(stdout.split('\x1b[H')).toHaveLength(4);
    const file = machine.type('docker run --rm busybox top -b -n 2 -d 1').stdout;
    expect(file.match(/^Mem: /gm)).toHaveLength(2);
  });
});
