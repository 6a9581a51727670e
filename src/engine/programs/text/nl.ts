import type { Task } from '../../kernel';
import { program } from '../shared/program';
import { eachInput } from '../shared/each-input';
import { compileRegex } from '../shared/regex';

export const nl = program({
  id: 'coreutils/nl',
  usage: '[OPTION]... [FILE]...',
  busyboxUsage: '[OPTIONS] [FILE]...',
  options: {
    body: 'b,body-numbering=STYLE',
    increment: 'i,line-increment=N',
    separator: 's,number-separator=STRING',
    start: 'v,starting-line-number=N',
    width: 'w,number-width=N',
    format: 'n,number-format=FORMAT',
    noRenumber: 'p,no-renumber',
  },
  busyboxNumbers: 'ivw',
  busyboxLacks: 'n',
  busyboxLong: 'body-numbering line-increment no-renumber number-separator number-width starting-line-number',
  *run(c) {
    const style = c.flags.body ?? 't';
    const width = Number(c.flags.width ?? 6);
    const separator = c.flags.separator ?? '\t';
    const format = c.flags.format ?? 'rn';
    const pattern = style.startsWith('p') ? compileRegex(style.slice(1), 'basic') : undefined;
    let number = Number(c.flags.start ?? 1);
    return yield* eachInput(
      c,
      c.operands,
      function* (reader): Task<void> {
        for (let line = yield* reader.line(); line !== undefined; line = yield* reader.line()) {
          const counts = style === 'a' || (style === 't' && line !== '') || (pattern?.test(line) ?? false);
          if (!counts) {
            yield* c.write(`${' '.repeat(width + separator.length)}${line}\n`);
            continue;
          }
          const text = String(number);
          const shown =
            format === 'ln' ? text.padEnd(width) : text.padStart(width, format === 'rz' ? '0' : ' ');
          number += Number(c.flags.increment ?? 1);
          yield* c.write(`${shown}${separator}${line}\n`);
        }
      },
      { seesNoFolders: true },
    );
  },
});
