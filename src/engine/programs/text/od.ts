import type { Task } from '../../kernel';
import { byteString } from '../shared/bytes';
import { codeOf, reason } from '../shared/errors';
import { openInput } from '../shared/input';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { eachInput } from '../shared/each-input';
import type { OptionSpec } from '../shared/options';
import { parseSize } from '../shared/sizes';

const NAMES = [
  'nul',
  'soh',
  'stx',
  'etx',
  'eot',
  'enq',
  'ack',
  'bel',
  'bs',
  'ht',
  'nl',
  'vt',
  'ff',
  'cr',
  'so',
  'si',
  'dle',
  'dc1',
  'dc2',
  'dc3',
  'dc4',
  'nak',
  'syn',
  'etb',
  'can',
  'em',
  'sub',
  'esc',
  'fs',
  'gs',
  'rs',
  'us',
  'sp',
];
const ESCAPES: Readonly<Record<number, string>> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
};

interface Format {
  readonly type: string;
  readonly size: number;
}

function* allOf<S extends OptionSpec>(c: Call<S>, names: readonly string[]): Task<string> {
  let text = '';
  for (const name of names.length > 0 ? names : ['-']) {
    try {
      const input = openInput(c.p, name);
      text += yield* input.reader.rest();
      input.close();
    } catch (error) {
      const isFolder = codeOf(error) === 'EISDIR';
      yield* c.warn(`${name}: ${isFolder && !c.gnu ? 'read error' : reason(error)}`);
      if (isFolder) yield* c.print('0000000\n');
      return yield* c.exit(1);
    }
  }
  return text;
}

/** The number of the bytes at `at`, little-endian. */
function unit(text: string, at: number, size: number): bigint {
  let value = 0n;
  for (let n = size - 1; n >= 0; n--)
    value = value * 256n + BigInt(at + n < text.length ? text.charCodeAt(at + n) : 0);
  return value;
}

function cell({ type, size }: Format, text: string, at: number): string {
  const byte = text.charCodeAt(at);
  if (type === 'c')
    return (
      ESCAPES[byte] ??
      (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : byte.toString(8).padStart(3, '0'))
    );
  if (type === 'a')
    return NAMES[byte & 127] ?? ((byte & 127) === 127 ? 'del' : String.fromCharCode(byte & 127));
  const value = unit(text, at, size);
  if (type === 'x') return value.toString(16).padStart(size * 2, '0');
  if (type === 'o') return value.toString(8).padStart(Math.ceil((size * 8) / 3), '0');
  if (type === 'u') return value.toString();
  return BigInt.asIntN(size * 8, value).toString();
}

function widthOf({ type, size }: Format): number {
  if (type === 'c' || type === 'a') return 3;
  if (type === 'x') return size * 2;
  if (type === 'o') return Math.ceil((size * 8) / 3);
  return ({ 1: 3, 2: 5, 4: 10, 8: 20 }[size] ?? 20) + (type === 'd' ? 1 : 0);
}

