import { dataOf } from '../shared/bytes';
import { reason } from '../shared/errors';
import { openInput } from '../shared/input';
import { program } from '../shared/program';
import { parseSize } from '../shared/sizes';

export const split = program({
  id: 'coreutils/split',
  usage: '[OPTION]... [FILE [PREFIX]]',
  busyboxUsage: '[OPTIONS] [INPUT [PREFIX]]',
  options: {
    lines: 'l,lines=NUMBER',
    bytes: 'b,bytes=SIZE',
    suffix: 'a,suffix-length=N',
    numeric: 'd,numeric-suffixes[=FROM]',
    additional: 'additional-suffix=SUFFIX',
    chunks: 'n,number=CHUNKS',
    verbose: 'verbose',
  },
  rewrite: (args) =>
    args.map((arg) => (/^-\d+$/.test(arg) ? `-l${arg.slice(1)}` : arg === '-d' ? '--numeric-suffixes' : arg)),
  *run(c) {
    const [name = '-', prefix = 'x'] = c.operands;
    const width = Number(c.flags.suffix ?? 2);
    const numeric = c.flags.numeric !== undefined;
    const suffix = (index: number): string => {
      if (numeric) return String(index + Number(c.flags.numeric || 0)).padStart(width, '0');
      let text = '';
      for (let n = 0, rest = index; n < width; n++, rest = Math.floor(rest / 26))
        text = String.fromCharCode(97 + (rest % 26)) + text;
      return text;
    };
    const limit = (numeric ? 10 : 26) ** width;
    let text: string;
    try {
      const input = openInput(c.p, name);
      text = yield* input.reader.rest();
      input.close();
    } catch (error) {
      return yield* c.fail(
        c.gnu
          ? `cannot open '${name}' for reading: ${reason(error)}`
          : `can't open '${name}': ${reason(error)}`,
      );
    }
    const pieces: string[] = [];
    const bytes = c.flags.bytes === undefined ? undefined : parseSize(c.flags.bytes);
    const chunks = c.flags.chunks === undefined ? undefined : Number(c.flags.chunks);
    if (bytes !== undefined || chunks !== undefined) {
      const size = bytes ?? Math.max(1, Math.ceil(text.length / (chunks ?? 1)));
      for (let at = 0; at < text.length; at += size) pieces.push(text.slice(at, at + size));
    } else {
      const count = Number(c.flags.lines ?? 1000);
      if (!(count > 0)) return yield* c.fail(`invalid number of lines: '${c.flags.lines ?? ''}'`);
      const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
      for (let at = 0; at < lines.length; at += count) pieces.push(lines.slice(at, at + count).join(''));
    }
    for (const [index, piece] of pieces.entries()) {
      if (index >= limit) return yield* c.fail('output file suffixes exhausted');
      const path = `${prefix}${suffix(index)}${c.flags.additional ?? ''}`;
      if (c.flags.verbose) yield* c.print(`creating file '${path}'\n`);
      c.p.files.writeFile(path, dataOf(piece));
      yield* c.p.turn();
    }
    return 0;
  },
});
