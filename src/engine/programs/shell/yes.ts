import { byteString } from '../shared/bytes';
import { program } from '../shared/program';

export const yes = program({
  id: 'coreutils/yes',
  usage: '[STRING]...',
  busyboxUsage: '[STRING]',
  stopAtOperand: true,
  *run(c) {
    const line = `${byteString(c.operands.join(' ') || 'y')}\n`;
    const block = line.repeat(Math.ceil(4096 / line.length));
    for (;;) {
      yield* c.write(block);
      yield* c.p.turn();
    }
  },
});
