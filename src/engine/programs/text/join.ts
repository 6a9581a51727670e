import type { Task } from '../../kernel';
import { byteString } from '../shared/bytes';
import { reason } from '../shared/errors';
import { openInput } from '../shared/input';
import { program } from '../shared/program';

export const join = program({
  id: 'coreutils/join',
  usage: '[OPTION]... FILE1 FILE2',
  flavours: ['gnu'],
  options: {
    field1: '1=FIELD',
    field2: '2=FIELD',
    both: 'j=FIELD',
    separator: 't=CHAR',
    unpaired: 'a=FILENUM',
    only: 'v=FILENUM',
    empty: 'e=STRING',
    format: 'o=FORMAT',
    ignoreCase: 'i,ignore-case',
    header: 'header',
    noCheck: 'nocheck-order',
    check: 'check-order',
  },
  *run(c) {
    const { flags } = c;
    const [one, two] = c.operands;
    if (one === undefined) return yield* c.usageError('missing operand');
    if (two === undefined) return yield* c.usageError(`missing operand after '${one}'`);
    const separator = flags.separator === undefined ? undefined : byteString(flags.separator);
    const fieldsOf = (line: string): string[] =>
      separator === undefined ? line.split(/[ \t]+/).filter((field) => field !== '') : line.split(separator);
    for (const field of [flags.field1, flags.field2, flags.both])
      if (field !== undefined && !/^[1-9]\d*$/.test(field))
        return yield* c.fail(`invalid field number: '${field}'`);
    const key1 = Number(flags.field1 ?? flags.both ?? 1) - 1;
    const key2 = Number(flags.field2 ?? flags.both ?? 1) - 1;
    const tables: string[][][] = [];
    for (const name of [one, two]) {
      try {
        const input = openInput(c.p, name);
        tables.push((yield* input.reader.lines()).map(fieldsOf));
        input.close();
      } catch (error) {
        return yield* c.fail(`${name}: ${reason(error)}`);
      }
    }
    const [left = [], right = []] = tables;
    const fold = (text: string): string => (flags.ignoreCase ? text.toLowerCase() : text);
    const wants = (file: string): boolean => c.all('unpaired').includes(file) || c.all('only').includes(file);
    const pairs = c.all('only').length === 0;
    const out = separator ?? ' ';
    const fill = flags.empty ?? '';
    const show = (a: readonly string[] | undefined, b: readonly string[] | undefined): string => {
      const key = (a ? a[key1] : b?.[key2]) ?? '';
      if (flags.format !== undefined && flags.format !== 'auto') {
        return flags.format
          .split(/[, ]+/)
          .map((item) => {
            if (item === '0') return key;
            const [file, field] = item.split('.');
            return (file === '1' ? a : b)?.[Number(field) - 1] || fill;
          })
          .join(out);
      }
      const rest = [...(a ?? []).filter((_, i) => i !== key1), ...(b ?? []).filter((_, i) => i !== key2)];
      return [key, ...rest].join(out);
    };
    const late = new Set<string>();
    let isUnpaired = false;
    /** Says of a file, once, that a line comes too late, where some line has found no partner. */
    const check = function* (
      name: string,
      lines: readonly string[][],
      key: number,
      at: number,
    ): Task<boolean> {
      const [before, line] = [lines[at - 1], lines[at]];
      if (!before || !line || flags.noCheck || late.has(name) || !(isUnpaired || flags.check)) return true;
      if (fold(line[key] ?? '') >= fold(before[key] ?? '')) return true;
      late.add(name);
      yield* c.warn(`${name}:${at + 1}: is not sorted: ${line.join(separator ?? ' ')}`);
      return !flags.check;
    };
    let i = 0;
    let j = 0;
    if (flags.header && left[0] && right[0]) {
      yield* c.write(`${show(left[0], right[0])}\n`);
      i = j = 1;
    }
    while (i < left.length || j < right.length) {
      yield* c.p.turn();
      const a = left[i];
      const b = right[j];
      const ka = a && fold(a[key1] ?? '');
      const kb = b && fold(b[key2] ?? '');
      if (a && (kb === undefined || (ka ?? '') < kb)) {
        if (wants('1')) yield* c.write(`${show(a, undefined)}\n`);
        if (!(yield* check(one, left, key1, ++i))) return 1;
        isUnpaired = true;
      } else if (b && (ka === undefined || (kb ?? '') < ka)) {
        if (wants('2')) yield* c.write(`${show(undefined, b)}\n`);
        if (!(yield* check(two, right, key2, ++j))) return 1;
        isUnpaired = true;
      } else {
        let endLeft = i;
        let endRight = j;
        while (endLeft < left.length && fold(left[endLeft]?.[key1] ?? '') === ka) endLeft++;
        while (endRight < right.length && fold(right[endRight]?.[key2] ?? '') === ka) endRight++;
        if (pairs) {
          for (const x of left.slice(i, endLeft))
            for (const y of right.slice(j, endRight)) yield* c.write(`${show(x, y)}\n`);
        }
        [i, j] = [endLeft, endRight];
        if (!(yield* check(one, left, key1, i)) || !(yield* check(two, right, key2, j))) return 1;
      }
    }
    if (late.size > 0) return yield* c.fail('input is not in sorted order');
    return 0;
  },
});
