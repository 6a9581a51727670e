import type { FileSystem, Tree } from '../fs';
import type { Credentials, ExitStatus, ProcessFiles, ProcessInfo, SignalName, Task } from '../kernel';
import type { Workshop } from '../registry';
import type { Container } from './containers/container';
import type { Network } from './networks/network';
import type { PublishedPort } from './networks/ports';

/** The computer that a daemon runs on, as `docker info` tells of it. */
export interface HostDescription {
  readonly hostname: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly kernelVersion: string;
  readonly operatingSystem: string;
  readonly architecture: string;
}

/** What runc is told to start. */
export interface ProcessSpec {
  /** The file to execute. */
  readonly path: string;
  readonly argv: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  readonly credentials: Credentials;
  /** With a terminal all output comes on stdout. */
  readonly terminal?: { readonly columns: number; readonly rows: number };
  /** false: reads nothing, as from /dev/null. */
  readonly hasStdin: boolean;
  /** A small init is PID 1, hands signals on and reaps (`--init`). */
  readonly init?: boolean;
}

/** A process that the daemon started, with the daemon's ends of its streams. */
export interface StartedProcess {
  /** In the container's PID namespace, and as the host sees it. */
  readonly pid: number;
  readonly hostPid: number;
  /** The next bytes; empty at the end. */
  readOutput(stream: 'stdout' | 'stderr'): Task<Uint8Array>;
  /** False when it does not read any more. */
  writeInput(bytes: Uint8Array): Task<boolean>;
  closeInput(): void;
  resize(columns: number, rows: number): void;
  kill(signal: SignalName): void;
  wait(): Task<ExitStatus>;
}

/** Something mounted into a container, ready: a folder or a file of the host, or a disk of its own. */
export interface SandboxMount {
  readonly target: string;
  readonly readOnly: boolean;
  readonly source:
    | { readonly kind: 'host'; readonly path: string }
    | {
        readonly kind: 'tmpfs';
        /** What mount(8) shows in brackets, such as `nosuid,nodev,noexec`. */
        readonly options?: string;
        readonly sizeBytes?: number;
        readonly mode: number;
        readonly uid: number;
        readonly gid: number;
      }
    | { readonly kind: 'tree'; readonly tree: Tree }
    /** A disk that others see too; `file`: only this file at its root. */
    | {
        readonly kind: 'disk';
        readonly disk: FileSystem;
        readonly file?: string;
        /** Of a tmpfs. */
        readonly options?: string;
        readonly sizeBytes?: number;
      };
}

export interface SandboxInterface {
  readonly networkId: string;
  readonly name: string;
  readonly address: string;
  readonly prefixLength: number;
  /** With its prefix length: 2001:db8::2/64. */
  readonly ipv6?: string;
  readonly mac: string;
  /** Bytes of a packet; undefined: as many as on a wire. */
  readonly mtu?: number;
}

/** What Docker's name server knows of a name; '' where it has no address of that kind. */
export interface KnownAddresses {
  readonly address: string;
  readonly ipv6Address: string;
}

/** The network cards of a run, and the addresses of its ways out; undefined: there is none. */
export interface SandboxNetworking {
  readonly interfaces: readonly SandboxInterface[];
  readonly gateway: string | undefined;
  readonly ipv6Gateway?: string | undefined;
}

/** What a run may use, as control groups of version 2 say it; undefined: without limit. */
export interface SandboxLimits {
  readonly memoryBytes: number | undefined;
  /** Beside the memory. */
  readonly swapBytes: number | undefined;
  readonly memoryLowBytes: number;
  readonly pids: number | undefined;
  /** CPUs' worth of time. */
  readonly cpus: number | undefined;
  readonly cpuPeriodUs: number;
  /** 1 to 10000. */
  readonly cpuWeight: number;
  /** `0-2,4`; empty: all. */
  readonly cpuset: string;
}

export const noLimits: SandboxLimits = {
  memoryBytes: undefined,
  swapBytes: undefined,
  memoryLowBytes: 0,
  pids: undefined,
  cpus: undefined,
  cpuPeriodUs: 100_000,
  cpuWeight: 100,
  cpuset: '',
};

