import type { Stat, Task } from '../../kernel';
import { reason } from '../shared/errors';
import { program } from '../shared/program';
import { busyboxHumanSize, humanSize, parseSize } from '../shared/sizes';
import { join, sortedNames } from '../shared/trees';

export const du = program({
  id: 'coreutils/du',
  usage: '[OPTION]... [FILE]...',
  busyboxUsage: '[-aHLdclsxhmk] [FILE]...',
  options: {
    all: 'a,all',
    summarize: 's,summarize',
    human: 'h,human-readable',
    si: 'si',
    total: 'c,total',
    depth: 'd,max-depth=N',
    kibi: 'k',
    mebi: 'm',
    bytes: 'b,bytes',
    apparent: 'A,apparent-size',
    block: 'B,block-size=SIZE',
    oneSystem: 'x,one-file-system',
    follow: 'L,dereference',
    followArgs: 'H,D,dereference-args',
    links: 'l,count-links',
    separate: 'S,separate-dirs',
    exclude: 'exclude=PATTERN',
    zero: '0,null',
    noFollow: 'P',
    time: 'time[=WORD]',
  },
  busyboxNumbers: 'd',
  busyboxLacks: '0ABDPS',
  *run(c) {
    const { flags, p } = c;
    const apparent = flags.apparent || flags.bytes;
    const unit = flags.bytes
      ? 1
      : flags.mebi
        ? 2 ** 20
        : flags.block === undefined
          ? 1024
          : (parseSize(flags.block.replace(/^([KMGT])/, '1$1')) ?? 1024);
    if (c.gnu && flags.depth !== undefined && !/^\d+$/.test(flags.depth))
      return yield* c.usageError(`invalid maximum depth '${flags.depth}'`);
    const depth = flags.summarize ? 0 : flags.depth === undefined ? Infinity : Number(flags.depth);
    const excluded = c.all('exclude').map(
      (glob) =>
        new RegExp(
          `^${glob
            .replace(/[.+^${}()|\\]/g, '\\$&')
            .replace(/\*/g, '.*')
            .replace(/\?/g, '.')}$`,
        ),
    );
    const seen = new Set<string>();
    let status = 0;
    const show = (bytes: number, path: string): string => {
      const size = flags.human
        ? c.gnu
          ? humanSize(bytes)
          : busyboxHumanSize(bytes)
        : flags.si
          ? humanSize(bytes, 1000)
          : String(Math.ceil(bytes / unit));
      return `${size}\t${path}${flags.zero ? '\0' : '\n'}`;
    };
    const failed = function* (path: string, error: unknown, what: string): Task<void> {
      status = 1;
      yield* c.warn(
        c.gnu
          ? `cannot ${what} '${path}': ${reason(error)}`
          : `${what === 'access' ? path : `can't open '${path}'`}: ${reason(error)}`,
      );
    };
    const measure = function* (path: string, level: number): Task<number> {
      yield* p.turn();
      let stat: Stat;
      try {
        stat = flags.follow || (level === 0 && flags.followArgs) ? p.files.stat(path) : p.files.lstat(path);
      } catch (error) {
        yield* failed(path, error, 'access');
        return 0;
      }
      const key = `${String(stat.deviceId)}:${String(stat.ino)}`;
      if (stat.nlink > 1 && stat.kind !== 'directory' && !flags.links) {
        if (seen.has(key)) return 0;
        seen.add(key);
      }
      const isFolder = stat.kind === 'directory';
      let bytes = apparent ? (isFolder ? 4096 : stat.sizeBytes) : stat.blocks * 512;
      if (apparent && isFolder && flags.bytes) bytes = stat.sizeBytes;
      let below = 0;
      if (isFolder) {
        let names: string[] = [];
        try {
          names = sortedNames(p, path);
        } catch (error) {
          yield* failed(path, error, 'read directory');
        }
        for (const name of names) {
          if (excluded.some((pattern) => pattern.test(name))) continue;
          const size: number = yield* measure(join(path, name), level + 1);
          below += size;
        }
      }
      const sum = bytes + below;
      if (level === 0 || (level <= depth && (isFolder || flags.all)))
        yield* c.print(show(flags.separate ? bytes : sum, path));
      return sum;
    };
    let total = 0;
    for (const path of c.operands.length > 0 ? c.operands : ['.']) total += yield* measure(path, 0);
    if (flags.total) yield* c.print(show(total, 'total'));
    return status;
  },
});
