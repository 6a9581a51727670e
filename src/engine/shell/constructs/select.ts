import type { Task } from '../../kernel';
import type { ForCommand } from '../ast';
import { expandWords } from '../expand';
import { readInputLine } from '../input';
import { runScript } from '../interpret';
import type { Shell } from '../shell';
import { runRound } from './compound';

const COLUMNS = 80;

/** bash's `select`: shows a menu, reads a choice, runs the body, again and again. */
export function* runSelect(shell: Shell, command: ForCommand): Task<number> {
  const words = command.words ? yield* expandWords(shell, command.words) : shell.positional;
  if (words.length === 0) return 0;
  let status = 0;
  yield* shell.writeError(menu(words));
  for (;;) {
    yield* shell.writeError(shell.variables.get('PS3') ?? '#? ');
    const line = yield* readInputLine(shell, 0);
    if (line === undefined) {
      yield* shell.write('\n');
      return 1;
    }
    if (line.trim() === '') {
      yield* shell.writeError(menu(words));
      continue;
    }
    shell.variables.set('REPLY', line);
    shell.variables.set(command.name, words[Number(line.trim()) - 1] ?? '');
    const goesOn = yield* runRound(shell, function* () {
      status = yield* runScript(shell, command.body);
    });
    if (!goesOn) return status;
  }
}

/** In columns, as wide as the terminal allows, down first. */
function menu(words: readonly string[]): string {
  const digits = String(words.length).length;
  const width = Math.max(...words.map((word) => word.length)) + digits + 2;
  const perRow = Math.max(1, Math.floor(COLUMNS / (width + 1)));
  const rows = words.length < 10 && words.length <= 20 ? words.length : Math.ceil(words.length / perRow);
  const lines: string[] = [];
  for (let row = 0; row < rows; row++) {
    const cells: string[] = [];
    for (let i = row; i < words.length; i += rows)
      cells.push(`${String(i + 1).padStart(digits)}) ${words[i] ?? ''}`);
    lines.push(cells.map((cell, at) => (at < cells.length - 1 ? cell.padEnd(width + 1) : cell)).join(''));
  }
  return `${lines.join('\n')}\n`;
}
