import { buildImage } from '../../../src/engine/daemon';
import {
  BuildError,
  type BuildRequest,
  type BuildResult,
  type SolveStatus,
} from '../../../src/engine/builder';
import { emptyTree, TreeBuilder, type Node, type Tree } from '../../../src/engine/fs';
import type { Machine } from '../../../src/engine';

/** What a build gave, or how it failed, and all that it told. */
export interface Outcome {
  readonly result: BuildResult | undefined;
  readonly error: BuildError | undefined;
  readonly told: readonly SolveStatus[];
}

export function file(text: string, mode = 0o644): Node {
  return { kind: 'file', content: new TextEncoder().encode(text), mode, uid: 0, gid: 0, mtimeMs: 0 };
}

/** A folder of text files by path. */
export function folder(files: Readonly<Record<string, string | Node>>): Tree {
  const builder = new TreeBuilder(emptyTree);
  for (const [path, value] of Object.entries(files))
    builder.put(`/${path}`, typeof value === 'string' ? file(value) : value);
  return builder.build();
}

export function request(
  text: string,
  context: Tree = emptyTree,
  more: Partial<BuildRequest> = {},
): BuildRequest {
  return {
    dockerfile: { name: 'Dockerfile', text },
    localPaths: { context: '/work', dockerfile: '/work/Dockerfile' },
    call: undefined,
    ignoreFile: undefined,
    context,
    namedContexts: new Map(),
    target: undefined,
    buildArgs: new Map(),
    labels: new Map(),
    secrets: new Map(),
    logins: new Map(),
    platforms: [],
    noCache: false,
    noCacheFilter: [],
    pull: false,
    network: 'default',
    entitlements: [],
    addHosts: [],
    shmSizeBytes: undefined,
    ulimits: [],
    tags: ['docker.io/library/app:latest'],
    output: { kind: 'image', push: false },
    provenance: true,
    annotations: [],
    cacheImports: [],
    cacheExports: [],
    ...more,
  };
}

/** Builds on a machine, to the end. */
export function build(machine: Machine, asked: BuildRequest): Outcome {
  const told: SolveStatus[] = [];
  let outcome: Outcome | undefined;
  const task = function* () {
    try {
      const result = yield* buildImage(machine.daemon, asked, (status) => told.push(status));
      outcome = { result, error: undefined, told };
    } catch (error) {
      if (!(error instanceof BuildError)) throw error;
      outcome = { result: undefined, error, told };
    }
  };
  machine.daemon.host.background('a build', task());
  for (let turns = 0; outcome === undefined && turns < 100; turns += 1) machine.type('sleep 60');
  if (outcome === undefined) throw new Error('the build does not end');
  return outcome;
}

/** What each vertex was in the end: `CACHED`, `DONE`, an error; in the order in which they began. */
export function fates(told: readonly SolveStatus[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { vertexes } of told) {
    for (const { name, startedMs, completedMs, cached, error } of vertexes) {
      if (startedMs === undefined) continue;
      found.set(name, error ?? (cached ? 'CACHED' : completedMs === undefined ? 'RUNNING' : 'DONE'));
    }
  }
  return found;
}

export function printed(told: readonly SolveStatus[]): string {
  return told
    .flatMap(({ logs }) => logs)
    .map(({ data }) => new TextDecoder().decode(data))
    .join('');
}
