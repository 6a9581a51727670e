import type { Content, Inode, NodeKind, Tree } from '../fs';
import type { SignalName } from './signals';
import type { Task } from './task';

export interface Credentials {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  /** Capability names without CAP_, such as `CHOWN`, `DAC_OVERRIDE`; root in a container has Docker's default set. */
  readonly capabilities: ReadonlySet<string>;
  /** Who started a setuid program, such as su or sudo; missing: the same as `uid` and `gid`. */
  readonly realUid?: number;
  readonly realGid?: number;
  /** What a setuid program of root's may get; missing: what root has here, or else Docker's default set. */
  readonly bounding?: ReadonlySet<string>;
  /** setuid bits are ignored (`--security-opt no-new-privileges`). */
  readonly noNewPrivileges?: boolean;
  /** A filter decides which system calls it may make (seccomp(2)): Docker's, unless it is lifted. */
  readonly isFiltered?: boolean;
}

/** How a process ended: by itself, or by a signal. A shell shows 128 + n for a signal. */
export type ExitStatus =
  { readonly code: number } | { readonly signal: SignalName; readonly coreDumped?: boolean };

export interface Stat {
  readonly kind: NodeKind;
  readonly ino: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly sizeBytes: number;
  /** 512-byte blocks in use; sizes on disk count in 4 kB. */
  readonly blocks: number;
  readonly nlink: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly deviceId: number;
  readonly major?: number;
  readonly minor?: number;
}

export interface OpenOptions {
  readonly read?: boolean;
  readonly write?: boolean;
  readonly append?: boolean;
  readonly create?: boolean;
  readonly truncate?: boolean;
  readonly exclusive?: boolean;
  /** Permission bits of a file made by this, before the umask. Default 0o666. */
  readonly mode?: number;
}

/**
 * The file calls of a process: paths are taken from its working directory and root, in its mounts, with its
 * permissions. They never wait. Every failure throws an `Errno`/`FsError` with `code` (EACCES, EROFS, …).
 */
export interface ProcessFiles {
  stat(path: string): Stat;
  lstat(path: string): Stat;
  /** As `access(2)`: 'r', 'w', 'x' or several; false where refused or missing. */
  access(path: string, want: string): boolean;
  exists(path: string): boolean;
  readFile(path: string): Uint8Array;
  readText(path: string): string;
  writeFile(path: string, content: Uint8Array | string, options?: { append?: boolean; mode?: number }): void;
  /** A finished file put in place of what has the name, as by rename(2); its content may be only described. */
  placeFile(path: string, content: Content, mode: number): void;
  /** Names without `.` and `..`, unsorted. */
  readDirectory(path: string): readonly string[];
  mkdir(path: string, mode?: number): void;
  rmdir(path: string): void;
  unlink(path: string): void;
  rename(from: string, to: string): void;
  link(existing: string, path: string): void;
  symlink(target: string, path: string): void;
  readlink(path: string): string;
  mkfifo(path: string, mode?: number): void;
  mknod(path: string, kind: 'character' | 'block', major: number, minor: number, mode?: number): void;
  /** Absolute, without symlinks, `.` and `..`; throws ENOENT if a part is missing. */
  realpath(path: string): string;
  chmod(path: string, mode: number): void;
  /** undefined leaves that one. Follows symlinks unless `noFollow`. */
  chown(
    path: string,
    uid: number | undefined,
    gid: number | undefined,
    options?: { noFollow?: boolean },
  ): void;
  utimes(path: string, mtimeMs: number, options?: { noFollow?: boolean }): void;
  truncate(path: string, sizeBytes: number): void;
  /**
   * A folder with all that is in it, as a value: what a program would get that reads everything, for the price of
   * what changed since the last time. What is mounted inside is left out.
   */
  snapshot(path: string): Tree;
  /** Of the file system that holds `path`, for df and mount. */
  mounts(): readonly MountEntry[];
  mountOf(path: string): MountEntry;
}

/** What mount(2) is asked for. */
export interface MountRequest {
  readonly kind: 'new' | 'bind' | 'remount';
  /** What is mounted: a device, a folder or file for `bind`, any name for a file system without a device. */
  readonly source: string;
  readonly path: string;
  readonly type: string;
  /** As after `-o`: `ro`, `noexec`, `size=1m`. */
  readonly options: readonly string[];
}

export interface MountEntry {
  readonly source: string;
  readonly path: string;
  readonly type: string;
  readonly readOnly: boolean;
  /** How much fits in it (`--shm-size`, tmpfs size=); undefined: as much as the machine's disk has. */
  readonly sizeBytes?: number;
  /** What is on it counts where it is in memory. */
  readonly fileSystem?: { readonly usedBytes?: number };
  /** What `mount` shows in brackets after ro or rw, such as `nosuid,nodev`. */
  readonly options?: string;
}

