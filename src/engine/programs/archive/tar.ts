import { contentSize, gunzip, gzip, isGzip, readTar, sameContent, TarError, writeTar } from '../../fs';
import type { TarEntry } from '../../fs';
import { Errno, type Stat, type Task } from '../../kernel';
import { dataOf } from '../shared/bytes';
import { codeOf, reason } from '../shared/errors';
import { globToRegex } from '../shared/glob';
import { openInput, Reader } from '../shared/input';
import { modeText, parseMode } from '../shared/modes';
import { program } from '../shared/program';
import { OptionError } from '../shared/options';
import type { Call } from '../shared/program';
import { formatTime, parseTime } from '../shared/time';
import { localZone } from '../shared/zones';
import { isDirectory, join, lstatOf, parentOf, sortedNames } from '../shared/trees';
import { gidOf, Names, uidOf } from '../shared/users';

const OPTIONS = {
  create: 'c,create',
  extract: 'x,extract,get',
  list: 't,list',
  append: 'r,append',
  update: 'u,update',
  catenate: 'A,catenate',
  diff: 'd,diff,compare',
  delete: 'delete',
  file: 'f,file=ARCHIVE',
  verbose: 'v,verbose',
  gzip: 'z,gzip,gunzip,ungzip',
  bzip2: 'j,bzip2',
  xz: 'J,xz',
  zstd: 'zstd',
  lzma: 'lzma',
  auto: 'a,auto-compress',
  directory: 'C,directory=DIR',
  stdout: 'O,to-stdout',
  keep: 'k,keep-old-files',
  skipOld: 'skip-old-files',
  overwrite: 'overwrite',
  preserve: 'p,preserve-permissions,same-permissions',
  noPreserve: 'no-same-permissions',
  sameOwner: 'same-owner,s',
  noSameOwner: 'o,no-same-owner',
  touch: 'm,touch',
  strip: 'strip-components,strip=NUMBER',
  exclude: 'exclude=PATTERN',
  excludeFrom: 'X,exclude-from=FILE',
  filesFrom: 'T,files-from=FILE',
  absolute: 'P,absolute-names',
  dereference: 'h,dereference',
  owner: 'owner=NAME',
  group: 'group=NAME',
  mode: 'mode=CHANGES',
  transform: 'transform,xform=EXPRESSION',
  numeric: 'numeric-owner',
  wildcards: 'wildcards',
  sort: 'sort=ORDER',
  mtime: 'mtime=DATE',
  format: 'H,format=FORMAT',
  noRecursion: 'no-recursion',
  totals: 'totals',
  unlinkFirst: 'U,unlink-first',
  removeFiles: 'remove-files',
  oneTop: 'one-top-level[=DIR]',
  noXattrs: 'no-xattrs',
  xattrs: 'xattrs',
  ignoreZeros: 'i,ignore-zeros',
  checkpoint: 'checkpoint[=N]',
  blocking: 'b,blocking-factor=N',
  use: 'I,use-compress-program=PROG',
  warning: 'warning=KEYWORD',
  excludeVcs: 'exclude-vcs',
} as const;

const HINT = "Try 'tar --help' or 'tar --usage' for more information.";

type TarCall = Call<typeof OPTIONS>;

/** `tar czf a.tgz dir`: letters without a dash, their values after them in order. */
function oldStyle(args: readonly string[], isGnu: boolean): string[] {
  const [first, ...rest] = args;
  if (first === undefined || first.startsWith('-') || !/^[a-zA-Z]+$/.test(first)) return [...args];
  const options: string[] = [];
  for (const letter of first) {
    options.push(`-${letter}`);
    if (/[fCXTbIH]/.test(letter)) {
      const value = rest.shift();
      if (value === undefined && isGnu)
        throw new OptionError(`Old option '${letter}' requires an argument.`, 2);
      if (value !== undefined) options.push(value);
    }
  }
  return [...options, ...rest];
}

