import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMachine, type LoggedMachine } from '../../src/engine';
import { diffLines } from '../../src/notes/diff';
import { Screen } from '../../src/notes/screen';
import { recordedWorld } from './recorded-world';

const FOLDER = join(import.meta.dirname, 'tty');
const CWD = '/tmp/app';

/** One recorded screen: the file, and what was typed in a window of so many columns. */
interface RecordedScreen {
  readonly file: string;
  readonly command: string;
  readonly columns: number;
  /** What was done before, unseen. */
  readonly before?: string;
  /** What makes two runs of it alike; missing: what makes builds alike. */
  readonly steady?: (lines: readonly string[]) => string[];
}

/** tty/README.md, in the order in which they were recorded, on one machine. */
const recordings: readonly RecordedScreen[] = [
  { file: 'build-first', command: 'docker build -t app .', columns: 100 },
  { file: 'build-cached', command: 'docker build -t app .', columns: 100 },
  { file: 'build-change', command: 'docker build -t app .', columns: 100, before: 'echo "print(2)" >> app.py' },
  { file: 'build-cached-80', command: 'docker build -t app .', columns: 80 },
  { file: 'build-multi', command: 'docker build -t m -f Dockerfile.multi .', columns: 100 },
  { file: 'build-fail', command: 'docker build -t f -f Dockerfile.fail .', columns: 100 },
  { file: 'build-warn', command: 'docker build -t w -f Dockerfile.warn .', columns: 100 },
  { file: 'build-check', command: 'docker build --check -f Dockerfile.warn .', columns: 100 },
  { file: 'build-nocache', command: 'docker build --no-cache -t app .', columns: 100 },
  {
    file: 'build-missing',
    command: 'docker build -t x .',
    columns: 100,
    before: "mkdir ../missing && cd ../missing && printf 'FROM debian:trixie\\nCOPY nothere.txt /\\n' > Dockerfile",
  },
  {
    file: 'ps',
    command: [
      'docker run -d --name web -p 8080:80 debian:trixie sleep 1000',
      'docker run --name once busybox echo hi',
      'docker ps -a',
      'docker images',
      'docker images -a',
      'docker history app',
      'docker system df',
    ].join('; '),
    columns: 140,
    steady: steadyTables,
  },
  {
    file: 'push-pull',
    command: [
      'docker tag app localhost:5000/team/app:v1',
      'docker push localhost:5000/team/app:v1',
      'docker push localhost:5000/team/app:v1',
      'docker rmi localhost:5000/team/app:v1 app',
      'docker pull localhost:5000/team/app:v1',
      'docker pull localhost:5000/team/app:v1',
    ].join('; '),
    columns: 100,
    steady: steadyTransfers,
  },
];

/** How one screen fared; no lines: it agrees. */
export interface ScreenResult {
  readonly file: string;
  readonly diff: readonly string[];
  readonly times: readonly StepTime[];
}

/** How long a step took, in seconds, on the recorded screen and on ours. */
export interface StepTime {
  readonly step: string;
  readonly recorded: number;
  readonly ours: number;
}

/** Plays the recorded commands on the engine and compares what the terminal shows at the end of each. */
export function compareScreens(): ScreenResult[] {
  const machine = createMachine(recordedWorld(), { seed: 'screens' });
  machine.type(`mkdir -p ${CWD} && cd ${CWD}`);
  const files = join(FOLDER, 'files');
  for (const name of readdirSync(files)) {
    machine.writeFile(`${CWD}/${name}`, readFileSync(join(files, name), 'utf8'));
  }
  machine.writeFile(`${CWD}/app.py`, 'print(1)\n');
  return recordings.map((recording) => {
    const recorded = readFileSync(join(FOLDER, `${recording.file}.txt`), 'utf8').replaceAll('\n', '\r\n');
    const shown = play(machine, recording);
    const [theirLines = [], ourLines = []] = [recorded, shown].map((text) => screenLines(text, recording.columns));
    const alike = recording.steady ?? steady;
    const [theirs, ours] = [alike(theirLines), alike(ourLines)];
    const lines = diffLines(theirs, withoutUnseenWarnings(ours, theirs));
    const diff = lines.some((line) => /^[-+]/.test(line)) ? lines : [];
    return { file: recording.file, diff, times: stepTimes(theirLines, ourLines) };
  });
}

