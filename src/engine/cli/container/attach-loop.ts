import type { Attachment, ContainerStreams } from '../../daemon';
import { ByteQueue } from '../../daemon';
import type { SignalName, Task } from '../../kernel';
import { Errno, WaitQueue } from '../../kernel';
import type { CommandContext } from '../context';
import { CommandError } from '../context';
import { DetachWatch } from './detach-keys';

/** What a command is attached to: a container's main process or an exec. */
export interface AttachTarget {
  readonly streams: ContainerStreams;
  readonly tty: boolean;
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  /** The keys that leave it running; undefined: none do. */
  readonly detachKeys: readonly number[] | undefined;
  /** The end of what is typed ends its input. */
  readonly closesStdin: boolean;
  readonly resize: (columns: number, rows: number) => void;
  /** Gets the signals that the docker program gets; undefined: they are docker's own. */
  readonly signal: ((signal: SignalName) => void) | undefined;
}

export type AttachEnd = 'over' | 'detached';

const forwarded: readonly SignalName[] = [
  'HUP',
  'INT',
  'QUIT',
  'TERM',
  'USR1',
  'USR2',
  'TSTP',
  'CONT',
  'ALRM',
];

/** Asked to end so often, docker ends, whatever the container makes of it (docker/cli, forceExitAfter3TerminationSignals). */
const patience = 3;

/** An open connection to a container's streams. `run` copies until the output is over or one leaves. */
export class AttachLoop {
  readonly #changed = new WaitQueue();
  readonly #attachment: Attachment;
  #isLeaving = false;
  /** How often it was asked to end, and handed that on. */
  #asked = 0;
  #isInputOver = false;

  constructor(
    readonly context: Pick<CommandContext, 'process' | 'daemon' | 'stdin' | 'stdout' | 'stderr'>,
    readonly target: AttachTarget,
  ) {
    const queue = (): ByteQueue => new ByteQueue(undefined, this.#changed);
    this.#attachment = {
      ...(target.stdout ? { stdout: queue() } : {}),
      ...(target.stderr && !target.tty ? { stderr: queue() } : {}),
      hasStdin: target.stdin,
    };
    target.streams.attach(this.#attachment);
  }

  /** Woken when the loop has something to look at. */
  wake(): void {
    this.#changed.wakeAll();
  }

  /** Copies to and fro. Whoever is killed meanwhile leaves the terminal as it was. */
  *run(): Task<AttachEnd> {
    const { context, target } = this;
    const { process, daemon } = context;
    const isRaw = target.tty && target.stdin && process.isatty(0);
    const input = target.stdin
      ? daemon.host.background('docker: standard input', this.#readToItsEnd())
      : undefined;
    const handlers: readonly SignalName[] = [
      ...(target.signal === undefined ? [] : forwarded),
      ...(target.tty ? (['WINCH'] as const) : []),
    ];
    for (const signal of handlers) process.setDisposition(signal, 'catch');
    // Go's runtime leaves SIGPIPE to whoever asked for all signals; it is the one of them that is not handed on.
    if (target.signal !== undefined) process.setDisposition('PIPE', 'ignore');
    if (isRaw) process.setRaw(0, true);
    try {
      return yield* this.#copyOutput();
    } finally {
      input?.cancel();
      if (isRaw && process.isOpen(0)) process.setRaw(0, false);
      for (const signal of handlers) process.setDisposition(signal, 'default');
      if (target.signal !== undefined) process.setDisposition('PIPE', 'default');
      target.streams.detach(this.#attachment);
    }
  }

  *#copyOutput(): Task<AttachEnd> {
    const { stdout, stderr } = this.#attachment;
    for (;;) {
      this.#handleSignals();
      const out = stdout?.take() ?? new Uint8Array(0);
      if (out.length > 0) yield* this.#write('stdout', out);
      const err = stderr?.take() ?? new Uint8Array(0);
      if (err.length > 0) yield* this.#write('stderr', err);
      if (out.length > 0 || err.length > 0) continue;
      if (this.#isLeaving) return 'detached';
      if ((stdout?.isOver ?? true) && (stderr?.isOver ?? true) && this.#isTargetOver()) return 'over';
      try {
        yield { queue: this.#changed };
      } catch (error) {
        if (!(error instanceof Errno) || error.code !== 'EINTR') throw error;
      }
    }
  }

  /** With no output attached the end of the container is not seen here: the end of the input is the end. */
  #isTargetOver(): boolean {
    const { stdout, stderr } = this.#attachment;
    return stdout !== undefined || stderr !== undefined || !this.target.stdin || this.#isInputOver;
  }

  *#write(stream: 'stdout' | 'stderr', bytes: Uint8Array): Task<void> {
    for (;;) {
      try {
        yield* this.context[stream].write(bytes);
        return;
      } catch (error) {
        if (!(error instanceof Errno)) throw error;
        if (error.code === 'EPIPE') throw new CommandError(`write /dev/${stream}: broken pipe`);
        if (error.code !== 'EINTR') throw error;
        this.#handleSignals();
      }
    }
  }

  #handleSignals(): void {
    const { process } = this.context;
    for (const signal of process.takeSignals()) {
      if (signal === 'WINCH') this.resize();
      else {
        if ((signal === 'INT' || signal === 'TERM') && ++this.#asked === patience)
          throw new CommandError(`\ngot ${patience} SIGTERM/SIGINTs, forcefully exiting`);
        this.target.signal?.(signal);
      }
    }
  }

  /** Gives the container's terminal the size of ours. */
  resize(): void {
    const { process } = this.context;
    if (!this.target.tty || !process.isatty(1)) return;
    const { columns, rows } = process.terminalSize(1);
    this.target.resize(columns, rows);
  }

  *#readToItsEnd(): Task<void> {
    yield* this.#copyInput();
    this.#isInputOver = true;
    this.wake();
  }

  *#copyInput(): Task<void> {
    const { context, target } = this;
    const watch =
      target.detachKeys !== undefined && target.tty ? new DetachWatch(target.detachKeys) : undefined;
    const { stdin } = target.streams;
    for (;;) {
      const typed = yield* readInput(context);
      if (typed.length === 0) break;
      const { bytes, isLeaving } = watch?.filter(typed) ?? { bytes: typed, isLeaving: false };
      if (bytes.length > 0 && !(yield* stdin.write(bytes))) return;
      if (isLeaving) {
        this.#isLeaving = true;
        return;
      }
    }
    if (target.closesStdin && !target.tty) stdin.close();
  }
}

/** The next bytes of standard input; a terminal that is gone is the end. */
function* readInput({ stdin }: Pick<CommandContext, 'stdin'>): Task<Uint8Array> {
  try {
    return yield* stdin.read();
  } catch (error) {
    if (error instanceof Errno) return new Uint8Array(0);
    throw error;
  }
}
