import { reason } from '../shared/errors';
import { program } from '../shared/program';

export const unlink = program({
  id: 'coreutils/unlink',
  usage: 'FILE',
  *run(c) {
    const [path, extra] = c.operands;
    if (path === undefined) return yield* c.misused('missing operand');
    if (extra !== undefined) return yield* c.misused(`extra operand '${extra}'`);
    try {
      c.p.files.unlink(path);
      return 0;
    } catch (error) {
      return yield* c.fail(
        c.gnu ? `cannot unlink '${path}': ${reason(error)}` : `can't remove file '${path}': ${reason(error)}`,
      );
    }
  },
});

/** Nothing waits to be written here. */
export const sync = program({
  id: 'coreutils/sync',
  names: ['fsync'],
  paths: ['/usr/bin/sync'],
  usage: '[OPTION] [FILE]...',
  options: { data: 'd,data', system: 'f,file-system' },
  *run(c) {
    yield* c.p.turn();
    return 0;
  },
});
