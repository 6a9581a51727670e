import { joinBytes } from '../fs';
import type { LiveProcess, Namespaces } from '../kernel';
import { type Kernel, type OpenFile, Pipe, PipeReader, PipeWriter } from '../kernel';
import { type HostUser, loginEnvironment, shellStatus, startBash } from './host-shell';

/** What a line printed and how it ended. */
export interface Captured {
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly status: number;
}

const NEWLINE = 0x0a;

/** Descriptors of the lasting shell that its commands do not see. */
const outputFd = 60;
const errorFd = 61;
const statusFd = 62;

/**
 * The bash that lines are typed into when nobody watches: it lasts, so that variables, functions and the folder
 * do, too. It reads its commands from a pipe; each line's output is caught apart.
 */
export class LastingShell {
  readonly #commands = new Pipe();
  readonly #stdout = new Capture();
  readonly #stderr = new Capture();
  readonly #status = new Capture();
  readonly process: LiveProcess;

  constructor(
    readonly kernel: Kernel,
    host: Namespaces,
    readonly user: HostUser,
  ) {
    this.process = startBash(kernel, host, user, {
      argv: ['bash'],
      env: loginEnvironment(user),
      cwd: user.home,
      files: new Map<number, OpenFile>([
        [0, new PipeReader(this.#commands)],
        [1, this.#stdout.file],
        [2, this.#stderr.file],
        [outputFd, this.#stdout.file],
        [errorFd, this.#stderr.file],
        [statusFd, this.#status.file],
      ]),
    });
    for (const capture of [this.#stdout, this.#stderr, this.#status]) capture.start(kernel);
  }

  /** Hands the shell a line. Its standard input is empty, or `stdin`'s file. */
  begin(line: string): void {
    const hidden = [outputFd, errorFd, statusFd].map((fd) => `${fd}>&-`).join(' ');
    // On a line of its own: bash drops the rest of a line in which an expansion fails.
    const script = `eval ${singleQuoted(line)} </dev/null >&${outputFd} 2>&${errorFd} ${hidden}\necho $? >&${statusFd}\n`;
    this.#commands.push(new TextEncoder().encode(script));
  }

  /** Whether the line that was handed over last is done (or the shell itself is). */
  get isDone(): boolean {
    return this.#status.isWholeLine || this.process.status !== undefined;
  }

  /** What came of the line; empties what was caught. */
  finish(): Captured {
    const statusText = this.#status.take();
    return {
      stdout: this.#stdout.takeBytes(),
      stderr: this.#stderr.takeBytes(),
      status: this.process.status === undefined ? Number(statusText.trim()) : shellStatus(this.process),
    };
  }

  get outputBytes(): number {
    return this.#stdout.sizeBytes + this.#stderr.sizeBytes;
  }
}

/** Collects what is written into a pipe. */
export class Capture {
  readonly #pipe = new Pipe();
  #chunks: Uint8Array[] = [];
  sizeBytes = 0;

  get file(): OpenFile {
    return new PipeWriter(this.#pipe);
  }

  start(kernel: Kernel): void {
    const collect = (bytes: Uint8Array): void => {
      this.#chunks.push(bytes);
      this.sizeBytes += bytes.length;
    };
    const pipe = this.#pipe;
    kernel.startTask(
      (function* () {
        for (;;) {
          const bytes = yield* pipe.read();
          if (bytes.length === 0) return;
          collect(bytes.slice());
        }
      })(),
    );
  }

  /** Whether what was caught last ends a line. */
  get isWholeLine(): boolean {
    return this.#chunks.at(-1)?.at(-1) === NEWLINE;
  }

  takeBytes(): Uint8Array {
    const bytes = joinBytes(this.#chunks);
    this.#chunks = [];
    this.sizeBytes = 0;
    return bytes;
  }

  take(): string {
    return new TextDecoder().decode(this.takeBytes());
  }
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
