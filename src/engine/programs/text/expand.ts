import type { Task } from '../../kernel';
import { program } from '../shared/program';
import { eachInput } from '../shared/each-input';

export const expand = program({
  id: 'coreutils/expand',
  names: ['unexpand'],
  usage: '[OPTION]... [FILE]...',
  busyboxUsage: '[-it NUM] [FILE]...',
  options: { initial: 'i,initial', all: 'a,all', firstOnly: 'first-only', tabs: 't,tabs=N' },
  busyboxNumbers: 't',
  busyboxLong: 'initial all first-only',
  *run(c) {
    const width = Number(c.flags.tabs ?? 8) || 8;
    const back = c.name === 'unexpand';
    const toSpaces = (line: string): string => {
      let text = '';
      let leading = true;
      for (const char of line) {
        if (char === '\t' && (leading || !c.flags.initial)) text += ' '.repeat(width - (text.length % width));
        else text += char;
        if (char !== ' ' && char !== '\t') leading = false;
      }
      return text;
    };
    const leadingTabs = (blanks: string): string =>
      '\t'.repeat(Math.floor(blanks.length / width)) + ' '.repeat(blanks.length % width);
    const toTabs = (line: string): string => {
      const everywhere = (c.flags.all || c.flags.tabs !== undefined) && !c.flags.firstOnly;
      if (!everywhere) {
        const [blanks = ''] = /^[ \t]*/.exec(line) ?? [];
        return leadingTabs(toSpaces(blanks)) + line.slice(blanks.length);
      }
      const text = toSpaces(line);
      let result = '';
      for (let at = 0; at < text.length; at += width) {
        const piece = text.slice(at, at + width);
        const trimmed = piece.trimEnd();
        // GNU's makes a tab of a single blank too, where more follow it.
        const isFollowed = c.gnu && text[at + width] === ' ' && trimmed.length < width;
        const isWhole =
          piece.length === width && (isFollowed || piece.length - trimmed.length > (trimmed === '' ? 0 : 1));
        result += isWhole ? `${trimmed}\t` : piece;
      }
      return result;
    };
    return yield* eachInput(c, c.operands, function* (reader): Task<void> {
      for (let line = yield* reader.line(); line !== undefined; line = yield* reader.line()) {
        yield* c.write((back ? toTabs(line) : toSpaces(line)) + (reader.terminated ? '\n' : ''));
      }
    });
  },
});