export const od = program({
  id: 'coreutils/od',
  usage: '[OPTION]... [FILE]...',
  busyboxUsage: '[-abcdfhilovxs] [-t TYPE] [-A RADIX] [-N SIZE] [-j SKIP] [FILE]...',
  options: {
    radix: 'A,address-radix=RADIX',
    type: 't,format=TYPE',
    count: 'N,read-bytes=BYTES',
    skip: 'j,skip-bytes=BYTES',
    all: 'v,output-duplicates',
    width: 'w,width[=BYTES]',
    a: 'a',
    b: 'b',
    c: 'c',
    d: 'd',
    o: 'o',
    x: 'x',
    s: 's',
    i: 'i',
    l: 'l',
    h: 'h',
  },
  busyboxLong: 'address-radix format output-duplicates read-bytes skip-bytes width',
  *run(c) {
    const { flags } = c;
    const short: Readonly<Record<string, Format>> = {
      a: { type: 'a', size: 1 },
      b: { type: 'o', size: 1 },
      c: { type: 'c', size: 1 },
      d: { type: 'u', size: 2 },
      o: { type: 'o', size: 2 },
      x: { type: 'x', size: 2 },
      h: { type: 'x', size: 2 },
      s: { type: 'd', size: 2 },
      i: { type: 'd', size: 4 },
      l: { type: 'd', size: 8 },
    };
    const ascii: boolean[] = [];
    const formats: Format[] = [];
    for (const { key, value } of c.given) {
      const one = short[key];
      if (one) {
        formats.push(one);
        ascii.push(false);
      }
      if (key !== 'type') continue;
      // BusyBox takes the z behind a size for a part of it.
      const unsized = c.gnu ? undefined : /[doux][1248CSIL]z/.exec(value);
      if (unsized)
        return yield* c.fail(
          `invalid type string '${value}'; 4294967295-byte integral type is not supported`,
        );
      for (const [, type = '', size = '', z] of value.matchAll(/([acdouxf])([1248CSIL]?)(z?)/g)) {
        const bytes =
          { C: 1, S: 2, I: 4, L: 8, '': type === 'a' || type === 'c' ? 1 : 4 }[size] ?? Number(size);
        formats.push({ type, size: bytes });
        ascii.push(z === 'z');
      }
    }
    if (formats.length === 0) {
      formats.push({ type: 'o', size: 2 });
      ascii.push(false);
    }
    const skip = parseSize(flags.skip ?? '0') ?? 0;
    const count = flags.count === undefined ? undefined : parseSize(flags.count);
    const text = (yield* allOf(c, c.operands)).slice(skip, count === undefined ? undefined : skip + count);
    const perLine = flags.width === undefined ? 16 : Number(flags.width || 32);
    const radix = flags.radix ?? 'o';
    const address = (at: number): string =>
      radix === 'n'
        ? ''
        : at.toString(radix === 'x' ? 16 : radix === 'd' ? 10 : 8).padStart(radix === 'x' ? 6 : 7, '0');
    // All formats of a line are as wide as the widest, so that they stand below each other.
    const blockWidth = Math.max(...formats.map((format) => (widthOf(format) + 1) / format.size));
    let previous: string | undefined;
    let starred = false;
    for (let at = 0; at < text.length; at += perLine) {
      const chunk = text.slice(at, at + perLine);
      if (chunk === previous && !flags.all && chunk.length === perLine) {
        if (!starred) yield* c.write('*\n');
        starred = true;
        continue;
      }
      [previous, starred] = [chunk, false];
      for (const [index, format] of formats.entries()) {
        let line = index === 0 ? address(skip + at) : radix === 'n' ? '' : ' '.repeat(address(0).length);
        const width = Math.max(widthOf(format) + 1, blockWidth * format.size);
        for (let n = 0; n < chunk.length; n += format.size) line += cell(format, chunk, n).padStart(width);
        if (ascii[index])
          line += `${' '.repeat(width * Math.ceil((perLine - chunk.length) / format.size))}  >${chunk.replace(/[^ -~]/g, '.')}<`;
        yield* c.write(`${line}\n`);
      }
    }
    if (radix !== 'n') yield* c.write(`${address(skip + text.length)}\n`);
    return 0;
  },
});

export const hexdump = program({
  id: 'bsdextrautils/hexdump',
  names: ['hd'],
  usage: '[options] <file>...',
  busyboxUsage: '[-bcdoxCv] [-e FMT] [-f FMT_FILE] [-n LEN] [-s OFS] [FILE]...',
  options: {
    canonical: 'C,canonical',
    length: 'n,length=LEN',
    skip: 's,skip=OFS',
    all: 'v,no-squeezing',
    octal: 'b',
    char: 'c',
    decimal: 'd',
    twoOctal: 'o',
    hex: 'x',
    format: 'e,format=FMT',
  },
  *run(c) {
    const { flags } = c;
    if (flags.format !== undefined)
      return yield* c.fail('formats of your own (-e) are not modelled here; -C, -x, -b, -c, -d and -o are');
    const skip = parseSize(flags.skip ?? '0') ?? 0;
    const text = (yield* allOf(c, c.operands)).slice(
      skip,
      flags.length === undefined ? undefined : skip + (parseSize(flags.length) ?? 0),
    );
    const canonical = flags.canonical || c.name === 'hd';
    let previous: string | undefined;
    let starred = false;
    const wide = canonical ? 8 : 7;
    for (let at = 0; at < text.length; at += 16) {
      const chunk = text.slice(at, at + 16);
      if (chunk === previous && !flags.all && chunk.length === 16) {
        if (!starred) yield* c.write('*\n');
        starred = true;
        continue;
      }
      [previous, starred] = [chunk, false];
      let line = (skip + at).toString(16).padStart(wide, '0');
      if (canonical) {
        let hex = '';
        for (let n = 0; n < 16; n++)
          hex += `${n === 8 ? ' ' : ''} ${n < chunk.length ? chunk.charCodeAt(n).toString(16).padStart(2, '0') : '  '}`;
        line += ` ${hex}  |${chunk.replace(/[^ -~]/g, '.')}|`;
      } else {
        const format: Format = flags.octal
          ? { type: 'o', size: 1 }
          : flags.char
            ? { type: 'c', size: 1 }
            : flags.decimal
              ? { type: 'u', size: 2 }
              : flags.twoOctal
                ? { type: 'o', size: 2 }
                : { type: 'x', size: 2 };
        const width = format.size === 1 ? 4 : flags.hex || flags.decimal || flags.twoOctal ? 8 : 5;
        for (let n = 0; n < 16; n += format.size)
          line +=
            n < chunk.length
              ? (format.type === 'u'
                  ? cell(format, chunk, n).padStart(5, '0')
                  : cell(format, chunk, n)
                ).padStart(width)
              : ' '.repeat(width);
      }
      yield* c.write(`${line}\n`);
    }
    if (text.length > 0) yield* c.write(`${(skip + text.length).toString(16).padStart(wide, '0')}\n`);
    return 0;
  },
});

