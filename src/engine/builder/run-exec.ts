import type { Mount } from '../dockerfile';
import type { Tree } from '../fs';
import { contentBytes, emptyTree, resolvePath } from '../fs';
import type { Task } from '../kernel';
import { quote } from '../units';
import type { Builder } from './builder';
import type { CacheMount } from './cache-mounts';
import { commandText } from './exec-step';
import type { ExecMount, ExecOperation } from './operations';
import { Snapshot } from './snapshot';
import { StepError, type Executed, type Solved } from './solver';
import type { BuildMount, BuildWorker } from './worker';

/** What a RUN step has around it. */
export interface ExecSurroundings {
  readonly builder: Builder;
  readonly worker: BuildWorker;
  readonly secrets: ReadonlyMap<string, Uint8Array>;
  readonly newId: () => string;
  readonly onOutput: (stream: 'stdout' | 'stderr', data: Uint8Array) => void;
}

/** A mount that is ready, and what has to be done with it afterwards. */
interface ReadyMount {
  readonly mount: BuildMount;
  readonly cache?: CacheMount;
  /** Where in the cache the mounted folder lies. */
  readonly path?: string;
}

/** Runs RUN's process. Throws a StepError where it fails. Source: BuildKit solver/llbsolver/ops/exec.go Exec. */
export function* runExec(
  operation: ExecOperation,
  inputs: readonly Solved[],
  around: ExecSurroundings,
): Task<Executed> {
  const { worker, builder } = around;
  const below = operation.hasRoot ? inputs[0]?.snapshot : undefined;
  const ready: ReadyMount[] = [];
  try {
    // Always in the same order, so that two steps never wait for each other.
    const caches = new Map<ExecMount, ReadyMount>();
    const wanted = operation.mounts.filter(({ mount }) => mount.type === 'cache');
    for (const one of [...wanted].sort((a, b) => (cacheId(a) < cacheId(b) ? -1 : 1))) {
      const held = yield* holdCache(one, inputs, operation, around, caches);
      caches.set(one, held);
      ready.push(held);
    }
    const mounts: ReadyMount[] = [];
    for (const one of operation.mounts) {
      const made = caches.get(one) ?? otherMount(one, inputs, around);
      if (made !== undefined) mounts.push(made);
    }
    const { argv, env, proxyEnv, cwd, user, network, addHosts, shmSizeBytes, ulimits } = operation;
    const result = yield* worker.run({
      rootfs: below?.tree ?? { ...emptyTree, mtimeMs: worker.nowMs },
      argv,
      env: [...env, ...proxyEnv, ...secretVariables(operation, around.secrets)],
      cwd,
      user,
      mounts: mounts.map(({ mount }) => mount),
      network,
      isPrivileged: false,
      addHosts,
      shmSizeBytes,
      ulimits,
      onOutput: around.onOutput,
    });
    for (const [index, { cache, path = '/' }] of mounts.entries()) {
      const tree = result.mounts[index];
      if (cache !== undefined && tree !== undefined && path === '/') cache.tree = tree;
    }
    if (result.problem !== undefined || result.exitCode !== 0) {
      const what = result.problem ?? `exit code: ${result.exitCode}`;
      throw new StepError(
        `process ${quote(commandText(operation))} did not complete successfully: ${what}`,
        undefined,
        result.tree,
      );
    }
    return { snapshot: new Snapshot(result.tree, below) };
  } finally {
    for (const { cache } of ready) if (cache !== undefined) builder.cacheMounts.release(cache);
  }
}

function cacheId({ mount, target }: ExecMount): string {
  return mount.id === '' ? target : mount.id;
}

