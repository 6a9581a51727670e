import { DescriptorTable, type OpenFile } from './open-file';
import { Errno } from './errno';
import type { Kernel } from './kernel';
import type { Namespaces, PidNamespace } from './namespaces';
import { locate, type Location, pathOf, rootLocation } from './path-walk';
import { EXECUTE, require } from './permissions';
import { Pipe, PipeReader, PipeWriter } from './pipe';
import type {
  Connection,
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
  WaitResult,
} from './process';
import { Files, type FilesView } from './process-files';
import type { Thread } from './scheduler';
import type { SignalName } from './signals';
import { StreamReader } from './streams';
import { type Task, turn, WaitQueue } from './task';
import type { Tty } from './tty';

const DEFAULT_LIMITS = new Map([
  ['core', { soft: Infinity, hard: Infinity }],
  ['nofile', { soft: 1024, hard: 524_288 }],
  ['nproc', { soft: Infinity, hard: Infinity }],
  ['stack', { soft: 8_388_608, hard: Infinity }],
]);

/** Thrown through a program to end its process from within. */
export class ProcessEnd extends Error {
  constructor(readonly status: ExitStatus) {
    super('process ends');
  }
}

/** A descriptor as a stream of one process. */
class DescriptorStream extends StreamReader {
  constructor(
    private readonly process: LiveProcess,
    private readonly fd: number,
    readonly file: OpenFile,
  ) {
    super();
  }

  protected fetch(max: number): Task<Uint8Array> {
    return this.process.descriptors.get(this.fd).read(this.process, max);
  }

  *write(data: Uint8Array | string): Task<void> {
    const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
    yield* this.process.descriptors.get(this.fd).write(this.process, bytes);
  }
}

class ProcessView implements FilesView {
  constructor(private readonly process: LiveProcess) {}

  get mounts(): Namespaces['mounts'] {
    return this.process.namespaces.mounts;
  }

  get root(): Location {
    return this.process.rootLocation;
  }

  get cwd(): Location {
    return this.process.cwdLocation;
  }

  get credentials(): Credentials {
    return this.process.credentials;
  }

  get umask(): number {
    return this.process.umask;
  }

  get nowMs(): number {
    return this.process.nowMs;
  }
}

