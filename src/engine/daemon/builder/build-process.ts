import type { BuildMount, BuildProcess, BuildProcessResult } from '../../builder';
import type { Node, Tree } from '../../fs';
import { FileSystem, nodeAt, TreeBuilder } from '../../fs';
import type { Task } from '../../kernel';
import { DEFAULT_CAPABILITIES, until, WaitQueue, readTextIfThere } from '../../kernel';
import { readonlyPaths } from '../containers/defaults';
import { bareResolvConf, parseResolvConf } from '../containers/managed-files';
import { environmentOf } from '../containers/environment';
import { locateProgram } from '../containers/locate-program';
import { exitCodeOfStatus } from '../containers/start';
import { resolveUser } from '../containers/users';
import type { Daemon } from '../daemon';
import { DaemonError, StartError } from '../errors';
import { makeFolders } from '../files';
import { noLimits, type Sandbox, type SandboxMount, type StartedProcess } from '../host';
import { randomId } from '../ids';
import { randomMac } from '../networks/addresses';
import { freeAddress } from '../networks/endpoints';
import { ipv4Pool } from '../networks/network';
import { findNetwork } from '../networks/find';

const hostname = 'buildkitsandbox';
const shmSizeBytes = 64 * 1024 * 1024;

/** Where a file that is mounted alone lies in a tree of its own. */
const loneFile = 'file';

/**
 * Runs a build step's process in a sandbox of its own and gives its root file system afterwards. Source: BuildKit
 * executor/runcexecutor; moby builder-next/executor.
 */
export function* runBuildProcess(
  daemon: Daemon,
  process: BuildProcess,
  costs: { readonly startMs: number; readonly endMs: number },
): Task<BuildProcessResult> {
  const nowMs = (): number => daemon.nowMs;
  const rootfs = new FileSystem({ tree: process.rootfs, type: 'overlay', nowMs });
  makeMountPoints(rootfs);
  const mounted = process.mounts.map((mount) => mountedDisk(mount, nowMs));
  const sandbox = daemon.host.createSandbox({
    id: randomId(daemon.random),
    hostname,
    domainname: '',
    rootfs,
    readOnlyRootfs: false,
    mounts: mounted.map(({ spec }) => spec),
    managedFiles: managedFilesOf(daemon, process),
    shmSizeBytes: process.shmSizeBytes ?? shmSizeBytes,
    privileged: process.isPrivileged,
    readonlyPaths: process.isPrivileged ? [] : readonlyPaths,
    sysctls: {},
    ulimits: process.ulimits,
    limits: noLimits,
    network: process.network === 'default' ? 'private' : process.network,
    processes: 'private',
    resolve: () => undefined,
  });
  let disconnect = (): void => undefined;
  try {
    yield* daemon.host.busy(costs.startMs);
    disconnect = connect(daemon, process, sandbox);
    const outcome = yield* runInside(daemon, process, sandbox);
    yield* daemon.host.busy(costs.endMs);
    const trees = mounted.map(({ disk }) => disk?.snapshot() ?? process.rootfs);
    return { ...outcome, tree: withoutStubs(rootfs.snapshot(), process), mounts: trees };
  } finally {
    disconnect();
    sandbox.destroy();
  }
}

/** What runc makes in a root file system in order to mount there; it stays, and is in the step's layer. */
function makeMountPoints(rootfs: FileSystem): void {
  for (const name of ['dev', 'proc', 'sys']) {
    if (rootfs.lookup(rootfs.root, name) !== undefined) continue;
    rootfs.create(rootfs.root, name, { kind: 'directory', mode: 0o755, uid: 0, gid: 0 });
  }
}

function tmpfsOptionsOfBuild(sizeBytes: number | undefined): string {
  const size = sizeBytes === undefined ? '' : `,size=${Math.ceil(sizeBytes / 4096) * 4}k`;
  return `nosuid,relatime${size}`;
}

interface MountedDisk {
  readonly spec: SandboxMount;
  readonly disk: FileSystem | undefined;
}

function mountedDisk({ target, isReadOnly, source }: BuildMount, nowMs: () => number): MountedDisk {
  const readOnly = isReadOnly;
  switch (source.kind) {
    case 'tmpfs': {
      const limit = source.sizeBytes === undefined ? {} : { sizeBytes: source.sizeBytes };
      // Source: BuildKit, solver/llbsolver/mounts newTmpfs.
      const data = tmpfsOptionsOfBuild(source.sizeBytes);
      const tmpfs = { kind: 'tmpfs', options: data, mode: 0o1777, uid: 0, gid: 0, ...limit } as const;
      return { spec: { target, readOnly, source: tmpfs }, disk: undefined };
    }
    case 'tree': {
      const disk = new FileSystem({ tree: source.tree, type: 'overlay', nowMs });
      return { spec: { target, readOnly, source: { kind: 'disk', disk } }, disk };
    }
    case 'file': {
      const { content, mode, uid, gid } = source;
      const node: Node = { kind: 'file', content, mode, uid, gid, mtimeMs: nowMs() };
      const tree: Tree = {
        kind: 'directory',
        mode: 0o755,
        uid: 0,
        gid: 0,
        mtimeMs: 0,
        entries: new Map([[loneFile, node]]),
      };
      const disk = new FileSystem({ tree, type: 'tmpfs', nowMs });
      return { spec: { target, readOnly, source: { kind: 'disk', disk, file: loneFile } }, disk };
    }
  }
}

