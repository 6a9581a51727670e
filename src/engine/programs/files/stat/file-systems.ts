// What `stat -f` says of the file system that a file is on.
import { Errno, type MountEntry, type Task } from '../../../kernel';
import { byteString } from '../../shared/bytes';
import { figures, inodesOf } from '../../shared/disk-figures';
import { reason } from '../../shared/errors';
import { formatInteger, formatText, unescape } from '../../shared/printf';
import type { Call } from '../../shared/program';

type StatCall = Call<{
  readonly format: 'c,format=FORMAT';
  readonly printf: 'printf=FORMAT';
  readonly follow: 'L,dereference';
  readonly system: 'f,file-system';
  readonly terse: 't,terse';
}>;

const BLOCK_BYTES = 4096;
const LONGEST_NAME = 255;

/** Magic numbers and names. Source: linux/magic.h; coreutils, stat.c; BusyBox knows no overlay. */
const TYPES: Readonly<Record<string, readonly [magic: number, name: string, busybox?: string]>> = {
  overlay: [0x794c7630, 'overlayfs', 'UNKNOWN'],
  proc: [0x9fa0, 'proc'],
  sysfs: [0x62656572, 'sysfs'],
  tmpfs: [0x01021994, 'tmpfs'],
  devtmpfs: [0x01021994, 'tmpfs'],
  devpts: [0x1cd1, 'devpts'],
  mqueue: [0x19800202, 'mqueue', 'UNKNOWN'],
  cgroup2: [0x63677270, 'cgroup2fs', 'UNKNOWN'],
  ext4: [0xef53, 'ext2/ext3'],
};

const LONG = [
  '  File: "%n"',
  '    ID: %-8i Namelen: %-7l Type: %T',
  'Block size: %-10s Fundamental block size: %S',
  'Blocks: Total: %-10b Free: %-10f Available: %a',
  'Inodes: Total: %-10c Free: %d',
  '',
].join('\n');
const BUSYBOX_LONG = LONG.replace(' Fundamental block size: %S', '');

/** `stat -f`: each operand's file system. */
export function* fileSystems(c: StatCall): Task<number> {
  const { flags, p } = c;
  const terse = `%n %i %l %t %s ${c.gnu ? '%S ' : ''}%b %f %a %c %d`;
  const format = flags.printf ?? flags.format ?? (flags.terse ? terse : c.gnu ? LONG : BUSYBOX_LONG);
  const base = flags.printf === undefined ? byteString(format) : unescape(byteString(format), false).text;
  const isLine = flags.printf === undefined && (flags.format !== undefined || flags.terse);
  let status = 0;
  for (const path of c.operands) {
    if (!p.files.exists(path)) {
      const what = `${c.gnu ? 'cannot' : "can't"} read file system information for`;
      yield* c.warn(`${what} '${path}': ${reason(new Errno('ENOENT'))}`);
      status = 1;
      continue;
    }
    const { deviceId } = p.files.stat(path);
    yield* c.write(fill(base, path, p.files.mountOf(path), deviceId, c.gnu) + (isLine ? '\n' : ''));
  }
  return status;
}

function fill(format: string, path: string, mount: MountEntry, deviceId: number, gnu: boolean): string {
  const { size, used, free } = figures(mount);
  const inodes = inodesOf(mount);
  const [magic, name, busyboxName = name] = TYPES[mount.type] ?? [0, `UNKNOWN (0x0)`, 'UNKNOWN'];
  // Where blocks are counted the ID is a random one of the disk's.
  const id = (BigInt(deviceId) << 32n) | (size === 0 ? 0n : BigInt(magic));
  const numbers: Readonly<Record<string, number>> = {
    a: Math.floor(free / BLOCK_BYTES),
    b: Math.floor(size / BLOCK_BYTES),
    c: inodes.total,
    d: inodes.total - inodes.used,
    f: Math.floor((size - used) / BLOCK_BYTES),
    l: LONGEST_NAME,
    s: BLOCK_BYTES,
    S: BLOCK_BYTES,
  };
  return format.replace(
    /%([-+ #0]*)(\d*)(?:\.(\d+))?([a-zA-Z%])/g,
    (_, flags: string, width: string, precision: string | undefined, code: string) => {
      const how = {
        flags,
        width: Number(width),
        precision: precision === undefined ? undefined : Number(precision),
      };
      const number = numbers[code];
      if (number !== undefined) return formatInteger(BigInt(number), { ...how, type: 'd' });
      const texts: Readonly<Record<string, string>> = {
        '%': '%',
        i: id.toString(16),
        n: path,
        t: magic.toString(16),
        T: gnu ? name : busyboxName,
      };
      return formatText(byteString(texts[code] ?? (gnu ? '?' : code)), { ...how, type: 's' });
    },
  );
}
