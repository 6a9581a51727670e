import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Comparison, transcriptLines } from './agree';
import type { Answer } from './answer';
import { diffLines } from '../../src/notes/diff';
import { playOnDocker } from './docker';
import { playOnEngine } from './engine';
import { recordedWorld } from './recorded-world';
import { compareScreens } from './screens';
import { parseTranscript, type Transcript } from './transcript';

/** How one transcript fared. */
export interface FileResult {
  readonly path: string;
  readonly commands: number;
  readonly agreeing: number;
  /** The commands that differ, by the line they stand on, each with a diff from the recording to the answer. */
  readonly differences: readonly { readonly at: number; readonly diff: readonly string[] }[];
}

export function transcriptsIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.transcript'))
    .sort()
    .map((name) => join(path, name));
}

export function compareFile(path: string, play: (transcript: Transcript) => Answer[]): FileResult {
  const transcript = parseTranscript(readFileSync(path, 'utf8'));
  const answers = play(transcript);
  const comparison = new Comparison();
  const differences = transcript.commands.flatMap((command, index) => {
    const shown = comparison.show(answers[index] ?? { stdout: '', stderr: 'no answer\n', status: 124 });
    if (comparison.agrees(command, shown)) return [];
    const head = `@@ ${relative(process.cwd(), path)}:${command.at} $ ${command.line.split('\n').join('\n> ')}`;
    return [{ at: command.at, diff: [head, ...diffLines(transcriptLines(command), transcriptLines(shown))] }];
  });
  const commands = transcript.commands.length;
  return { path, commands, agreeing: commands - differences.length, differences };
}

const KNOWN_GAPS = join(import.meta.dirname, 'known-gaps.json');

/** Commands that are known to differ: lines by file, from this folder. */
export function readKnownGaps(): Readonly<Record<string, readonly number[]>> {
  const gaps: Readonly<Record<string, readonly number[]>> = JSON.parse(readFileSync(KNOWN_GAPS, 'utf8'));
  return gaps;
}

/** The commands of some files that differ, in the form of the list. */
export function gapsOf(results: readonly FileResult[]): Readonly<Record<string, readonly number[]>> {
  const named = results.map(({ path, differences }) => [relative(import.meta.dirname, path), differences.map(({ at }) => at)] as const);
  return Object.fromEntries(named.filter(([, lines]) => lines.length > 0));
}

function writeKnownGaps(results: readonly FileResult[]): void {
  const checked = new Set(results.map(({ path }) => relative(import.meta.dirname, path)));
  const others = Object.entries(readKnownGaps()).filter(([path]) => !checked.has(path));
  const all = [...others, ...Object.entries(gapsOf(results))].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = all.map(([path, numbers]) => `  ${JSON.stringify(path)}: [${numbers.join(', ')}]`);
  writeFileSync(KNOWN_GAPS, `{\n${lines.join(',\n')}\n}\n`);
}

/** Plays transcripts on the engine, each on a machine of its own. */
export function enginePlayer(): (transcript: Transcript) => Answer[] {
  const world = recordedWorld();
  return (transcript) => playOnEngine(world, transcript);
}

/** Compares the recorded screens. Status 0 when all agree. */
function mainScreens(): number {
  const results = compareScreens();
  for (const { file, diff } of results) {
    if (diff.length > 0) process.stdout.write(`@@ tty/${file}\n${diff.join('\n')}\n`);
    process.stdout.write(`tty/${file}: ${diff.length === 0 ? 'agrees' : 'differs'}\n`);
  }
  const agreeing = results.filter(({ diff }) => diff.length === 0).length;
  process.stdout.write(`agree ${agreeing} of ${results.length} screens\n`);
  return agreeing === results.length ? 0 : 1;
}

/**
 * `npm run conformance -- [--quiet] [--docker] [--update-gaps] [PATH …]`: compares transcripts (files or folders;
 * all by default) with the engine, or with the Docker engine at hand; may write the list of known gaps anew.
 * Status 0 when all commands agree.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const known = ['--quiet', '--docker', '--update-gaps'];
  const unknown = argv.find((word) => word.startsWith('-') && !known.includes(word));
  if (unknown !== undefined) {
    process.stderr.write(`conformance: unknown option ${unknown}; it takes ${known.join(', ')} and paths\n`);
    return 2;
  }
  const paths = argv.filter((word) => !word.startsWith('-'));
  const play = argv.includes('--docker') ? playOnDocker : enginePlayer();
  const files = (paths.length > 0 ? paths : [import.meta.dirname]).map((path) => resolve(path)).flatMap(transcriptsIn);
  const results: FileResult[] = [];
  for (const file of files) {
    const result = compareFile(file, play);
    results.push(result);
    if (!argv.includes('--quiet')) for (const { diff } of result.differences) process.stdout.write(`${diff.join('\n')}\n`);
    process.stdout.write(`${relative(process.cwd(), file)}: ${result.agreeing} of ${result.commands}\n`);
  }
  if (argv.includes('--update-gaps')) writeKnownGaps(results);
  if (paths.some((path) => resolve(path) === join(import.meta.dirname, 'tty'))) return mainScreens();
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const agreeing = sum(results.map((result) => result.agreeing));
  const commands = sum(results.map((result) => result.commands));
  const wholeFiles = results.filter((result) => result.agreeing === result.commands).length;
  process.stdout.write(`agree ${agreeing} of ${commands} commands, ${wholeFiles} of ${results.length} files\n`);
  return agreeing === commands ? 0 : 1;
}
