import { Errno } from '../../kernel';
import type { Task } from '../../kernel';
import { gunzip as decompress, gzip as compress, isGzip } from '../../fs';
import { dataOf } from '../shared/bytes';
import { reason } from '../shared/errors';
import { Reader } from '../shared/input';
import { baseName, program } from '../shared/program';
import { isDirectory, join, lstatOf, sortedNames } from '../shared/trees';

export const gzip = program({
  id: 'gzip/gzip',
  names: ['gunzip', 'zcat'],
  usage: '[OPTION]... [FILE]...',
  busyboxUsage: '[-cfkdt] [FILE]...',
  hint: "Try `gzip --help' for more information.",
  options: {
    stdout: 'c,stdout,to-stdout',
    decompress: 'd,decompress,uncompress',
    force: 'f,force',
    keep: 'k,keep',
    list: 'l,list',
    quiet: 'q,quiet',
    recursive: 'r,recursive',
    suffix: 'S,suffix=SUF',
    test: 't,test',
    verbose: 'v,verbose',
    fast: '1,2,3,4,5,fast',
    best: '6,7,8,9,best',
    noName: 'n,no-name',
    name: 'N,name',
    rsync: 'rsyncable',
  },
  busyboxLacks: 'NSlr',
  busyboxLong: 'best decompress fast force no-name quiet stdout test to-stdout uncompress verbose',
  *run(c) {
    const { flags, p } = c;
    const unpack = flags.decompress || flags.test || flags.list || c.name !== 'gzip';
    const toStdout = flags.stdout || c.name === 'zcat';
    const suffix = flags.suffix ?? '.gz';
    let status = 0;
    // GNU's gunzip and zcat are scripts that start gzip.
    const self = c.gnu ? 'gzip' : c.name;
    const warnPlainly = (text: string): Task<void> => p.stderr.write(`${text}\n`);
    const warn = (text: string): Task<void> => warnPlainly(`${self}: ${text}`);
    const convert = function* (data: Uint8Array, name: string): Task<Uint8Array | undefined> {
      yield* p.compute(data.length / 50_000);
      // GNU's keeps a file's name, which --list and --name tell.
      const keepsName = c.gnu && name !== '-' && !flags.noName;
      if (!unpack) return compress(data, keepsName ? baseName(name) : undefined);
      if (data.length === 0 && !c.gnu) return data;
      const result = isGzip(data) ? decompress(data) : undefined;
      if (result) return result;
      status = 1;
      const shown = name === '-' ? 'stdin' : name;
      const bad = isGzip(data)
        ? 'unexpected end of file'
        : c.gnu
          ? 'not in gzip format'
          : c.name === 'zcat'
            ? 'no gzip/bzip2/xz magic'
            : 'invalid magic';
      yield* p.stderr.write(c.gnu ? `\n${self}: ${shown}: ${bad}\n` : `${self}: ${bad}\n`);
      return undefined;
    };
    const names = c.operands.length > 0 ? [...c.operands] : ['-'];
    for (let name = names.shift(); name !== undefined; name = names.shift()) {
      if (name === '-') {
        if (!unpack && p.isatty(1) && !flags.force) {
          if (!c.gnu) return yield* c.fail('compressed data not written to a terminal. Use -f to force it.');
          yield* p.stderr.write(
            `${self}: compressed data not written to a terminal. Use -f to force compression.\nFor help, type: gzip -h\n`,
          );
          return 1;
        }
        const data = yield* convert(dataOf(yield* new Reader(p, p.stdin).rest()), '-');
        if (data && !flags.test) yield* p.stdout.write(data);
        continue;
      }
      try {
        let path = name;
        if (unpack && !lstatOf(p, path) && !(c.name === 'zcat' && !c.gnu)) {
          if (lstatOf(p, path + suffix)) path += suffix;
          else {
            const isWhole = !c.gnu || /\.(gz|tgz|taz|z|Z)$/.test(path);
            yield* warn(`${path}${isWhole ? '' : suffix}: No such file or directory`);
            status = 1;
            continue;
          }
        }
        if (isDirectory(p, path)) {
          if (!c.gnu && !unpack) {
            yield* warn(`can't remove file '${path}': Is a directory`);
            status = 1;
            continue;
          }
          if (!c.gnu) throw new Errno('EISDIR');
          if (flags.recursive) {
            names.unshift(...sortedNames(p, path).map((one) => join(path, one)));
            continue;
          }
          yield* warn(`${path} is a directory -- ignored`);
          status ||= 2;
          continue;
        }
        const target = unpack
          ? path.endsWith('.tgz')
            ? `${path.slice(0, -4)}.tar`
            : path.endsWith(suffix)
              ? path.slice(0, -suffix.length)
              : undefined
          : path + suffix;
        const keepsName = toStdout || flags.test || flags.list;
        const isPacked = !unpack && path.endsWith(suffix);
        if (isPacked && !keepsName && c.gnu && !flags.force) {
          yield* warn(`${path} already has ${suffix} suffix -- unchanged`);
          continue;
        }
        if (!keepsName && target === undefined) {
          const known = c.gnu ? 'unknown suffix -- ignored' : 'unknown suffix - ignored';
          yield* warn(`${path}: ${known}`);
          status = c.gnu ? 2 : 1;
          continue;
        }
        const data = p.files.readFile(path);
        const result = yield* convert(data, path);
        if (!result) continue;
        if (flags.list) {
          const ratio =
            result.length === 0 ? 0 : 100 * (1 - (data.length - frameBytes(data)) / result.length);
          yield* c.print(
            `         compressed        uncompressed  ratio uncompressed_name\n${String(data.length).padStart(19)} ${String(result.length).padStart(19)} ${ratio.toFixed(1).padStart(5)}% ${target ?? path}\n`,
          );
          continue;
        }
        if (flags.test) continue;
        if (toStdout) {
          yield* p.stdout.write(result);
          continue;
        }
        const to = target ?? path;
        if (lstatOf(p, to) && !flags.force) {
          if (!c.gnu) yield* warn(`can't open '${to}': File exists`);
          else
            yield* p.stderr.write(
              `${self}: ${to} already exists;${p.isatty(0) ? ' do you wish to overwrite (y or n)? ' : '\tnot overwritten\n'}`,
            );
          if (!c.gnu || !p.isatty(0) || !/^y/i.test((yield* p.stdin.readLine()) ?? '')) {
            status = c.gnu ? 2 : 1;
            continue;
          }
        }
        const stat = p.files.stat(path);
        p.files.writeFile(to, result, { mode: stat.mode & 0o777 });
        p.files.utimes(to, stat.mtimeMs);
        if (p.credentials.uid === 0) p.files.chown(to, stat.uid, stat.gid);
        if (!flags.keep) p.files.unlink(path);
        // BusyBox takes everything for a hundredth part of a hundred.
        if (flags.verbose && !c.gnu) yield* warnPlainly(`${path}: 100% - replaced with ${to}`);
        if (flags.verbose && c.gnu) {
          const [packed, plain] = unpack ? [data, result] : [result, data];
          const [small, large] = [packed.length - frameBytes(packed), plain.length];
          yield* p.stderr.write(
            `${path}:\t${(large === 0 ? 0 : 100 * (1 - small / large)).toFixed(1).padStart(5)}% -- ${flags.keep ? 'created' : 'replaced with'} ${to}\n`,
          );
        }
      } catch (error) {
        yield* warn(`${name}: ${reason(error)}`);
        status = 1;
      }
    }
    return status;
  },
});

