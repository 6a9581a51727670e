import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const MIB = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');

/** The heap in MiB, without what nobody holds any more. */
export function heapMiB(): number {
  if (typeof collectGarbage === 'function') void collectGarbage();
  return process.memoryUsage().heapUsed / MIB;
}

/** Milliseconds of CPU time that something takes: those of other programs on the computer do not count. */
export function cpuMs(body: () => unknown): number {
  const start = process.cpuUsage();
  body();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/**
 * A loop that always does the same work, in milliseconds: what this computer needs for a million map writes and
 * generator steps. Figures divided by it can be compared between computers.
 */
export function baselineMs(): number {
  function* counter(): Generator<number> {
    for (let i = 0; i < 1_000_000; i++) yield i;
  }
  const once = (): number =>
    cpuMs(() => {
      const seen = new Map<number, number>();
      for (const i of counter()) seen.set(i % 4096, (seen.get(i % 4096) ?? 0) + i);
    });
  return Math.min(...Array.from({ length: 5 }, once));
}

/** How a cost grows: the slope of log(cost) over log(size) by least squares; 1 is linear, 2 quadratic. */
export function growthExponent(points: readonly (readonly [size: number, cost: number])[]): number {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(Math.max(cost, 1e-6))] as const);
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / logs.length;
  const over = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const under = logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return over / under;
}
