import { bytesOf } from '../shared/bytes';
import { reason } from '../shared/errors';
import { program } from '../shared/program';

/** What a file's first bytes say it is; the longest signatures of magic(5) that learners meet. */
function kindOf(data: Uint8Array): string {
  const start = bytesOf(data.subarray(0, 512));
  if (data.length === 0) return 'empty';
  if (start.startsWith('\x7fELF'))
    return 'ELF 64-bit LSB pie executable, x86-64, version 1 (SYSV), dynamically linked, stripped';
  if (start.startsWith('\x1f\x8b')) return 'gzip compressed data';
  if (start.startsWith('PK\x03\x04'))
    return 'Zip archive data, at least v2.0 to extract, compression method=deflate';
  if (start.slice(257, 262) === 'ustar')
    return start.slice(257, 264) === 'ustar  ' ? 'POSIX tar archive (GNU)' : 'POSIX tar archive';
  if (start.startsWith('\x89PNG')) return 'PNG image data';
  if (start.startsWith('%PDF-')) return `PDF document, version ${start.slice(5, 8)}`;

  if (/[\x00-\x06\x0e-\x1a\x1c-\x1f]/.test(start)) return 'data';
  const ascii = data.every((byte) => byte < 128);
  const encoding = ascii ? 'ASCII text' : 'Unicode text, UTF-8 text';
  const script = /^#! *(\S+)(?: (\S+))?/.exec(start);
  if (script) {
    const shell = /(?:^|\/)(?:env )?(sh|dash)$/.test(script[1] ?? '')
      ? 'POSIX shell'
      : /bash$/.test(script[1] ?? '')
        ? 'Bourne-Again shell'
        : /python/.test(script[0])
          ? 'Python'
          : `a ${script[1] ?? ''}`;
    return `${shell} script, ${encoding} executable`;
  }
  if (/^\s*[{[]/.test(start)) {
    try {
      JSON.parse(new TextDecoder().decode(data));
      return 'JSON text data';
    } catch {
      return encoding;
    }
  }
  if (/<!doctype html|<html/i.test(start)) return `HTML document, ${encoding}`;
  const text = bytesOf(data);
  return (
    encoding +
    (text.includes('\r\n')
      ? ', with CRLF line terminators'
      : text.includes('\n')
        ? ''
        : ', with no line terminators')
  );
}

export const file = program({
  id: 'file/file',
  flavours: ['gnu'],
  usage: '[OPTION...] [FILE...]',
  options: { brief: 'b,brief', mime: 'i,mime', follow: 'L,dereference' },
  *run(c) {
    if (c.operands.length === 0) return yield* c.usageError();
    const width = Math.max(...c.operands.map((name) => name.length)) + 2;
    for (const name of c.operands) {
      let kind: string;
      try {
        const stat = c.flags.follow ? c.p.files.stat(name) : c.p.files.lstat(name);
        if (stat.kind === 'symlink') kind = `symbolic link to ${c.p.files.readlink(name)}`;
        else if (stat.kind === 'directory') kind = stat.mode & 0o1000 ? 'sticky, directory' : 'directory';
        else if (stat.kind === 'file') kind = kindOf(c.p.files.readFile(name));
        else
          kind =
            stat.kind === 'fifo'
              ? 'fifo (named pipe)'
              : stat.kind === 'socket'
                ? 'socket'
                : `${stat.kind} special (${String(stat.major ?? 0)}/${String(stat.minor ?? 0)})`;
      } catch (error) {
        kind = `cannot open \`${name}' (${reason(error)})`;
      }
      yield* c.print(c.flags.brief ? `${kind}\n` : `${`${name}:`.padEnd(width - 1)} ${kind}\n`);
    }
    return 0;
  },
});
