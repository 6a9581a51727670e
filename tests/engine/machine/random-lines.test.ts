import { expect, test } from 'vitest';
import { createMachine, type Machine } from '../../../src/engine';
import type { World } from '../../../src/engine/world';
import { smallWorld } from './machine-with';
import { Chance } from './random/chance';
import { dockerLine, mutated, scriptLine, templateLine } from './random/lines';

/** In one test run; `RANDOM_LINES` and `RANDOM_SEED` ask for more and for others. */
const COUNT = Number(process.env['RANDOM_LINES'] ?? 100_000);
const SEED = Number(process.env['RANDOM_SEED'] ?? 1);
/** Lines typed at one machine before the next one is switched on. */
const LINES_PER_MACHINE = 1_000;
const BUDGET = { maxSteps: 2_000, maxOutputBytes: 50_000 };

/** What no program prints and what would show that ours came out of its own code. */
const OURS =
  /\bundefined\b(?! variable)|\[object \w+\]|\b(Type|Range|Reference|Syntax|Internal)Error\b|\n\s+at .*:\d+:\d+|\bsrc\/engine\//;

const transcripts = import.meta.glob<string>('../../conformance/*/*.transcript', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const recorded = Object.values(transcripts).flatMap((text) =>
  [...text.matchAll(/^\$ (.*(?:\n> .*)*)/gm)].map(([, line = '']) => line.replaceAll('\n> ', '\n')),
);

function newMachine(world: World, seed: number): Machine {
  const machine = createMachine(world, { seed: String(seed), budget: BUDGET });
  machine.type('docker run -d --name box -p 80:80 -l a=b -e A=1 -v vol:/data busybox sleep 100000');
  machine.type('docker run -d --name web busybox sleep 100000; docker run -d --name deb debian sleep 100000');
  return machine;
}

function randomLine(chance: Chance): string {
  const kind = chance.below(10);
  if (kind < 2) return mutated(chance, recorded);
  if (kind < 5) return dockerLine(chance);
  return kind < 9 ? templateLine(chance) : scriptLine(chance);
}

test(`${COUNT} random lines do not find a mistake of ours`, { timeout: 600_000 }, async () => {
  const world = await smallWorld();
  const found: string[] = [];
  for (let done = 0; done < COUNT && found.length < 20; done += LINES_PER_MACHINE) {
    const seed = SEED * 1_000_000 + done;
    const chance = new Chance(seed);
    const machine = newMachine(world, seed);
    for (let i = 0; i < Math.min(LINES_PER_MACHINE, COUNT - done); i++) {
      const line = randomLine(chance);
      const bugs = machine.bugs.length;
      try {
        const { stdout, stderr } = machine.type(line);
        const said = OURS.exec(`${stdout}\n${stderr}`);
        if (said && !line.includes(said[0].trim())) found.push(`${JSON.stringify(line)} says ${said[0]}`);
        for (const { error, argv } of machine.bugs.slice(bugs)) {
          found.push(`${JSON.stringify(line)}: ${argv.join(' ')}: ${String(error)}${stackOf(error)}`);
        }
      } catch (error) {
        found.push(`${JSON.stringify(line)} throws ${String(error)}${stackOf(error)}`);
      }
    }
  }
  expect(found).toEqual([]);
});

/** Where in the engine it came from. */
function stackOf(error: unknown): string {
  const frames = error instanceof Error ? (error.stack ?? '').match(/src\/engine\/[^)\s]*/g) : null;
  return frames === null ? '' : ` (${frames.slice(0, 3).join(' < ')})`;
}
