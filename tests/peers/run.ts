// Measures our engine against the Docker projects' own tables: npm run peers -- [PATH …] [--failures] [--update-gaps]
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findDataFiles, readData, type PeerData } from './data';
import { scoreFile, type Score } from './score';
import type { PeerSuite } from './suite';

const folder = join('tests', 'peers');

/** Every adapter in `suites/`, in the order of their names. */
export const suites: readonly PeerSuite[] = Object.values(
  import.meta.glob<PeerSuite>('./suites/*.ts', { eager: true, import: 'suite' }),
);

/** The data in this folder, by name. */
export function readOwnData(): ReadonlyMap<string, PeerData> {
  return new Map(findDataFiles(folder).map((path) => [basename(path, '.json'), readData(path)]));
}

/** The cases that are known to fail, suite by suite, each with the reason: known-gaps.json. */
export type KnownGaps = Readonly<Record<string, Readonly<Record<string, string>>>>;

const gapsFile = join(folder, 'known-gaps.json');

export function readKnownGaps(): KnownGaps {
  return JSON.parse(readFileSync(gapsFile, 'utf8'));
}

/** What fails now, with the reasons that were given; a new one has none yet. */
function gapsOf(scores: readonly Score[], known: KnownGaps): KnownGaps {
  const open = scores.filter(({ failures }) => failures.length > 0);
  return Object.fromEntries(
    open.map(({ name, failures }) => [
      name,
      Object.fromEntries(failures.map((failure) => [failure.name, known[name]?.[failure.name] ?? ''])),
    ]),
  );
}

/**
 * Prints how many cases of each file pass; files and folders of files are given, or those of this folder are taken.
 * @returns the exit status: 0 when all pass or fail as listed, else 1.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const options = new Set(argv.filter((word) => word.startsWith('--')));
  const paths = argv.filter((word) => !word.startsWith('--'));
  const ownData = readOwnData();
  const scores: Score[] = [];
  for (const path of (paths.length > 0 ? paths : [folder]).flatMap(findDataFiles)) {
    const score = scoreFile(path, suites, ownData);
    if (score === undefined) {
      write(`${basename(path, '.json')}: not run, no suite knows its cases`);
      continue;
    }
    scores.push(score);
    if (options.has('--failures')) {
      for (const { name, difference } of score.failures) write(`  ${name}: ${difference}`);
    }
    write(`${score.name}: passed ${score.total - score.failures.length} of ${score.total}`);
  }
  const total = scores.reduce((sum, score) => sum + score.total, 0);
  const failed = scores.reduce((sum, score) => sum + score.failures.length, 0);
  write(`passed ${total - failed} of ${total}`);
  if (options.has('--update-gaps')) {
    writeFileSync(gapsFile, `${JSON.stringify(gapsOf(scores, readKnownGaps()), undefined, 2)}\n`);
  }
  return failed === 0 ? 0 : 1;
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
