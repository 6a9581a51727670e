import { program } from '../shared/program';
import { parentOf } from '../shared/trees';

export const dirname = program({
  id: 'coreutils/dirname',
  usage: '[OPTION] NAME...',
  busyboxUsage: 'FILENAME',
  options: { zero: 'z,zero' },
  busyboxPlain: true,
  *run(c) {
    const names = c.gnu || c.operands[0] !== '--' ? c.operands : c.operands.slice(1);
    if (names.length === 0 || (!c.gnu && names.length > 1)) return yield* c.misused('missing operand');
    for (const name of names) yield* c.print(parentOf(name) + (c.flags.zero ? '\0' : '\n'));
    return 0;
  },
});
