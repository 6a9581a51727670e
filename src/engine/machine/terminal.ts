import type { Daemon } from '../daemon';
import type { Kernel, LineCompletion, LiveProcess, Namespaces, Tty } from '../kernel';
import type { HostUser } from './host-shell';
import { loginEnvironment, startBash, terminalFiles } from './host-shell';
import { dockerCompletion, type Parts } from './parts';

/** Who has the keyboard. */
export interface Foreground {
  readonly pid: number;
  readonly command: string;
  /** It waits for what is typed next. */
  readonly isReading: boolean;
}

/** A terminal window on the machine with a login shell in it. What comes out is bytes with escape sequences. */
export class TerminalSession {
  readonly tty: Tty;
  readonly shell: LiveProcess;
  readonly #listeners = new Set<(bytes: Uint8Array) => void>();

  constructor(
    readonly kernel: Kernel,
    host: Namespaces,
    user: HostUser,
    size: { readonly columns: number; readonly rows: number },
  ) {
    this.tty = kernel.newTty(size);
    this.shell = startBash(kernel, host, user, {
      ...terminalFiles(this.tty),
      argv: ['-bash'],
      env: loginEnvironment(user),
      cwd: user.home,
    });
    const { output } = this.tty;
    const show = (bytes: Uint8Array): void => this.#listeners.forEach((listener) => listener(bytes));
    kernel.startTask(
      (function* () {
        for (;;) {
          const bytes = yield* output.read();
          if (bytes.length === 0) return;
          show(bytes.slice());
        }
      })(),
    );
  }

  onOutput(listener: (bytes: Uint8Array) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get foreground(): Foreground | undefined {
    const process = this.kernel.hostPids.processes.find(
      (one) => one.kernelGroup === this.tty.foregroundGroup && one.status === undefined,
    );
    return process && { pid: process.kernelPid, command: process.command, isReading: this.tty.isAwaited };
  }

  /** Whether the host's shell waits for a line. */
  get isPrompting(): boolean {
    return (
      this.tty.isAwaited &&
      this.tty.output.isEmpty &&
      this.tty.foregroundGroup === this.shell.kernelGroup &&
      this.shell.status === undefined
    );
  }

  /** Completes what is typed next, for the shell that will read it: the host's, or one in a container. */
  complete(line: string, cursor: number, daemon: Daemon, parts: Parts): LineCompletion {
    const dockerWords = dockerCompletion(parts);
    const readers = this.kernel.hostPids.processes.filter(
      ({ completer, tty }) => completer && tty?.isAwaited,
    );
    const reader = this.isPrompting ? this.shell : readers.findLast((process) => process !== this.shell);
    const own = (words: readonly string[]): readonly string[] | undefined =>
      words[0] === 'docker' && reader === this.shell ? dockerWords?.(daemon, words.slice(1)) : undefined;
    return (
      reader?.completer?.(line, cursor, { own, loaded: parts.loaded }) ?? { start: cursor, candidates: [] }
    );
  }

  get isOver(): boolean {
    return this.shell.status !== undefined;
  }
}