export const xxd = program({
  id: 'xxd/xxd',
  usage: '[options] [infile [outfile]]',
  busyboxUsage: '[-pri] [-g N] [-c N] [-l LEN] [-s OFS] [-o OFS] [FILE]',
  options: {
    plain: 'p,ps,postscript,plain',
    reverse: 'r,revert',
    group: 'g=N',
    columns: 'c,cols=N',
    length: 'l,len=LEN',
    skip: 's,seek=OFS',
    upper: 'u',
    bits: 'b',
    include: 'i',
    offset: 'o=OFS',
  },
  busyboxLacks: 'bu',
  *run(c) {
    const { flags } = c;
    const [name = '-'] = c.operands;
    let text = yield* allOf(c, [name]);
    if (flags.reverse) {
      const digits = flags.plain
        ? text.replace(/\s/g, '')
        : text
            .split('\n')
            .map((line) =>
              line
                .replace(/^[0-9a-fA-F]+:/, '')
                .replace(/ {2}.*$/, '')
                .replace(/\s/g, ''),
            )
            .join('');
      yield* c.write(digits.replace(/../g, (pair) => String.fromCharCode(parseInt(pair, 16))));
      return 0;
    }
    const skip = parseSize(flags.skip ?? '0') ?? 0;
    text = text.slice(skip, flags.length === undefined ? undefined : skip + (parseSize(flags.length) ?? 0));
    const columns = Number(flags.columns ?? (flags.plain ? 30 : flags.include ? 12 : flags.bits ? 6 : 16));
    const hex = (char: string): string => {
      const value = flags.bits
        ? char.charCodeAt(0).toString(2).padStart(8, '0')
        : char.charCodeAt(0).toString(16).padStart(2, '0');
      return flags.upper ? value.toUpperCase() : value;
    };
    if (flags.include) {
      const title = byteString(name).replace(/\W/g, '_');
      const rows: string[] = [];
      for (let at = 0; at < text.length; at += columns)
        rows.push(`  ${Array.from(text.slice(at, at + columns), (char) => `0x${hex(char)}`).join(', ')}`);
      const body = `${rows.join(',\n')}\n`;
      yield* c.write(
        name === '-'
          ? body
          : `unsigned char ${title}[] = {\n${body}};\nunsigned int ${title}_len = ${String(text.length)};\n`,
      );
      return 0;
    }
    const group = Number(flags.group ?? (flags.bits ? 1 : 2));
    for (let at = 0; at < text.length; at += columns) {
      const chunk = text.slice(at, at + columns);
      if (flags.plain) {
        yield* c.write(`${Array.from(chunk, hex).join('')}\n`);
        continue;
      }
      let shown = '';
      for (let n = 0; n < columns; n++)
        shown +=
          (n > 0 && group > 0 && n % group === 0 ? ' ' : '') +
          (n < chunk.length ? hex(chunk[n] ?? '') : flags.bits ? ' '.repeat(8) : '  ');
      yield* c.write(
        `${(skip + at).toString(16).padStart(8, '0')}: ${shown}  ${chunk.replace(/[^ -~]/g, '.')}\n`,
      );
    }
    return 0;
  },
});

export const strings = program({
  id: 'binutils/strings',
  usage: '[option(s)] [file(s)]',
  busyboxUsage: '[-fo] [-t o|d|x] [-n LEN] [FILE]...',
  options: {
    all: 'a,all',
    length: 'n,bytes=NUMBER',
    name: 'f,print-file-name',
    radix: 't,radix=RADIX',
    octal: 'o',
  },
  busyboxNumbers: 'n',
  rewrite: (args) => args.map((arg) => (/^-\d+$/.test(arg) ? `-n${arg.slice(1)}` : arg)),
  *run(c) {
    const least = Number(c.flags.length ?? 4);
    return yield* eachInput(c, c.operands, function* (reader, name): Task<void> {
      const text = yield* reader.rest();
      for (const found of text.matchAll(/[\t -~]+/g)) {
        if (found[0].length < least) continue;
        const radix = c.flags.radix === 'x' ? 16 : c.flags.radix === 'd' ? 10 : 8;
        const offset =
          c.flags.radix !== undefined || c.flags.octal ? `${found.index.toString(radix).padStart(7)} ` : '';
        yield* c.write(`${c.flags.name ? `${byteString(name)}: ` : ''}${offset}${found[0]}\n`);
      }
    });
  },
});
