import { reason } from '../shared/errors';
import { program } from '../shared/program';
import { parseSize } from '../shared/sizes';
import { statOf } from '../shared/trees';

export const truncate = program({
  id: 'coreutils/truncate',
  usage: 'OPTION... FILE...',
  busyboxUsage: '[-c] -s SIZE FILE...',
  options: {
    size: 's,size=SIZE',
    noCreate: 'c,no-create',
    reference: 'r,reference=RFILE',
    blocks: 'o,io-blocks',
  },
  busyboxLacks: 'or',
  *run(c) {
    const { flags, p } = c;
    const text =
      flags.reference === undefined ? flags.size : String(statOf(p, flags.reference)?.sizeBytes ?? 0);
    if (text === undefined) return yield* c.misused("you must specify either '--size' or '--reference'");
    if (c.operands.length === 0) return yield* c.misused('missing file operand');
    // BusyBox' takes a size only, never a change of it.
    if (!c.gnu && !/^\d/.test(text)) return yield* c.fail(`invalid number '${text}'`);
    const size = parseSize(text.replace(/^[-+<>/%]/, ''));
    if (size === undefined) return yield* c.fail(`Invalid number: '${text}'`);
    let status = 0;
    for (const path of c.operands) {
      try {
        const stat = statOf(p, path);
        if (!stat && flags.noCreate) continue;
        if (!stat) p.close(p.open(path, { write: true, create: true }));
        const now = stat?.sizeBytes ?? 0;
        const sign = /^[-+<>/%]/.exec(text)?.[0];
        const sizes: Readonly<Record<string, number>> = {
          '+': now + size,
          '-': Math.max(0, now - size),
          '<': Math.min(now, size),
          '>': Math.max(now, size),
          '/': Math.floor(now / size) * size,
          '%': Math.ceil(now / size) * size,
        };
        p.files.truncate(path, sign === undefined ? size : (sizes[sign] ?? size));
      } catch (error) {
        yield* c.warn(
          c.gnu ? `cannot open '${path}' for writing: ${reason(error)}` : `${path}: open: ${reason(error)}`,
        );
        status = 1;
      }
    }
    return status;
  },
});

export const fallocate = program({
  id: 'util-linux/fallocate',
  usage: '[options] <filename>',
  busyboxUsage: '[-o OFS] -l LEN FILE',
  options: { length: 'l,length=NUM', offset: 'o,offset=NUM', keep: 'n,keep-size' },
  busyboxLacks: 'n',
  *run(c) {
    const [path] = c.operands;
    const size = parseSize(c.flags.length ?? '');
    if (path === undefined) return yield* c.misused('no filename specified');
    if (size === undefined) return yield* c.fail('no length argument specified');
    try {
      const now = statOf(c.p, path)?.sizeBytes;
      if (now === undefined) c.p.close(c.p.open(path, { write: true, create: true }));
      if (!c.flags.keep)
        c.p.files.truncate(path, Math.max(now ?? 0, size + (parseSize(c.flags.offset ?? '0') ?? 0)));
      return 0;
    } catch (error) {
      return yield* c.fail(`cannot open ${path}: ${reason(error)}`);
    }
  },
});
