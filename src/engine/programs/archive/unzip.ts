import { globToRegex } from '../shared/glob';
import { program } from '../shared/program';
import { formatTime } from '../shared/time';
import { isDirectory, join, lstatOf, parentOf } from '../shared/trees';
import { crc32, readZip } from './zip-format';
import type { ZipEntry } from './zip-format';

const BUSYBOX_HELP =
  '[-lnojpqK] FILE[.zip] [FILE]... [-x FILE]... [-d DIR]\n\nExtract FILEs from ZIP archive\n\n\t-l\tList contents (with -q for short form)\n\t-n\tNever overwrite files (default: ask)\n\t-o\tOverwrite\n\t-j\tDo not restore paths\n\t-p\tWrite to stdout\n\t-t\tTest\n\t-q\tQuiet\n\t-K\tDo not clear SUID bit\n\t-x FILE\tExclude FILEs\n\t-d DIR\tExtract into DIR';

export const unzip = program({
  id: 'unzip/unzip',
  usage: '[-Z] [-opts[modifiers]] file[.zip] [list] [-x xlist] [-d exdir]',
  busyboxUsage: BUSYBOX_HELP,
  options: {
    list: 'l',
    never: 'n',
    overwrite: 'o',
    junk: 'j',
    pipe: 'p',
    quiet: 'q',
    exclude: 'x=LIST',
    directory: 'd=DIR',
    test: 't',
    verbose: 'v',
    suid: 'K',
    freshen: 'f',
    update: 'u',
  },
  busyboxLacks: 'fu',
  *run(c) {
    const { p, flags } = c;
    const [name, ...wanted] = c.operands;
    if (name === undefined) {
      if (!c.gnu) return yield* c.usageError();
      yield* c.print(
        `UnZip 6.00 of 20 April 2009, by Debian. Original by Info-ZIP.\n\nUsage: unzip ${c.declaration.usage ?? ''}\n`,
      );
      return 0;
    }
    const path = [name, `${name}.zip`, `${name}.ZIP`].find((one) => lstatOf(p, one) && !isDirectory(p, one));
    if (path === undefined) {
      if (!c.gnu) return yield* c.fail(`can't open ${name}[.zip]`);
      yield* p.stderr.write(`unzip:  cannot find or open ${name}, ${name}.zip or ${name}.ZIP.\n`);
      return 9;
    }
    const entries = readZip(p.files.readFile(path));
    if (!flags.pipe && !(flags.quiet && !flags.list)) yield* c.print(`Archive:  ${path}\n`);
    if (!entries) {
      if (!c.gnu) return yield* c.fail('short read');
      yield* c.out.flush();
      yield* p.stderr.write(
        `  End-of-central-directory signature not found.  Either this file is not\n  a zipfile, or it constitutes one disk of a multi-part archive.  In the\n  latter case the central directory and zipfile comment will be found on\n  the last disk(s) of this archive.\nunzip:  cannot find zipfile directory in one of ${path} or\n        ${path}.zip, and cannot find ${path}.ZIP, period.\n`,
      );
      return 9;
    }
    const include = wanted.map((glob) => globToRegex(glob));
    const exclude = c.all('exclude').map((glob) => globToRegex(glob));
    const chosen = entries.filter(
      (entry) =>
        (include.length === 0 || include.some((glob) => glob.test(entry.name))) &&
        !exclude.some((glob) => glob.test(entry.name)),
    );
    if (flags.list || flags.verbose) {
      yield* c.print(flags.verbose ? verboseList(chosen) : plainList(chosen));
      return 0;
    }
    if (flags.pipe) {
      for (const entry of chosen) {
        yield* c.out.flush();
        yield* p.stdout.write(entry.data);
      }
      return 0;
    }
    let all = flags.overwrite ? 'A' : flags.never ? 'N' : '';
    let status = 0;
    for (const entry of chosen) {
      yield* p.turn();
      if (flags.test) {
        const good = crc32(entry.data) === entry.crc;
        if (!good) status = 2;
        if (c.gnu) yield* c.print(`    testing: ${entry.name.padEnd(22)}   ${good ? 'OK' : 'bad CRC'}\n`);
        else yield* c.print(`  testing: ${entry.name}\n`);
        continue;
      }
      const relative = flags.junk
        ? entry.name.slice(entry.name.lastIndexOf('/', entry.name.length - 2) + 1)
        : entry.name.replace(/^\/+/, '');
      if (relative.split('/').includes('..')) continue;
      let to = flags.directory === undefined ? relative : join(flags.directory, relative);
      if (entry.isDirectory) {
        if (flags.junk || isDirectory(p, to)) continue;
        folders(to.replace(/\/$/, ''));
        if (!flags.quiet) yield* c.print(`   creating: ${to}\n`);
        continue;
      }
      if (lstatOf(p, to) && all !== 'A') {
        if (all === 'N') continue;
        yield* c.out.flush();
        yield* p.stderr.write(
          c.gnu
            ? `replace ${to}? [y]es, [n]o, [A]ll, [N]one, [r]ename: `
            : `${c.name}: replace ${to}? [y]es, [n]o, [A]ll, [N]one, [r]ename: `,
        );
        const answer = yield* p.stdin.readLine();
        if (answer === undefined) {
          yield* p.stderr.write(c.gnu ? ' NULL\n(EOF or read error, treating as "[N]one" ...)\n' : '\n');
          all = 'N';
          status = 1;
          continue;
        }
        const letter = answer.slice(0, 1);
        if (letter === 'A' || letter === 'N') all = letter;
        if (letter === 'r') to = (yield* p.stdin.readLine()) ?? to;
        else if (letter !== 'y' && letter !== 'A') continue;
      }
      folders(parentOf(to));
      if (entry.isSymlink) p.files.symlink(new TextDecoder().decode(entry.data), to);
      else {
        p.files.writeFile(to, entry.data);
        if (entry.mode !== 0) p.files.chmod(to, entry.mode & (flags.suid ? 0o7777 : 0o777));
        p.files.utimes(to, entry.mtimeMs);
      }
      if (!flags.quiet) {
        const verb = entry.method === 0 && c.gnu ? ' extracting' : '  inflating';
        yield* c.print(`${verb}: ${c.gnu ? to.padEnd(24) : to}\n`);
      }
    }
    if (flags.test && c.gnu)
      yield* c.print(
        status === 0
          ? `No errors detected in compressed data of ${path}.\n`
          : `At least one error was detected in ${path}.\n`,
      );
    return status;

    function folders(folder: string): void {
      if (folder === '.' || isDirectory(p, folder)) return;
      folders(parentOf(folder));
      p.files.mkdir(folder);
    }
  },
});

