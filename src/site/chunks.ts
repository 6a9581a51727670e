/** How the code of a page, and of its engine, is cut into files. */

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

/** What so many parts share is not worth a file of its own for each set of them. */
const MANY = 24;

/**
 * What the worker always needs is one file, and what many parts share another: cut by who else uses it, they would be
 * dozens of small ones, which compress badly.
 */
export const workerChunks = {
  chunkFileNames,
  codeSplitting: {
    groups: [
      { name: 'core', tags: ['$initial' as const] },
      { name: 'shared', test: /\/src\/engine\//, minShareCount: MANY },
    ],
  },
};

const OF_EVERY_NOTE =
  /vite\/preload-helper|\/components\/(?:terminal\/(?:button|edited-files|engine-client|page-origin|screen-view|session-event)|kept\/has-kept)\.ts$/;

/** What every note loads before anything is pressed, and others use as well, is one file of the page's. */
export const pageChunks = { codeSplitting: { groups: [{ name: 'page', test: OF_EVERY_NOTE }] } };
