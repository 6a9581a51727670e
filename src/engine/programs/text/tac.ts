import type { Task } from '../../kernel';
import { program } from '../shared/program';
import { eachInput } from '../shared/each-input';

export const tac = program({
  id: 'coreutils/tac',
  usage: '[OPTION]... [FILE]...',
  busyboxUsage: '[FILE]...',
  options: { separator: 's,separator=STRING', before: 'b,before' },
  busyboxLacks: 'bs',
  *run(c) {
    return yield* eachInput(
      c,
      c.operands,
      function* (reader): Task<void> {
        const text = yield* reader.rest();
        const separator = c.flags.separator ?? '\n';
        const parts = text.split(separator);
        const last = parts.pop();
        const records = parts.map((part) => part + separator);
        if (last) records.push(last);
        yield* c.write(records.reverse().join(''));
      },
      {
        told: (name, isFolder) => (isFolder ? `${name}: read error` : `failed to open '${name}' for reading`),
      },
    );
  },
});
