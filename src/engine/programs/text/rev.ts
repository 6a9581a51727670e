import type { Task } from '../../kernel';
import { byteString, textOf } from '../shared/bytes';
import { program } from '../shared/program';
import { eachInput } from '../shared/each-input';

export const rev = program({
  id: 'util-linux/rev',
  usage: '[options] [<file> ...]',
  busyboxUsage: '[FILE]...',
  options: { zero: '0,zero' },
  busyboxLacks: '0',
  *run(c) {
    return yield* eachInput(
      c,
      c.operands,
      function* (reader): Task<void> {
        for (let line = yield* reader.line(); line !== undefined; line = yield* reader.line()) {
          yield* c.write(byteString([...textOf(line)].reverse().join('')) + (reader.terminated ? '\n' : ''));
        }
      },
      {
        seesNoFolders: true,
        told: (name, isFolder) => (isFolder ? 'fgetwc() failed' : `cannot open ${name}`),
      },
    );
  },
});
