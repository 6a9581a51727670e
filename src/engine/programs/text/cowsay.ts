import type { Task } from '../../kernel';
import { textOf } from '../shared/bytes';
import { openInput } from '../shared/input';
import { program } from '../shared/program';
import type { Call } from '../shared/program';

const DEFAULT_COLUMNS = 40;

/** Words in lines of at most `columns`; a longer word is cut. */
function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    let rest = word;
    if (line !== '' && line.length + 1 + rest.length > columns) {
      lines.push(line);
      line = '';
    }
    for (; rest.length > columns; rest = rest.slice(columns)) lines.push(rest.slice(0, columns));
    line += `${line === '' ? '' : ' '}${rest}`;
  }
  return [...lines, line];
}

function balloon(lines: readonly string[], isThought: boolean): readonly string[] {
  const width = Math.max(...lines.map(({ length }) => length));
  const edges = (at: number): readonly [string, string] => {
    if (isThought) return ['(', ')'];
    if (lines.length === 1) return ['<', '>'];
    if (at === 0) return ['/', '\\'];
    return at === lines.length - 1 ? ['\\', '/'] : ['|', '|'];
  };
  return [
    ` ${'_'.repeat(width + 2)}`,
    ...lines.map((line, at) => `${edges(at)[0]} ${line.padEnd(width)} ${edges(at)[1]}`),
    ` ${'-'.repeat(width + 2)}`,
  ];
}

function cow(eyes: string, tongue: string, trail: string): readonly string[] {
  return [
    `        ${trail}   ^__^`,
    `         ${trail}  (${eyes})\\_______`,
    `            (__)\\       )\\/\\`,
    `             ${tongue} ||----w |`,
    '                ||     ||',
  ];
}

function* say(c: Call<typeof options>): Task<number> {
  const isThought = c.name === 'cowthink';
  const columns = Number(c.flags.columns ?? DEFAULT_COLUMNS);
  let text = c.operands.join(' ');
  if (c.operands.length === 0) {
    const input = openInput(c.p, '-');
    for (let line = yield* input.reader.line(); line !== undefined; line = yield* input.reader.line()) {
      text += `${textOf(line)} `;
    }
    input.close();
  }
  if (c.flags.cow !== undefined) yield* c.fail('other cows are not modelled on this simulated machine');
  const eyes = (c.flags.eyes ?? (c.flags.dead ? 'xx' : 'oo')).slice(0, 2);
  const tongue = (c.flags.tongue ?? (c.flags.dead ? 'U ' : '  ')).slice(0, 2).padEnd(2);
  const lines = [...balloon(wrap(text, columns), isThought), ...cow(eyes, tongue, isThought ? 'o' : '\\')];
  yield* c.print(`${lines.join('\n')}\n`);
  return 0;
}

const options = {
  columns: 'W=COLUMN',
  eyes: 'e=EYES',
  tongue: 'T=TONGUE',
  cow: 'f=COWFILE',
  dead: 'd',
} as const;

export const cowsay = program({
  id: 'cowsay/cowsay',
  names: ['cowthink'],
  paths: ['/usr/games/cowsay', '/usr/games/cowthink'],
  flavours: ['gnu'],
  usage: '[-d] [-e eyes] [-T tongue] [-W column] [message]',
  options,
  run: say,
});
