import type { Task } from '../kernel';
import type { CommandContext } from './context';

const reset = '\x1b[0m';
const fancyHeader = `\x1b[1m\x1b[106m\x1b[30mi${reset}${reset} \x1b[96mInfo → ${reset}${reset}`;
const fancyWidth = 'i Info → '.length;
const plainHeader = ' Info -> ';

/** A hint on standard error, in italics on a terminal. Source: docker/cli internal/tui/note.go. */
export function* note(
  { process, stderr }: Pick<CommandContext, 'process' | 'stderr'>,
  text: string,
): Task<void> {
  const isTerminal = process.isOpen(2) && process.isatty(2);
  const indent = ' '.repeat(isTerminal ? fancyWidth : plainHeader.length);
  const lines = text.split('\n').map((line, index) => {
    const shown = isTerminal ? `\x1b[3m${line}${reset}` : line;
    return `${index === 0 ? '' : indent}${shown}\n`;
  });
  yield* stderr.write(`\n${isTerminal ? fancyHeader : plainHeader}${lines.join('')}`);
}
