import { distrolessRegistry } from './distroless';
import { teamRegistry } from './team-registry';
import { WEB_FILES } from './web-files';
import type { FilesRecipe, RegistryFacts, World } from './world';

export type * from './world';

const recipes = import.meta.glob<FilesRecipe>('./recipes/*.json', { import: 'default' });
const packages = import.meta.glob<unknown>('./packages/*.json', { import: 'default' });
const hub = import.meta.glob<RegistryFacts>('./docker-hub.json', { import: 'default' });

/** The recipe of that key (the name of its file), for whoever answers `Machine.needs`. Undefined: there is none. */
export function loadRecipe(key: string): Promise<FilesRecipe> | undefined {
  return recipes[`./recipes/${key}.json`]?.();
}

/** Facts of another kind by key: `packages/trixie` is what that release's mirror holds. */
export function loadFacts(key: string): Promise<unknown> | undefined {
  return packages[`./${key}.json`]?.();
}

/** What Docker Hub offers: large, so loaded by whoever makes a world with it. */
export async function loadDockerHub(): Promise<RegistryFacts> {
  const [load] = Object.values(hub);
  if (load === undefined) throw new Error('docker-hub.json is missing');
  return load();
}

/** Mirrors and web servers in reach; addresses are of the range for documentation (RFC 5737). */
const INTERNET: Readonly<Record<string, string>> = {
  'ftp.debian.org': '198.51.100.10',
  'archive.ubuntu.com': '198.51.100.20',
  'security.ubuntu.com': '198.51.100.21',
  'dl-cdn.alpinelinux.org': '198.51.100.30',
  'pypi.org': '198.51.100.40',
  'registry.npmjs.org': '198.51.100.50',
  'example.com': '198.51.100.60',
};

/** The machine of the notes: a laptop with a freshly installed Docker, no image on it; Docker Hub, Google's registry and a team's in reach. */
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
    registries: [hub, teamRegistry(hub), distrolessRegistry()],
    recipes: {},
    internet: INTERNET,
    web: WEB_FILES,
  };
}
