import { isErrno } from '../../kernel';
import type { Task } from '../../kernel';
import { byteString, dataOf } from '../shared/bytes';
import { reason } from '../shared/errors';
import { openInput } from '../shared/input';
import { program } from '../shared/program';
import { comparable, compareComparable, keyText, orderOf, parseKey } from './sort-keys';
import type { SortKey } from './sort-keys';

interface Row {
  readonly line: string;
  readonly file: number;
  readonly keys: readonly (number | string)[];
  readonly random: number;
}

export const sort = program({
  id: 'coreutils/sort',
  usage: '[OPTION]... [FILE]...',
  busyboxUsage: '[-nrughMcszbdfiokt] [-o FILE] [-k START[.OFS][OPTS][,END[.OFS][OPTS]]] [-t CHAR] [FILE]...',
  usageStatus: 2,
  busyboxUsageStatus: 2,
  options: {
    n: 'n,numeric-sort',
    g: 'g,general-numeric-sort',
    h: 'h,human-numeric-sort',
    M: 'M,month-sort',
    V: 'V,version-sort',
    f: 'f,ignore-case',
    d: 'd,dictionary-order',
    i: 'i,ignore-nonprinting',
    b: 'b,ignore-leading-blanks',
    r: 'r,reverse',
    unique: 'u,unique',
    stable: 's,stable',
    check: 'c,check[=HOW]',
    checkQuiet: 'C',
    merge: 'm,merge',
    output: 'o,output=FILE',
    key: 'k,key=KEYDEF',
    separator: 't,field-separator=SEP',
    zero: 'z,zero-terminated',
    random: 'R,random-sort',
    buffer: 'S,buffer-size=SIZE',
    temporary: 'T,temporary-directory=DIR',
    parallel: 'parallel=N',
  },
  busyboxLacks: 'CR',
  *run(c) {
    const { flags, p } = c;
    const letters = (['n', 'g', 'h', 'M', 'V', 'f', 'd', 'i', 'b', 'r'] as const)
      .filter((one) => flags[one])
      .join('');
    const global = orderOf(letters);
    let separator = flags.separator === undefined ? undefined : byteString(flags.separator);
    if (separator === '\\0') separator = '\0';
    if (separator !== undefined && separator.length !== 1) {
      return yield* c.fail(
        !c.gnu ? 'bad -t parameter' : separator === '' ? 'empty tab' : `multi-character tab '${separator}'`,
        2,
      );
    }
    const keys: SortKey[] = [];
    for (const text of c.all('key')) {
      const key = parseKey(text);
      if (!key && !c.gnu) return yield* c.fail('bad field specification', 2);
      if (/^0/.test(text) && c.gnu)
        return yield* c.fail(`field number is zero: invalid field specification '${text}'`, 2);
      if (!key) return yield* c.fail(`invalid number at field start: invalid count at start of '${text}'`, 2);
      keys.push(key);
    }
    if (keys.length === 0)
      keys.push({ from: { field: 0, char: 0, blanks: global.blanks }, to: undefined, order: undefined });
    const end = flags.zero ? '\0' : '\n';
    /** Which file a line came from, by its number. */
    const lines: { readonly line: string; readonly file: number }[] = [];
    let file = 0;
    for (const name of c.operands.length > 0 ? c.operands : ['-']) {
      try {
        const input = openInput(p, name, end, !c.gnu);
        for (const line of yield* input.reader.lines()) lines.push({ line, file });
        input.close();
        file++;
      } catch (error) {
        const why = reason(error);
        return yield* c.fail(
          c.gnu
            ? `${why === 'Is a directory' ? 'read failed' : 'cannot read'}: ${name}: ${why}`
            : `${name}: ${why}`,
          2,
        );
      }
    }
    const rows: Row[] = lines.map(({ line, file: of }) => ({
      line,
      file: of,
      random: flags.random ? p.random() : 0,
      keys: keys.map((key) => {
        const order = key.order ?? global;
        return comparable(keyText(line, key, separator, order.blanks), order, c.gnu);
      }),
    }));
    const compareKeys = (a: Row, b: Row): number => {
      for (const [index, key] of keys.entries()) {
        const result = compareComparable(
          a.keys[index] ?? '',
          b.keys[index] ?? '',
          key.order ?? global,
          c.gnu,
        );
        if (result !== 0) return result;
      }
      return 0;
    };
    const compare = (a: Row, b: Row): number => {
      if (flags.random) return a.line === b.line ? 0 : a.random - b.random;
      const result = compareKeys(a, b);
      if (result !== 0 || flags.stable || flags.unique) return result;
      const last = a.line < b.line ? -1 : a.line > b.line ? 1 : 0;
      return global.reverse ? -last : last;
    };
    if (flags.check !== undefined || flags.checkQuiet) {
      for (let index = 1; index < rows.length; index++) {
        const [before, row] = [rows[index - 1], rows[index]];
        if (!before || !row) continue;
        const order = compare(before, row);
        if (order > 0 || (flags.unique && order === 0)) {
          if (!flags.checkQuiet) {
            if (!c.gnu) yield* c.p.stderr.write(`Check line ${String(index)}\n`);
            else yield* c.warn(`${c.operands[0] ?? '-'}:${String(index + 1)}: disorder: ${row.line}`);
          }
          return 1;
        }
      }
      return 0;
    }
    yield* p.turn();
    // BusyBox sorts what it should only merge.
    const sorted = flags.merge && c.gnu ? merged(rows, compare) : rows.sort(compare);
    const kept = flags.unique
      ? sorted.filter((row, i) => i === 0 || compareKeys(sorted[i - 1] ?? row, row) !== 0)
      : sorted;
    if (flags.output !== undefined) return yield* toFile(kept);
    for (const row of kept) yield* c.write(row.line + end);
    return 0;

    function* toFile(all: readonly Row[]): Task<number> {
      try {
        p.files.writeFile(flags.output ?? '', dataOf(all.map((row) => row.line + end).join('')));
        return 0;
      } catch (error) {
        if (!isErrno(error)) throw error;
        return yield* c.fail(
          c.gnu
            ? `open failed: ${flags.output ?? ''}: ${reason(error)}`
            : `${flags.output ?? ''}: ${reason(error)}`,
          2,
        );
      }
    }
  },
});

/** The least of the first lines of all files, again and again: sorted files stay sorted, others do not become so. */
function merged(rows: readonly Row[], compare: (a: Row, b: Row) => number): Row[] {
  const files: Row[][] = [];
  for (const row of rows) (files[row.file] ??= []).push(row);
  const queues = files.map((file) => file.reverse());
  const result: Row[] = [];
  while (result.length < rows.length) {
    let first: Row[] | undefined;
    for (const queue of queues) {
      const [head, best] = [queue.at(-1), first?.at(-1)];
      if (head && (!best || compare(head, best) < 0)) first = queue;
    }
    const least = first?.pop();
    if (!least) break;
    result.push(least);
  }
  return result;
}
