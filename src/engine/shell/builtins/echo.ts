import { part, type Task } from '../../kernel';
import type { Shell } from '../shell';

const printfFormat = part<typeof import('../printf-format')>('shell/printf-format');

/** bash and ash: -n, -e, -E; dash: -n only, and escapes always count. */
export function* echo(shell: Shell, args: readonly string[]): Task<number> {
  const words = args.slice(1);
  const isDash = shell.dialect.name === 'dash';
  let newline = true;
  let escapes = isDash || shell.shopts.has('xpg_echo');
  while (isDash ? words[0] === '-n' && newline : /^-[neE]+$/.test(words[0] ?? '')) {
    for (const letter of (words.shift() ?? '').slice(1)) {
      if (letter === 'n') newline = false;
      else escapes = letter === 'e';
    }
  }
  const text = words.join(' ');
  const { text: shown, stops } =
    escapes && text.includes('\\')
      ? (yield* printfFormat(shell.p)).decodeEscapes(text, 'echo', shell.dialect.name, shell.isBytewise)
      : { text, stops: false };
  yield* shell.write(shown + (newline && !stops ? '\n' : ''));
  return 0;
}
