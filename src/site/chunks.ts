/** How the code of a page's engine is cut into files. */

/** Where the files go that hold facts of the world and no code. */
export const FACTS_FOLDER = '_astro/facts';

interface Chunk {
  readonly moduleIds: readonly string[];
}

const FACTS = /\/src\/engine\/world\/.*\.json$/;

/** Facts have a folder of their own, so that what a page loads of code and of facts can be told apart. */
function chunkFileNames({ moduleIds }: Chunk): string {
  const isFacts = moduleIds.length > 0 && moduleIds.every((id) => FACTS.test(id));
  return `${isFacts ? FACTS_FOLDER : '_astro'}/[name]-[hash].js`;
}

/**
 * What the worker always needs is one file: cut by who else shares it, it would be dozens of small ones, which
 * compress badly.
 */
export const workerChunks = {
  chunkFileNames,
  codeSplitting: { groups: [{ name: 'core', tags: ['$initial' as const] }] },
};
