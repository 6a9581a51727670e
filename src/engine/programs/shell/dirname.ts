import { program } from '../shared/program';
import { parentOf } from '../shared/trees';

export const dirname = program({
  id: 'coreutils/dirname',
  usage: '[OPTION] NAME...',
  busyboxUsage: 'FILENAME',
  options: { zero: 'z,zero' },
  *run(c) {
    if (c.operands.length === 0) return yield* c.misused('missing operand');
    for (const name of c.operands) yield* c.print(parentOf(name) + (c.flags.zero ? '\0' : '\n'));
    return 0;
  },
});
