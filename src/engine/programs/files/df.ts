import type { MountEntry } from '../../kernel';
import { reason } from '../shared/errors';
import { program } from '../shared/program';
import { busyboxHumanSize, humanSize } from '../shared/sizes';

/** The disk that every container shares. The engine counts no free space: these are a laptop's. */
const DISK_BYTES = 61_202_244 * 1024;
const DISK_USED_BYTES = 17_820_416 * 1024;
const TMPFS_BYTES = 65_536 * 1024;

function figures(mount: MountEntry): { size: number; used: number; free: number } {
  if (mount.type === 'tmpfs' || mount.type === 'devtmpfs') {
    const size = mount.sizeBytes ?? TMPFS_BYTES;
    return { size, used: 0, free: size };
  }
  if (/^(proc|sysfs|devpts|mqueue|cgroup2?)$/.test(mount.type)) return { size: 0, used: 0, free: 0 };
  const size = mount.sizeBytes ?? DISK_BYTES;
  // A twentieth is kept for root, as ext4 does.
  return { size, used: DISK_USED_BYTES, free: Math.floor((size * 0.95 - DISK_USED_BYTES) / 1024) * 1024 };
}

const ALL_COLUMNS = [
  'source',
  'fstype',
  'itotal',
  'iused',
  'iavail',
  'ipcent',
  'size',
  'used',
  'avail',
  'pcent',
  'file',
  'target',
] as const;

const COLUMN_TITLES: Readonly<Record<string, string>> = {
  source: 'Filesystem',
  fstype: 'Type',
  itotal: 'Inodes',
  iused: 'IUsed',
  iavail: 'IFree',
  ipcent: 'IUse%',
  used: 'Used',
  avail: 'Avail',
  pcent: 'Use%',
  file: 'File',
  target: 'Mounted on',
};

/** A size of blocks and its name in the title: `M` is `1M`, `MB` counts in thousands. */
function blockOf(text: string): { readonly bytes: number; readonly name: string } | undefined {
  const [, count = '1', letter = '', thousands] = /^(\d*)([KMGTP]?)(B|iB)?$/i.exec(text) ?? [];
  if (!/^(\d*[KMGTP](B|iB)?|\d+)$/i.test(text)) return undefined;
  const power = 'KMGTP'.indexOf(letter.toUpperCase()) + 1;
  const base = thousands?.toUpperCase() === 'B' ? 1000 : 1024;
  const bytes = Number(count === '' ? 1 : count) * base ** power;
  return { bytes, name: `${count === '' ? '1' : count}${letter.toUpperCase()}${base === 1000 ? 'B' : ''}` };
}

interface Column {
  readonly isText: boolean;
  readonly least: number;
  readonly cells: readonly string[];
}

function table(columns: readonly Column[]): string {
  const shown = columns.map(({ isText, least, cells }, index) => {
    const width = Math.max(least, ...cells.map((cell) => cell.length));
    const isLast = index === columns.length - 1;
    return cells.map((cell) => (isText ? (isLast ? cell : cell.padEnd(width)) : cell.padStart(width)));
  });
  return (shown[0] ?? []).map((_, row) => `${shown.map((cells) => cells[row] ?? '').join(' ')}\n`).join('');
}

