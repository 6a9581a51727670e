import type { Mountable } from '../fs';
import { DescriptorTable } from './open-file';
import { COSTS } from './costs';
import { changedCredentials, credentialsAfterExec } from './credentials';
import { waitForChild } from './child-wait';
import { DescriptorStream } from './descriptor-stream';
import { Errno } from './errno';
import type { Executable } from './exec';
import type { Kernel } from './kernel';
import type { Namespaces, PidNamespace } from './namespaces';
import { locate, type Location, pathOf, rootLocation } from './path-walk';
import { EXECUTE, require } from './permissions';
import { Pipe, PipeReader, PipeWriter } from './pipe';
import type {
  Credentials,
  Disposition,
  ExitStatus,
  ForkOptions,
  LineCompleter,
  OpenOptions,
  Process,
  ProcessInfo,
  ProcessNetwork,
  SpawnOptions,
  Stat,
  Stream,
  WaitOptions,
  WaitResult,
} from './process';
import { findGroup, type LeaderId, numberIn } from './process-group';
import type { FilesView } from './open-target';
import { Files } from './process-files';
import { infoOf } from './process-info';
import { main, ProcessEnd, startProcess } from './process-life';
import { networkOf } from './process-network';
import { ProcessView } from './process-view';
import { ResourceLimits, type ResourceLimit } from './resource-limits';
import { SignalState } from './signal-state';
import type { SignalName } from './signals';
import type { ListeningSocket } from './socket';
import { type Task, turn, WaitQueue } from './task';
import type { Thread } from './thread';
import type { Tty } from './tty';

/** TASK_COMM_LEN without its final zero. */
const MAX_COMMAND_LENGTH = 15;
const STANDARD_FDS: ReadonlyMap<number, number> = new Map([0, 1, 2].map((fd) => [fd, fd]));

/** A process with its kernel-side state. Programs see it as `Process`; the kernel, the daemon's runtime and /proc see all. */
export class LiveProcess implements Process {
  readonly children = new Set<LiveProcess>();
  /** Woken when a child ends, stops or goes on. */
  readonly childChanged = new WaitQueue();
  /** Woken when this process has ended. */
  readonly ended = new WaitQueue();
  status: ExitStatus | undefined;
  /** How it ends, decided while it was running. */
  fate: ExitStatus | undefined;
  thread: Thread<ExitStatus> | undefined;
  argv: readonly string[] = [];
  /** Path of what it runs; of a script, the interpreter's. */
  executable = '';
  /** What ps calls it: the file name that was executed, symlinks and interpreters not followed. */
  executedName = '';
  env = new Map<string, string>();
  credentials: Credentials;
  umask = 0o022;
  ownNiceness = 0;
  /** Its parent ended before it: process 1 of its namespace is in that place. */
  isAdopted = false;
  /** Which goes first when memory runs out: -1000 (never) to 1000. It is only shown: here memory does not. */
  oomScoreAdjust = 0;
  group: LeaderId;
  sessionId: LeaderId;
  tty: Tty | undefined;
  completer: LineCompleter | undefined;
  isStopped = false;
  /** What came while it was stopped, and comes to it when it goes on. */
  readonly heldSignals: { readonly signal: SignalName; readonly sender: LiveProcess | undefined }[] = [];
  /** A stop that the parent has not been told of. */
  stopNews: SignalName | undefined;
  /** What it asked for with `allocate`. */
  memoryBytes = 0;
  readonly limits = new ResourceLimits();
  readonly descriptors = new DescriptorTable(() => this.limits.get('nofile').soft);
  readonly signals = new SignalState();
  readonly startedMs: number;
  readonly kernelPid: number;
  /** What its paths are looked up from; always as it is now. */
  readonly view: FilesView = new ProcessView(this);
  readonly files = new Files(this.view);
  parent: LiveProcess | undefined;
  #computeMs = 0;
  #root: Location;
  #cwd: Location;
  readonly #pids = new Map<PidNamespace, number>();
  readonly #closers = new Set<() => void>();
  readonly #listening = new Set<ListeningSocket>();

  constructor(
    readonly kernel: Kernel,
    readonly namespaces: Namespaces,
    credentials: Credentials,
    parent: LiveProcess | undefined,
  ) {
    this.credentials = credentials;
    this.parent = parent;
    this.startedMs = kernel.nowMs;
    this.#root = rootLocation(namespaces.mounts);
    this.#cwd = this.#root;
    for (let one: PidNamespace | undefined = namespaces.pid; one; one = one.parent)
      this.#pids.set(one, one.add(this));
    this.kernelPid = this.pidIn(kernel.hostPids);
    this.group = parent?.group ?? this.#asLeader();
    this.sessionId = parent?.sessionId ?? this.#asLeader();
    parent?.children.add(this);
  }

