import type {
  ProcessSpec,
  PublishedPort,
  Sandbox,
  SandboxNetworking,
  SandboxMount,
  SandboxLimits,
  SandboxSpec,
  StartedProcess,
} from '../daemon';
import type { FileSystem, Tree } from '../fs';
import { emptyTree, TreeBuilder } from '../fs';
import type {
  Credentials,
  ExitStatus,
  LiveProcess,
  Mount,
  Namespaces,
  OpenFile,
  ProcessFiles,
  ProcessInfo,
  SignalName,
  Task,
  Tty,
} from '../kernel';
import {
  ALL_CAPABILITIES,
  ControlGroup,
  Errno,
  isErrno,
  type Kernel,
  locate,
  MountTable,
  NetworkNamespace,
  PidNamespace,
  Pipe,
  PipeReader,
  PipeWriter,
  strerror,
  TtyFile,
  until,
} from '../kernel';
import { initProgram } from './init-process';
import type { Switchboard } from './switchboard';

/** What the sandbox needs of the machine around it. */
export interface SandboxSurroundings {
  readonly kernel: Kernel;
  /** A process that sees the host's files as root. */
  readonly host: LiveProcess;
  readonly switchboard: Switchboard;
}

const root: Credentials = { uid: 0, gid: 0, groups: [0], capabilities: new Set(ALL_CAPABILITIES) };

/** A process that never runs: it only looks at files and networks as one in these namespaces would. */
export function onlooker(kernel: Kernel, namespaces: Omit<Namespaces, 'pid' | 'controlGroup'>): LiveProcess {
  const apart = { ...namespaces, pid: new PidNamespace(undefined), controlGroup: new ControlGroup() };
  return kernel.newProcess(apart, root, undefined);
}

/** A container's run on the kernel: what runc is to Docker. */
export class KernelSandbox implements Sandbox {
  readonly namespaces: Namespaces;
  readonly #view: LiveProcess;
  readonly #managed: FileSystem;
  #isDestroyed = false;
  #unpublish: readonly (() => void)[] = [];

  constructor(
    readonly surroundings: SandboxSurroundings,
    readonly spec: SandboxSpec,
  ) {
    const { kernel, host } = surroundings;
    this.#managed = kernel.newFileSystem(managedTree(spec.managedFiles), 'ext4');
    const controlGroup = new ControlGroup();
    const isHostNetwork = spec.network === 'host';
    const network = isHostNetwork
      ? host.namespaces.network
      : typeof spec.network === 'string'
        ? new NetworkNamespace()
        : namespacesOf(spec.network).network;
    const pid =
      spec.processes === 'host'
        ? kernel.hostPids
        : spec.processes === 'private'
          ? new PidNamespace(kernel.hostPids)
          : namespacesOf(spec.processes).pid;
    const uts =
      typeof spec.network === 'string' ? { hostname: spec.hostname } : namespacesOf(spec.network).uts;
    const sysctls = new Map(Object.entries(spec.sysctls));
    const parts = { network, uts, controlGroup, pid, sysctls };
    this.namespaces = { ...parts, mounts: this.#makeMounts(parts) };
    this.#view = onlooker(kernel, this.namespaces);
    this.setLimits(spec.limits);
    if (spec.network === 'private' || spec.network === 'none') {
      network.privilegedPortsFrom = Number(sysctls.get('net.ipv4.ip_unprivileged_port_start') ?? 0);
      surroundings.switchboard.connect(network, {
        interfaces: [],
        gateway: undefined,
        resolve: spec.resolve,
      });
    }
  }

  get files(): ProcessFiles {
    return this.#view.files;
  }

  /** The rootfs with everything on top; places to mount at are made where they are missing. */
  #makeMounts(parts: Omit<Namespaces, 'mounts'>): MountTable {
    const { kernel } = this.surroundings;
    const { spec } = this;
    const table = kernel.newMountTable(spec.rootfs, { source: 'overlay' });
    const namespaces: Namespaces = { ...parts, mounts: table };
    if (spec.isIdle === undefined) {
      const { shmSizeBytes, sharedMemory: other } = spec;
      const owner = other === 'host' ? this.surroundings.host.namespaces : other && namespacesOf(other);
      const sharedMemory = owner?.mounts.at('/dev/shm');
      kernel.mountSystem(namespaces, {
        sharedMemoryBytes: shmSizeBytes,
        isConfined: !spec.privileged,
        ...(sharedMemory === undefined ? {} : { sharedMemory }),
      });
    }
    const viewer = onlooker(kernel, namespaces);
    for (const path of spec.managedFiles.keys()) {
      const file = this.#managed.lookup(this.#managed.root, managedName(path));
      if (file === undefined) continue;
      table.add({
        path,
        source: '/dev/sda1',
        type: 'ext4',
        readOnly: false,
        fileSystem: this.#managed,
        root: file,
      });
    }
    for (const mount of spec.mounts) {
      const made = this.#mountOf(mount);
      makeMountPoint(viewer, mount.target, made.root.kind === 'directory');
      table.add({ ...made, path: canonical(viewer, mount.target) });
    }
    for (const path of spec.readonlyPaths) {
      if (!viewer.files.exists(path)) continue;
      const { inode, mount } = locate(viewer.view, path);
      table.add({ ...mount, path, root: inode, readOnly: true });
    }
    if (!spec.readOnlyRootfs) return table;
    const [rootMount, ...others] = table.all;
    if (rootMount === undefined) return table;
    const readOnly = new MountTable({ ...rootMount, readOnly: true });
    for (const mount of others) readOnly.add(mount);
    return readOnly;
  }

