import { createMachine, type Machine } from '../../../../src/engine';
import type { World } from '../../../../src/engine/world';
import { smallWorld } from '../machine-with';
import { Chance } from './chance';

/** How many lines a test throws: `usual`, unless `RANDOM_LINES` says otherwise (`RANDOM_SEED` asks for other ones). */
export function linesToThrow(usual: number): number {
  return Number(process.env['RANDOM_LINES'] ?? usual);
}

export const SEED = Number(process.env['RANDOM_SEED'] ?? 1);
/** Lines typed at one machine before the next one is switched on. */
const LINES_PER_MACHINE = 1_000;
const BUDGET = { maxSteps: 1_000, maxOutputBytes: 50_000 };
export const MOST_FINDINGS = 20;

/** What no program prints and what would show that ours came out of its own code. */
export const OURS =
  /\bundefined\b(?!-var|-arg-in| variable)|\[object \w+\]|\b(Type|Range|Reference|Syntax|Internal)Error\b|\n\s+at .*:\d+:\d+|\bsrc\/engine\//;

function newMachine(world: World, seed: number): Machine {
  const machine = createMachine(world, { seed: String(seed), budget: BUDGET });
  machine.type('docker run -d --name box -p 80:80 -l a=b -e A=1 -v vol:/data busybox sleep 100000');
  machine.type('docker run -d --name web busybox sleep 100000');
  machine.type('docker run -d --name deb debian sleep 100000');
  return machine;
}

/** Types so many lines at machines; gives what showed a mistake of ours, each with the line that did. */
export async function throwLines(
  count: number,
  make: (chance: Chance) => string,
): Promise<readonly string[]> {
  const world = await smallWorld();
  const found: string[] = [];
  for (let done = 0; done < count && found.length < MOST_FINDINGS; done += LINES_PER_MACHINE) {
    const seed = SEED * 1_000_000 + done;
    const chance = new Chance(seed);
    const machine = newMachine(world, seed);
    for (let i = 0; i < Math.min(LINES_PER_MACHINE, count - done); i++) {
      found.push(...findingsOf(machine, make(chance)));
    }
  }
  return found;
}

function findingsOf(machine: Machine, line: string): readonly string[] {
  const shown = JSON.stringify(line);
  const known = machine.bugs.length;
  try {
    const { stdout, stderr } = machine.type(line);
    const said = OURS.exec(`${stdout}\n${stderr}`)?.[0].trim();
    const bugs = machine.bugs
      .slice(known)
      .map(({ error, argv }) => `${shown}: ${argv.join(' ')}: ${String(error)}${stackOf(error)}`);
    return said === undefined || line.includes(said) ? bugs : [...bugs, `${shown} says ${said}`];
  } catch (error) {
    return [`${shown} throws ${String(error)}${stackOf(error)}`];
  }
}

/** Where in the engine it came from. */
export function stackOf(error: unknown): string {
  const frames = error instanceof Error ? (error.stack ?? '').match(/src\/engine\/[^)\s]*/g) : null;
  return frames === null ? '' : ` (${frames.slice(0, 3).join(' < ')})`;
}