/** A file descriptor's file, seen as a stream of bytes. Reading and writing may wait. */
export interface Stream {
  /** Up to `max` bytes; empty at the end of the file. */
  read(max?: number): Task<Uint8Array>;
  /** A line without its newline (UTF-8); undefined at the end. Keeps what it read too much for the next call. */
  readLine(): Task<string | undefined>;
  readAll(): Task<Uint8Array>;
  readText(): Task<string>;
  /** Writes all of it; throws Errno EPIPE (after SIGPIPE was sent) when nobody reads any more. */
  write(data: Uint8Array | string): Task<void>;
}

export interface ForkOptions {
  /** undefined: the parent's group; 0: a group of its own; n: that group. */
  readonly processGroup?: number;
  /** What ps shows; default the parent's. */
  readonly argv?: readonly string[];
}

export interface SpawnOptions extends ForkOptions {
  readonly env?: ReadonlyMap<string, string>;
  readonly cwd?: string;
  /** Child's fd -> parent's fd. Default: 0, 1, 2 as they are. */
  readonly fds?: ReadonlyMap<number, number>;
  readonly credentials?: Credentials;
}

export interface WaitOptions {
  readonly noHang?: boolean;
  /** Tells of children that were stopped, too. */
  readonly untraced?: boolean;
  /** Takes leave of children that were others' before, too, and ended: as who waits for any child does. */
  readonly withAdopted?: boolean;
}

export interface WaitResult {
  readonly pid: number;
  readonly status: ExitStatus;
  /** The child has not ended: the signal stopped it, or CONT let it go on. */
  readonly stopped?: true;
}

/** What a process does when a signal comes: the kernel's default, nothing, or note it for the program. */
export type Disposition = 'default' | 'ignore' | 'catch';

/**
 * A running program's view of its kernel: the system calls. Names follow POSIX. Whatever may wait is a
 * `Task` (call it with `yield*`); a caught signal ends a wait with Errno EINTR.
 */
export interface Process {
  /** As seen in its own PID namespace. */
  readonly pid: number;
  readonly ppid: number;
  readonly processGroup: number;
  readonly session: number;
  readonly argv: readonly string[];
  /** The live environment; a fork copies it, an exec gets what it is given. */
  readonly env: Map<string, string>;
  readonly credentials: Credentials;
  readonly cwd: string;
  umask: number;
  readonly hostname: string;
  readonly nowMs: number;
  /** A number in [0, 1) from the machine's own seed. */
  random(): number;
  /** Waits for a part of the world's facts or of the engine's code that is loaded when first used, by its key. */
  need(key: string): Task<unknown>;

  readonly files: ProcessFiles;
  readonly stdin: Stream;
  readonly stdout: Stream;
  readonly stderr: Stream;
  stream(fd: number): Stream;

  /** What ps shows of this process from now on, in place of its arguments (setproctitle(3)). */
  setTitle(title: string): void;
  chdir(path: string): void;
  chroot(path: string): void;
  /** prctl(PR_SET_NAME): what ps and /proc/<pid>/comm show from now on. */
  setName(name: string): void;
  setHostname(name: string): void;
  setCredentials(credentials: Credentials): void;
  setProcessGroup(pid: number, group: number): void;
  /** A session of its own without a terminal (setsid(2)). */
  newSession(): void;
  resourceLimit(name: string): { readonly soft: number; readonly hard: number };
  setResourceLimit(name: string, limit: { readonly soft: number; readonly hard: number }): void;

  open(path: string, options: OpenOptions): number;
  close(fd: number): void;
  /** `to` undefined: the lowest free descriptor. */
  dup(fd: number, to?: number): number;
  isOpen(fd: number): boolean;
  openDescriptors(): readonly number[];
  pipe(): { readonly read: number; readonly write: number };
  seek(fd: number, offset: number): void;
  fstat(fd: number): Stat;

  isatty(fd: number): boolean;
  terminalSize(fd: number): { readonly columns: number; readonly rows: number };
  /** Raw: bytes as typed, no echo, no signals, newlines as they come unless `keepsNewlines`; cooked is the default. */
  setRaw(fd: number, raw: boolean, keepsNewlines?: boolean): void;
  setEcho(fd: number, echo: boolean): void;
  /** The terminal's foreground group: who gets its input and its ^C. */
  setForeground(fd: number, group: number): void;
  foreground(fd: number): number;

