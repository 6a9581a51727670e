import type { Stat, Task } from '../../kernel';
import { byteString } from '../shared/bytes';
import { downColumns, evenColumns } from '../shared/columns';
import { reason } from '../shared/errors';
import { modeText } from '../shared/modes';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { busyboxHumanSize, humanSize } from '../shared/sizes';
import { formatTime } from '../shared/time';
import { localZone } from '../shared/zones';
import { join } from '../shared/trees';
import { Names } from '../shared/users';
import { compareAsStrverscmp, compareFileVersions } from '../shared/version-order';
import { colorOf, knowsTerminal } from './ls/colors';
import { readWords, type LsWords } from './ls/words';

const OPTIONS = {
  all: 'a,all',
  almostAll: 'A,almost-all',
  long: 'l',
  human: 'h,human-readable',
  si: 'si',
  recursive: 'R,recursive',
  byTime: 't',
  bySize: 'S',
  reverse: 'r,reverse',
  one: '1',
  directory: 'd,directory',
  inode: 'i,inode',
  numeric: 'n,numeric-uid-gid',
  classify: 'F,classify[=WHEN]',
  slash: 'p',
  columns: 'C',
  across: 'x',
  commas: 'm',
  unsorted: 'U',
  noSort: 'f',
  noOwner: 'g',
  noGroup: 'o',
  hideGroup: 'G,no-group',
  blocks: 's,size',
  follow: 'L,dereference',
  followArgs: 'H,dereference-command-line',
  color: 'color[=WHEN]',
  width: 'w,width=COLS',
  quoteName: 'Q,quote-name',
  byChange: 'c',
  byAccess: 'u',
  byExtension: 'X',
  byVersion: 'v',
  sort: 'sort=WORD',
  timeStyle: 'time-style=STYLE',
  fullTime: 'full-time',
  groupFirst: 'group-directories-first',
  literal: 'N,literal',
  escape: 'b,escape',
  hide: 'I,ignore=PATTERN',
  zero: 'zero',
  kibibytes: 'k,kibibytes',
  format: 'format=WORD',
  context: 'Z,context',
  questions: 'q,hide-control-chars',
  time: 'time=WORD',
  busyboxEvery: 'e',
  noBackups: 'B,ignore-backups',
} as const;

type LsCall = Call<typeof OPTIONS>;

interface Entry {
  readonly name: string;
  readonly path: string;
  readonly stat: Stat;
  readonly target?: string;
  readonly targetStat?: Stat;
}

const HALF_YEAR_MS = (31_556_952 / 2) * 1000;

export const ls = program({
  id: 'coreutils/ls',
  names: ['dir', 'vdir'],
  usage: '[OPTION]... [FILE]...',
  busyboxUsage: '[-1AaCxdLHRFplinshrSXvctu] [-w WIDTH] [FILE]...',
  options: OPTIONS,
  busyboxNumbers: 'w',
  gnuLacks: 'e',
  busyboxLacks: 'BGINUZbefmo',
  busyboxLong: 'color full-time group-directories-first',
  usageStatus: 2,
  *run(c) {
    const words = c.gnu
      ? readWords(c.flags)
      : { ...(c.flags.color !== undefined && { color: c.flags.color }) };
    if ('problem' in words) return yield* c.usageError(words.problem, 1);
    if (c.gnu && c.flags.width !== undefined && !/^\d+$/.test(c.flags.width))
      return yield* c.fail(`invalid line width: '${c.flags.width}'`, 2);
    return yield* new Listing(c, words).run();
  },
});

class Listing {
  readonly #tty: boolean;
  readonly #long: boolean;
  readonly #names: Names;
  readonly #width: number;
  readonly #color: boolean;
  #status = 0;
  #colored = false;

  constructor(
    readonly c: LsCall,
    readonly words: LsWords,
  ) {
    const { p, flags } = c;
    this.#tty = p.isatty(1);
    this.#long =
      flags.long ||
      flags.numeric ||
      flags.noOwner ||
      flags.noGroup ||
      flags.fullTime ||
      words.format === 'verbose' ||
      c.name === 'vdir';
    this.#names = new Names(p.files);
    const columns = Number(flags.width ?? p.env.get('COLUMNS') ?? NaN);
    this.#width = Number.isNaN(columns) ? (this.#tty ? p.terminalSize(1).columns : 80) : columns || Infinity;
    const when = words.color ?? (this.#defaultColor() ? 'auto' : 'never');
    this.#color = when === 'always' || when === '' || (when === 'auto' && this.#tty);
    // GNU's colours nothing for a terminal that it does not know, which no TERM is.
    if (c.gnu && !p.env.get('LS_COLORS') && !p.env.get('COLORTERM') && !knowsTerminal(p.env.get('TERM')))
      this.#color = false;
  }

  #defaultColor(): boolean {
    return this.c.build.lsColor === true;
  }

