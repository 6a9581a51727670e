import { byteString, dataOf } from '../shared/bytes';
import { reason } from '../shared/errors';
import { openInput } from '../shared/input';
import { program } from '../shared/program';

export const uniq = program({
  id: 'coreutils/uniq',
  usage: '[OPTION]... [INPUT [OUTPUT]]',
  busyboxUsage: '[-cdu] [-f N] [-s N] [-w N] [FILE [OUTFILE]]',
  options: {
    count: 'c,count',
    repeated: 'd,repeated',
    unique: 'u,unique',
    allRepeated: 'D',
    fields: 'f,skip-fields=N',
    chars: 's,skip-chars=N',
    width: 'w,check-chars=N',
    ignoreCase: 'i,ignore-case',
    zero: 'z,zero-terminated',
  },
  busyboxNumbers: 'fsw',
  busyboxLacks: 'D',
  *run(c) {
    const { flags } = c;
    for (const [text, what] of [
      [flags.fields, 'fields to skip'],
      [flags.chars, 'bytes to skip'],
      [flags.width, 'bytes to compare'],
    ] as const)
      if (text !== undefined && !/^\d+$/.test(text))
        return yield* c.fail(c.gnu ? `${text}: invalid number of ${what}` : `invalid number '${text}'`);
    const skipFields = Number(flags.fields ?? 0);
    const skipChars = Number(flags.chars ?? 0);
    const key = (line: string): string => {
      let text = line;
      for (let n = 0; n < skipFields; n++) text = text.replace(/^[ \t]*[^ \t]*/, '');
      text = text.slice(skipChars);
      if (flags.width !== undefined) text = text.slice(0, Number(flags.width));
      return flags.ignoreCase ? text.toLowerCase() : text;
    };
    const end = flags.zero ? '\0' : '\n';
    let output = '';
    const [from = '-', to, extra] = c.operands;
    if (c.gnu && extra !== undefined) return yield* c.usageError(`extra operand '${extra}'`);
    const emit = function* (text: string) {
      if (to === undefined || to === '-') yield* c.write(text);
      else output += text;
    };
    const flush = function* (lines: readonly string[], count: number) {
      const first = lines[0];
      if (first === undefined) return;
      if ((flags.repeated || flags.allRepeated) && count < 2) return;
      if (flags.unique && count > 1) return;
      for (const line of flags.allRepeated ? lines : [first]) {
        yield* emit((flags.count ? `${String(count).padStart(7)} ` : '') + line + end);
      }
    };
    try {
      const input = openInput(c.p, from, end);
      let group: string[] = [];
      let count = 0;
      let last: string | undefined;
      for (let line = yield* input.reader.line(); line !== undefined; line = yield* input.reader.line()) {
        const own = key(line);
        if (own === last) {
          count++;
          if (flags.allRepeated) group.push(line);
          continue;
        }
        yield* flush(group, count);
        group = [line];
        count = 1;
        last = own;
      }
      yield* flush(group, count);
      input.close();
      if (to !== undefined && to !== '-') c.p.files.writeFile(to, dataOf(byteString(output)));
      return 0;
    } catch (error) {
      const why = reason(error);
      if (why === 'Broken pipe') throw error;
      if (why !== 'Is a directory')
        return yield* c.fail(c.gnu ? `${from}: ${why}` : `can't open '${from}': ${why}`);
      return yield* c.fail(c.gnu ? `error reading '${from}': ${why}` : `${from}: I/O error`);
    }
  },
});