export const tar = program({
  id: 'tar/tar',
  usage: '[OPTION...] [FILE]...',
  busyboxUsage: 'c|x|t [-ZzJjahmvokO] [-f TARFILE] [-C DIR] [FILE]...',
  usageStatus: 2,
  optionStatus: 64,
  hint: HINT,
  options: OPTIONS,
  busyboxLacks: 'AHIPTUXbdirsu',
  busyboxLong:
    'auto-compress bzip2 create dereference directory extract file gzip list lzma no-recursion no-same-owner no-same-permissions numeric-owner overwrite same-permissions strip strip-components to-stdout touch verbose xz',
  rewrite: oldStyle,
  *run(c) {
    const { flags } = c;
    const { create, extract, list, append, update, catenate, diff } = flags;
    const modes = [create, extract, list, append, update, catenate, diff, flags.delete].filter(
      Boolean,
    ).length;
    if (modes === 0) {
      if (!c.gnu) return yield* c.usageError(undefined, 1);
      yield* c.warn("You must specify one of the '-Acdtrux', '--delete' or '--test-label' options");
      yield* c.p.stderr.write(`${HINT}\n`);
      return 2;
    }
    if (modes > 1 && c.gnu) {
      yield* c.warn("You may not specify more than one '-Acdtrux', '--delete' or  '--test-label' option");
      yield* c.p.stderr.write(`${HINT}\n`);
      return 2;
    }
    if (flags.bzip2 || flags.xz || flags.zstd || flags.lzma)
      return yield* c.fail('on this simulated machine tar knows gzip (-z) and no other compression', 2);
    const tar = new Tar(c);
    if (catenate || flags.delete) return yield* tar.rewrite();
    return yield* create || append || update ? tar.create() : tar.read();
  },
});

function givenMetadata({ p, flags }: TarCall): {
  readonly uid?: number;
  readonly gid?: number;
  readonly mtimeMs?: number;
} {
  const uid = flags.owner === undefined ? undefined : uidOf(p.files, flags.owner.replace(/:.*$/, ''));
  const gid = flags.group === undefined ? undefined : gidOf(p.files, flags.group.replace(/:.*$/, ''));
  const mtimeMs = flags.mtime === undefined ? undefined : parseTime(flags.mtime, p.nowMs, localZone(p));
  return {
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
    ...(mtimeMs === undefined ? {} : { mtimeMs }),
  };
}

class Tar {
  #status = 0;
  readonly #names: Names;
  #strippedSlash = false;
  readonly #links = new Map<string, string>();
  readonly #excluded: RegExp[];
  /** What members are said to be, whatever the files are (`--owner`, `--group`, `--mtime`). */
  readonly #given: { readonly uid?: number; readonly gid?: number; readonly mtimeMs?: number };

  constructor(readonly c: TarCall) {
    this.#names = new Names(c.p.files);
    this.#given = givenMetadata(c);
    const patterns = [
      ...c.all('exclude'),
      ...c.all('excludeFrom').flatMap((path) => c.p.files.readText(path).split('\n').filter(Boolean)),
    ];
    if (c.flags.excludeVcs) patterns.push('.git', '.gitignore', '.svn');
    this.#excluded = patterns.map((pattern) => globToRegex(pattern.replace(/\/$/, '')));
  }

