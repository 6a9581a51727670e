/** How the code of a page, and of its engine, is cut into files. */

/** Where the files go that hold facts of the world and no code. */
export const FACTS_FOLDER = '_astro/facts';

interface Chunk {
  readonly moduleIds: readonly string[];
}

const FACTS = /\/src\/engine\/world\/.*\.json$/;

/**
 * Facts have a folder of their own, so that what a page loads of code and of facts can be told apart. A hash is as short
 * as the bundler makes it: every name stands in the files that load it, and hashes do not compress.
 */
function chunkFileNames({ moduleIds }: Chunk): string {
  const isFacts = moduleIds.length > 0 && moduleIds.every((id) => FACTS.test(id));
  return `${isFacts ? FACTS_FOLDER : '_astro'}/[name]-[hash:7].js`;
}

/** What so many parts share is not worth a file of its own for each set of them. */
const MANY = 24;

/** What the host's shell runs before its first prompt. */
const SHELL =
  /\/src\/engine\/(programs\/(shells\/bash|users\/id)|shell\/builtins\/(source|shopt|test|export)|machine\/part-tables\/(programs|shell-builtins))\.ts$/;

/** The commands that most sessions begin with. */
const CONTAINERS = /\/src\/engine\/(cli\/container\/(run|ls)|machine\/part-tables\/cli(-container)?)\.ts$/;

/**
 * What the worker always needs is one file; so is what the host's shell starts with, what running and listing
 * containers takes, and what many parts share. Cut by who else uses it, they would be dozens of small ones, which
 * compress badly. A group takes what its modules import, unless a group before it has it.
 */
export const workerChunks = {
  chunkFileNames,
  codeSplitting: {
    groups: [
      { name: 'core', tags: ['$initial' as const] },
      { name: 'shell', test: SHELL },
      { name: 'containers', test: CONTAINERS },
      { name: 'shared', test: /\/src\/engine\//, minShareCount: MANY },
    ],
  },
};

const OF_EVERY_NOTE =
  /vite\/preload-helper|\/components\/(?:terminal\/(?:button|edited-files|engine-client|page-origin|screen-view|session-event)|kept\/has-kept)\.ts$/;

/** What every note loads before anything is pressed, and others use as well, is one file of the page's. */
export const pageChunks = { codeSplitting: { groups: [{ name: 'page', test: OF_EVERY_NOTE }] } };
