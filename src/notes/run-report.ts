/**
 * What a build ran. The notes are played by a plugin of the site's configuration and the reference by its pages;
 * the two are loaded apart, so what they count stands where both find it.
 */
const KEY = Symbol.for('drydock.commandCounts');

interface Shared {
  [KEY]?: Map<string, number>;
}

function counts(): Map<string, number> {
  const shared: Shared = globalThis as Shared;
  return (shared[KEY] ??= new Map());
}

/** Notes how many commands were run for a page, named by its file. */
export function noteCommandCount(file: string, count: number): void {
  counts().set(file, count);
}

/** What the build ran, in a line. */
export function runReport(): string {
  const commands = [...counts().values()].reduce((sum, count) => sum + count, 0);
  return `${commands} commands run on ${counts().size} pages`;
}