function stepTimes(theirs: readonly string[], ours: readonly string[]): StepTime[] {
  const shown = secondsOf(ours);
  return [...secondsOf(theirs)].flatMap(([step, recorded]) => {
    const seconds = shown.get(step);
    return seconds === undefined ? [] : [{ step, recorded, ours: seconds }];
  });
}

/** The seconds at the end of a screen's lines, by what the line is about, and those of the whole build. */
function secondsOf(lines: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const line of lines) {
    const [, step = 'all', seconds] =
      /=> (.*?) +(\d+\.\d)s$/.exec(line) ?? /^\[\+\] Building( )(\d+\.\d)s/.exec(line) ?? [];
    if (seconds === undefined) continue;
    const name = step.trim().replace(/^=> /, '- ').replace(/sha256:.*|[\d.]+k?B$/, '…');
    found.set(name === '' ? 'the whole build' : name, Number(seconds));
  }
  return found;
}

/** A warning is at times not shown among the steps, always at the end (as in plain progress). */
function withoutUnseenWarnings(ours: readonly string[], theirs: readonly string[]): readonly string[] {
  const isWarning = (line: string): boolean => line.startsWith(' => WARN: ');
  return theirs.some(isWarning) ? ours : ours.filter((line) => !isWarning(line));
}

function play(machine: LoggedMachine, { command, columns, before }: RecordedScreen): string {
  if (before !== undefined) machine.type(before);
  return machine.typeInTerminal(command, [], { columns, rows: 50 }).stdout;
}

/** The lines of a screen of that width; where the colour changes, its number stands in braces. */
function screenLines(text: string, columns: number): string[] {
  const screen = new Screen();
  screen.write(text);
  const lines = Array.from({ length: screen.rowCount }, (_, row) => {
    const cells = screen
      .lineRuns(row)
      .flatMap(({ text: part, style }) => [...part].map((character) => ({ character, colour: style.foreground })));
    return wrapped(cells, columns).map(coloured);
  }).flat();
  const first = lines.findIndex((line) => line !== '');
  const last = lines.findLastIndex((line) => line !== '');
  return lines.slice(Math.max(0, first), last + 1);
}

interface ColouredCell {
  readonly character: string;
  readonly colour: number | undefined;
}

function wrapped(cells: readonly ColouredCell[], columns: number): (readonly ColouredCell[])[] {
  const lines: (readonly ColouredCell[])[] = [];
  for (let at = 0; at === 0 || at < cells.length; at += columns) lines.push(cells.slice(at, at + columns));
  return lines;
}

function coloured(cells: readonly ColouredCell[]): string {
  let colour: number | undefined;
  let text = '';
  for (const cell of cells) {
    if (cell.character !== ' ' && cell.colour !== colour) {
      ({ colour } = cell);
      text += `{${colour ?? 'plain'}}`;
    }
    text += cell.character;
  }
  return text.trimEnd();
}

/**
 * Lines without what differs from run to run: times, digests, byte counts. Widths stay: a line's length counts.
 * Steps that begin together come in one order, and so do warnings.
 */
function steady(lines: readonly string[]): string[] {
  return inOneOrder(lines.map(steadyLine));
}

function steadyLine(line: string): string {
  return line
    .replace(/^\[\+\] Building \d+\.\ds( \(\d+\/\d+\)(?: FINISHED)?) +/, '[+] Building {s}$1 … ')
    .replace(/(transferring (?:dockerfile|context): )[\d.]+k?B( +)/, (_, what: string) => `${what}{n} … `)
    .replace(/\b\d\.\ds$/, '#.#s')
    .replace(/sha256:[0-9a-f]+/, (digest) => `sha256:${'x'.repeat(digest.length - 7)}`)
    .replace(/^\d\.\d{3} /, '#.### ')
    .replace(/f ref \w+::\w+/, 'f ref {ref}');
}