  /** A child that shares nothing but open files, running `body` (fork(2), as far as a generator can). */
  fork(body: (child: Process) => Task<number>, options?: ForkOptions): Process;
  /**
   * Replaces this process' program; never returns. Throws Errno first where it cannot: ENOENT, EACCES,
   * ENOEXEC, EISDIR, ENOTDIR. A script with `#!` runs its interpreter. `path` is not searched for in PATH.
   */
  exec(path: string, argv: readonly string[], env: ReadonlyMap<string, string>): Task<never>;
  /** Checks what exec would (throws its Errno) without doing it. */
  checkExecutable(path: string): void;
  /** fork + exec; throws exec's Errno in the caller. */
  spawn(path: string, argv: readonly string[], options?: SpawnOptions): Process;
  /**
   * Waits for a child (by pid as this process sees it; undefined: any; zero and below as in waitpid(2)). With
   * `noHang` undefined is "none yet"; throws ECHILD where there is none.
   */
  wait(pid?: number, options?: WaitOptions): Task<WaitResult | undefined>;
  /** Negative or zero pid as in kill(2). Throws ESRCH, EPERM. */
  kill(pid: number, signal: SignalName | 0): void;
  /** How far it steps back for others (getpriority(2)): 0 as a rule, from -20 to 19. Throws ESRCH. */
  niceness(pid: number): number;
  /** setpriority(2). Throws ESRCH, EPERM, and EACCES for what is less than it was, without SYS_NICE. */
  setNiceness(pid: number, value: number): void;
  /** Ends this process (its `finally` blocks run); never returns. */
  exit(code: number): never;
  sleep(ms: number): Task<void>;
  /** Lets others run: in every loop that might not end. */
  turn(): Task<void>;
  /** Takes memory; past its group's limit the process is ended by SIGKILL. */
  allocate(bytes: number): void;
  /** Uses CPU time: the clock moves on by `ms` while this runs. */
  compute(ms: number): Task<void>;

  setDisposition(signal: SignalName, disposition: Disposition): void;
  disposition(signal: SignalName): Disposition;
  /** Caught signals since the last call, in order; the program runs its handlers. */
  takeSignals(): readonly SignalName[];
  /** Waits until any signal is caught (pause(2)). */
  pause(): Task<void>;

  /** Offers to complete what is typed at this process' terminal; a shell does. */
  offerCompletion(complete: LineCompleter): void;

  readonly network: ProcessNetwork;
  /** All processes that this one can see in /proc. */
  processes(): readonly ProcessInfo[];
}

export interface ProcessInfo {
  readonly pid: number;
  readonly ppid: number;
  readonly processGroup: number;
  readonly session: number;
  readonly uid: number;
  readonly gid: number;
  readonly argv: readonly string[];
  readonly command: string;
  /** As ps prints it: R, S, T, Z … */
  readonly state: string;
  readonly startedMs: number;
  readonly cpuMs: number;
  /** `pts/0`, or undefined without a terminal. */
  readonly tty?: string;
  /** Whether its group is the one that its terminal's keys go to: ps' `+`. */
  readonly isForeground?: boolean;
  readonly residentBytes: number;
  readonly virtualBytes: number;
  readonly niceness: number;
}

/** What could stand at the cursor of a line that is being typed: whole words in place of the one from `start` on. */
export interface LineCompletion {
  readonly start: number;
  readonly candidates: readonly string[];
}

/** What whoever asks for a completion brings along: nothing can be waited for. */
export interface CompletionHelp {
  /** Answers for a program's own arguments; undefined where it cannot. */
  readonly own: (words: readonly string[]) => readonly string[] | undefined;
  /** A part that is there, by its key. */
  readonly loaded: (key: string) => unknown;
}

/** Completes a line at its cursor. */
export type LineCompleter = (line: string, cursor: number, help: CompletionHelp) => LineCompletion;

/** A connected stream socket. */
export interface Connection extends Stream {
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly localPort: number;
  /** No more is written, but what comes is still read (shutdown(2), SHUT_WR). */
  finish(): void;
  close(): void;
}

export interface Listener {
  /** The one asked for, or for 0 the one given. */
  readonly port: number;
  accept(): Task<Connection>;
  close(): void;
}

export interface NetworkInterface {
  readonly name: string;
  /** Dotted, with prefix length: 172.17.0.2/16. */
  readonly address: string;
  /** Its IPv6 address, with prefix length; one of the link, made of `mac`, is beside it. Missing: IPv6 is off. */
  readonly ipv6?: string;
  readonly mac: string;
  readonly mtu: number;
  /** One end of a cable to another namespace, or a bridge; missing: a card, or the loopback. */
  readonly kind?: 'veth' | 'bridge';
  /** Of a bridge: nobody is plugged in. */
  readonly isIdle?: boolean;
}

export type IpVersion = 4 | 6;

export interface ProcessNetwork {
  readonly interfaces: readonly NetworkInterface[];
  readonly gateway?: string;
  readonly ipv6Gateway?: string;
  /**
   * /etc/hosts, then DNS, for an address of IPv4 if no other version is asked for; throws Errno ENOENT ("not known")
   * or EAGAIN (no server answers).
   */
  resolve(name: string, version?: IpVersion): Task<string>;
  /** Throws ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ETIMEDOUT. */
  connect(address: string, port: number): Task<Connection>;
  /** As `connect`, but gives a descriptor. */
  openConnection(address: string, port: number): Task<number>;
  /** Throws EADDRINUSE, EACCES. `address` 0.0.0.0 is all. */
  listen(address: string, port: number): Listener;
  /** Round trip in milliseconds; throws as connect does. */
  ping(address: string): Task<number>;
}

export type { Inode };
