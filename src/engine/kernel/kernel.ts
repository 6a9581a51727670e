import { FileSystem, type Mountable, type Tree } from '../fs';
import { COSTS } from './costs';
import { Errno } from './errno';
import { type Executable, findExecutable } from './exec';
import { LiveProcess } from './live-process';
import { type Mount, MountTable } from './mounts';
import { ControlGroup, type Namespaces, PidNamespace } from './namespaces';
import { NetworkNamespace } from './network';
import type { OpenFile } from './open-file';
import { PathOpener } from './open-path';
import type { Credentials, OpenOptions, Process } from './process';
import { isOrphanedGroup, numberIn } from './process-group';
import { reap, startProcess } from './process-life';
import type { ProgramLoader } from './program';
import { type RunEnd, type RunOptions, Scheduler } from './scheduler';
import { deliver, killProcesses, signalAll } from './signal-delivery';
import type { SignalName } from './signals';
import { mountSystem, type SystemMountOptions } from './system-mounts';
import type { Task } from './task';
import { terminalsOf } from './terminals';
import type { Thread } from './thread';
import { Tty, type TtyOwner } from './tty';
import { type Loaded, WorldData } from './world-data';

/** What Linux gives the first namespace of a kind; the others count from there. */
const FIRST_IDENTITY = 4_026_531_835;

export interface KernelOptions {
  /** Milliseconds since the epoch at which the machine is switched on. */
  readonly startMs: number;
  /** A number in [0, 1): the machine's own randomness. */
  readonly random: () => number;
  readonly loadProgram: ProgramLoader;
  /** Data that is here already; default none. */
  readonly loaded?: Loaded;
  readonly cpus: number;
  readonly memoryBytes: number;
  /** Told of a program that failed in a way that is our mistake. */
  readonly onBug?: (error: unknown, process: Process) => void;
}

/** How a first process of a namespace, or a further one, is started. */
export interface StartOptions {
  readonly argv: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  readonly credentials: Credentials;
  readonly umask?: number;
  /** 0, 1, 2 and any others; with a terminal all three are it. */
  readonly files: ReadonlyMap<number, OpenFile>;
  readonly tty?: Tty;
}

/** The machine's kernel: processes, their namespaces, their time. The host is the outermost namespace. */
export class Kernel implements TtyOwner {
  readonly scheduler: Scheduler;
  readonly hostPids = new PidNamespace(undefined);
  readonly random: () => number;
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly bootMs: number;
  readonly onBug: (error: unknown, process: Process) => void;
  readonly #loadProgram: ProgramLoader;
  readonly #opener = new PathOpener();
  readonly #data: WorldData;
  readonly #identities = new WeakMap<object, number>();
  #lastIdentity = FIRST_IDENTITY - 1;