const AGE = /Less ?than ?a ?second|About ?(?:a ?minute|an ?hour)|\d+ ?(?:second|minute|hour)s?/g;

/**
 * Lists without ids, ages and byte counts. Ages decide how wide their column is, and so where a row is wrapped: what has
 * an age is compared without its spaces. The build cache holds what was built before, which was more there.
 */
function steadyTables(lines: readonly string[]): string[] {
  const steadied = lines
    .filter((line) => !line.startsWith('Build Cache '))
    .map((line) =>
      line
        .replace(/\b(?:[0-9a-f]{64}|[0-9a-f]{12})\b/g, (id) => 'x'.repeat(id.length))
        .replace(/\b\d+(?:\.\d+)?(?=[kM]?B\b)/g, (size) => '#'.repeat(size.length)),
    );
  const [from, to] = [/^CONTAINER ID/, /Info →/].map((one) => steadied.findIndex((line) => one.test(line)));
  const containers = steadied.splice(from ?? 0, (to ?? 0) - (from ?? 0)).join('');
  const others = steadied.map((line) =>
    /^(?:IMAGE +CREATED|x{12}|<missing>|Images) /.test(line) ? line.replace(/#+/g, '#').replace(/ +/g, '') : line,
  );
  return [containers.replaceAll(' ', ''), ...others].map((line) => line.replace(AGE, '{age}'));
}

/** Progress of pushes and pulls without digests; what is transferred at once comes in one order. */
function steadyTransfers(lines: readonly string[]): string[] {
  const steadied = lines.map((line) => line.replace(/\b(?:[0-9a-f]{64}|[0-9a-f]{12})\b/g, 'x').replace(/ +$/, ''));
  const runs: string[][] = [];
  for (const line of steadied) {
    const last = runs.at(-1);
    if (line.startsWith('x: ') && last?.[0]?.startsWith('x: ') === true) last.push(line);
    else runs.push([line]);
  }
  return runs.flatMap((run) => run.sort());
}

/** Groups of a step and what is inside it: those of sources sorted by name, warnings as well. */
function inOneOrder(lines: readonly string[]): string[] {
  const groups: string[][] = [];
  for (const line of lines) {
    const isInside = /^ (?:\{\w+\})?=> (?:=> |WARN: )/.test(line);
    const last = groups.at(-1);
    if (isInside && last !== undefined) last.push(line);
    else groups.push([line]);
  }
  for (const group of groups) {
    const warnings = group.filter((line) => line.includes('WARN: ')).sort();
    const others = group.filter((line) => !line.includes('WARN: '));
    group.splice(0, group.length, ...others, ...warnings);
  }
  const begins = (group: readonly string[]): boolean => /load build context|\bFROM docker\.io/.test(group[0] ?? '');
  const together = groups.filter(begins).sort(([a = ''], [b = '']) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const first = groups.findIndex(begins);
  const others = groups.filter((group) => !begins(group));
  if (first >= 0) others.splice(first, 0, ...together);
  return sortedWarnings(others.flat());
}

/** A step's name without its state. */
function nameOf(line: string): string {
  return line.slice(line.indexOf('['));
}

/** The list of warnings below a build: each with its wrapped rest. */
function sortedWarnings(lines: readonly string[]): string[] {
  const start = lines.findIndex((line) => line.startsWith(' - '));
  if (start < 0) return [...lines];
  const end = lines.findIndex((line, index) => index > start && /^(?:Dockerfile|ERROR)/.test(line));
  const stop = end < 0 ? lines.length : end;
  const items: string[] = [];
  for (const line of lines.slice(start, stop)) {
    if (line.startsWith(' - ')) items.push(line);
    else items.push(`${items.pop() ?? ''}\n${line}`);
  }
  return [...lines.slice(0, start), ...items.sort().flatMap((item) => item.split('\n')), ...lines.slice(stop)];
}
