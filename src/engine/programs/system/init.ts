import { isErrno } from '../../kernel';
import type { SignalName } from '../../kernel';
import { codeOf, reason } from '../shared/errors';
import { shellStatus, start } from '../shared/exec';
import { program } from '../shared/program';

const FORWARDED: readonly SignalName[] = [
  'HUP',
  'INT',
  'QUIT',
  'TERM',
  'USR1',
  'USR2',
  'WINCH',
  'CONT',
  'TSTP',
  'TTIN',
  'TTOU',
];

/** `docker run --init`: process 1 that hands signals on and reaps what is left behind. */
export const tini = program({
  id: 'tini/tini',
  names: ['docker-init', 'dumb-init'],
  paths: ['/usr/bin/tini', '/sbin/docker-init', '/usr/bin/dumb-init'],
  flavours: ['gnu'],
  usage: '[OPTIONS] PROGRAM -- [ARGS] | --version',
  options: {
    subreaper: 's',
    parentDeath: 'p=SIGNAL',
    verbose: 'v',
    warn: 'w',
    group: 'g',
    exit: 'e=CODE',
    license: 'l',
    version: 'version',
    single: 'c,single-child',
  },
  stopAtOperand: true,
  *run(c) {
    const { p } = c;
    if (c.flags.version) {
      yield* c.print('tini version 0.19.0 - git.de40ad0\n');
      return 0;
    }
    if (c.operands.length === 0) return yield* c.usageError();
    for (const signal of FORWARDED) p.setDisposition(signal, 'catch');
    let main;
    try {
      main = start(p, c.operands, { processGroup: 0 });
    } catch (error) {
      yield* p.stderr.write(
        `[FATAL tini (${String(p.pid)})] exec ${c.operands[0] ?? ''} failed: ${reason(error)}\n`,
      );
      return codeOf(error) === 'ENOENT' ? 127 : 126;
    }
    if (p.isatty(0)) p.setForeground(0, main.pid);
    for (;;) {
      try {
        const ended = yield* p.wait();
        if (ended?.pid === main.pid) {
          const code = shellStatus(ended.status);
          return c.all('exit').includes(String(code)) ? 0 : code;
        }
      } catch (error) {
        if (!isErrno(error) || error.code !== 'EINTR') throw error;
        for (const signal of p.takeSignals()) p.kill(c.flags.group ? -main.pid : main.pid, signal);
      }
    }
  },
});