  constructor(options: KernelOptions) {
    this.#data = new WorldData(options.loaded);
    this.scheduler = new Scheduler(options.startMs, () => this.#data.wanted);
    this.bootMs = options.startMs;
    this.random = options.random;
    this.cpus = options.cpus;
    this.memoryBytes = options.memoryBytes;
    this.#loadProgram = options.loadProgram;
    this.onBug = options.onBug ?? (() => undefined);
  }

  get nowMs(): number {
    return this.scheduler.nowMs;
  }

  run(options: RunOptions): RunEnd {
    return this.scheduler.run(options);
  }

  /** Work of the kernel or the daemon that no ps shows. An error that it throws comes out of `run`. */
  startTask<T>(task: Task<T>): Thread<T> {
    return this.scheduler.start(task, (end) => {
      if ('error' in end) throw end.error;
    });
  }

  // Data that is loaded when first needed

  /** Waits until the host has provided the data of that key. */
  need(key: string): Task<unknown> {
    return this.#data.need(key);
  }

  /** Keys that somebody waits for. */
  get needs(): readonly string[] {
    return this.#data.wanted;
  }

  provide(key: string, value: unknown): void {
    this.#data.provide(key, value);
  }

  // Namespaces

  /** A file tree to run in: `root` mounted at /. */
  newMountTable(
    root: Mountable,
    options: { readonly source?: string; readonly readOnly?: boolean } = {},
  ): MountTable {
    const { source = root.type, readOnly = false } = options;
    const { type } = root;
    return new MountTable({ path: '/', source, type, readOnly, fileSystem: root, root: root.root });
  }

  /** Mounts /proc, /dev and /sys with what belongs below them. */
  mountSystem(namespaces: Namespaces, options?: SystemMountOptions): void {
    mountSystem(this, namespaces, options);
  }

  newNamespaces(
    parts: Partial<Namespaces> & Pick<Namespaces, 'mounts'> & { readonly hostname: string },
  ): Namespaces {
    const { hostname, ...given } = parts;
    return {
      pid: new PidNamespace(this.hostPids),
      network: new NetworkNamespace(),
      uts: { hostname },
      controlGroup: new ControlGroup(),
      ...given,
    };
  }

  /** A mount of a file or folder of another file system (bind), or of a whole one. */
  mount(table: MountTable, mount: Mount): void {
    table.add(mount);
  }

  newFileSystem(tree: Tree, type: string, limitBytes?: number): FileSystem {
    const nowMs = () => this.nowMs;
    return new FileSystem({ tree, type, nowMs, ...(limitBytes === undefined ? {} : { limitBytes }) });
  }

  newTty(size: { readonly columns: number; readonly rows: number }): Tty {
    return new Tty(this, size);
  }

  /** A number that tells a pipe or a namespace from all others, as links under /proc show it. */
  numberOf(identity: object): number {
    const known = this.#identities.get(identity);
    if (known !== undefined) return known;
    this.#lastIdentity++;
    this.#identities.set(identity, this.#lastIdentity);
    return this.#lastIdentity;
  }

  // Processes

  /**
   * Starts a program from outside: a namespace's first process, or one more (docker exec). Throws what exec
   * does: ENOENT, EACCES, ENOEXEC …
   */
  spawnIn(namespaces: Namespaces, options: StartOptions): LiveProcess {
    const process = this.newProcess(namespaces, options.credentials, undefined);
    let executable: Executable;
    try {
      process.umask = options.umask ?? 0o022;
      process.newSession();
      process.chdir(options.cwd);
      executable = this.findExecutable(process, options.argv[0] ?? '', options.argv);
    } catch (error) {
      this.dropProcess(process);
      throw error;
    }
    process.become(executable, options.env);
    for (const [fd, file] of options.files) process.descriptors.dup2(file, fd);
    if (options.tty) this.giveTty(process, options.tty);
    this.start(process, (self) => executable.program.run(self));
    return process;
  }

  /** Makes a terminal the controlling one of a session's leader. */
  giveTty(process: LiveProcess, tty: Tty): void {
    terminalsOf(process.namespaces.mounts)?.register(tty);
    process.tty = tty;
    tty.session = process.kernelSession;
    tty.foregroundGroup = process.kernelGroup;
  }

  /** A process that does not run yet. Throws EAGAIN where there may be no more. */
  newProcess(namespaces: Namespaces, credentials: Credentials, parent: LiveProcess | undefined): LiveProcess {
    const { controlGroup } = namespaces;
    const { pidsLimit = Infinity, processCount } = controlGroup;
    if (processCount >= pidsLimit || (parent && this.#hasEnough(parent))) throw new Errno('EAGAIN');
    const process = new LiveProcess(this, namespaces, credentials, parent);
    controlGroup.add(process);
    return process;
  }

  /** Whether its user may have no more processes (setrlimit(2), RLIMIT_NPROC): root may. */
  #hasEnough({ credentials: { uid, capabilities }, limits }: LiveProcess): boolean {
    const most = limits.get('nproc').soft;
    if (most === Infinity || uid === 0 || capabilities.has('SYS_RESOURCE')) return false;
    return this.hostPids.processes.filter((process) => process.credentials.uid === uid).length >= most;
  }

  /** Takes back a process that never ran. */
  dropProcess(process: LiveProcess): void {
    process.namespaces.controlGroup.remove(process);
    reap(process);
  }

  start(process: LiveProcess, body: (process: Process) => Task<number>): void {
    startProcess(process, body);
  }

  /** Forgets an ended process: its parent knows. */
  reap(process: LiveProcess): void {
    reap(process);
  }

  findExecutable(process: LiveProcess, path: string, argv: readonly string[]): Executable {
    return findExecutable(process.view, path, argv, this.#loadProgram);
  }

  spendExec(): void {
    this.scheduler.spend(COSTS.execMs);
  }

  /** A group's number as a namespace sees it: 0 where nobody in it knows the group. */
  groupAsSeen(kernelGroup: number, namespace: PidNamespace): number {
    const member = namespace.find((process) => process.kernelGroup === kernelGroup);
    return member === undefined ? 0 : numberIn(member.group, namespace);
  }

  /** Past its memory limit a group loses the process that takes most (the OOM killer). */
  keepMemoryLimit(group: ControlGroup): void {
    const { memoryLimitBytes } = group;
    if (memoryLimitBytes === undefined || group.memoryBytes <= memoryLimitBytes) return;
    group.wasOutOfMemory = true;
    const [victim] = [...group.members].sort((a, b) => b.memoryBytes - a.memoryBytes);
    if (victim) deliver(victim, 'KILL', undefined);
  }

  // Signals

  kill(sender: LiveProcess, pid: number, signal: SignalName | 0): void {
    killProcesses(sender, pid, signal);
  }

  signalGroup(group: number, signal: SignalName): void {
    if (group !== 0) signalAll(this.hostPids, signal, ({ kernelGroup }) => kernelGroup === group);
  }

  /** Tells a session's leader. */
  signalSession(session: number, signal: SignalName): void {
    if (session !== 0) signalAll(this.hostPids, signal, ({ kernelPid }) => kernelPid === session);
  }

  /** Brings a signal to a process. `sender` undefined: the kernel or somebody outside the namespace. */
  deliver(process: LiveProcess, signal: SignalName, sender: LiveProcess | undefined): void {
    deliver(process, signal, sender);
  }

  /** Stops or lets go on all that runs in a group (docker pause). */
  freeze(group: ControlGroup, isFrozen: boolean): void {
    group.isFrozen = isFrozen;
    if (!isFrozen) this.scheduler.resumeHeld();
  }

  isBackground(process: LiveProcess, tty: Tty): boolean {
    return process.tty === tty && tty.foregroundGroup !== 0 && process.kernelGroup !== tty.foregroundGroup;
  }

  isOrphanedGroup(process: LiveProcess): boolean {
    return isOrphanedGroup(process);
  }

  // Files

  open(process: LiveProcess, path: string, options: OpenOptions): OpenFile {
    return this.#opener.open(process, path, options);
  }
}