  #mountOf({ source, target, readOnly }: SandboxMount): Mount {
    const { kernel, host } = this.surroundings;
    if (source.kind === 'host') {
      const { inode, mount } = locate(host.view, source.path);
      return {
        path: target,
        source: mount.source,
        type: mount.type,
        readOnly: readOnly || mount.readOnly,
        fileSystem: mount.fileSystem,
        root: inode,
      };
    }
    if (source.kind === 'disk') {
      const { disk, file } = source;
      const root = file === undefined ? disk.root : disk.lookup(disk.root, file);
      if (root === undefined) throw new TypeError(`no ${file ?? ''} on the disk`);
      const mount = { path: target, source: disk.type, type: disk.type, readOnly, fileSystem: disk, root };
      if (disk.type !== 'tmpfs') return mount;
      const { options = 'relatime', sizeBytes = kernel.memoryBytes / 2 } = source;
      return { ...mount, options, sizeBytes };
    }
    const tree: Tree =
      source.kind === 'tree'
        ? source.tree
        : { ...emptyTree, mode: source.mode, uid: source.uid, gid: source.gid, mtimeMs: kernel.nowMs };
    const type = source.kind === 'tree' ? 'overlay' : 'tmpfs';
    const fileSystem = kernel.newFileSystem(
      tree,
      type,
      source.kind === 'tmpfs' ? source.sizeBytes : undefined,
    );
    const mount = { path: target, source: type, type, readOnly, fileSystem, root: fileSystem.root };
    if (source.kind === 'tree') return mount;
    // Unless told otherwise a tmpfs takes at most half of the memory (tmpfs(5)).
    return {
      ...mount,
      sizeBytes: source.sizeBytes ?? kernel.memoryBytes / 2,
      options: source.options ?? 'relatime',
    };
  }

  checkExecutable(path: string, credentials: Credentials, cwd: string): void {
    const { kernel } = this.surroundings;
    const viewer = onlooker(kernel, this.namespaces);
    viewer.chdir(cwd);
    viewer.credentials = credentials;
    kernel.findExecutable(viewer, path, [path]);
  }

  start(spec: ProcessSpec): StartedProcess {
    const { kernel } = this.surroundings;
    const process = kernel.newProcess(this.namespaces, root, undefined);
    const started = new Started(kernel, process, this.#openStreams(process, spec));
    process.env = new Map(spec.env);
    process.newSession();
    if (started.tty !== undefined) kernel.giveTty(process, started.tty);
    for (const { name, soft, hard } of this.spec.ulimits) {
      const unlimited = (limit: number): number => (limit < 0 ? Infinity : limit);
      process.setResourceLimit(name, { soft: unlimited(soft), hard: unlimited(hard) });
    }
    process.oomScoreAdjust = this.spec.oomScoreAdjust ?? 0;
    process.credentials = spec.credentials;
    if (spec.init === true) {
      process.argv = ['/sbin/docker-init', '--', ...spec.argv];
      process.executable = '/sbin/docker-init';
      process.chdir(spec.cwd);
      kernel.start(process, initProgram(spec));
      return started;
    }
    try {
      process.chdir(spec.cwd);
      const executable = kernel.findExecutable(process, spec.path, spec.argv);
      process.become(executable, spec.env);
      kernel.start(process, (self) => executable.program.run(self));
    } catch (error) {
      if (!isErrno(error)) throw error;
      // What execve itself refuses is told from inside, by runc's child.
      process.argv = ['runc', 'init'];
      kernel.start(process, function* (self) {
        yield* self.stderr.write(`exec ${spec.path}: ${execReason(error)}\n`);
        return 255;
      });
    }
    return started;
  }

  #openStreams(process: LiveProcess, { terminal, hasStdin }: ProcessSpec): ProcessStreams {
    const { kernel } = this.surroundings;
    const connect = (fd: number, file: OpenFile): void => process.descriptors.dup2(file, fd);
    if (terminal !== undefined) {
      const tty = kernel.newTty(terminal);
      for (const fd of [0, 1, 2]) connect(fd, new TtyFile(tty));
      return { tty };
    }
    const stdout = new Pipe();
    const stderr = new Pipe();
    const stdin = hasStdin ? new Pipe() : undefined;
    connect(
      0,
      stdin === undefined
        ? kernel.open(this.#view, '/dev/null', { read: true, write: true })
        : new PipeReader(stdin),
    );
    connect(1, new PipeWriter(stdout));
    connect(2, new PipeWriter(stderr));
    return { stdout, stderr, ...(stdin === undefined ? {} : { stdin }) };
  }

  signal(signal: SignalName): void {
    const [main] = this.#ownProcesses();
    if (main !== undefined) this.surroundings.kernel.deliver(main, signal, undefined);
  }

  signalAll(signal: SignalName): void {
    for (const process of this.#ownProcesses()) this.surroundings.kernel.deliver(process, signal, undefined);
  }

  /** The processes of this run, the first one first; with a shared PID namespace the others' are not among them. */
  #ownProcesses(): readonly LiveProcess[] {
    const { controlGroup } = this.namespaces;
    return this.surroundings.kernel.hostPids.processes.filter(
      (process) => process.namespaces.controlGroup === controlGroup && process.status === undefined,
    );
  }

  freeze(isFrozen: boolean): void {
    this.surroundings.kernel.freeze(this.namespaces.controlGroup, isFrozen);
  }

  processes(): readonly (ProcessInfo & { readonly hostPid: number; readonly hostParent: number })[] {
    const { hostPids } = this.surroundings.kernel;
    return this.#ownProcesses().map((process) => ({
      ...process.infoIn(hostPids),
      hostPid: process.pidIn(hostPids),
      hostParent: process.parent?.pidIn(hostPids) ?? shimPid,
    }));
  }

  usage(): { readonly cpuMs: number; readonly memoryBytes: number; readonly pids: number } {
    const processes = this.processes();
    return {
      cpuMs: this.namespaces.controlGroup.cpuMs,
      memoryBytes: processes.reduce((sum, { residentBytes }) => sum + residentBytes, 0),
      pids: processes.length,
    };
  }

  setLimits(limits: SandboxLimits): void {
    const { controlGroup } = this.namespaces;
    controlGroup.memoryLimitBytes = limits.memoryBytes;
    controlGroup.swapLimitBytes = limits.swapBytes;
    controlGroup.memoryLowBytes = limits.memoryLowBytes;
    controlGroup.pidsLimit = limits.pids;
    controlGroup.cpus = limits.cpus;
    controlGroup.cpuPeriodUs = limits.cpuPeriodUs;
    controlGroup.cpuWeight = limits.cpuWeight;
    controlGroup.cpuset = limits.cpuset;
  }

  setNetworking(networking: SandboxNetworking): void {
    const { network } = this.spec;
    // One that began without a network can be given one later.
    if (network !== 'private' && network !== 'none') return;
    this.surroundings.switchboard.connect(this.namespaces.network, {
      ...networking,
      resolve: this.spec.resolve,
    });
  }

  publish(ports: readonly PublishedPort[]): void {
    this.#unpublish = this.surroundings.switchboard.publish(this.namespaces.network, ports);
  }

  wasOutOfMemory(): boolean {
    return this.namespaces.controlGroup.wasOutOfMemory;
  }

  rewriteManagedFile(path: string, text: string): void {
    const file = this.#managed.lookup(this.#managed.root, managedName(path));
    if (file === undefined) return;
    this.#managed.truncate(file, 0);
    this.#managed.write(file, 0, new TextEncoder().encode(text));
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    for (const undo of this.#unpublish) undo();
    this.freeze(false);
    this.signalAll('KILL');
    if (this.spec.network === 'private') this.surroundings.switchboard.disconnect(this.namespaces.network);
  }
}