  // Identity

  pidIn(namespace: PidNamespace): number {
    return this.#pids.get(namespace) ?? 0;
  }

  /** Gives its numbers back. */
  forgetPids(): void {
    for (const [namespace, pid] of this.#pids) namespace.remove(pid);
  }

  get pid(): number {
    return this.pidIn(this.namespaces.pid);
  }

  get ppid(): number {
    return this.parent?.pidIn(this.namespaces.pid) ?? 0;
  }

  get processGroup(): number {
    return numberIn(this.group, this.namespaces.pid);
  }

  get session(): number {
    return numberIn(this.sessionId, this.namespaces.pid);
  }

  get kernelGroup(): number {
    return this.group.kernelNumber;
  }

  get kernelSession(): number {
    return this.sessionId.kernelNumber;
  }

  get isInit(): boolean {
    return this.pid === 1;
  }

  /** The name that ps and /proc/<pid>/comm show: of the program, or of the script that it runs. */
  get command(): string {
    const name = this.executedName || (this.argv[0]?.replace(/^-/, '') ?? '');
    return name.slice(name.lastIndexOf('/') + 1).slice(0, MAX_COMMAND_LENGTH);
  }

  /** prctl(PR_SET_NAME): what ps and /proc/<pid>/comm show from now on. */
  setName(name: string): void {
    this.executedName = name;
  }

  #asLeader(): LeaderId {
    return { kernelNumber: this.kernelPid, numbers: this.#pids };
  }

  // The machine

  get nowMs(): number {
    return this.kernel.nowMs;
  }

  random(): number {
    return this.kernel.random();
  }

  need(key: string): Task<unknown> {
    return this.kernel.need(key);
  }

  get hostname(): string {
    return this.namespaces.uts.hostname;
  }

  setHostname(name: string): void {
    if (!this.credentials.capabilities.has('SYS_ADMIN')) throw new Errno('EPERM');
    this.namespaces.uts.hostname = name;
  }

  // Where it is

  get rootLocation(): Location {
    return this.#root;
  }

  get cwdLocation(): Location {
    return this.#cwd;
  }

  get cwd(): string {
    return pathOf(this.#cwd, this.#root);
  }

  setTitle(title: string): void {
    this.argv = [title];
  }

  chdir(path: string): void {
    this.#cwd = this.#enterable(path);
  }

  chroot(path: string): void {
    const location = this.#enterable(path);
    if (!this.credentials.capabilities.has('SYS_CHROOT')) throw new Errno('EPERM', path);
    this.#root = location;
  }

  #enterable(path: string): Location {
    const location = locate(this.view, path);
    if (location.inode.kind !== 'directory') throw new Errno('ENOTDIR', path);
    require(this.credentials, location.inode, EXECUTE, path);
    return location;
  }

  // Who it is, and what it may use

  setCredentials(credentials: Credentials): void {
    this.credentials = changedCredentials(this.credentials, credentials);
  }

  setProcessGroup(pid: number, number: number): void {
    const namespace = this.namespaces.pid;
    const process = pid === 0 || pid === this.pid ? this : namespace.get(pid);
    if (process === undefined || (process !== this && process.parent !== this)) throw new Errno('ESRCH');
    if (process.kernelSession !== this.kernelSession) throw new Errno('EPERM');
    if (process.kernelSession === process.kernelPid) throw new Errno('EPERM');
    if (number === 0 || number === process.pidIn(namespace)) {
      process.group = process.#asLeader();
      return;
    }
    const group = findGroup(namespace, number);
    if (group === undefined) throw new Errno('EPERM');
    process.group = group;
  }

  newSession(): void {
    // The leader of a group that runs already has members whose session would change under them.
    if (this.thread !== undefined && this.kernelGroup === this.kernelPid) throw new Errno('EPERM');
    this.group = this.#asLeader();
    this.sessionId = this.group;
    this.tty = undefined;
  }

  resourceLimit(name: string): ResourceLimit {
    return this.limits.get(name);
  }

  setResourceLimit(name: string, limit: ResourceLimit): void {
    this.limits.set(name, limit, this.credentials.capabilities.has('SYS_RESOURCE'));
  }

  allocate(bytes: number): void {
    this.memoryBytes += bytes;
    this.kernel.keepMemoryLimit(this.namespaces.controlGroup);
  }

  /** Has what is on a disk in memory charged to its group: to the first one that writes there (cgroups(7)). */
  fillMemory(disk: Mountable): void {
    const { controlGroup } = this.namespaces;
    controlGroup.memoryDisks.add(disk);
    this.kernel.keepMemoryLimit(controlGroup);
  }

  get cpuMs(): number {
    return this.#computeMs + (this.thread?.cpuMs ?? 0);
  }

  // Descriptors

  get stdin(): Stream {
    return this.stream(0);
  }

  get stdout(): Stream {
    return this.stream(1);
  }

  get stderr(): Stream {
    return this.stream(2);
  }

  stream(fd: number): Stream {
    this.descriptors.get(fd);
    return new DescriptorStream(this, fd);
  }

  open(path: string, options: OpenOptions): number {
    return this.descriptors.add(this.kernel.open(this, path, options));
  }

  close(fd: number): void {
    this.descriptors.close(fd);
  }

  dup(fd: number, to?: number): number {
    return this.descriptors.duplicate(fd, to);
  }

  isOpen(fd: number): boolean {
    return this.descriptors.has(fd);
  }

  openDescriptors(): readonly number[] {
    return this.descriptors.numbers;
  }

  pipe(): { readonly read: number; readonly write: number } {
    const pipe = new Pipe();
    return {
      read: this.descriptors.add(new PipeReader(pipe)),
      write: this.descriptors.add(new PipeWriter(pipe)),
    };
  }

  seek(fd: number, offset: number): void {
    const file = this.descriptors.get(fd);
    if (file.seek === undefined) throw new Errno('ESPIPE');
    file.seek(offset);
  }

  fstat(fd: number): Stat {
    return this.descriptors.get(fd).stat();
  }

  /** Closes something with this process; gives back how to forget it when it is closed before. */
  closeAtEnd(close: () => void): () => void {
    this.#closers.add(close);
    return () => this.#closers.delete(close);
  }

  /** Listens with a socket until it ends; what it forks does, too. Gives back how to let go before. */
  holdListening(socket: ListeningSocket): () => void {
    this.#listening.add(socket);
    socket.holders += 1;
    return () => this.#listening.delete(socket);
  }

  /** Closes all that is open: the process has ended. */
  giveBack(): void {
    for (const socket of this.#listening) {
      socket.holders -= 1;
      if (socket.holders === 0) socket.close();
    }
    this.#listening.clear();
    for (const close of [...this.#closers]) close();
    this.#closers.clear();
    this.descriptors.closeAll();
  }

  // Terminals

  isatty(fd: number): boolean {
    return this.descriptors.has(fd) && this.descriptors.get(fd).tty !== undefined;
  }

  terminalSize(fd: number): { readonly columns: number; readonly rows: number } {
    const { columns, rows } = this.#ttyOf(fd);
    return { columns, rows };
  }

  setRaw(fd: number, raw: boolean, keepsNewlines = false): void {
    const tty = this.#ttyOf(fd);
    tty.isRaw = raw;
    tty.keepsNewlines = keepsNewlines;
  }

  setEcho(fd: number, echo: boolean): void {
    this.#ttyOf(fd).hasEcho = echo;
  }

  setForeground(fd: number, group: number): void {
    const tty = this.#ttyOf(fd);
    if (this.tty !== tty) throw new Errno('ENOTTY');
    const found = findGroup(this.namespaces.pid, group);
    if (found === undefined) throw new Errno('EPERM');
    tty.foregroundGroup = found.kernelNumber;
  }

  foreground(fd: number): number {
    const { foregroundGroup } = this.#ttyOf(fd);
    return this.kernel.groupAsSeen(foregroundGroup, this.namespaces.pid);
  }

  #ttyOf(fd: number): Tty {
    const { tty } = this.descriptors.get(fd);
    if (tty === undefined) throw new Errno('ENOTTY');
    return tty;
  }

  // Other processes

  fork(body: (child: Process) => Task<number>, options: ForkOptions = {}): LiveProcess {
    const child = this.kernel.newProcess(this.namespaces, this.credentials, this);
    child.#inherit(this, options);
    this.descriptors.copyTo(child.descriptors);
    for (const socket of this.#listening) child.holdListening(socket);
    this.kernel.scheduler.spend(COSTS.forkMs);
    startProcess(child, body);
    return child;
  }

  *exec(path: string, argv: readonly string[], env: ReadonlyMap<string, string>): Task<never> {
    const executable = this.kernel.findExecutable(this, path, argv);
    this.become(executable, env);
    this.thread?.replace(main(this, (self) => executable.program.run(self)));
    yield {};
    throw new ProcessEnd({ signal: 'SEGV' });
  }

  checkExecutable(path: string): void {
    this.kernel.findExecutable(this, path, [path]);
  }

  spawn(path: string, argv: readonly string[], options: SpawnOptions = {}): LiveProcess {
    const executable = this.kernel.findExecutable(this, path, argv);
    const child = this.kernel.newProcess(this.namespaces, this.credentials, this);
    try {
      child.#inherit(this, options);
      if (options.credentials !== undefined) child.setCredentials(options.credentials);
      if (options.cwd !== undefined) child.chdir(options.cwd);
    } catch (error) {
      this.kernel.dropProcess(child);
      throw error;
    }
    this.descriptors.copyTo(child.descriptors, options.fds ?? STANDARD_FDS);
    child.become(executable, options.env ?? this.env);
    if (options.argv !== undefined) child.argv = options.argv;
    startProcess(child, (process) => executable.program.run(process));
    return child;
  }

  #inherit(parent: LiveProcess, { processGroup, argv }: ForkOptions): void {
    this.argv = argv ?? parent.argv;
    this.executedName = parent.executedName;
    this.executable = parent.executable;
    this.env = new Map(parent.env);
    this.umask = parent.umask;
    this.ownNiceness = parent.ownNiceness;
    this.oomScoreAdjust = parent.oomScoreAdjust;
    this.#cwd = parent.#cwd;
    this.#root = parent.#root;
    this.tty = parent.tty;
    this.signals.inherit(parent.signals);
    this.limits.inherit(parent.limits);
    if (processGroup === undefined) return;
    const group = processGroup === 0 ? undefined : findGroup(this.namespaces.pid, processGroup);
    this.group = group ?? this.#asLeader();
  }

  /** What exec changes: the program's name and words, who a setuid program runs as, caught signals. */
  become(executable: Executable, env: ReadonlyMap<string, string>): void {
    this.argv = executable.argv;
    this.executable = executable.path;
    this.executedName = executable.name;
    this.completer = undefined;
    this.env = new Map(env);
    this.signals.becomeNew();
    this.credentials = credentialsAfterExec(this.credentials, executable.inode, executable.isNosuid);
    this.kernel.spendExec();
  }

  wait(pid?: number, options: WaitOptions = {}): Task<WaitResult | undefined> {
    return waitForChild(this, pid, options);
  }

  kill(pid: number, signal: SignalName | 0): void {
    this.kernel.kill(this, pid, signal);
  }

  niceness(pid: number): number {
    return this.#other(pid).ownNiceness;
  }

  setNiceness(pid: number, value: number): void {
    const other = this.#other(pid);
    const { uid, capabilities } = this.credentials;
    const wanted = Math.max(-20, Math.min(19, value));
    if (!capabilities.has('SYS_NICE')) {
      if (uid !== other.credentials.uid) throw new Errno('EPERM');
      if (wanted < other.ownNiceness) throw new Errno('EACCES');
    }
    other.ownNiceness = wanted;
  }

  #other(pid: number): LiveProcess {
    const found = this.namespaces.pid.get(pid);
    if (!found) throw new Errno('ESRCH');
    return found;
  }

  exit(code: number): never {
    throw new ProcessEnd({ code: code & 0xff });
  }

  *sleep(ms: number): Task<void> {
    yield { forMs: ms };
  }

  *turn(): Task<void> {
    yield* turn();
  }

  *compute(ms: number): Task<void> {
    this.#computeMs += ms;
    const { cpus = 1 } = this.namespaces.controlGroup;
    yield { forMs: ms / Math.min(1, cpus), isUninterruptible: true };
  }

  // Signals

  setDisposition(signal: SignalName, disposition: Disposition): void {
    this.signals.setDisposition(signal, disposition);
  }

  disposition(signal: SignalName): Disposition {
    return this.signals.disposition(signal);
  }

  takeSignals(): readonly SignalName[] {
    this.thread?.forgetInterrupt();
    return this.signals.take();
  }

  *pause(): Task<void> {
    while (!this.signals.hasCaught) {
      try {
        yield { queue: this.signals.arrived };
      } catch (error) {
        if (!(error instanceof Errno) || error.code !== 'EINTR') throw error;
      }
    }
  }

  /** Notes a caught signal, and ends what the process waits in. */
  catchSignal(signal: SignalName): void {
    this.thread?.interrupt();
    this.signals.catch(signal);
  }

  /** A signal that a process gets for what it does itself (SIGPIPE). */
  raise(signal: SignalName): void {
    this.kernel.deliver(this, signal, this);
  }

  // The rest of the world

  offerCompletion(complete: LineCompleter): void {
    this.completer = complete;
  }

  get network(): ProcessNetwork {
    return networkOf(this);
  }

  processes(): readonly ProcessInfo[] {
    return this.namespaces.pid.processes.map((process) => infoOf(process, this.namespaces.pid));
  }

  infoIn(namespace: PidNamespace): ProcessInfo {
    return infoOf(this, namespace);
  }
}