  *run(): Task<number> {
    const { c } = this;
    const files: Entry[] = [];
    const folders: Entry[] = [];
    for (const name of c.operands.length > 0 ? c.operands : ['.']) {
      const entry = yield* this.#operand(name);
      if (!entry) continue;
      (entry.stat.kind === 'directory' && !c.flags.directory ? folders : files).push(entry);
    }
    this.#sort(files);
    this.#sort(folders);
    let first = true;
    if (files.length > 0) {
      yield* this.#show(files);
      first = false;
    }
    const titled = c.operands.length > 1 || c.flags.recursive;
    for (const folder of folders) {
      yield* this.#folder(folder.name, titled, first);
      first = false;
    }
    return this.#status;
  }

  *#operand(name: string): Task<Entry | undefined> {
    const { c } = this;
    try {
      const entry = this.#entry(name, name);
      const followed =
        c.flags.follow ||
        c.flags.followArgs ||
        !(this.#long || c.flags.directory || c.flags.classify !== undefined);
      if (
        entry.stat.kind === 'symlink' &&
        followed &&
        (c.flags.follow || entry.targetStat?.kind === 'directory')
      ) {
        return { name, path: name, stat: c.p.files.stat(name) };
      }
      return entry;
    } catch (error) {
      yield* c.warn(c.gnu ? `cannot access '${name}': ${reason(error)}` : `${name}: ${reason(error)}`);
      this.#status = c.gnu ? 2 : 1;
      return undefined;
    }
  }

