import type { Stat } from '../../kernel';
import { byteString } from '../shared/bytes';
import { reason } from '../shared/errors';
import { kindWords, modeText } from '../shared/modes';
import { formatInteger, formatText, unescape } from '../shared/printf';
import { program, type Call } from '../shared/program';
import { formatTime } from '../shared/time';
import { localZone } from '../shared/zones';
import { Names } from '../shared/users';
import { fileSystems } from './stat/file-systems';

const TYPE_BITS: Readonly<Record<Stat['kind'], number>> = {
  file: 0o100000,
  directory: 0o040000,
  symlink: 0o120000,
  character: 0o020000,
  block: 0o060000,
  fifo: 0o010000,
  socket: 0o140000,
};

const LONG = [
  '  File: %N',
  '  Size: %-10s\tBlocks: %-10b IO Block: %-6o %F',
  'Device: %Hd,%Ld\tInode: %-11i Links: %h',
  'Access: (%04a/%10.10A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)',
  'Access: %x',
  'Modify: %y',
  'Change: %z',
  ' Birth: %w',
  '',
].join('\n');
const BUSYBOX_LONG = [
  '  File: %n',
  '  Size: %-10s\tBlocks: %-10b IO Block: %-6o %F',
  'Device: %Dh/%dd\tInode: %-10i  Links: %-5h',
  'Access: (%04a/%10.10A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)',
  'Access: %x',
  'Modify: %y',
  'Change: %z',
  '',
].join('\n');

export const stat = program({
  id: 'coreutils/stat',
  usage: '[OPTION]... FILE...',
  busyboxUsage: '[-ltf] [-c FMT] FILE...',
  options: {
    format: 'c,format=FORMAT',
    printf: 'printf=FORMAT',
    follow: 'L,dereference',
    system: 'f,file-system',
    terse: 't,terse',
  },
  *run(c) {
    const { flags, p } = c;
    if (c.operands.length === 0) return yield* c.misused('missing operand');
    if (flags.system) return yield* fileSystems(c);
    const names = new Names(p.files);
    let status = 0;
    for (const path of c.operands) {
      try {
        const found = flags.follow ? p.files.stat(path) : p.files.lstat(path);
        const terse = `%n %s %b %f %u %g %D %i %h %t %T %X %Y %Z ${c.gnu ? '%W ' : ''}%o`;
        const format = flags.printf ?? flags.format ?? (flags.terse ? terse : c.gnu ? LONG : BUSYBOX_LONG);
        const base =
          flags.printf === undefined ? byteString(format) : unescape(byteString(format), false).text;
        const end = flags.printf !== undefined || (flags.format === undefined && !flags.terse) ? '' : '\n';
        yield* c.write(fill(base, c, path, found, names) + end);
      } catch (error) {
        yield* c.warn(
          c.gnu ? `cannot statx '${path}': ${reason(error)}` : `can't stat '${path}': ${reason(error)}`,
        );
        status = 1;
      }
    }
    return status;
  },
});

function fill(
  format: string,
  { p, gnu }: Pick<Call, 'p' | 'gnu'>,
  path: string,
  stat: Stat,
  names: Names,
): string {
  const zone = localZone(p);
  const time = (ms: number): string => formatTime('%Y-%m-%d %H:%M:%S.%N %z', ms, zone);
  const quoted = (): string =>
    stat.kind === 'symlink' ? `'${path}' -> '${p.files.readlink(path)}'` : gnu ? `'${path}'` : path;
  return format.replace(
    /%([-+ #0]*)(\d*)(?:\.(\d+))?([HL]?[a-zA-Z%])/g,
    (_, flags: string, width: string, precision: string | undefined, code: string) => {
      const c = {
        flags,
        width: Number(width),
        precision: precision === undefined ? undefined : Number(precision),
        type: 'd',
      };
      const number = (value: number, type = 'd'): string => formatInteger(BigInt(value), { ...c, type });
      const text = (value: string): string => formatText(byteString(value), c);
      switch (code) {
        case 'a':
          return number(stat.mode, 'o');
        case 'A':
          return text(modeText(stat));
        case 'b':
          return number(stat.blocks);
        case 'B':
          return number(512);
        case 'd':
          return number(stat.deviceId);
        case 'D':
          return number(stat.deviceId, 'x');
        case 'Hd':
          return number(stat.deviceId >> 8);
        case 'Ld':
          return number(stat.deviceId & 255);
        case 'f':
          return number(stat.mode | TYPE_BITS[stat.kind], 'x');
        case 'F':
          return text(kindWords(stat));
        case 'g':
          return number(stat.gid);
        case 'G':
          return text(names.group(stat.gid) ?? 'UNKNOWN');
        case 'h':
          return number(stat.nlink);
        case 'i':
          return number(stat.ino);
        case 'm':
          return text(p.files.mountOf(path).path);
        case 'n':
          return text(path);
        case 'N':
          return text(
            format === LONG
              ? quoted()
                  .replace(/^'([^']*)'$/, '$1')
                  .replace(/^'(.*)' -> '(.*)'$/, '$1 -> $2')
              : quoted(),
          );
        case 'o':
          return number(4096);
        case 's':
          return number(stat.sizeBytes);
        case 't':
          return number(stat.major ?? 0, 'x');
        case 'T':
          return number(stat.minor ?? 0, 'x');
        case 'u':
          return number(stat.uid);
        case 'U':
          return text(names.user(stat.uid) ?? 'UNKNOWN');
        case 'w':
          return text(time(stat.ctimeMs));
        case 'W':
          return number(Math.floor(stat.ctimeMs / 1000));
        case 'x':
        case 'y':
          return text(time(stat.mtimeMs));
        case 'z':
          return text(time(stat.ctimeMs));
        case 'X':
        case 'Y':
          return number(Math.floor(stat.mtimeMs / 1000));
        case 'Z':
          return number(Math.floor(stat.ctimeMs / 1000));
        case '%':
          return '%';
        default:
          return gnu ? '?' : code;
      }
    },
  );
}
