/** What a page's engine loads when it is first used: facts of the world, programs, docker commands. */
import catalogue from 'virtual:drydock-catalogue';
import { loadPart, type Parts, readCatalogue } from '../engine';
import { loadFacts, loadRecipe } from '../engine/world';

const loaded = new Map<string, unknown>();

/** The engine's code as it is loaded here: what is here is shared by all machines of the page. */
export const pageParts: Parts = {
  catalogue: readCatalogue(catalogue),
  loaded: (key) => loaded.get(key),
};

/** Loads what these keys ask for, all at once. A key that nothing answers to is an error. */
export async function loadParts(keys: readonly string[]): Promise<void> {
  await Promise.all(
    keys.map(async (key) => {
      if (loaded.has(key)) return;
      const part = await (loadPart(key) ?? loadRecipe(key) ?? loadFacts(key));
      if (part === undefined) throw new Error(`there is nothing to load for ${key}`);
      loaded.set(key, part);
    }),
  );
}

/** Loads what somebody expects to be needed. What they are wrong about is asked for again when it is needed. */
export async function loadExpectedParts(keys: readonly string[]): Promise<void> {
  await Promise.allSettled(keys.map((key) => loadParts([key])));
}

/** What was loaded for a key. */
export function loadedPart(key: string): unknown {
  return loaded.get(key);
}