/** A process with its kernel-side state. Programs see it as `Process`; the kernel, the daemon's runtime and /proc see all. */
export class LiveProcess implements Process {
  readonly children = new Set<LiveProcess>();
  /** Woken when a child ends, stops or goes on. */
  readonly childChanged = new WaitQueue();
  /** Woken when this process has ended. */
  readonly ended = new WaitQueue();
  status: ExitStatus | undefined;
  thread: Thread<ExitStatus> | undefined;
  argv: readonly string[] = [];
  executable = '';
  /** What ps calls it: the file name that was executed, symlinks and interpreters not followed. */
  executedName = '';
  env = new Map<string, string>();
  credentials: Credentials;
  umask = 0o022;
  kernelGroup = 0;
  session = 0;
  tty: Tty | undefined;
  completer: LineCompleter | undefined;
  isStopped = false;
  /** A stop or continuation that the parent has not been told of. */
  stopNews: SignalName | undefined;
  descriptors = new DescriptorTable();
  memoryBytes = 0;
  computeMs = 0;
  readonly startedMs: number;
  readonly files: Files;
  readonly kernelPid: number;
  parent: LiveProcess | undefined;
  #root: Location;
  #cwd: Location;
  readonly #pids = new Map<PidNamespace, number>();
  readonly #dispositions = new Map<SignalName, Disposition>();
  readonly #limits = new Map(DEFAULT_LIMITS);
  readonly #streams = new Map<number, DescriptorStream>();
  #caught: SignalName[] = [];
  readonly #signalled = new WaitQueue();

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
    this.files = new Files(this.view);
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
    return this.kernel.groupAsSeen(this.kernelGroup, this.namespaces.pid);
  }

  get isInit(): boolean {
    return this.pid === 1;
  }

  get command(): string {
    return this.argv[0]?.replace(/^-/, '').replace(/^.*\//, '') ?? '';
  }

  // The machine

  get nowMs(): number {
    return this.kernel.nowMs;
  }

  random(): number {
    return this.kernel.random();
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

  chdir(path: string): void {
    const location = locate(this.view, path);
    if (location.inode.kind !== 'directory') throw new Errno('ENOTDIR', path);
    require(this.credentials, location.inode, EXECUTE, path);
    this.#cwd = location;
  }

  chroot(path: string): void {
    if (!this.credentials.capabilities.has('SYS_CHROOT')) throw new Errno('EPERM', path);
    const location = locate(this.view, path);
    if (location.inode.kind !== 'directory') throw new Errno('ENOTDIR', path);
    this.#root = location;
  }

  /** What its paths are looked up from; always as it is now. */
  readonly view: FilesView = new ProcessView(this);

  // Who it is

  setCredentials(credentials: Credentials): void {
    const may = this.credentials.capabilities.has('SETUID');
    if (!may && credentials.uid !== this.credentials.uid) throw new Errno('EPERM');
    this.credentials = credentials;
  }

  setProcessGroup(pid: number, group: number): void {
    const process = pid === 0 ? this : this.namespaces.pid.get(pid);
    if (process === undefined) throw new Errno('ESRCH');
    const leader = group === 0 ? process : this.namespaces.pid.get(group);
    process.kernelGroup = leader?.kernelPid ?? process.kernelPid;
  }

  newSession(): void {
    this.session = this.kernelPid;
    this.kernelGroup = this.kernelPid;
    this.tty = undefined;
  }

  resourceLimit(name: string): { readonly soft: number; readonly hard: number } {
    return this.#limits.get(name) ?? { soft: Infinity, hard: Infinity };
  }

  setResourceLimit(name: string, limit: { readonly soft: number; readonly hard: number }): void {
    const now = this.resourceLimit(name);
    const raises = limit.hard > now.hard && !this.credentials.capabilities.has('SYS_RESOURCE');
    if (raises) throw new Errno('EPERM');
    if (limit.soft > limit.hard) throw new Errno('EINVAL');
    this.#limits.set(name, limit);
  }

  get resourceLimits(): ReadonlyMap<string, { readonly soft: number; readonly hard: number }> {
    return this.#limits;
  }

  /** Takes memory; past the group's limit the kernel ends the process (SIGKILL). */
  allocate(bytes: number): void {
    const { controlGroup } = this.namespaces;
    this.memoryBytes += bytes;
    controlGroup.memoryBytes += bytes;
    if (
      controlGroup.memoryLimitBytes !== undefined &&
      controlGroup.memoryBytes > controlGroup.memoryLimitBytes
    ) {
      controlGroup.wasOutOfMemory = true;
      throw new ProcessEnd({ signal: 'KILL' });
    }
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
    const file = this.descriptors.get(fd);
    const known = this.#streams.get(fd);
    if (known?.file === file) return known;
    const stream = new DescriptorStream(this, fd, file);
    this.#streams.set(fd, stream);
    return stream;
  }

  open(path: string, options: OpenOptions): number {
    return this.descriptors.add(this.kernel.open(this, path, options));
  }

  close(fd: number): void {
    this.#streams.delete(fd);
    this.descriptors.close(fd);
  }

  dup(fd: number, to?: number): number {
    if (to !== undefined && to !== fd) this.#streams.delete(to);
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
    this.#streams.delete(fd);
    file.seek(offset);
  }

  fstat(fd: number): Stat {
    return this.descriptors.get(fd).stat();
  }

  // Terminals

  isatty(fd: number): boolean {
    return this.descriptors.has(fd) && this.descriptors.get(fd).tty !== undefined;
  }

  terminalSize(fd: number): { readonly columns: number; readonly rows: number } {
    const { columns, rows } = this.#ttyOf(fd);
    return { columns, rows };
  }

  setRaw(fd: number, raw: boolean): void {
    this.#ttyOf(fd).isRaw = raw;
  }

  setEcho(fd: number, echo: boolean): void {
    this.#ttyOf(fd).hasEcho = echo;
  }

  setForeground(fd: number, group: number): void {
    this.#ttyOf(fd).foregroundGroup = this.namespaces.pid.get(group)?.kernelPid ?? group;
  }

  foreground(fd: number): number {
    return this.kernel.groupAsSeen(this.#ttyOf(fd).foregroundGroup, this.namespaces.pid);
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
    child.descriptors = this.descriptors.copy();
    this.kernel.start(child, body);
    return child;
  }

  *exec(path: string, argv: readonly string[], env: ReadonlyMap<string, string>): Task<never> {
    const executable = this.kernel.findExecutable(this, path, argv);
    this.#becomeNew(argv, env);
    this.executable = executable.path;
    this.executedName = path;
    this.argv = executable.argv;
    this.kernel.spendExec();
    throw new ProcessEnd({ code: (yield* executable.program.run(this)) & 0xff });
  }

  checkExecutable(path: string): void {
    this.kernel.findExecutable(this, path, [path]);
  }

  spawn(path: string, argv: readonly string[], options: SpawnOptions = {}): LiveProcess {
    const executable = this.kernel.findExecutable(this, path, argv);
    const child = this.kernel.newProcess(this.namespaces, options.credentials ?? this.credentials, this);
    child.#inherit(this, options);
    const standard = new Map([0, 1, 2].map((fd) => [fd, fd] as const));
    child.descriptors = this.descriptors.copy(options.fds ?? standard);
    child.#becomeNew(argv, options.env ?? this.env);
    child.executable = executable.path;
    child.executedName = path;
    child.argv = executable.argv;
    if (options.cwd !== undefined) child.chdir(options.cwd);
    this.kernel.spendExec();
    this.kernel.start(child, (process) => executable.program.run(process));
    return child;
  }

  #inherit(parent: LiveProcess, { processGroup, argv }: ForkOptions): void {
    this.argv = argv ?? parent.argv;
    this.executable = parent.executable;
    this.executedName = parent.executedName;
    this.env = new Map(parent.env);
    this.umask = parent.umask;
    this.#cwd = parent.#cwd;
    this.#root = parent.#root;
    this.session = parent.session;
    this.tty = parent.tty;
    for (const [signal, disposition] of parent.#dispositions) this.#dispositions.set(signal, disposition);
    for (const [name, limit] of parent.#limits) this.#limits.set(name, limit);
    if (processGroup === undefined) this.kernelGroup = parent.kernelGroup;
    else this.kernelGroup = this.namespaces.pid.get(processGroup)?.kernelPid ?? this.kernelPid;
  }

  /** What exec does to a process: caught signals go back to their default. */
  #becomeNew(argv: readonly string[], env: ReadonlyMap<string, string>): void {
    this.argv = argv;
    this.env = new Map(env);
    this.#streams.clear();
    this.#caught = [];
    this.completer = undefined;
    for (const [signal, disposition] of this.#dispositions) {
      if (disposition === 'catch') this.#dispositions.delete(signal);
    }
  }

  *wait(
    pid?: number,
    options: { readonly noHang?: boolean; readonly untraced?: boolean } = {},
  ): Task<WaitResult | undefined> {
    for (;;) {
      const candidates = [...this.children].filter(
        (child) => pid === undefined || child.pidIn(this.namespaces.pid) === pid,
      );
      if (candidates.length === 0) throw new Errno('ECHILD');
      const ended = candidates.find((child) => child.status !== undefined);
      if (ended?.status) {
        const result = { pid: ended.pidIn(this.namespaces.pid), status: ended.status };
        this.kernel.reap(ended);
        return result;
      }
      const stopped = options.untraced ? candidates.find((child) => child.stopNews !== undefined) : undefined;
      if (stopped?.stopNews) {
        const signal = stopped.stopNews;
        stopped.stopNews = undefined;
        return { pid: stopped.pidIn(this.namespaces.pid), status: { signal }, stopped: true };
      }
      if (options.noHang) return undefined;
      yield { queue: this.childChanged };
    }
  }

  kill(pid: number, signal: SignalName | 0): void {
    this.kernel.kill(this, pid, signal);
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
    this.computeMs += ms;
    this.namespaces.controlGroup.cpuMs += ms;
    yield { forMs: ms };
  }

  // Signals

  setDisposition(signal: SignalName, disposition: Disposition): void {
    if (signal === 'KILL' || signal === 'STOP') return;
    if (disposition === 'default') this.#dispositions.delete(signal);
    else this.#dispositions.set(signal, disposition);
  }

  disposition(signal: SignalName): Disposition {
    return this.#dispositions.get(signal) ?? 'default';
  }

  takeSignals(): readonly SignalName[] {
    const caught = this.#caught;
    if (caught.length > 0) this.#caught = [];
    return caught;
  }

  *pause(): Task<void> {
    while (this.#caught.length === 0) yield { queue: this.#signalled };
  }

  /** Notes a caught signal, and ends what the process waits in. */
  catchSignal(signal: SignalName): void {
    this.#caught.push(signal);
    this.#signalled.wakeAll();
    this.thread?.interrupt(new Errno('EINTR'));
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
    const { network } = this.namespaces;
    return {
      interfaces: network.interfaces,
      ...(network.gateway === undefined ? {} : { gateway: network.gateway }),
      resolve: (name) => this.kernel.resolve(this, name),
      connect: (address, port) => this.#closing(network.connect(address, port)),
      ping: (address) => network.ping(address),
      listen: (address, port) => {
        if (port < network.privilegedPortsFrom && !this.credentials.capabilities.has('NET_BIND_SERVICE')) {
          throw new Errno('EACCES');
        }
        const listener = network.listen(address, port);
        this.kernel.closeWith(this, () => listener.close());
        return { accept: () => this.#closing(listener.accept()), close: () => listener.close() };
      },
    };
  }

  /** A connection that ends with this process, if not before. */
  *#closing(connecting: Task<Connection>): Task<Connection> {
    const connection = yield* connecting;
    this.kernel.closeWith(this, () => connection.close());
    return connection;
  }

  processes(): readonly ProcessInfo[] {
    return this.namespaces.pid.processes.map((process) => process.infoIn(this.namespaces.pid));
  }

  infoIn(namespace: PidNamespace): ProcessInfo {
    return {
      pid: this.pidIn(namespace),
      ppid: this.parent?.pidIn(namespace) ?? 0,
      processGroup: this.kernel.groupAsSeen(this.kernelGroup, namespace),
      session: this.kernel.groupAsSeen(this.session, namespace),
      uid: this.credentials.uid,
      gid: this.credentials.gid,
      argv: this.argv,
      command: this.executedName.replace(/^.*\//, '') || this.command,
      state: this.#stateLetter(),
      startedMs: this.startedMs,
      cpuMs: this.computeMs,
      ...(this.tty === undefined ? {} : { tty: this.tty.name }),
      residentBytes: this.memoryBytes + 3_500_000,
      virtualBytes: this.memoryBytes + 4_600_000,
    };
  }

  #stateLetter(): string {
    if (this.status !== undefined) return 'Z';
    if (this.isStopped) return 'T';
    return this.thread?.state === 'waiting' ? 'S' : 'R';
  }
}
