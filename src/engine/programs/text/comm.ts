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
    let sorted = true;
    while (i < left.length || j < right.length) {
      const [a, b] = [left[i], right[j]];
      if (b === undefined || (a !== undefined && a < b)) {
        if (!flags.no1) yield* c.write(`${a ?? ''}\n`);
        i++;
        if (a !== undefined && (left[i] ?? a) < a) sorted = false;
      } else if (a === undefined || b < a) {
        if (!flags.no2) yield* c.write(`${second}${b}\n`);
        j++;
        if ((right[j] ?? b) < b) sorted = false;
      } else {
        if (!flags.no3) yield* c.write(`${third}${a}\n`);
        i++;
        j++;
      }
    }
    if (sorted || flags.noCheck || !c.gnu) return 0;
    return yield* c.fail('input is not in sorted order');
  },
});
