import { reason } from '../shared/errors';
import { parseMode } from '../shared/modes';
import { program } from '../shared/program';

export const mknod = program({
  id: 'coreutils/mknod',
  usage: '[OPTION]... NAME TYPE [MAJOR MINOR]',
  busyboxUsage: '[-m MODE] NAME TYPE [MAJOR MINOR]',
  options: { mode: 'm,mode=MODE' },
  *run(c) {
    const [name, type, major, minor] = c.operands;
    if (name === undefined) return yield* c.misused('missing operand');
    if (type === undefined) return yield* c.misused(`missing operand after '${name}'`);
    const mode = parseMode(c.flags.mode ?? '')?.(0o666, false, 0) ?? 0o666 & ~c.p.umask;
    if (type === 'p') c.p.files.mkfifo(name, mode);
    else if (!/^[bcu]$/.test(type)) return yield* c.usageError(`invalid device type '${type}'`);
    else if (minor === undefined)
      return yield* c.misused('Special files require major and minor device numbers.');
    else {
      try {
        c.p.files.mknod(name, type === 'b' ? 'block' : 'character', Number(major), Number(minor), mode);
      } catch (error) {
        return yield* c.fail(`${name}: ${reason(error)}`);
      }
    }
    return 0;
  },
});

export const mkfifo = program({
  id: 'coreutils/mkfifo',
  usage: '[OPTION]... NAME...',
  busyboxUsage: '[-m MODE] NAME',
  options: { mode: 'm,mode=MODE' },
  *run(c) {
    if (c.operands.length === 0) return yield* c.misused('missing operand');
    let status = 0;
    for (const name of c.operands) {
      try {
        c.p.files.mkfifo(name, parseMode(c.flags.mode ?? '')?.(0o666, false, 0) ?? 0o666 & ~c.p.umask);
      } catch (error) {
        yield* c.warn(c.gnu ? `cannot create fifo '${name}': ${reason(error)}` : `${name}: ${reason(error)}`);
        status = 1;
      }
    }
    return status;
  },
});
