import { FileSystem, type Mountable, type Tree } from '../fs';
import { deviceTree, isControllingTty, memoryDevice } from './devices';
import { Errno, type ErrnoCode, isErrno } from './errno';
import { type Executable, findExecutable } from './exec';
import { FileHandle } from './file-handle';
import { LiveProcess, ProcessEnd } from './live-process';
import { type Mount, MountTable } from './mounts';
import { ControlGroup, type Namespaces, PidNamespace } from './namespaces';
import { NetworkNamespace } from './network';
import type { OpenFile } from './open-file';
import { locate, walk } from './path-walk';
import { openTarget, statOf } from './process-files';
import type { Credentials, ExitStatus, OpenOptions, Process } from './process';
import { procFileSystem, sysFileSystem } from './procfs';
import type { ProgramLoader } from './program';
import { type RunEnd, type RunOptions, Scheduler, type Thread } from './scheduler';
import type { SignalName } from './signals';
import { type Task, WaitQueue } from './task';
import { Tty, TtyFile, type TtyOwner } from './tty';
import { descriptorLink } from './virtual-files';

/** What an exec costs, in milliseconds of simulated time. */
const EXEC_MS = 0.6;

const IGNORED_BY_DEFAULT: ReadonlySet<SignalName> = new Set(['CHLD', 'URG', 'WINCH', 'CONT']);
const STOPS_BY_DEFAULT: ReadonlySet<SignalName> = new Set(['STOP', 'TSTP', 'TTIN', 'TTOU']);
const DUMPS_CORE: ReadonlySet<SignalName> = new Set([
  'QUIT',
  'ILL',
  'TRAP',
  'ABRT',
  'BUS',
  'FPE',
  'SEGV',
  'XCPU',
  'XFSZ',
  'SYS',
]);

/** Errors of a stream that is gone, which programs need not handle: nobody would see what they say. */
const ENDS_QUIETLY: ReadonlySet<ErrnoCode> = new Set(['EPIPE', 'EIO', 'EINTR', 'ECONNRESET']);

export interface KernelOptions {
  /** Milliseconds since the epoch at which the machine is switched on. */
  readonly startMs: number;
  /** A number in [0, 1): the machine's own randomness. */
  readonly random: () => number;
  readonly loadProgram: ProgramLoader;
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
  readonly #loadProgram: ProgramLoader;
  readonly #onBug: (error: unknown, process: Process) => void;
  readonly #ttys: Tty[] = [];
  readonly #closers = new Map<LiveProcess, (() => void)[]>();
  readonly #data = new Map<string, unknown>();
  readonly #needs = new Set<string>();
  readonly #provided = new WaitQueue();

  constructor(options: KernelOptions) {
    this.scheduler = new Scheduler(options.startMs);
    this.bootMs = options.startMs;
    this.random = options.random;
    this.cpus = options.cpus;
    this.memoryBytes = options.memoryBytes;
    this.#loadProgram = options.loadProgram;
    this.#onBug = options.onBug ?? (() => undefined);
  }

  get nowMs(): number {
    return this.scheduler.nowMs;
  }

  run(options: RunOptions): RunEnd {
    return this.scheduler.run(options);
  }

  /** Work of the kernel or the daemon that no ps shows. */
  startTask<T>(task: Task<T>): Thread<T> {
    return this.scheduler.start(task, (end) => {
      if ('error' in end) throw end.error;
    });
  }

  // Data that is loaded when first needed