function totals(entries: readonly ZipEntry[]): string {
  return `${String(entries.length)} file${entries.length === 1 ? '' : 's'}`;
}

function plainList(entries: readonly ZipEntry[]): string {
  const size = entries.reduce((sum, entry) => sum + entry.data.length, 0);
  return [
    '  Length      Date    Time    Name',
    '---------  ---------- -----   ----',
    ...entries.map(
      (entry) =>
        `${String(entry.data.length).padStart(9)}  ${formatTime('%Y-%m-%d %H:%M', entry.mtimeMs)}   ${entry.name}`,
    ),
    '---------                     -------',
    `${String(size).padStart(9)}                     ${totals(entries)}`,
    '',
  ].join('\n');
}

function verboseList(entries: readonly ZipEntry[]): string {
  const percent = (part: number, whole: number): string =>
    `${String(whole === 0 ? 0 : Math.round(100 - (100 * part) / whole)).padStart(3)}%`;
  const size = entries.reduce((sum, entry) => sum + entry.data.length, 0);
  const packed = entries.reduce((sum, entry) => sum + entry.compressedBytes, 0);
  return [
    ' Length   Method    Size  Cmpr    Date    Time   CRC-32   Name',
    '--------  ------  ------- ---- ---------- ----- --------  ----',
    ...entries.map((entry) =>
      [
        String(entry.data.length).padStart(8),
        entry.method === 8 ? ' Defl:N' : ' Stored',
        String(entry.compressedBytes).padStart(8),
        percent(entry.compressedBytes, entry.data.length),
        formatTime('%Y-%m-%d %H:%M', entry.mtimeMs),
        entry.crc.toString(16).padStart(8, '0'),
        ` ${entry.name}`,
      ].join(' '),
    ),
    '--------          -------  ---                            -------',
    `${String(size).padStart(8)}         ${String(packed).padStart(8)} ${percent(packed, size)}                            ${totals(entries)}`,
    '',
  ].join('\n');
}
