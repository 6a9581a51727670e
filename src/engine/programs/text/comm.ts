import type { Task } from '../../kernel';
import { reason } from '../shared/errors';
import { openInput } from '../shared/input';
import { program } from '../shared/program';

export const comm = program({
  id: 'coreutils/comm',
  usage: '[OPTION]... FILE1 FILE2',
  busyboxUsage: '[-123] FILE1 FILE2',
  options: {
    no1: '1',
    no2: '2',
    no3: '3',
    noCheck: 'nocheck-order',
    check: 'check-order',
    separator: 'output-delimiter=STR',
    total: 'total',
  },
  *run(c) {
    const { flags } = c;
    const [one, two] = c.operands;
    if (one === undefined) return yield* c.misused('missing operand');
    if (two === undefined) return yield* c.misused(`missing operand after '${one}'`);
    const files: string[][] = [];
    for (const name of [one, two]) {
      try {
        const input = openInput(c.p, name);
        files.push(yield* input.reader.lines());
        input.close();
      } catch (error) {
        return yield* c.fail(`${name}: ${reason(error)}`);
      }
    }
    const [left = [], right = []] = files;
    const tab = flags.separator ?? '\t';
    const second = flags.no1 ? '' : tab;
    const third = second + (flags.no2 ? '' : tab);
    let i = 0;
    let j = 0;
    let [onlyLeft, onlyRight, common] = [0, 0, 0];
    const told = new Set<number>();
    /** Says of a file, once, where some line has found no partner, that a line of it comes too late. */
    const check = function* (file: number, lines: readonly string[], at: number): Task<boolean> {
      const isLate = at > 0 && at < lines.length && (lines[at] ?? '') < (lines[at - 1] ?? '');
      const isMinded = flags.check || onlyLeft + onlyRight > 0;
      if (!isLate || !isMinded || !c.gnu || flags.noCheck || told.has(file)) return true;
      told.add(file);
      yield* c.warn(`file ${file} is not in sorted order`);
      return !flags.check;
    };
    while (i < left.length || j < right.length) {
      const [a, b] = [left[i], right[j]];
      if (b === undefined || (a !== undefined && a < b)) {
        if (!flags.no1) yield* c.write(`${a ?? ''}\n`);
        onlyLeft++;
        if (!(yield* check(1, left, ++i))) return 1;
      } else if (a === undefined || b < a) {
        if (!flags.no2) yield* c.write(`${second}${b}\n`);
        onlyRight++;
        if (!(yield* check(2, right, ++j))) return 1;
      } else {
        if (!flags.no3) yield* c.write(`${third}${a}\n`);
        common++;
        if (!(yield* check(1, left, ++i))) return 1;
        if (!(yield* check(2, right, ++j))) return 1;
      }
    }
    if (flags.total) yield* c.write(`${[onlyLeft, onlyRight, common, 'total'].join(tab)}\n`);
    if (told.size === 0) return 0;
    return yield* c.fail('input is not in sorted order');
  },
});