/** The namespaces, mounts and limits of a container's run: what runc sets up before it starts anything. */
export interface SandboxSpec {
  readonly id: string;
  readonly hostname: string;
  readonly domainname: string;
  readonly rootfs: FileSystem;
  readonly readOnlyRootfs: boolean;
  readonly mounts: readonly SandboxMount[];
  /** Files that Docker writes for the container, by path: /etc/hosts, /etc/resolv.conf, /etc/hostname. */
  readonly managedFiles: ReadonlyMap<string, string>;
  /** Nothing will run: only its files are looked at, as they are without the kernel's own below /proc, /sys and /dev. */
  readonly isIdle?: true;
  readonly shmSizeBytes: number;
  /** Whose /dev/shm it has; undefined: its own. */
  readonly sharedMemory?: 'host' | Sandbox;
  readonly privileged: boolean;
  /** Places of /proc that nobody may write to; those that are not there are passed over. */
  readonly readonlyPaths: readonly string[];
  readonly sysctls: Readonly<Record<string, string>>;
  readonly ulimits: readonly { readonly name: string; readonly soft: number; readonly hard: number }[];
  /** `--oom-score-adj`. Default 0. */
  readonly oomScoreAdjust?: number;
  readonly limits: SandboxLimits;
  /** Its own, the host's, or those of another run. */
  readonly network: 'private' | 'none' | 'host' | Sandbox;
  readonly processes: 'private' | 'host' | Sandbox;
  /** Asks Docker's name server, where the container's networks have it. */
  readonly resolve: (name: string) => KnownAddresses | undefined;
}

/** A container's run, seen from outside. */
export interface Sandbox {
  /** Starts a process; the first is PID 1. Throws the kernel's Errno where it cannot be executed. */
  start(spec: ProcessSpec): StartedProcess;
  /** Throws ENOENT and the like where `path` is no program for these credentials; as exec would. */
  checkExecutable(path: string, credentials: Credentials, cwd: string): void;
  /** The container's files with all that is mounted, seen by root. */
  readonly files: ProcessFiles;
  signal(signal: SignalName): void;
  signalAll(signal: SignalName): void;
  freeze(isFrozen: boolean): void;
  processes(): readonly (ProcessInfo & { readonly hostPid: number; readonly hostParent: number })[];
  setLimits(limits: SandboxLimits): void;
  setNetworking(networking: SandboxNetworking): void;
  /** Lets the host's ports lead into it. */
  publish(ports: readonly PublishedPort[]): void;
  /** Whether a process was killed because memory was used up. */
  wasOutOfMemory(): boolean;
  rewriteManagedFile(path: string, text: string): void;
  /** What its processes have used and use. */
  usage(): { readonly cpuMs: number; readonly memoryBytes: number; readonly pids: number };
  /** Ends what is left and takes the namespaces down. */
  destroy(): void;
}

/** What a web server answered; a redirect is an answer, too. */
export interface WebAnswer {
  readonly status: number;
  /** What the server says beside the number: `Not Found`. */
  readonly statusText: string;
  readonly content: Uint8Array;
  readonly location: string | undefined;
  readonly etag: string | undefined;
  readonly modifiedMs: number | undefined;
}

/** What a daemon needs of the computer below it; the machine gives it. */
export interface DaemonHost {
  readonly nowMs: number;
  /** A number in [0, 1) from the machine's seed. */
  random(): number;
  readonly facts: HostDescription;
  /** Lets simulated time pass. */
  busy(ms: number): Task<void>;
  /** Counts as turns of a line's budget; no simulated time passes. */
  charge(turns: number): void;
  /** Runs beside everything else, for as long as it takes; `name` is for error messages. */
  background(name: string, task: Task<void>): { cancel(): void };
  /** What is wrong with `--log-opt tag=…`, a template of Go's, in Go's words; undefined where nothing is. */
  logTagProblem(template: string, container: Container): Task<string | undefined>;
  /** The host's files, seen by root. */
  readonly files: ProcessFiles;
  /** Puts a tree in place of a folder of the host's: one step, whatever its size. */
  graftFolder(path: string, tree: Tree): void;
  /** What is needed to make images of published facts. */
  readonly workshop: Workshop;
  /** Waits for what is loaded when first needed, as processes do. */
  need(key: string): Task<unknown>;
  /** Waits until a recipe is in the workshop: one turn, whether it was there already or not. */
  needRecipe(key: string): Task<void>;
  /** Fetches `url` over the host's network; `problem`: why nobody answered, in the words of Go's http package. */
  webGet(url: string): Task<WebAnswer | { readonly problem: string }>;
  createSandbox(spec: SandboxSpec): Sandbox;
  /** Why nobody can listen at an address of the host's, in the kernel's words; undefined where one can. */
  listenProblem(address: string, port: number): string | undefined;
  networkCreated(network: Network): void;
  networkRemoved(network: Network): void;
}