function managedFilesOf(daemon: Daemon, { addHosts }: BuildProcess): ReadonlyMap<string, string> {
  const { files } = daemon.host;
  const bridge = [...daemon.networks.values()].find(({ name }) => name === 'bridge');
  const gateway = bridge?.pools[0]?.gateway ?? '';
  const extra = addHosts.map((text) => {
    const separator = text.search(/[:=]/);
    const address = text.slice(separator + 1).replace(/^\[(.*)\]$/, '$1');
    return `${address === 'host-gateway' ? gateway : address}\t${text.slice(0, separator)}\n`;
  });
  const own = `127.0.0.1\tlocalhost ${hostname}\n::1\tlocalhost ip6-localhost ip6-loopback\n`;
  const host = parseResolvConf(readTextIfThere(files, '/etc/resolv.conf') ?? '');
  return new Map([
    ['/etc/resolv.conf', bareResolvConf(host)],
    ['/etc/hosts', `${own}${extra.join('')}`],
  ]);
}

/** A step's process has an address in the bridge network while it runs; gives how to take it back. */
function connect(daemon: Daemon, { network }: BuildProcess, sandbox: Sandbox): () => void {
  const nothing = (): void => undefined;
  if (network !== 'default') return nothing;
  const bridge = findNetwork(daemon, 'bridge');
  const pool = ipv4Pool(bridge);
  if (pool === undefined) return nothing;
  const { id } = bridge;
  const address = freeAddress(bridge, pool);
  bridge.buildSteps.add(address);
  const mac = randomMac(daemon.random);
  const card = { networkId: id, name: 'eth0', address, prefixLength: pool.subnet.bits, mac };
  sandbox.setNetworking({ interfaces: [card], gateway: pool.gateway });
  return () => bridge.buildSteps.delete(address);
}

function* runInside(
  daemon: Daemon,
  { argv, env, cwd, user, onOutput }: BuildProcess,
  sandbox: Sandbox,
): Task<{ readonly exitCode: number; readonly problem?: string }> {
  let started: StartedProcess;
  try {
    const passwd = readTextIfThere(sandbox.files, '/etc/passwd') ?? '';
    const groups = readTextIfThere(sandbox.files, '/etc/group') ?? '';
    const who = resolveUser(user, passwd, groups);
    makeFolders(sandbox.files, cwd);
    const variables = environmentOf({ hostname: '', tty: false, variables: env, home: who.home });
    const credentials = {
      uid: who.uid,
      gid: who.gid,
      groups: who.groups,
      capabilities: who.uid === 0 ? new Set(DEFAULT_CAPABILITIES) : new Set<string>(),
    };
    const launch = { argv, cwd, credentials };
    const path = locateProgram(sandbox, 'create', { ...launch, searchPath: variables.get('PATH') ?? '' });
    started = sandbox.start({ path, env: variables, hasStdin: false, ...launch });
  } catch (error) {
    if (!(error instanceof DaemonError)) throw error;
    if (!(error instanceof StartError)) return { exitCode: 1, problem: error.message };
    const from = error.message.indexOf('unable to start container process');
    const text = `runc run failed: ${error.message.slice(Math.max(0, from))}\n`;
    onOutput('stderr', new TextEncoder().encode(text));
    return { exitCode: 1 };
  }
  const closed = new WaitQueue();
  let open = 2;
  const copies = (['stdout', 'stderr'] as const).map((stream) =>
    daemon.host.background(
      `${stream} of a build step`,
      copyOutput(started, stream, onOutput, () => {
        open -= 1;
        closed.wakeAll();
      }),
    ),
  );
  try {
    const status = yield* started.wait();
    sandbox.signalAll('KILL');
    yield* until(closed, () => open === 0);
    return { exitCode: exitCodeOfStatus(status) };
  } finally {
    for (const copy of copies) copy.cancel();
  }
}

function* copyOutput(
  started: StartedProcess,
  stream: 'stdout' | 'stderr',
  onOutput: BuildProcess['onOutput'],
  done: () => void,
): Task<void> {
  for (;;) {
    const bytes = yield* started.readOutput(stream);
    if (bytes.length === 0) break;
    onOutput(stream, bytes);
  }
  done();
}

/**
 * The files without the places that were made to mount something at, where nothing was put into them. Source: BuildKit
 * executor/stubs.go.
 */
function withoutStubs(tree: Tree, { rootfs, mounts }: BuildProcess): Tree {
  const targets = ['/etc/resolv.conf', '/etc/hosts', ...mounts.map(({ target }) => target)];
  let current = tree;
  for (const target of targets) {
    for (let path = target; path !== '' && path !== '/'; path = path.slice(0, path.lastIndexOf('/'))) {
      if (nodeAt(rootfs, path) !== undefined) break;
      const node = nodeAt(current, path);
      const isEmpty =
        node?.kind === 'directory'
          ? node.entries.size === 0
          : node?.kind === 'file' && node.content instanceof Uint8Array && node.content.length === 0;
      if (!isEmpty) break;
      current = withoutStub(current, path, rootfs);
    }
  }
  return current;
}

/** Takes a place away; the folder that it was in keeps its time if nothing else in it has come or gone. */
function withoutStub(tree: Tree, path: string, before: Tree): Tree {
  const builder = new TreeBuilder(tree);
  builder.remove(path);
  const parent = path.slice(0, path.lastIndexOf('/'));
  const [old, now] = [nodeAt(before, parent), nodeAt(builder.build(), parent)];
  if (old?.kind !== 'directory' || now?.kind !== 'directory') return builder.build();
  const isSame =
    old.entries.size === now.entries.size && [...old.entries.keys()].every((name) => now.entries.has(name));
  return (isSame ? builder.putDirectory(parent, { ...now, mtimeMs: old.mtimeMs }) : builder).build();
}
