import type { Task } from '../../kernel';
import { program } from '../shared/program';
import { eachInput } from '../shared/each-input';

export const fold = program({
  id: 'coreutils/fold',
  usage: '[OPTION]... [FILE]...',
  busyboxUsage: '[-bs] [-w WIDTH] [FILE]...',
  options: { width: 'w,width=WIDTH', spaces: 's,spaces', bytes: 'b,bytes' },
  rewrite: (args) => args.map((arg) => (/^-\d+$/.test(arg) ? `-w${arg.slice(1)}` : arg)),
  *run(c) {
    const width = Number(c.flags.width ?? 80);
    if (!(width >= 1)) {
      const what = c.gnu ? 'invalid number of columns:' : 'invalid number';
      return yield* c.fail(`${what} '${c.flags.width ?? ''}'`);
    }
    return yield* eachInput(c, c.operands, function* (reader): Task<void> {
      for (let line = yield* reader.line(); line !== undefined; line = yield* reader.line()) {
        let rest = line;
        while (rest.length > width) {
          const space = c.flags.spaces ? rest.lastIndexOf(' ', width - 1) : -1;
          const cut = space >= 0 ? space + 1 : width;
          yield* c.write(`${rest.slice(0, cut)}\n`);
          rest = rest.slice(cut);
        }
        yield* c.write(rest + (reader.terminated ? '\n' : ''));
      }
    });
  },
});