/** What ps shows as parent of a container's first process: containerd's shim. */
const shimPid = 1;

function namespacesOf(sandbox: Sandbox): Namespaces {
  if (sandbox instanceof KernelSandbox) return sandbox.namespaces;
  throw new TypeError('a sandbox of another host');
}

function execReason(error: { readonly code: Parameters<typeof strerror>[0] }): string {
  const text = strerror(error.code);
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}

/** All managed files lie side by side, named by their paths. */
function managedName(path: string): string {
  return path.slice(1).replaceAll('/', '_');
}

function managedTree(files: ReadonlyMap<string, string>): Tree {
  const builder = new TreeBuilder();
  for (const [path, text] of files) {
    const content = new TextEncoder().encode(text);
    builder.put(`/${managedName(path)}`, { kind: 'file', content, mode: 0o644, uid: 0, gid: 0, mtimeMs: 0 });
  }
  return builder.build();
}

function makeMountPoint(viewer: LiveProcess, target: string, isFolder: boolean): void {
  const { files } = viewer;
  if (files.exists(target)) return;
  const parts = target.split('/').filter((part) => part !== '');
  const last = isFolder ? undefined : parts.pop();
  let path = '';
  for (const part of parts) {
    path += `/${part}`;
    if (!files.exists(path)) files.mkdir(path, 0o755);
  }
  if (last !== undefined) files.writeFile(`${path}/${last}`, '', { mode: 0o755 });
}