  /** Waits until the host has provided the data of that key. */
  *need(key: string): Task<unknown> {
    while (!this.#data.has(key)) {
      this.#needs.add(key);
      yield { queue: this.#provided };
    }
    return this.#data.get(key);
  }

  /** Keys that somebody waits for. */
  get needs(): readonly string[] {
    return [...this.#needs];
  }

  provide(key: string, value: unknown): void {
    this.#data.set(key, value);
    this.#needs.delete(key);
    this.#provided.wakeAll();
  }

  // Namespaces

  /** A file tree to run in: `root` mounted at /, with /dev, /proc and /sys as a container has them. */
  newMountTable(
    root: Mountable,
    options: { readonly source?: string; readonly readOnly?: boolean } = {},
  ): MountTable {
    const { source = root.type, readOnly = false } = options;
    return new MountTable({
      path: '/',
      source,
      type: root.type,
      readOnly,
      fileSystem: root,
      root: root.root,
    });
  }

  /** Mounts /proc, /dev, /sys. The folders need not exist in the tree below. */
  mountSystem(namespaces: Namespaces): void {
    const { mounts } = namespaces;
    const nowMs = () => this.nowMs;
    const add = (path: string, fileSystem: Mountable, source: string, readOnly = false): void => {
      mounts.add({ path, source, type: fileSystem.type, readOnly, fileSystem, root: fileSystem.root });
    };
    add('/proc', procFileSystem(this, namespaces), 'proc');
    add('/dev', new FileSystem({ tree: deviceTree(this.nowMs), type: 'tmpfs', nowMs }), 'tmpfs');
    add('/sys', sysFileSystem(this, namespaces), 'sysfs', true);
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
    const tty = new Tty(this.#ttys.length, this, size);
    this.#ttys.push(tty);
    return tty;
  }

  // Processes

  /**
   * Starts a program from outside: a namespace's first process, or one more (docker exec). Throws what exec
   * does: ENOENT, EACCES, ENOEXEC …
   */
  spawnIn(namespaces: Namespaces, options: StartOptions): LiveProcess {
    const process = this.newProcess(namespaces, options.credentials, undefined);
    try {
      process.env = new Map(options.env);
      process.umask = options.umask ?? 0o022;
      process.newSession();
      process.chdir(options.cwd);
      const executable = this.findExecutable(process, options.argv[0] ?? '', options.argv);
      process.executable = executable.path;
      process.executedName = options.argv[0] ?? '';
      process.argv = executable.argv;
      for (const [fd, file] of options.files) process.descriptors.dup2(file, fd);
      if (options.tty) this.giveTty(process, options.tty);
      this.start(process, (self) => executable.program.run(self));
      return process;
    } catch (error) {
      process.forgetPids();
      this.#uncount(process);
      throw error;
    }
  }

  /** Makes a terminal the controlling one of a session's leader. */
  giveTty(process: LiveProcess, tty: Tty): void {
    process.tty = tty;
    tty.session = process.session;
    tty.foregroundGroup = process.kernelGroup;
  }

  newProcess(namespaces: Namespaces, credentials: Credentials, parent: LiveProcess | undefined): LiveProcess {
    const { controlGroup } = namespaces;
    if (controlGroup.pidsLimit !== undefined && controlGroup.processCount >= controlGroup.pidsLimit) {
      throw new Errno('EAGAIN');
    }
    controlGroup.processCount++;
    return new LiveProcess(this, namespaces, credentials, parent);
  }

  start(process: LiveProcess, body: (process: Process) => Task<number>): void {
    const { controlGroup } = process.namespaces;
    process.thread = this.scheduler.start(
      this.#main(process, body),
      (end) => this.#end(process, 'value' in end ? end.value : { signal: 'SEGV' }),
      () => process.isStopped || controlGroup.isFrozen,
    );
  }

  *#main(process: LiveProcess, body: (process: Process) => Task<number>): Task<ExitStatus> {
    try {
      return { code: (yield* body(process)) & 0xff };
    } catch (error) {
      if (error instanceof ProcessEnd) return error.status;
      if (isErrno(error) && ENDS_QUIETLY.has(error.code)) return { code: 1 };
      this.#onBug(error, process);
      return { signal: 'SEGV' };
    }
  }

  #end(process: LiveProcess, status: ExitStatus): void {
    if (process.status !== undefined) return;
    process.status = status;
    process.thread?.kill();
    for (const close of this.#closers.get(process) ?? []) close();
    this.#closers.delete(process);
    process.descriptors.closeAll();
    process.namespaces.controlGroup.memoryBytes -= process.memoryBytes;
    this.#uncount(process);
    this.#adopt(process);
    if (process.isInit) this.#endNamespace(process.namespaces.pid);
    if (process.tty && process.tty.session === process.session && process.session === process.kernelPid) {
      this.signalGroup(process.tty.foregroundGroup, 'HUP');
    }
    process.ended.wakeAll();
    const { parent } = process;
    if (parent === undefined || parent.disposition('CHLD') === 'ignore') {
      this.reap(process);
    }
    if (parent !== undefined) {
      parent.childChanged.wakeAll();
      this.deliver(parent, 'CHLD', undefined);
    }
  }

  #uncount(process: LiveProcess): void {
    process.namespaces.controlGroup.processCount--;
  }

  /** Orphans go to the namespace's process 1. */
  #adopt(process: LiveProcess): void {
    const init = process.namespaces.pid.init;
    for (const child of process.children) {
      child.parent = init === process ? undefined : init;
      if (child.parent) child.parent.children.add(child);
      if (child.status === undefined) continue;
      if (child.parent) child.parent.childChanged.wakeAll();
      else child.forgetPids();
    }
    process.children.clear();
  }

