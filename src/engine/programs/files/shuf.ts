import { byteString } from '../shared/bytes';
import { reason } from '../shared/errors';
import { openInput } from '../shared/input';
import { program } from '../shared/program';

export const shuf = program({
  id: 'coreutils/shuf',
  usage: '[OPTION]... [FILE]\n  or:  shuf -e [OPTION]... [ARG]...\n  or:  shuf -i LO-HI [OPTION]...',
  busyboxUsage: '[-n NUM] [-o FILE] [-z] [FILE | -e [ARG...] | -i L-H]',
  options: {
    echo: 'e,echo',
    range: 'i,input-range=LO-HI',
    count: 'n,head-count=COUNT',
    repeat: 'r,repeat',
    zero: 'z,zero-terminated',
    output: 'o,output=FILE',
  },
  busyboxLacks: 'r',
  busyboxNumbers: 'n',
  *run(c) {
    const { flags, p } = c;
    const end = flags.zero ? '\0' : '\n';
    let lines: string[];
    const range = /^(\d+)-(\d+)$/.exec(flags.range ?? '');
    if (flags.range !== undefined) {
      if (!range || (!c.gnu && Number(range[2]) < Number(range[1])))
        return yield* c.fail(c.gnu ? `invalid input range: '${flags.range}'` : `bad range '${flags.range}'`);
      const from = Number(range[1]);
      lines = Array.from({ length: Math.max(0, Number(range[2]) - from + 1) }, (_, index) =>
        String(from + index),
      );
    } else if (flags.echo) lines = c.operands.map(byteString);
    else {
      const [name = '-'] = c.operands;
      try {
        lines = yield* openInput(p, name, end).reader.lines();
      } catch (error) {
        return yield* c.fail(`${name}: ${reason(error)}`);
      }
    }
    const count = flags.count === undefined ? (flags.repeat ? Infinity : lines.length) : Number(flags.count);
    if (flags.repeat) {
      for (let n = 0; n < count; n++) {
        yield* c.write((lines[Math.floor(p.random() * lines.length)] ?? '') + end);
        yield* p.turn();
      }
      return 0;
    }
    for (let at = lines.length - 1; at > 0; at--) {
      const other = Math.floor(p.random() * (at + 1));
      [lines[at], lines[other]] = [lines[other] ?? '', lines[at] ?? ''];
    }
    const text = lines
      .slice(0, count)
      .map((line) => line + end)
      .join('');
    if (flags.output === undefined) yield* c.write(text);
    else p.files.writeFile(flags.output, text);
    return 0;
  },
});
