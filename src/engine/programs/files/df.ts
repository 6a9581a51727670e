import type { MountEntry } from '../../kernel';
import { reason } from '../shared/errors';
import { figures, inodesOf } from '../shared/disk-figures';
import { program } from '../shared/program';
import { busyboxHumanSize, humanSize } from '../shared/sizes';

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

interface Row {
  readonly source: string;
  readonly type: string;
  readonly path: string;
  /** The file that was asked about. */
  readonly operand: string;
  readonly size: number;
  readonly used: number;
  readonly free: number;
  readonly inodes: { readonly total: number; readonly used: number };
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
    if (mounts.length === 0 && (c.gnu || status === 0)) return status || 1;
    if (c.gnu && flags.inodes && flags.output !== undefined)
      return yield* c.usageError('options -i and --output are mutually exclusive');
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
    const count = (inodes: number): string =>
      flags.human
        ? c.gnu
          ? humanSize(inodes)
          : busyboxHumanSize(inodes)
        : flags.si
          ? humanSize(inodes, 1000)
          : String(inodes);
    const rowsOf: Row[] = mounts.map((mount, index) => ({
      ...figures(mount),
      source: mount.source,
      type: mount.type,
      path: mount.path,
      operand: c.operands[index] ?? '-',
      inodes: inodesOf(mount),
    }));
    if (flags.total && c.gnu) {
      const sum = (of: (row: Row) => number): number => rowsOf.reduce((all, row) => all + of(row), 0);
      const hasTarget = flags.output === undefined || /^$|source/.test(flags.output);
      rowsOf.push({
        source: 'total',
        type: '-',
        path: hasTarget ? '-' : 'total',
        operand: '-',
        size: sum((row) => row.size),
        used: sum((row) => row.used),
        free: sum((row) => row.free),
        inodes: { total: sum((row) => row.inodes.total), used: sum((row) => row.inodes.used) },
      });
    }
    const sizeTitle = human ? 'Size' : flags.posix ? '1024-blocks' : `${block.name}-blocks`;
    if (c.gnu && flags.output !== undefined) {
      const names = flags.output === '' ? ALL_COLUMNS : flags.output.split(',');
      const wrong = names.find((one) => !(ALL_COLUMNS as readonly string[]).includes(one));
      if (wrong !== undefined) return yield* c.usageError(`option --output: field '${wrong}' unknown`);
      const cells: Readonly<Record<string, (row: Row) => string>> = {
        source: (row) => row.source,
        fstype: (row) => row.type,
        itotal: (row) => count(row.inodes.total),
        iused: (row) => count(row.inodes.used),
        iavail: (row) => count(row.inodes.total - row.inodes.used),
        ipcent: (row) => percent(row.inodes.used, row.inodes.total - row.inodes.used),
        size: (row) => show(row.size),
        used: (row) => show(row.used),
        avail: (row) => show(row.free),
        pcent: (row) => percent(row.used, row.free),
        file: (row) => row.operand,
        target: (row) => row.path,
      };
      yield* c.print(
        table(
          names.map((one) => ({
            isText: /^(source|fstype|file|target)$/.test(one),
            least: one === 'source' ? 14 : /^(size|used|avail)$/.test(one) ? 5 : 0,
            cells: [
              one === 'size' ? sizeTitle : (COLUMN_TITLES[one] ?? ''),
              ...rowsOf.map((row) => cells[one]?.(row) ?? ''),
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
      ...rowsOf.map(({ size, used, free, inodes, source, type, path }) => {
        const first = [source, ...(flags.type ? [type] : [])];
        const left = inodes.total - inodes.used;
        if (flags.inodes)
          return [
            ...first,
            ...[inodes.total, inodes.used, left].map(count),
            percent(inodes.used, left),
            path,
          ];
        return [...first, show(size), show(used), show(free), percent(used, free), path];
      }),
    ];
    const texts = flags.type ? 2 : 1;
    if (!c.gnu) {
      for (const row of rows) {
        const head = (row[0] ?? '').padEnd(20) + (flags.type ? ` ${(row[1] ?? '').padEnd(10)}` : '');
        const [size = '', used = '', free = '', use = '', path = ''] = row.slice(texts);
        const wide = human || flags.inodes ? 9 : 10;
        yield* c.print(
          `${head} ${size.padStart(wide)} ${used.padStart(9)} ${free.padStart(9)} ${use.padStart(4)} ${path}\n`,
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