  #entry(name: string, path: string): Entry {
    const { files } = this.c.p;
    const stat = files.lstat(path);
    if (stat.kind !== 'symlink') return { name, path, stat };
    let targetStat: Stat | undefined;
    try {
      targetStat = files.stat(path);
    } catch {
      targetStat = undefined;
    }
    if (this.c.flags.follow && targetStat) return { name, path, stat: targetStat };
    return { name, path, stat, target: files.readlink(path), ...(targetStat && { targetStat }) };
  }

  *#folder(path: string, titled: boolean, first: boolean): Task<void> {
    const { c } = this;
    yield* c.p.turn();
    let names: readonly string[];
    try {
      names = c.p.files.readDirectory(path);
    } catch (error) {
      const why = reason(error);
      yield* c.warn(c.gnu ? `cannot open directory '${path}': ${why}` : `can't open '${path}': ${why}`);
      this.#status = c.gnu ? 2 : 1;
      return;
    }
    if (!first) yield* c.write('\n');
    if (titled) yield* c.print(`${this.#quoted(path)}:\n`);
    const { all, almostAll, noSort } = c.flags;
    const entries: Entry[] = [];
    const hidden = c.all('hide').map(globRegex);
    if (all || noSort) for (const dot of ['.', '..']) entries.push(this.#entry(dot, join(path, dot)));
    for (const name of names) {
      if (name.startsWith('.') && !all && !almostAll && !noSort) continue;
      if (hidden.some((pattern) => pattern.test(name)) || (c.flags.noBackups && name.endsWith('~'))) continue;
      try {
        entries.push(this.#entry(name, join(path, name)));
      } catch (error) {
        yield* c.warn(`cannot access '${join(path, name)}': ${reason(error)}`);
        this.#status ||= 1;
      }
    }
    this.#sort(entries);
    if (this.#long || c.flags.blocks) {
      const blocks = entries.reduce((sum, entry) => sum + entry.stat.blocks, 0);
      yield* c.write(`total ${this.#size(blocks * 512, true)}\n`);
    }
    yield* this.#show(entries);
    if (!c.flags.recursive) return;
    for (const entry of entries) {
      if (entry.stat.kind === 'directory' && entry.name !== '.' && entry.name !== '..') {
        yield* this.#folder(entry.path, true, false);
      }
    }
  }

  #sort(entries: Entry[]): void {
    const { flags } = this.c;
    if (flags.unsorted || flags.noSort || this.words.sort === 'none') return;
    const suffix = (name: string): string => /\.[^.]*$/.exec(name)?.[0] ?? '';
    const keys: ((a: Entry, b: Entry) => number)[] = [];
    if (flags.groupFirst) {
      const rank = (e: Entry): number => ((e.targetStat ?? e.stat).kind === 'directory' ? 0 : 1);
      keys.push((a, b) => (flags.reverse ? rank(b) - rank(a) : rank(a) - rank(b)));
    }
    if (flags.bySize || this.words.sort === 'size') keys.push((a, b) => b.stat.sizeBytes - a.stat.sizeBytes);
    else if (
      flags.byTime ||
      this.words.sort === 'time' ||
      ((flags.byChange || flags.byAccess) && !this.#long)
    ) {
      keys.push((a, b) => this.#timeOf(b) - this.#timeOf(a));
    } else if (flags.byExtension || this.words.sort === 'extension') {
      keys.push((a, b) => (suffix(a.name) < suffix(b.name) ? -1 : suffix(a.name) > suffix(b.name) ? 1 : 0));
    } else if (flags.byVersion || this.words.sort === 'version')
      keys.push((a, b) => (this.c.gnu ? compareFileVersions : compareAsStrverscmp)(a.name, b.name));
    entries.sort((a, b) => {
      for (const key of keys) {
        const order = key(a, b);
        if (order !== 0) return order;
      }
      return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
    });
    if (flags.reverse) entries.reverse();
  }

  #timeOf(entry: Entry): number {
    return this.c.flags.byChange || this.words.time === 'ctime' ? entry.stat.ctimeMs : entry.stat.mtimeMs;
  }

  *#show(entries: readonly Entry[]): Task<void> {
    const { c } = this;
    if (this.#long) {
      yield* this.#showLong(entries);
      return;
    }
    const prefixed = this.#prefixes(entries);
    const shown = entries.map((entry, index) => (prefixed[index] ?? '') + this.#shownName(entry));
    const lengths = new Map(
      entries.map((entry, index) => [
        shown[index] ?? '',
        (prefixed[index] ?? '').length + this.#plainName(entry).length,
      ]),
    );
    const end = c.flags.zero ? '\0' : '\n';
    const { format } = this.words;
    const isWide = c.flags.columns || c.flags.across || format === 'vertical' || format === 'horizontal';
    if (c.flags.commas || format === 'commas') {
      yield* c.print(shown.length > 0 ? `${shown.join(', ')}\n` : '');
    } else if (
      !c.flags.one &&
      !c.flags.zero &&
      format !== 'single-column' &&
      (this.#tty || isWide || c.name === 'dir')
    ) {
      const lengthOf = (name: string): number => lengths.get(name) ?? name.length;
      const lines = c.gnu
        ? downColumns(shown, this.#width, lengthOf)
        : evenColumns(shown, this.#width, lengthOf);
      yield* c.print(lines.map((line) => `${line}\n`).join(''));
    } else yield* c.print(shown.map((line) => line + end).join(''));
    if (this.#colored && c.gnu) yield* c.write('');
  }

  /** Inode numbers and blocks in front of names. */
  #prefixes(entries: readonly Entry[]): string[] {
    const { flags } = this.c;
    const { gnu } = this.c;
    const inodes = entries.map((entry) =>
      flags.inode ? `${String(entry.stat.ino).padStart(gnu ? 0 : 7)} ` : '',
    );
    const blocks = entries.map((entry) =>
      flags.blocks ? `${this.#size(entry.stat.blocks * 512, true).padStart(gnu ? 0 : 6)} ` : '',
    );
    const width = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => text.length));
    const [inodeWidth, blockWidth] = [width(inodes), width(blocks)];
    // A file of a kernel without SELinux has no context; in the long listing it stands behind the owners.
    const context = flags.context && !this.#long ? '? ' : '';
    return entries.map(
      (_, i) => (inodes[i] ?? '').padStart(inodeWidth) + (blocks[i] ?? '').padStart(blockWidth) + context,
    );
  }

  *#showLong(entries: readonly Entry[]): Task<void> {
    const { c } = this;
    const prefixes = this.#prefixes(entries);
    const rows = entries.map((entry) => ({
      links: String(entry.stat.nlink),
      user: this.#owner(entry.stat.uid, this.#names.user(entry.stat.uid)),
      group: this.#owner(entry.stat.gid, this.#names.group(entry.stat.gid)),
      size: this.#sizeColumn(entry.stat),
      time: this.#time(this.#timeOf(entry)),
    }));
    const width = (key: 'links' | 'user' | 'group' | 'size'): number =>
      Math.max(0, ...rows.map((row) => row[key].length));
    const widths = { links: width('links'), user: width('user'), group: width('group'), size: width('size') };
    for (const [index, entry] of entries.entries()) {
      const row = rows[index];
      if (!row) continue;
      const owners = [
        ...(c.flags.noOwner ? [] : [row.user.padEnd(c.gnu ? widths.user : 8)]),
        ...(c.flags.noGroup || c.flags.hideGroup ? [] : [row.group.padEnd(c.gnu ? widths.group : 8)]),
        ...(c.flags.context ? ['?'] : []),
      ];
      const columns = [
        modeText(entry.stat),
        row.links.padStart(c.gnu ? widths.links : 4),
        ...owners,
        row.size.padStart(c.gnu ? widths.size : 9),
        row.time,
        this.#shownName(entry) + this.#arrow(entry),
      ];
      yield* c.print(`${prefixes[index] ?? ''}${columns.join(' ')}\n`);
    }
  }

  #arrow(entry: Entry): string {
    if (entry.target === undefined) return '';
    const mark = entry.targetStat && this.c.flags.classify !== undefined ? this.#mark(entry.targetStat) : '';
    return ` -> ${this.#color && entry.targetStat ? this.#paint(entry.target, { stat: entry.targetStat }) : this.#quoted(entry.target)}${mark}`;
  }

  #owner(id: number, name: string | undefined): string {
    return this.c.flags.numeric ? String(id) : (name ?? String(id));
  }

  #sizeColumn(stat: Stat): string {
    if (stat.kind !== 'character' && stat.kind !== 'block') return this.#size(stat.sizeBytes, false);
    const minor = String(stat.minor ?? 0);
    return `${String(stat.major ?? 0)}, ${this.c.gnu ? minor.padStart(3) : minor.padStart(3)}`;
  }

  #size(bytes: number, inBlocks: boolean): string {
    const { flags, gnu } = this.c;
    if (flags.human) return gnu ? humanSize(bytes) : busyboxHumanSize(bytes);
    if (flags.si) return humanSize(bytes, 1000);
    return String(inBlocks ? Math.ceil(bytes / 1024) : bytes);
  }

  #time(ms: number): string {
    const { p, flags } = this.c;
    const zone = localZone(p);
    if (flags.fullTime || flags.timeStyle === 'full-iso') {
      return formatTime(this.c.gnu ? '%Y-%m-%d %H:%M:%S.%N %z' : '%Y-%m-%d %H:%M:%S %z', ms, zone);
    }
    if (flags.busyboxEvery && !this.c.gnu) return formatTime('%c', ms, zone);
    if (flags.timeStyle?.startsWith('+')) return formatTime(flags.timeStyle.slice(1), ms, zone);
    if (flags.timeStyle === 'long-iso') return formatTime('%Y-%m-%d %H:%M', ms, zone);
    const recent = ms <= p.nowMs + (this.c.gnu ? 0 : 900_000) && ms > p.nowMs - HALF_YEAR_MS;
    if (flags.timeStyle === 'iso') return formatTime(recent ? '%m-%d %H:%M' : '%Y-%m-%d ', ms, zone);
    return formatTime(recent ? '%b %e %H:%M' : '%b %e  %Y', ms, zone);
  }

  #mark(stat: Stat): string {
    if (stat.kind === 'directory') return '/';
    if (stat.kind === 'symlink') return '@';
    if (stat.kind === 'fifo') return '|';
    if (stat.kind === 'socket') return '=';
    return stat.kind === 'file' && (stat.mode & 0o111) !== 0 ? '*' : '';
  }

  /** GNU's ls puts names that a shell would cut in quotes, on a terminal. */
  #quoted(name: string): string {
    if (this.c.flags.quoteName) return `"${name.replace(/["\\]/g, '\\$&')}"`;
    if (!this.c.gnu || !this.#tty || this.c.flags.literal) return name;
    if (!/[\s'"$`\\|&;<>()*?[\]!#~={}]/.test(name)) return name;
    return name.includes("'") && !/["$`\\!]/.test(name) ? `"${name}"` : `'${name.replace(/'/g, "'\\''")}'`;
  }

  #suffix(entry: Entry): string {
    const { flags } = this.c;
    if (flags.classify !== undefined && flags.classify !== 'never') {
      return entry.target !== undefined && this.#long ? '' : this.#mark(entry.stat);
    }
    return flags.slash && entry.stat.kind === 'directory' ? '/' : '';
  }

  #plainName(entry: Entry): string {
    return byteString(this.#quoted(entry.name) + this.#suffix(entry));
  }

  #shownName(entry: Entry): string {
    return (this.#color ? this.#paint(entry.name, entry) : this.#quoted(entry.name)) + this.#suffix(entry);
  }

  #paint(
    name: string,
    entry: { readonly stat: Stat; readonly target?: string; readonly targetStat?: Stat },
  ): string {
    const code = colorOf(entry.stat, entry.target !== undefined && entry.targetStat === undefined);
    const shown = this.#quoted(name);
    // BusyBox names a thin type and a colour of everything, and knows no link that leads nowhere.
    if (!this.c.gnu) {
      const own = code || (entry.stat.kind === 'symlink' ? '1;36' : '0;0');
      return `\x1b[${own.replace(/^0(?=\d)/, '')}m${shown}\x1b[m`;
    }
    if (code === '') return shown;
    const start = this.#colored ? '' : '\x1b[0m';
    this.#colored = true;
    return `${start}\x1b[${code}m${shown}\x1b[0m`;
  }
}

function globRegex(glob: string): RegExp {
  return new RegExp(
    `^${glob
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')}$`,
  );
}