function* holdCache(
  exec: ExecMount,
  inputs: readonly Solved[],
  operation: ExecOperation,
  { builder, newId, worker }: ExecSurroundings,
  held: ReadonlyMap<ExecMount, ReadyMount>,
): Task<ReadyMount> {
  const { mount, input, target, source } = exec;
  const from = input === undefined ? undefined : inputs[input];
  const id = cacheId(exec);
  // A base that the builder made (mode, owner) is a folder in its input.
  const path = from !== undefined && mount.from === '' ? '/cache' : source;
  const start = from === undefined ? undefined : folderAt(from.snapshot.tree, path, id);
  const base = operation.startsAfresh ? newId() : (from?.step.id ?? '');
  const same = [...held].find(([other]) => cacheId(other) === id && other.input === input)?.[1];
  const cache =
    same?.cache ??
    (yield* builder.cacheMounts.hold(
      { id, base, start },
      {
        recordId: newId(),
        description: `cached mount ${target} from exec ${commandText(operation)}`,
        nowMs: () => worker.nowMs,
      },
    ));
  return {
    mount: { target, isReadOnly: mount.isReadOnly, source: { kind: 'tree', tree: cache.tree } },
    cache,
    path: '/',
  };
}

function folderAt(tree: Tree, path: string, name: string): Tree {
  const found = resolvePath(tree, path)?.node;
  if (found?.kind === 'directory') return found;
  throw new StepError(`cache mount ${name}: ${path}: no such file or directory`);
}

function otherMount(
  { mount, target, input, source }: ExecMount,
  inputs: readonly Solved[],
  { secrets, worker }: ExecSurroundings,
): ReadyMount | undefined {
  const { isReadOnly } = mount;
  switch (mount.type) {
    case 'tmpfs': {
      const sizeBytes = mount.sizeBytes === 0 ? undefined : mount.sizeBytes;
      return { mount: { target, isReadOnly, source: { kind: 'tmpfs', sizeBytes } } };
    }
    case 'secret':
      return secretMount(mount, target, secrets);
    case 'bind': {
      const tree =
        input === undefined ? { ...emptyTree, mtimeMs: worker.nowMs } : inputs[input]?.snapshot.tree;
      const node = tree === undefined ? undefined : resolvePath(tree, source)?.node;
      if (node?.kind === 'directory')
        return { mount: { target, isReadOnly, source: { kind: 'tree', tree: node } } };
      if (node?.kind !== 'file') throw new StepError(`${JSON.stringify(source)}: not found`);
      const { mode, uid, gid } = node;
      const content = contentBytes(node.content);
      return { mount: { target, isReadOnly, source: { kind: 'file', content, mode, uid, gid } } };
    }
    case 'ssh':
      // No agent is ever lent here. Source: BuildKit solver/llbsolver/mounts.
      if (mount.isRequired) throw new StepError(`no SSH key ${quote(mount.id)} forwarded from the client`);
      return undefined;
    case 'cache':
      return undefined;
  }
}

function secretId({ id, source }: Mount): string {
  return id === '' ? (source.split('/').at(-1) ?? '') : id;
}

function secretOf(mount: Mount, secrets: ReadonlyMap<string, Uint8Array>): Uint8Array | undefined {
  const id = secretId(mount);
  const content = secrets.get(id);
  if (content === undefined && mount.isRequired) throw new StepError(`secret ${id}: not found`);
  return content;
}

/** A secret is a file unless it is asked for as a variable only. */
function secretMount(
  mount: Mount,
  target: string,
  secrets: ReadonlyMap<string, Uint8Array>,
): ReadyMount | undefined {
  const content = secretOf(mount, secrets);
  if (content === undefined || (mount.env !== undefined && mount.target === '')) return undefined;
  const { mode = 0o400, uid = 0, gid = 0 } = mount;
  return { mount: { target, isReadOnly: true, source: { kind: 'file', content, mode, uid, gid } } };
}

/** The variable is there, and empty, also where the secret is not. Source: BuildKit, solver/llbsolver/ops/exec.go. */
function secretVariables(
  { mounts }: ExecOperation,
  secrets: ReadonlyMap<string, Uint8Array>,
): readonly string[] {
  return mounts.flatMap(({ mount }) => {
    if (mount.type !== 'secret' || mount.env === undefined) return [];
    const content = secretOf(mount, secrets);
    return [`${mount.env}=${new TextDecoder().decode(content)}`];
  });
}
