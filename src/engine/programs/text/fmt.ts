import type { Task } from '../../kernel';
import { program } from '../shared/program';
import { eachInput } from '../shared/each-input';

/** Fills paragraphs greedily; GNU's weighs line ends and may break one word earlier. */
export const fmt = program({
  id: 'coreutils/fmt',
  usage: '[-WIDTH] [OPTION]... [FILE]...',
  flavours: ['gnu'],
  options: {
    width: 'w,width=WIDTH',
    goal: 'g,goal=WIDTH',
    splitOnly: 's,split-only',
    uniform: 'u,uniform-spacing',
  },
  rewrite: (args) => args.map((arg) => (/^-\d+$/.test(arg) ? `-w${arg.slice(1)}` : arg)),
  *run(c) {
    const width = Number(c.flags.width ?? 75);
    const goal = Number(c.flags.goal ?? Math.floor((width * 187) / 200));
    const fill = (paragraph: readonly string[]): string[] => {
      const indent = /^[ \t]*/.exec(paragraph[0] ?? '')?.[0] ?? '';
      const lines: string[] = [];
      let line = indent;
      for (const word of paragraph
        .join(' ')
        .split(/\s+/)
        .filter((one) => one !== '')) {
        const longer = line.trim() === '' ? indent + word : `${line} ${word}`;
        const better =
          longer.length <= width && Math.abs(longer.length - goal) <= Math.abs(line.length - goal);
        if (line.trim() === '' || longer.length <= goal || better) line = longer;
        else {
          lines.push(line);
          line = indent + word;
        }
      }
      lines.push(line);
      return lines;
    };
    return yield* eachInput(c, c.operands, function* (reader): Task<void> {
      let paragraph: string[] = [];
      const indentOf = (line: string): number => line.length - line.trimStart().length;
      const flush = function* (): Task<void> {
        if (paragraph.length > 0)
          yield* c.write(
            fill(paragraph)
              .map((line) => `${line}\n`)
              .join(''),
          );
        paragraph = [];
      };
      for (let line = yield* reader.line(); line !== undefined; line = yield* reader.line()) {
        const last = paragraph.at(-1);
        if (
          line.trim() === '' ||
          c.flags.splitOnly ||
          (last !== undefined && indentOf(last) !== indentOf(line))
        )
          yield* flush();
        if (line.trim() === '') yield* c.write('\n');
        else paragraph.push(line);
      }
      yield* flush();
    });
  },
});
