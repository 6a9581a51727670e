import type { CommandRow, EdgeState, EdgeTable, NameRow } from './edge-table';

const columns = 110;
const states: readonly EdgeState[] = ['modelled', 'simplified', 'refused'];

/** The table for a terminal: what is plainly modelled in one paragraph, each exception on a line of its own. */
export function edgeText({ commands, plugins, programs, shells }: EdgeTable): string {
  return [
    heading('docker', commands),
    ...commands.flatMap(commandLines),
    '',
    heading('plugins', plugins),
    ...nameLines(plugins),
    '',
    heading('programs', programs),
    ...nameLines(programs),
    ...shells.flatMap(({ shell, builtins }) => [
      '',
      heading(`builtins of ${shell}`, builtins),
      ...nameLines(builtins),
    ]),
  ].join('\n');
}

function heading(title: string, rows: readonly { readonly state: EdgeState }[]): string {
  const counts = states.map((state) => `${rows.filter((row) => row.state === state).length} ${state}`);
  return `# ${title}: ${counts.join(', ')}`;
}

function commandLines({ command, alsoCalled, state, why, flags }: CommandRow): readonly string[] {
  const names = [command, ...alsoCalled].join(', ');
  return [
    `${names}: ${state}${why === undefined ? '' : `. ${why}`}`,
    ...nameLines(flags.map(({ flag, ...edge }) => ({ name: flag, ...edge }))),
  ];
}

/** What is plainly modelled, then each sentence with those that it is said of. */
function nameLines(rows: readonly NameRow[]): readonly string[] {
  const plain = rows.filter(({ why }) => why === undefined).map(({ name }) => name);
  const byWhy = new Map<string, string[]>();
  for (const { name, state, why } of rows) {
    if (why !== undefined) byWhy.set(`${state}. ${why}`, [...(byWhy.get(`${state}. ${why}`) ?? []), name]);
  }
  return [...paragraph(plain), ...[...byWhy].flatMap(([text, names]) => [`  ${text}`, ...paragraph(names)])];
}

/** Words in lines of a terminal's width, indented. */
function paragraph(words: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > columns) lines.push(`    ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
