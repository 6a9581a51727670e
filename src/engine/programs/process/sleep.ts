import { Errno, isErrno } from '../../kernel';
import { program } from '../shared/program';
import { parseSeconds } from '../shared/sizes';

export const sleep = program({
  id: 'coreutils/sleep',
  names: ['usleep'],
  paths: ['/usr/bin/sleep'],
  usage: 'NUMBER[SUFFIX]...\n  or:  sleep OPTION',
  busyboxUsage:
    '[N]...\n\nPause for a time equal to the total of the args given, where each arg can\nhave an optional suffix of (s)econds, (m)inutes, (h)ours, or (d)ays',
  busyboxPlain: true,
  *run(c) {
    const texts = c.gnu || c.operands[0] !== '--' ? c.operands : c.operands.slice(1);
    if (texts.length === 0) return yield* c.misused('missing operand');
    let seconds = 0;
    for (const text of texts) {
      const value = parseSeconds(text);
      if (value === undefined) {
        return yield* c.gnu
          ? c.usageError(`invalid time interval '${text}'`)
          : c.fail(`invalid number '${text}'`);
      }
      seconds += value;
    }
    const ms = c.name === 'usleep' ? seconds / 1000 : seconds * 1000;
    try {
      yield* c.p.sleep(ms);
    } catch (error) {
      if (!isErrno(error) || !(error instanceof Errno) || error.code !== 'EINTR') throw error;
    }
    return 0;
  },
});
