import type { FilesRecipe, RegistryFacts, World } from './world';

export type * from './world';

const recipes = import.meta.glob<FilesRecipe>('./recipes/*.json', { import: 'default' });
const hub = import.meta.glob<RegistryFacts>('./docker-hub.json', { import: 'default' });

/** The recipe of that key (the name of its file), for whoever answers `Machine.needs`. Undefined: there is none. */
export function loadRecipe(key: string): Promise<FilesRecipe> | undefined {
  return recipes[`./recipes/${key}.json`]?.();
}

/** What Docker Hub offers: large, so loaded by whoever makes a world with it. */
export async function loadDockerHub(): Promise<RegistryFacts> {
  const [load] = Object.values(hub);
  if (load === undefined) throw new Error('docker-hub.json is missing');
  return load();
}

/** The machine of the notes: a laptop with a freshly installed Docker, no image on it, and Docker Hub in reach. */
export function laptop(hub: RegistryFacts): World {
  return {
    startMs: Date.UTC(2026, 10, 24, 9, 0, 0),
    host: {
      hostname: 'laptop',
      user: 'ada',
      home: '/home/ada',
      cpus: 8,
      memoryBytes: 16 * 1024 ** 3,
      files: 'host',
    },
    localImages: [],
    registries: [hub],
    recipes: {},
  };
}
