import { byteString, textOf } from '../shared/bytes';
import { reason } from '../shared/errors';
import { openInput } from '../shared/input';
import type { Reader } from '../shared/input';
import type { Task } from '../../kernel';
import { program } from '../shared/program';
import { statOf } from '../shared/trees';

interface Counts {
  lines: number;
  words: number;
  chars: number;
  bytes: number;
  longest: number;
}

export const wc = program({
  id: 'coreutils/wc',
  usage: '[OPTION]... [FILE]...',
  busyboxUsage: '[-cmlwL] [FILE]...',
  options: {
    bytes: 'c,bytes',
    chars: 'm,chars',
    lines: 'l,lines',
    words: 'w,words',
    longest: 'L,max-line-length',
    total: 'total=WHEN',
    filesFrom: 'files0-from=F',
  },
  *run(c) {
    const { flags, p } = c;
    const any = flags.bytes || flags.chars || flags.lines || flags.words || flags.longest;
    const wanted: (keyof Counts)[] = any
      ? (['lines', 'words', 'chars', 'bytes', 'longest'] as const).filter((key) => flags[key])
      : ['lines', 'words', 'bytes'];
    const total: Counts = { lines: 0, words: 0, chars: 0, bytes: 0, longest: 0 };
    const when = flags.total ?? 'auto';
    if (!/^(auto|always|only|never)$/.test(when))
      return yield* c.usageError(
        `invalid argument '${when}' for '--total'\nValid arguments are:\n  - 'auto'\n  - 'always'\n  - 'only'\n  - 'never'`,
      );
    let names = c.operands.length > 0 ? c.operands : ['-'];
    if (flags.filesFrom !== undefined) {
      const input = openInput(p, flags.filesFrom, '\0');
      names = (yield* input.reader.lines()).map(textOf);
      input.close();
    }
    // As wide as all the sizes together, of stdin too where that is a file; 7 where one cannot be told beforehand.
    const sizes = names.map((name) =>
      name !== '-' ? statOf(p, name) : p.isOpen(0) ? p.fstat(0) : undefined,
    );
    const sum = sizes.reduce((all, stat) => all + (stat?.kind === 'file' ? stat.sizeBytes : 0), 0);
    const isUntold = sizes.some((stat) => stat !== undefined && stat.kind !== 'file');
    let width = Math.max(isUntold ? 7 : 1, String(sum).length);
    if (flags.filesFrom !== undefined) width = 1;
    if (wanted.length === 1 && names.length === 1) width = 1;
    if (when === 'only') width = 1;
    if (!c.gnu) width = wanted.length === 1 && names.length === 1 ? 1 : 9;
    let status = 0;
    const show = (counts: Counts, name: string): string =>
      `${wanted.map((key) => String(counts[key]).padStart(width)).join(' ')}${name && ` ${name}`}\n`;
    for (const name of names) {
      const counts: Counts = { lines: 0, words: 0, chars: 0, bytes: 0, longest: 0 };
      let shown = true;
      try {
        const input = openInput(p, name);
        try {
          yield* count(input.reader, counts);
        } finally {
          input.close();
        }
      } catch (error) {
        const why = reason(error);
        const stdin = c.gnu ? "'standard input'" : 'standard input';
        yield* c.warn(`${name === '-' ? stdin : name}: ${why}`);
        status = 1;
        shown = why === 'Is a directory';
      }
      for (const key of ['lines', 'words', 'chars', 'bytes'] as const) total[key] += counts[key];
      total.longest = Math.max(total.longest, counts.longest);
      const isNamed = c.operands.length > 0 || flags.filesFrom !== undefined;
      if (shown && when !== 'only') yield* c.write(show(counts, isNamed ? byteString(name) : ''));
    }
    if (when === 'only') yield* c.write(show(total, ''));
    else if (when === 'always' || (when === 'auto' && names.length > 1)) yield* c.write(show(total, 'total'));
    return status;
  },
});

function* count(reader: Reader, counts: Counts): Task<void> {
  let inWord = false;
  let column = 0;
  for (let chunk = yield* reader.chunk(); chunk !== ''; chunk = yield* reader.chunk()) {
    counts.bytes += chunk.length;
    for (let at = 0; at < chunk.length; at++) {
      const code = chunk.charCodeAt(at);
      // In the C locale each byte is a character.
      counts.chars++;
      const space = code === 32 || (code >= 9 && code <= 13);
      if (!space && !inWord) counts.words++;
      inWord = !space;
      if (code === 10) {
        counts.lines++;
        column = 0;
      } else if (code === 9) column += 8 - (column % 8);
      else if (code >= 32 && code < 127) column++;
      if (column > counts.longest) counts.longest = column;
    }
  }
}
