import type { FilesRecipe, RegistryFacts, World } from './world';
import { laptop } from './index';

const recipeFiles = import.meta.glob<FilesRecipe>('./recipes/*.json', { import: 'default', eager: true });
const [hub] = Object.values(
  import.meta.glob<RegistryFacts>('./docker-hub.json', { import: 'default', eager: true }),
);

/** Every recipe at hand, for the build and the tests, where nothing needs to be loaded late. */
export const allRecipes: Readonly<Record<string, FilesRecipe>> = Object.fromEntries(
  Object.entries(recipeFiles).map(([path, recipe]) => [path.replace(/^.*\/|\.json$/g, ''), recipe]),
);

const factFiles = import.meta.glob<unknown>('./packages/*.json', { import: 'default', eager: true });

/** Every other fact at hand, by key. */
export const allFacts: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(factFiles).map(([path, facts]) => [path.replace(/^\.\/|\.json$/g, ''), facts]),
);

/** The notes' machine with everything at hand. */
export function wholeLaptop(): World {
  if (hub === undefined) throw new Error('docker-hub.json is missing');
  return { ...laptop(hub), recipes: allRecipes, facts: allFacts };
}