/** The path without symlinks: mounts are found by it. */
function canonical({ files }: LiveProcess, target: string): string {
  return files.realpath(target);
}

type ProcessStreams =
  | { readonly tty: Tty }
  | { readonly tty?: undefined; readonly stdout: Pipe; readonly stderr: Pipe; readonly stdin?: Pipe };

/** A process as the daemon holds it. */
class Started implements StartedProcess {
  constructor(
    readonly kernel: Kernel,
    readonly process: LiveProcess,
    readonly streams: ProcessStreams,
  ) {}

  get tty(): Tty | undefined {
    return this.streams.tty;
  }

  get pid(): number {
    return this.process.pid;
  }

  get hostPid(): number {
    return this.process.kernelPid;
  }

  readOutput(stream: 'stdout' | 'stderr'): Task<Uint8Array> {
    const { streams } = this;
    if (streams.tty !== undefined) return streams.tty.output.read();
    return streams[stream].read();
  }

  *writeInput(bytes: Uint8Array): Task<boolean> {
    const { streams } = this;
    if (streams.tty !== undefined) {
      streams.tty.press(bytes);
      return this.process.status === undefined;
    }
    if (streams.stdin === undefined) return false;
    try {
      yield* streams.stdin.write(bytes);
      return true;
    } catch (error) {
      if (error instanceof Errno && error.code === 'EPIPE') return false;
      throw error;
    }
  }

  closeInput(): void {
    if (this.streams.tty === undefined) this.streams.stdin?.closeWrite();
  }

  resize(columns: number, rows: number): void {
    this.streams.tty?.resize(columns, rows);
  }

  kill(signal: SignalName): void {
    this.kernel.deliver(this.process, signal, undefined);
  }

  *wait(): Task<ExitStatus> {
    yield* until(this.process.ended, () => this.process.status !== undefined);
    // Nobody writes to a terminal whose session is over.
    this.streams.tty?.output.closeWrite();
    return this.process.status ?? { signal: 'KILL' };
  }
}
