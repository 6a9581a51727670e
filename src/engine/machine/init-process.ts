import type { ProcessSpec } from '../daemon';
import type { Process, SignalName, Task } from '../kernel';
import { isErrno, SIGNAL_NUMBERS } from '../kernel';

const handedOn: readonly SignalName[] = [
  'HUP',
  'INT',
  'QUIT',
  'USR1',
  'USR2',
  'TERM',
  'WINCH',
  'ALRM',
  'CONT',
];

/** PID 1 of a container with `--init`: runs the command, hands signals on, collects what is orphaned (as tini does). */
export function initProgram({ argv, path, env, cwd }: ProcessSpec): (self: Process) => Task<number> {
  return function* (self) {
    for (const signal of handedOn) self.setDisposition(signal, 'catch');
    const child = self.spawn(path, argv, { env, cwd });
    for (;;) {
      try {
        const ended = yield* self.wait();
        if (ended?.pid === child.pid) {
          return 'code' in ended.status ? ended.status.code : 128 + SIGNAL_NUMBERS[ended.status.signal];
        }
      } catch (error) {
        if (!isErrno(error) || error.code !== 'EINTR') throw error;
        for (const signal of self.takeSignals()) self.kill(child.pid, signal);
      }
    }
  };
}