/** What gzip puts around what it packed: header and trailer, and the name where there is one (RFC 1952). */
function frameBytes(data: Uint8Array): number {
  const hasName = ((data[3] ?? 0) & 8) !== 0;
  return 18 + (hasName ? data.indexOf(0, 10) + 1 - 10 : 0);
}

/** `zgrep` and friends: the plain program on what gunzip gives. */
export const zgrep = program({
  id: 'gzip/zgrep',
  names: ['zegrep', 'zfgrep', 'zdiff', 'zcmp'],
  flavours: ['gnu'],
  stopAtOperand: 'raw',
  *run(c) {
    const { p } = c;
    const plain = c.name.slice(1);
    const words: string[] = [];
    const temporary: string[] = [];
    for (const word of c.args) {
      const data =
        !word.startsWith('-') && p.files.exists(word) && !isDirectory(p, word)
          ? p.files.readFile(word)
          : undefined;
      const text = data && isGzip(data) ? decompress(data) : undefined;
      if (!text) {
        words.push(word);
        continue;
      }
      const path = `/tmp/${c.name}.${String(p.pid)}.${String(temporary.length)}`;
      p.files.writeFile(path, text);
      temporary.push(path);
      words.push(path);
    }
    const child = p.spawn(`/usr/bin/${plain}`, [plain, ...words]);
    const result = yield* p.wait(child.pid);
    for (const path of temporary) p.files.unlink(path);
    return result && 'code' in result.status ? result.status.code : 1;
  },
});