  *#fatal(message: string): Task<number> {
    yield* this.c.warn(message);
    if (this.c.gnu) yield* this.c.warn('Error is not recoverable: exiting now');
    return this.c.gnu ? 2 : 1;
  }

  *#finish(): Task<number> {
    if (this.#status !== 0 && this.c.gnu)
      yield* this.c.warn('Exiting with failure status due to previous errors');
    return this.#status;
  }

  #isExcluded(path: string): boolean {
    const parts = path.split('/');
    return this.#excluded.some(
      (pattern) => pattern.test(path) || parts.some((_, index) => pattern.test(parts.slice(index).join('/'))),
    );
  }

  get #file(): string {
    return this.c.flags.file ?? '-';
  }

  // Making an archive.

  *create(): Task<number> {
    const { c } = this;
    const { p, flags } = c;
    const names = [...c.operands];
    for (const path of c.all('filesFrom')) names.push(...(yield* openInput(p, path).reader.lines()));
    if (names.length === 0) {
      if (!c.gnu) return yield* c.fail('empty archive');
      yield* c.warn('Cowardly refusing to create an empty archive');
      yield* p.stderr.write(`${HINT}\n`);
      return 2;
    }
    const [archive] = this.#file === '-' ? ['-'] : [this.#file];
    const before = p.cwd;
    let output: number | undefined;
    try {
      if (archive !== '-')
        output = p.open(archive ?? '', {
          write: true,
          create: true,
          truncate: !(flags.append || flags.update),
          read: true,
        });
    } catch (error) {
      return yield* this.#fatal(
        c.gnu
          ? `${archive ?? ''}: Cannot open: ${reason(error)}`
          : `can't open '${archive ?? ''}': ${reason(error)}`,
      );
    }
    const own = output === undefined ? undefined : p.fstat(output);
    const entries: TarEntry[] = [];
    if ((flags.append || flags.update) && output !== undefined) {
      const data = p.files.readFile(archive ?? '');
      if (data.length > 0) entries.push(...readTar(data));
    }
    const known = entries.length;
    try {
      if (flags.directory !== undefined) p.chdir(flags.directory);
    } catch (error) {
      return yield* this.#fatal(
        c.gnu
          ? `${flags.directory ?? ''}: Cannot open: ${reason(error)}`
          : `can't change directory to '${flags.directory ?? ''}': ${reason(error)}`,
      );
    }
    for (const name of names)
      yield* this.#add(entries, name.length > 1 ? name.replace(/\/+$/, '') : name, own);
    p.chdir(before);
    // An update leaves out what is no newer than what the archive has of it.
    const isOld = (entry: TarEntry, index: number): boolean =>
      flags.update &&
      index >= known &&
      entries.slice(0, known).some((one) => one.name === entry.name && one.mtimeMs >= entry.mtimeMs);
    const owners = entries
      .filter((entry, index) => !isOld(entry, index))
      .map((entry) => this.#withOwner(entry));
    const tarred = writeTar(owners);
    const zipped =
      flags.gzip || (flags.auto && /\.(tgz|gz)$/.test(this.#file)) ? gzip(tarred) : padToRecord(tarred);
    yield* p.compute(tarred.length / 100_000);
    if (output === undefined) {
      yield* c.out.flush();
      yield* p.stdout.write(zipped);
    } else {
      p.files.truncate(archive ?? '', 0);
      p.seek(output, 0);
      yield* p.stream(output).write(zipped);
      p.close(output);
    }
    if (this.#status !== 0 && !c.gnu) yield* c.warn('error exit delayed from previous errors');
    return yield* this.#finish();
  }

  #withOwner(entry: TarEntry): TarEntry {
    const { owner, group, numeric } = this.c.flags;
    const uid =
      owner === undefined ? entry.uid : (uidOf(this.c.p.files, owner.split(':').at(-1) ?? '') ?? entry.uid);
    const gid =
      group === undefined ? entry.gid : (gidOf(this.c.p.files, group.split(':').at(-1) ?? '') ?? entry.gid);
    // A name that nobody has here is written all the same.
    const ownName = (name: string | undefined): string | undefined =>
      name === undefined || /^\d+$/.test(name) ? undefined : name.replace(/:.*$/, '');
    if (numeric) return { ...entry, uid, gid, userName: '', groupName: '' };
    return {
      ...entry,
      uid,
      gid,
      userName: ownName(owner) ?? this.#names.user(uid) ?? '',
      groupName: ownName(group) ?? this.#names.group(gid) ?? '',
    };
  }

  *#say(text: string): Task<void> {
    if (this.#file === '-' && this.c.flags.create) yield* this.c.p.stderr.write(`${text}\n`);
    else yield* this.c.print(`${text}\n`);
  }

  *#add(entries: TarEntry[], path: string, own: Stat | undefined): Task<void> {
    const { c } = this;
    const { p, flags } = c;
    yield* p.turn();
    if (this.#isExcluded(path)) return;
    let stat: Stat;
    try {
      stat = flags.dereference ? p.files.stat(path) : p.files.lstat(path);
    } catch (error) {
      yield* c.warn(c.gnu ? `${path}: Cannot stat: ${reason(error)}` : `${path}: ${reason(error)}`);
      this.#status = c.gnu ? 2 : 1;
      return;
    }
    if (own && own.ino === stat.ino && own.deviceId === stat.deviceId) {
      if (c.gnu) yield* c.warn(`${path}: archive cannot contain itself; not dumped`);
      else yield* c.warn(`${path}: file is the archive; skipping`);
      return;
    }
    if (stat.kind === 'socket') return;
    let name = path;
    if (!flags.absolute && /^\/|^(\.\.\/)+/.test(path)) {
      const prefix = /^\/+|^(\.\.\/)+/.exec(path)?.[0] ?? '';
      if (!this.#strippedSlash)
        yield* c.warn(
          c.gnu
            ? `Removing leading \`${prefix}' from member names`
            : `removing leading '${prefix}' from member names`,
        );
      this.#strippedSlash = true;
      name = path.slice(prefix.length) || '.';
    }
    const shown = stat.kind === 'directory' ? join(name === '/' ? '' : path, '') : path;
    const key = `${String(stat.deviceId)}:${String(stat.ino)}`;
    const earlier = stat.nlink > 1 && stat.kind === 'file' ? this.#links.get(key) : undefined;
    const base = {
      name: this.#renamed(name),
      mode: this.#modeOf(stat),
      uid: this.#given.uid ?? stat.uid,
      gid: this.#given.gid ?? stat.gid,
      mtimeMs: Math.floor((this.#given.mtimeMs ?? stat.mtimeMs) / 1000) * 1000,
    };
    try {
      if (earlier !== undefined) entries.push({ ...base, kind: 'hardlink', linkname: earlier });
      else if (stat.kind === 'file') {
        entries.push({ ...base, kind: 'file', content: p.files.readFile(path) });
        this.#links.set(key, base.name);
      } else if (stat.kind === 'symlink')
        entries.push({ ...base, kind: 'symlink', linkname: p.files.readlink(path) });
      else if (stat.kind === 'directory' || stat.kind === 'fifo') entries.push({ ...base, kind: stat.kind });
      else entries.push({ ...base, kind: stat.kind, major: stat.major ?? 0, minor: stat.minor ?? 0 });
    } catch (error) {
      yield* c.warn(
        c.gnu ? `${path}: Cannot open: ${reason(error)}` : `can't open '${path}': ${reason(error)}`,
      );
      this.#status = c.gnu ? 2 : 1;
      return;
    }
    if (flags.verbose) yield* this.#say(shown);
    if (stat.kind !== 'directory' || flags.noRecursion) return;
    try {
      for (const child of sortedNames(p, path)) yield* this.#add(entries, join(path, child), own);
    } catch (error) {
      yield* c.warn(
        c.gnu ? `${path}: Cannot open: ${reason(error)}` : `can't open '${path}': ${reason(error)}`,
      );
      this.#status = c.gnu ? 2 : 1;
    }
  }

  #modeOf({ mode, kind }: Stat): number {
    const wanted = this.c.flags.mode;
    const change = wanted === undefined ? undefined : parseMode(wanted);
    return change === undefined ? mode : change(mode, kind === 'directory', 0);
  }

  // Changing one.

  /** `--delete` and `-A`: the archive without some members, or with those of other archives behind its own. */
  *rewrite(): Task<number> {
    const { c } = this;
    const { p, flags } = c;
    let entries: TarEntry[];
    try {
      entries = [...readTar(p.files.readFile(this.#file))];
      if (flags.catenate) for (const other of c.operands) entries.push(...readTar(p.files.readFile(other)));
    } catch (error) {
      if (!(error instanceof TarError))
        return yield* this.#fatal(`${this.#file}: Cannot open: ${reason(error)}`);
      yield* c.warn('This does not look like a tar archive');
      this.#status = 2;
      return yield* this.#finish();
    }
    if (flags.delete) {
      const isMeant = (entry: TarEntry, name: string): boolean =>
        shownName(entry).replace(/\/$/, '') === name || entry.name.startsWith(`${name}/`);
      const names = c.operands.map((name) => name.replace(/\/+$/, ''));
      for (const name of names.filter((one) => !entries.some((entry) => isMeant(entry, one)))) {
        yield* c.warn(`${name}: Not found in archive`);
        this.#status = 2;
      }
      entries = entries.filter((entry) => !names.some((name) => isMeant(entry, name)));
    }
    p.files.writeFile(this.#file, padToRecord(writeTar(entries)));
    return yield* this.#finish();
  }

  /** `-d`: what a member says that its file does not. */
  *#compare(entry: TarEntry): Task<void> {
    const { c } = this;
    const { files } = c.p;
    const differs = function* (own: Tar, what: string): Task<void> {
      yield* c.print(`${entry.name}: ${what}\n`);
      own.#status = Math.max(own.#status, 1);
    };
    if (c.flags.verbose) yield* c.print(`${shownName(entry)}\n`);
    const path = entry.name.replace(/\/$/, '');
    const stat = lstatOf(c.p, path);
    if (!stat) {
      yield* c.warn(`${path}: Warning: Cannot stat: No such file or directory`);
      this.#status = Math.max(this.#status, 1);
      return;
    }
    if (entry.kind === 'hardlink') return;
    if (stat.kind !== entry.kind) return yield* differs(this, 'File type differs');
    if (entry.kind === 'symlink') {
      if (files.readlink(path) !== entry.linkname) yield* differs(this, 'Symlink differs');
      return;
    }
    if ((stat.mode & 0o7777) !== (entry.mode & 0o7777)) yield* differs(this, 'Mode differs');
    if (entry.kind !== 'file') return;
    if (stat.uid !== entry.uid) yield* differs(this, 'Uid differs');
    if (stat.gid !== entry.gid) yield* differs(this, 'Gid differs');
    if (Math.floor(stat.mtimeMs / 1000) !== Math.floor(entry.mtimeMs / 1000))
      yield* differs(this, 'Mod time differs');
    const content = entry.content ?? new Uint8Array();
    if (stat.sizeBytes !== contentSize(content)) yield* differs(this, 'Size differs');
    else if (!sameContent(content, files.readFile(path))) yield* differs(this, 'Contents differ');
  }

  /** `--transform s,a,b,`. */
  #renamed(name: string): string {
    const found = /^s(.)(.*?)\1(.*?)\1(g?)$/.exec(this.c.flags.transform ?? '');
    if (!found) return name;
    return name.replace(
      new RegExp(found[2] ?? '', found[4]),
      (found[3] ?? '').replace(/\$/g, '$$$$').replace(/&/g, '$&'),
    );
  }

  // Reading one.

  *read(): Task<number> {
    const { c } = this;
    const { p, flags } = c;
    let data: Uint8Array;
    try {
      if (this.#file === '-') data = dataOf(yield* new Reader(p, p.stdin).rest());
      else {
        const input = openInput(p, this.#file);
        data = dataOf(yield* input.reader.rest());
        input.close();
      }
    } catch (error) {
      if (c.gnu && codeOf(error) === 'EISDIR') {
        yield* c.warn(`${this.#file}: Cannot read: ${reason(error)}`);
        yield* c.warn('At beginning of tape, quitting now');
        return yield* this.#fatalQuiet();
      }
      return yield* this.#fatal(
        c.gnu
          ? `${this.#file}: Cannot open: ${reason(error)}`
          : `can't open '${this.#file}': ${reason(error)}`,
      );
    }
    const isPacked = isGzip(data) && (flags.gzip || c.build.tarDetects !== false);
    if (isPacked) {
      const plain = gunzip(data);
      if (!plain) {
        if (!c.gnu) return yield* c.fail('unexpected end of file');
        yield* p.stderr.write(
          '\ngzip: stdin: unexpected end of file\ntar: Child returned status 1\ntar: Error is not recoverable: exiting now\n',
        );
        return 2;
      }
      data = plain;
    } else if (flags.gzip) {
      if (!c.gnu) {
        // The child that unpacks says the first, and gives nothing to read.
        yield* c.warn('invalid magic');
        return yield* c.fail('short read');
      }
      yield* p.stderr.write(
        '\ngzip: stdin: not in gzip format\ntar: Child returned status 1\ntar: Error is not recoverable: exiting now\n',
      );
      return 2;
    }
    // A child that unpacks too little for one header is the end of an archive to GNU's tar.
    if (c.gnu && isPacked && data.length < 512) return yield* this.#finish();
    if (c.gnu && data.length === 0) {
      yield* c.warn('This does not look like a tar archive');
      this.#status = 2;
      return yield* this.#finish();
    }
    if (!c.gnu && data.length === 0) return yield* c.fail('short read');
    yield* p.compute(data.length / 100_000);
    let entries: readonly TarEntry[];
    try {
      entries = readTar(data);
    } catch (error) {
      if (!(error instanceof TarError)) throw error;
      if (!c.gnu)
        return yield* c.fail(
          data.length < 512 ? 'short read' : error.code === 'truncated' ? 'short read' : 'invalid tar magic',
        );
      if (error.code === 'truncated' && data.length >= 512) {
        yield* c.warn('Unexpected EOF in archive');
        return yield* this.#fatalQuiet();
      }
      yield* c.warn('This does not look like a tar archive');
      if (data.length > 512) yield* c.warn('Skipping to next header');
      this.#status = 2;
      return yield* this.#finish();
    }
    const before = p.cwd;
    try {
      if (flags.directory !== undefined) p.chdir(flags.directory);
    } catch (error) {
      return yield* this.#fatal(
        c.gnu
          ? `${flags.directory ?? ''}: Cannot open: ${reason(error)}`
          : `can't change directory to '${flags.directory ?? ''}': ${reason(error)}`,
      );
    }
    const wanted = c.operands.map((name) => name.replace(/\/+$/, ''));
    const found = new Set<string>();
    const times: { path: string; mtimeMs: number }[] = [];
    for (const entry of entries) {
      yield* p.turn();
      const match = wanted.find(
        (name) =>
          entry.name === name ||
          entry.name.startsWith(`${name}/`) ||
          (flags.wildcards && globToRegex(name).test(entry.name)),
      );
      if (wanted.length > 0 && match === undefined) continue;
      if (match !== undefined) found.add(match);
      if (this.#isExcluded(entry.name)) continue;
      if (flags.list) yield* this.#list(entry);
      else if (flags.diff) yield* this.#compare(entry);
      else yield* this.#extract(entry, times);
    }
    // Folders get their times last: what was put into them changed these.
    for (const { path, mtimeMs } of times.reverse())
      if (lstatOf(p, path)?.kind === 'directory') p.files.utimes(path, mtimeMs);
    p.chdir(before);
    for (const name of wanted) {
      if (found.has(name)) continue;
      yield* c.out.flush();
      if (!c.gnu) return yield* c.fail(`${name}: not found in archive`);
      if (/[*?[]/.test(name) && !flags.wildcards) {
        yield* c.warn('Pattern matching characters used in file names');
        yield* c.warn(
          'Use --wildcards to enable pattern matching, or --no-wildcards to suppress this warning',
        );
      }
      yield* c.warn(`${name}: Not found in archive`);
      this.#status = 2;
    }
    // It is read in blocks, of which the last one is not whole.
    if (c.gnu && data.length % 512 !== 0) {
      yield* c.warn('Unexpected EOF in archive');
      return yield* this.#fatalQuiet();
    }
    return this.#status === 1 ? 1 : yield* this.#finish();
  }

  *#fatalQuiet(): Task<number> {
    yield* this.c.warn('Error is not recoverable: exiting now');
    return 2;
  }

  /** GNU tar warns of a name that begins at the root, and lists it as it is; busybox lists it as it would unpack it. */
  *#list(entry: TarEntry): Task<void> {
    const { c } = this;
    const name = yield* this.#withoutRoot(entry.name);
    const listed = c.gnu ? entry : { ...entry, name };
    yield* c.print(`${c.flags.verbose ? this.#longLine(listed) : shownName(listed)}\n`);
  }

  /** A member's name below the folder that is unpacked to, which is said once; `-P` leaves it as it is. */
  *#withoutRoot(name: string): Task<string> {
    const { c } = this;
    if (c.flags.absolute || !name.startsWith('/')) return name;
    if (!this.#strippedSlash)
      yield* c.warn(
        c.gnu ? "Removing leading `/' from member names" : "removing leading '/' from member names",
      );
    this.#strippedSlash = true;
    return name.replace(/^\/+/, '') || '.';
  }

  #longLine(entry: TarEntry): string {
    const { c } = this;
    const kind = entry.kind === 'hardlink' ? 'file' : entry.kind;
    const mode =
      entry.kind === 'hardlink'
        ? `h${modeText({ kind, mode: entry.mode }).slice(1)}`
        : modeText({ kind, mode: entry.mode });
    const owner = c.flags.numeric
      ? `${String(entry.uid)}/${String(entry.gid)}`
      : `${entry.userName ?? String(entry.uid)}/${entry.groupName ?? String(entry.gid)}`;
    const size =
      entry.content === undefined
        ? '0'
        : entry.content instanceof Uint8Array
          ? String(entry.content.length)
          : String(entry.content.sizeBytes);
    const time = formatTime(c.gnu ? '%Y-%m-%d %H:%M' : '%Y-%m-%d %H:%M:%S', entry.mtimeMs, localZone(c.p));
    const target =
      entry.kind === 'symlink'
        ? ` -> ${entry.linkname ?? ''}`
        : entry.kind === 'hardlink'
          ? ` link to ${entry.linkname ?? ''}`
          : '';
    // The size is put at the right of a column that grows with the owner.
    const sized = c.gnu ? size.padStart(Math.max(size.length, 18 - owner.length)) : size.padStart(9);
    return `${mode} ${owner} ${sized} ${time} ${shownName(entry)}${target}`;
  }

  *#extract(entry: TarEntry, times: { path: string; mtimeMs: number }[]): Task<void> {
    const { c } = this;
    const { p, flags } = c;
    let path = yield* this.#withoutRoot(this.#renamed(entry.name));
    if (path.split('/').includes('..') && !flags.absolute) {
      yield* c.warn(c.gnu ? `${path}: Member name contains '..'` : `name with '..': '${path}'`);
      this.#status = c.gnu ? 2 : 1;
      return;
    }
    if (flags.strip !== undefined) {
      const parts = path.replace(/^\.\//, '').split('/').slice(Number(flags.strip));
      if (parts.length === 0) return;
      path = parts.join('/');
    }
    if (flags.stdout) {
      if (entry.kind !== 'file' || entry.content === undefined) return;
      if (flags.verbose) yield* p.stderr.write(`${shownName(entry)}\n`);
      yield* c.out.flush();
      const { content } = entry;
      if (content instanceof Uint8Array) yield* p.stdout.write(content);
      return;
    }
    if (flags.verbose)
      yield* c.print(
        `${flags.verbose && c.given.filter((one) => one.key === 'verbose').length > 1 ? this.#longLine(entry) : shownName(entry)}\n`,
      );
    try {
      this.#folders(parentOf(path));
      this.#make(entry, path);
      const link = entry.kind === 'symlink';
      const owns = (p.credentials.uid === 0 && !flags.noSameOwner) || flags.sameOwner;
      if (entry.kind !== 'hardlink') {
        if (owns) {
          const uid =
            flags.numeric || !entry.userName ? entry.uid : (uidOf(p.files, entry.userName) ?? entry.uid);
          const gid =
            flags.numeric || !entry.groupName ? entry.gid : (gidOf(p.files, entry.groupName) ?? entry.gid);
          p.files.chown(path, uid, gid, { noFollow: true });
        }
        if (!link)
          p.files.chmod(
            path,
            flags.preserve || p.credentials.uid === 0 ? entry.mode : entry.mode & ~p.umask & 0o777,
          );
        if (!flags.touch && entry.kind === 'directory') times.push({ path, mtimeMs: entry.mtimeMs });
        else if (!flags.touch) p.files.utimes(path, entry.mtimeMs, { noFollow: true });
      }
    } catch (error) {
      if (flags.skipOld && codeOf(error) === 'EEXIST') return;
      const what = entry.kind === 'directory' ? 'mkdir' : 'open';
      yield* c.warn(
        c.gnu ? `${path}: Cannot ${what}: ${reason(error)}` : `can't open '${path}': ${reason(error)}`,
      );
      this.#status = c.gnu ? 2 : 1;
    }
  }

  #folders(path: string): void {
    if (path === '.' || path === '/' || isDirectory(this.c.p, path)) return;
    this.#folders(parentOf(path));
    this.c.p.files.mkdir(path);
  }

  #make(entry: TarEntry, path: string): void {
    const { files } = this.c.p;
    const existing = lstatOf(this.c.p, path);
    if (entry.kind === 'directory') {
      if (existing?.kind !== 'directory' && !isDirectory(this.c.p, path)) files.mkdir(path);
      return;
    }
    if (existing && existing.kind !== 'directory' && !this.c.flags.keep && !this.c.flags.skipOld)
      files.unlink(path);
    switch (entry.kind) {
      case 'file':
        if (lstatOf(this.c.p, path) !== undefined) throw new Errno('EEXIST', path);
        // Its mode is for who opens it later: a file that is only to be read is written as it is made.
        files.placeFile(path, entry.content ?? new Uint8Array(), entry.mode & 0o777);
        return;
      case 'symlink':
        files.symlink(entry.linkname ?? '', path);
        return;
      case 'hardlink':
        files.link(entry.linkname ?? '', path);
        return;
      case 'fifo':
        files.mkfifo(path, entry.mode);
        return;
      case 'character':
      case 'block':
        files.mknod(path, entry.kind, entry.major ?? 0, entry.minor ?? 0, entry.mode);
        return;
    }
  }
}

function shownName(entry: TarEntry): string {
  return entry.kind === 'directory' && !entry.name.endsWith('/') ? `${entry.name}/` : entry.name;
}

const RECORD_BYTES = 10_240;

/** tar writes whole records of 20 blocks. */
function padToRecord(data: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil(data.length / RECORD_BYTES) * RECORD_BYTES);
  padded.set(data);
  return padded;
}