  #endNamespace(namespace: PidNamespace): void {
    for (const other of namespace.processes)
      if (other.status === undefined) this.#end(other, { signal: 'KILL' });
  }

  /** Forgets an ended process: its parent knows. */
  reap(process: LiveProcess): void {
    process.parent?.children.delete(process);
    process.forgetPids();
  }

  /** What is to be closed with a process. */
  closeWith(process: LiveProcess, close: () => void): void {
    const closers = this.#closers.get(process) ?? [];
    closers.push(close);
    this.#closers.set(process, closers);
  }

  findExecutable(process: LiveProcess, path: string, argv: readonly string[]): Executable {
    return findExecutable(process.view, path, argv, this.#loadProgram);
  }

  spendExec(): void {
    this.scheduler.spend(EXEC_MS);
  }

  /** A group's number as a namespace sees it: 0 where its leader is outside. */
  groupAsSeen(kernelGroup: number, namespace: PidNamespace): number {
    return (
      this.hostPids.get(kernelGroup)?.pidIn(namespace) ?? (namespace === this.hostPids ? kernelGroup : 0)
    );
  }

  // Signals

  kill(sender: LiveProcess, pid: number, signal: SignalName | 0): void {
    const targets = this.#targets(sender, pid);
    if (targets.length === 0) throw new Errno('ESRCH');
    const allowed = targets.filter((target) => mayKill(sender.credentials, target.credentials));
    if (allowed.length === 0) throw new Errno('EPERM');
    if (signal === 0) return;
    for (const target of allowed) if (target !== sender) this.deliver(target, signal, sender);
    if (allowed.includes(sender)) this.deliver(sender, signal, sender);
  }

  #targets(sender: LiveProcess, pid: number): readonly LiveProcess[] {
    const namespace = sender.namespaces.pid;
    if (pid > 0) {
      const target = namespace.get(pid);
      return target ? [target] : [];
    }
    if (pid === -1) return namespace.processes.filter((one) => one !== sender && !one.isInit);
    const group = pid === 0 ? sender.kernelGroup : namespace.get(-pid)?.kernelPid;
    return namespace.processes.filter((one) => one.kernelGroup === (group ?? -pid));
  }

  signalGroup(group: number, signal: SignalName): void {
    for (const process of this.hostPids.processes) {
      if (process.kernelGroup === group && process.status === undefined)
        this.deliver(process, signal, undefined);
    }
  }

  /** Brings a signal to a process. `sender` undefined: the kernel or somebody outside the namespace. */
  deliver(process: LiveProcess, signal: SignalName, sender: LiveProcess | undefined): void {
    if (process.status !== undefined) return;
    if (signal === 'CONT') this.#continue(process);
    const disposition = process.disposition(signal);
    if (disposition === 'ignore' && signal !== 'KILL' && signal !== 'STOP') return;
    if (disposition === 'catch') {
      process.catchSignal(signal);
      return;
    }
    if (IGNORED_BY_DEFAULT.has(signal)) return;
    const fromOutside = sender === undefined || sender.namespaces.pid !== process.namespaces.pid;
    const isForced = fromOutside && (signal === 'KILL' || signal === 'STOP');
    const isHostInit = process.namespaces.pid === this.hostPids;
    if (process.isInit && !isHostInit && !isForced) return;
    if (STOPS_BY_DEFAULT.has(signal)) this.#stop(process, signal);
    else this.#terminate(process, signal);
  }

  #terminate(process: LiveProcess, signal: SignalName): void {
    const status: ExitStatus = DUMPS_CORE.has(signal) ? { signal, coreDumped: true } : { signal };
    if (process.thread?.state === 'running') throw new ProcessEnd(status);
    this.#end(process, status);
  }

  #stop(process: LiveProcess, signal: SignalName): void {
    if (process.isStopped) return;
    process.isStopped = true;
    process.stopNews = signal;
    process.parent?.childChanged.wakeAll();
  }

  #continue(process: LiveProcess): void {
    if (!process.isStopped) return;
    process.isStopped = false;
    process.stopNews = undefined;
    this.scheduler.resumeHeld();
  }

  /** Stops or lets go on all that runs in a group (docker pause). */
  freeze(group: ControlGroup, isFrozen: boolean): void {
    group.isFrozen = isFrozen;
    if (!isFrozen) this.scheduler.resumeHeld();
  }

  isBackground(process: LiveProcess, tty: Tty): boolean {
    return process.tty === tty && tty.foregroundGroup !== 0 && process.kernelGroup !== tty.foregroundGroup;
  }

  // Files

  open(process: LiveProcess, path: string, options: OpenOptions): OpenFile {
    const link = this.#descriptorLink(process, path);
    if (link) return link;
    const { inode, mount } = openTarget(process.view, path, options);
    if (inode.kind === 'character') return this.#openDevice(process, path, statOf(inode, mount));
    return new FileHandle(path, mount, inode, options);
  }

  /** /dev/stdout and the like lead to a descriptor that is open already. */
  #descriptorLink(process: LiveProcess, path: string): OpenFile | undefined {
    let at = path;
    for (let depth = 0; depth < 8; depth++) {
      const { existing } = walk(process.view, at, false);
      if (existing?.inode.kind !== 'symlink') return undefined;
      const link = descriptorLink(existing.inode);
      if (link) {
        const owner = process.namespaces.pid.get(link.pid);
        return owner ? new SharedFile(owner.descriptors.get(link.fd)) : undefined;
      }
      const target = existing.inode.target ?? '';
      at = target.startsWith('/') ? target : `${at.replace(/[^/]*\/*$/, '')}${target}`;
    }
    return undefined;
  }

  #openDevice(process: LiveProcess, path: string, stat: ReturnType<typeof statOf>): OpenFile {
    const { major = 0, minor = 0 } = stat;
    if (isControllingTty(major, minor)) {
      if (process.tty === undefined) throw new Errno('ENXIO', path);
      return new TtyFile(process.tty);
    }
    const device = memoryDevice(major, minor, stat);
    if (device === undefined) throw new Errno('ENXIO', path);
    return device;
  }

  /** /etc/hosts first, then the name server. */
  *resolve(process: LiveProcess, name: string): Task<string> {
    let hosts = '';
    try {
      locate(process.view, '/etc/hosts');
      hosts = process.files.readText('/etc/hosts');
    } catch {
      // An image without the file: only the name server knows names.
    }
    for (const line of hosts.split('\n')) {
      const [address, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
      if (address !== undefined && !address.includes(':') && names.includes(name)) return address;
    }
    return yield* process.namespaces.network.resolve(name);
  }
}

function mayKill(sender: Credentials, target: Credentials): boolean {
  return sender.capabilities.has('KILL') || sender.uid === target.uid;
}

/** Another descriptor's file under a second name: closing it leaves the file open. */
class SharedFile implements OpenFile {
  readonly tty;

  constructor(private readonly file: OpenFile) {
    this.tty = file.tty;
  }

  get name(): string {
    return this.file.name;
  }

  read(process: LiveProcess, max: number): Task<Uint8Array> {
    return this.file.read(process, max);
  }

  write(process: LiveProcess, bytes: Uint8Array): Task<void> {
    return this.file.write(process, bytes);
  }

  stat(): ReturnType<OpenFile['stat']> {
    return this.file.stat();
  }

  close(): void {
    // Its owner closes it.
  }
}
