import { createMachine, type LoggedMachine, type Machine } from '../../../src/engine';
import { loadRecipe, type FilesRecipe, type World } from '../../../src/engine/world';

/** A small world: a host of root's, and two images that are stored from the start. */
export async function smallWorld(): Promise<World> {
  const recipes: Record<string, FilesRecipe> = {};
  for (const key of ['host', 'busybox-recorded', 'debian-trixie']) {
    const recipe = await loadRecipe(key);
    if (recipe === undefined) throw new Error(`no recipe ${key}`);
    recipes[key] = recipe;
  }
  const image = (repository: string, files: string, cmd: readonly string[]) => ({
    repository,
    tags: ['latest'],
    created: '2026-11-23T19:00:00Z',
    architecture: 'amd64',
    config: { Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'], Cmd: cmd },
    layers: [{ files }],
    history: [{ created: '2026-11-23T19:00:00Z', createdBy: '', comment: 'Imported from -' }],
  });
  return {
    startMs: Date.UTC(2026, 10, 24, 9, 0, 0),
    host: {
      hostname: 'docker',
      user: 'root',
      home: '/root',
      cpus: 4,
      memoryBytes: 8 * 1024 ** 3,
      files: 'host',
    },
    localImages: [image('busybox', 'busybox-recorded', ['sh']), image('debian', 'debian-trixie', ['bash'])],
    registries: [{ host: 'localhost:5000', images: [] }],
    recipes,
  };
}

export async function newMachine(seed = 'test'): Promise<LoggedMachine> {
  return createMachine(await smallWorld(), { seed });
}

/** What a line printed on standard output; throws where it failed. */
export function output(machine: Machine, line: string): string {
  const { stdout, stderr, status } = machine.type(line);
  if (status !== 0) throw new Error(`${line}: status ${status}: ${stderr}`);
  return stdout;
}
