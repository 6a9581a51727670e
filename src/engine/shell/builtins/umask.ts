import type { Shell } from '../shell';
import type { Task } from '../../kernel';
import { badOption, fault, illegalNumber, parseOptions } from './builtin';

function symbolic(mask: number): string {
  const letters = (bits: number): string =>
    ['r', 'w', 'x'].filter((_, at) => ((bits >> (2 - at)) & 1) === 0).join('');
  return `u=${letters((mask >> 6) & 7)},g=${letters((mask >> 3) & 7)},o=${letters(mask & 7)}`;
}

/** A symbolic mode (`u=rwx,g-w`) applied to what the mask allows; undefined where it is none. */
function fromSymbolic(text: string, mask: number): number | undefined {
  let allowed = ~mask & 0o777;
  for (const clause of text.split(',')) {
    const match = /^([ugoa]*)([-+=])([rwx]*)$/.exec(clause);
    if (!match) return undefined;
    const who = match[1] === '' || match[1]?.includes('a') ? 'ugo' : (match[1] ?? '');
    const bits = [...(match[3] ?? '')].reduce(
      (sum, letter) => sum | (letter === 'r' ? 4 : letter === 'w' ? 2 : 1),
      0,
    );
    for (const one of who) {
      const shift = one === 'u' ? 6 : one === 'g' ? 3 : 0;
      if (match[2] === '+') allowed |= bits << shift;
      else if (match[2] === '-') allowed &= ~(bits << shift);
      else allowed = (allowed & ~(7 << shift)) | (bits << shift);
    }
  }
  return ~allowed & 0o777;
}

export function* umask(shell: Shell, args: readonly string[]): Task<number> {
  const { flags, operands, bad } = parseOptions(args, shell.isBash ? 'Sp' : 'S');
  if (bad !== undefined) return yield* badOption(shell, 'umask', bad, 'umask [-p] [-S] [mode]');
  const { p } = shell;
  const octal = p.umask.toString(8).padStart(4, '0');
  const [text] = operands;
  if (text === undefined) {
    const shown = flags.has('S') ? symbolic(p.umask) : octal;
    yield* shell.write(flags.has('p') ? `umask ${flags.has('S') ? '-S ' : ''}${shown}\n` : `${shown}\n`);
    return 0;
  }
  if (/^\d/.test(text)) {
    if (!/^[0-7]+$/.test(text))
      return yield* fault(
        shell,
        'umask',
        shell.isBash
          ? `${text}: octal number out of range`
          : shell.dialect.name === 'ash'
            ? `illegal mode: ${text}`
            : illegalNumber(shell, text),
      );
    p.umask = parseInt(text, 8) & 0o777;
  } else {
    const mask = fromSymbolic(text, p.umask);
    if (mask === undefined)
      return yield* fault(
        shell,
        'umask',
        shell.isBash
          ? `\`${text.replace(/^[ugoa]*/, '').slice(0, 1)}': invalid symbolic mode operator`
          : `${shell.dialect.name === 'ash' ? 'illegal' : 'Illegal'} mode: ${text}`,
      );
    p.umask = mask;
  }
  if (flags.has('S') && shell.isBash) yield* shell.write(`${symbolic(p.umask)}\n`);
  return 0;
}