export const df = program({
  id: 'coreutils/df',
  usage: '[OPTION]... [FILE]...',
  busyboxUsage: '[-PkmhTai] [-B SIZE] [-t TYPE] [FILESYSTEM]...',
  options: {
    all: 'a,all',
    human: 'h,human-readable',
    si: 'H,si',
    kibi: 'k',
    mebi: 'm',
    posix: 'P,portability',
    type: 'T,print-type',
    only: 't,type=TYPE',
    inodes: 'i,inodes',
    total: 'total',
    exclude: 'x,exclude-type=TYPE',
    local: 'l,local',
    block: 'B,block-size=SIZE',
    output: 'output[=LIST]',
  },
  busyboxLacks: 'lx',
  *run(c) {
    const { flags, p } = c;
    let status = 0;
    let mounts: MountEntry[] = [];
    if (c.operands.length === 0) {
      mounts = p.files.mounts().filter((mount) => flags.all || figures(mount).size > 0);
    }
    for (const path of c.operands) {
      try {
        p.files.stat(path);
        mounts.push(p.files.mountOf(path));
      } catch (error) {
        yield* c.warn(c.gnu ? `${path}: ${reason(error)}` : `${path}: can't find mount point`);
        status = 1;
      }
    }
    if (flags.only !== undefined) mounts = mounts.filter((mount) => c.all('only').includes(mount.type));
    mounts = mounts.filter((mount) => !c.all('exclude').includes(mount.type));
    if (mounts.length === 0) return status || 1;
    const human = flags.human || flags.si;
    const block = blockOf(flags.mebi ? 'M' : (flags.block ?? '1K'));
    if (block === undefined) return yield* c.fail(`invalid --block-size argument '${flags.block ?? ''}'`);
    const unit = block.bytes;
    const show = (bytes: number): string =>
      flags.human
        ? c.gnu
          ? humanSize(bytes)
          : busyboxHumanSize(bytes)
        : flags.si
          ? humanSize(bytes, 1000)
          : String(Math.ceil(bytes / unit));
    const percent = (used: number, free: number): string =>
      used + free === 0 ? (c.gnu ? '-' : '0%') : `${String(Math.ceil((100 * used) / (used + free)))}%`;
    const sizeTitle = human ? 'Size' : flags.posix ? '1024-blocks' : `${block.name}-blocks`;
    if (c.gnu && flags.output !== undefined) {
      const names = flags.output === '' ? ALL_COLUMNS : flags.output.split(',');
      const wrong = names.find((one) => !(ALL_COLUMNS as readonly string[]).includes(one));
      if (wrong !== undefined) return yield* c.usageError(`option --output: field '${wrong}' unknown`);
      const cells: Readonly<Record<string, (mount: MountEntry) => string>> = {
        source: (mount) => mount.source,
        fstype: (mount) => mount.type,
        itotal: () => '0',
        iused: () => '0',
        iavail: () => '0',
        ipcent: () => '-',
        size: (mount) => show(figures(mount).size),
        used: (mount) => show(figures(mount).used),
        avail: (mount) => show(figures(mount).free),
        pcent: (mount) => percent(figures(mount).used, figures(mount).free),
        file: (mount) => c.operands[mounts.indexOf(mount)] ?? '-',
        target: (mount) => mount.path,
      };
      yield* c.print(
        table(
          names.map((one) => ({
            isText: /^(source|fstype|file|target)$/.test(one),
            least: one === 'source' ? 14 : /^(size|used|avail)$/.test(one) ? 5 : 0,
            cells: [
              one === 'size' ? sizeTitle : (COLUMN_TITLES[one] ?? ''),
              ...mounts.map((mount) => cells[one]?.(mount) ?? ''),
            ],
          })),
        ),
      );
      return status;
    }
    const title = ['Filesystem', ...(flags.type ? ['Type'] : [])];
    const rows = [
      flags.inodes
        ? c.gnu
          ? [...title, 'Inodes', 'IUsed', 'IFree', 'IUse%', 'Mounted on']
          : [...title, 'Inodes', 'Used', 'Available', 'Use%', 'Mounted on']
        : [
            ...title,
            sizeTitle,
            'Used',
            human && c.gnu ? 'Avail' : 'Available',
            flags.posix ? 'Capacity' : 'Use%',
            'Mounted on',
          ],
      ...mounts.map((mount) => {
        const { size, used, free } = figures(mount);
        const first = [mount.source, ...(flags.type ? [mount.type] : [])];
        if (flags.inodes) return [...first, '0', '0', '0', '-', mount.path];
        return [...first, show(size), show(used), show(free), percent(used, free), mount.path];
      }),
    ];
    const texts = flags.type ? 2 : 1;
    if (!c.gnu) {
      for (const row of rows) {
        const head = (row[0] ?? '').padEnd(20) + (flags.type ? ` ${(row[1] ?? '').padEnd(10)}` : '');
        const [size = '', used = '', free = '', use = '', path = ''] = row.slice(texts);
        const wide = human ? 9 : 10;
        yield* c.print(
          `${head} ${size.padStart(wide)} ${used.padStart(9)} ${free.padStart(9)} ${use.padStart(3)} ${path}\n`,
        );
      }
      return status;
    }
    const widths =
      rows[0]?.map((_, column) =>
        Math.max(
          column === 0 ? 14 : column >= texts && column < texts + 3 ? 5 : 0,
          ...rows.map((row) => row[column]?.length ?? 0),
        ),
      ) ?? [];
    for (const row of rows) {
      const cells = row.map((cell, column) => {
        if (column === row.length - 1) return cell;
        return column < texts ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
      });
      yield* c.print(`${cells.join(' ')}\n`);
    }
    return status;
  },
});
