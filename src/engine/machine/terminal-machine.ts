import type { Daemon } from '../daemon';
import type { Tree } from '../fs';
import type { LineCompletion, RunEnd } from '../kernel';
import { isErrno } from '../kernel';
import type { World } from '../world';
import type { Computer } from './boot';
import { boot, hostRoot } from './boot';
import type { HostUser } from './host-shell';
import type { Parts } from './parts';
import type { Surroundings } from './surroundings';
import { TerminalSession } from './terminal';

/** How far a line may go. */
export interface Budget {
  /** Turns of the scheduler. */
  readonly maxSteps: number;
  /** Bytes on standard output and standard error together. */
  readonly maxOutputBytes: number;
}

export interface MachineOptions {
  /** Everything random on the machine follows from this. */
  readonly seed: string;
  readonly parts: Parts;
  /** What it shares with machines beside it; missing: it stands alone. */
  readonly surroundings?: Surroundings;
  readonly budget?: Partial<Budget>;
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export interface AdvanceOptions {
  readonly maxSteps: number;
  /** Milliseconds since the epoch on the machine's clock. */
  readonly untilMs?: number;
  /** Goes on to the next timer when nothing else can run. */
  readonly jump?: boolean;
  /** Asked after each turn; true stops. */
  readonly stop?: () => boolean;
}

/** A terminal window on a machine. */
export interface Terminal {
  /** Keys, as a terminal sends them (UTF-8 and escape sequences). */
  input(bytes: Uint8Array | string): void;
  /** Called with what the screen is to show, as it comes; gives how to stop it. */
  onOutput(listener: (bytes: Uint8Array) => void): () => void;
  resize(columns: number, rows: number): void;
  /** Whether the host's shell waits for a line: the last command is done. */
  prompting(): boolean;
  /** Whether whatever is in the foreground waits for what is typed next. */
  reading(): boolean;
  /** The program in the foreground; undefined once the shell has ended. */
  foreground(): string | undefined;
  /** What could stand at the cursor of a line that is being typed. */
  complete(line: string, cursor: number): LineCompletion;
  readonly isOver: boolean;
}

const defaultBudget: Budget = { maxSteps: 20_000_000, maxOutputBytes: 20_000_000 };

/** A simulated computer: a host with a shell and a docker daemon. What is typed, is typed at its terminals. */
export class TerminalMachine {
  protected readonly computer: Computer;
  protected readonly budget: Budget;
  protected readonly user: HostUser;
  readonly #terminals: TerminalSession[] = [];

  constructor(
    readonly world: World,
    readonly options: MachineOptions,
  ) {
    this.computer = boot(world, options.seed, options.parts, options.surroundings);
    this.budget = { ...defaultBudget, ...options.budget };
    this.user = this.#findUser();
    options.surroundings?.plugIn(this.computer.kernel, this.computer.host.mounts, this.user.credentials);
  }

  #findUser(): HostUser {
    const { user: name, home } = this.world.host;
    if (name === 'root') return { name, home, credentials: hostRoot };
    const { files } = this.computer.onlooker;
    const rows = (path: string): string[][] =>
      files
        .readText(path)
        .split('\n')
        .map((line) => line.split(':'));
    const [, , uid = '1000', gid = '1000'] = rows('/etc/passwd').find(([login]) => login === name) ?? [];
    const groups = rows('/etc/group')
      .filter(([, , , members = '']) => members.split(',').includes(name))
      .map(([, , group = '0']) => Number(group));
    return {
      name,
      home,
      credentials: {
        uid: Number(uid),
        gid: Number(gid),
        groups: [Number(gid), ...groups],
        capabilities: new Set(),
      },
    };
  }

  /** Milliseconds since the epoch. */
  get nowMs(): number {
    return this.computer.kernel.nowMs;
  }

  /** The daemon's state, to look at. */
  get daemon(): Daemon {
    return this.computer.daemon;
  }

  /** Mistakes of programs that real ones would not make; empty unless something of ours is wrong. */
  get bugs(): Computer['bugs'] {
    return this.computer.bugs;
  }

  // Terminals

  /** Opens a terminal window with a login shell. */
  openTerminal(size: TerminalSize): Terminal {
    const { kernel, host } = this.computer;
    const session = new TerminalSession(kernel, host, this.user, size);
    this.#terminals.push(session);
    return {
      input: (keys) => session.tty.press(asBytes(keys)),
      onOutput: (listener) => session.onOutput(listener),
      resize: (columns, rows) => session.tty.resize(columns, rows),
      prompting: () => session.isPrompting,
      reading: () => session.tty.isAwaited,
      foreground: () => session.foreground?.command,
      complete: (line, cursor) => session.complete(line, cursor, this.computer.daemon, this.options.parts),
      get isOver() {
        return session.isOver;
      },
    };
  }

  /** The terminals that were opened, in order. */
  terminals(): readonly TerminalSession[] {
    return this.#terminals;
  }

  // Time

  /** Lets the machine run; tells why it stopped and, while all sleep, when the next timer is due. */
  advance({ maxSteps, untilMs, jump = true, stop }: AdvanceOptions): RunEnd | { readonly why: 'needs' } {
    const { kernel } = this.computer;
    const end = kernel.run({
      maxSteps,
      jump,
      ...(untilMs === undefined ? {} : { untilMs }),
      stop: () => kernel.needs.length > 0 || stop?.() === true,
    });
    return kernel.needs.length > 0 ? { why: 'needs' } : end;
  }

  /** So many milliseconds pass; what runs in the background goes on. */
  elapse(ms: number): void {
    const untilMs = this.nowMs + ms;
    this.computer.kernel.run({ maxSteps: this.budget.maxSteps, untilMs, jump: true });
  }

  // Data that is loaded when needed

  /** Keys of the world's data that somebody on the machine waits for. */
  needs(): readonly string[] {
    return this.computer.kernel.needs;
  }

  provide(key: string, value: unknown): void {
    this.computer.kernel.provide(key, value);
  }

  // Files of the host

  /** Writes a file of the host, with the folders above it. */
  writeFile(path: string, content: string | Uint8Array, mode?: number): void {
    const { files } = this.computer.onlooker;
    const { uid, gid } = this.user.credentials;
    const parts = path.split('/').filter((part) => part !== '');
    parts.pop();
    let folder = '';
    for (const part of parts) {
      folder += `/${part}`;
      if (files.exists(folder)) continue;
      files.mkdir(folder);
      files.chown(folder, uid, gid);
    }
    const isNew = !files.exists(path);
    files.writeFile(path, asBytes(content));
    if (isNew) files.chown(path, uid, gid);
    if (mode !== undefined) files.chmod(path, mode);
  }

  /** A file's bytes, or undefined where there is none. */
  readFile(path: string): Uint8Array | undefined {
    try {
      return this.computer.onlooker.files.readFile(path);
    } catch (error) {
      if (isErrno(error)) return undefined;
      throw error;
    }
  }

  /** All of the host's files. */
  tree(): Tree {
    return this.computer.disk.snapshot();
  }
}

export function asBytes(text: string | Uint8Array): Uint8Array {
  return typeof text === 'string' ? new TextEncoder().encode(text) : text;
}
