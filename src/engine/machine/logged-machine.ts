import { joinBytes } from '../fs';
import { fromBase64, toBase64 } from '../units';
import { loginEnvironment, shellStatus, startBash, terminalFiles } from './host-shell';
import { type LineEnd, Machine, type Result, unendedStatus } from './machine';
import { asBytes, type Terminal, type TerminalSize } from './terminal-machine';
import type { LoggedInput, MachineInput, MachineState, Moment } from './state';
import { Typist } from './type-in-terminal';

/** How long a terminal's last command may take to end after it was hung up, in turns. */
const hangUpSteps = 100_000;

/**
 * A machine that logs everything that is done to it: its log is its state, and another machine can be made of that.
 * A page has no use for it: what a reader did is a timeline, which is played again.
 */
export class LoggedMachine extends Machine {
  readonly #inputs: LoggedInput[] = [];

  #moment(): Moment {
    return { steps: this.computer.kernel.scheduler.steps, nowMs: this.nowMs };
  }

  #log(input: MachineInput): void {
    this.#inputs.push({ at: this.#moment(), input });
  }

  override type(line: string): Result {
    this.#log({ kind: 'type', line });
    return super.type(line);
  }

  override begin(line: string): void {
    this.#log({ kind: 'type', line });
    super.begin(line);
  }

  override elapse(ms: number): void {
    this.#log({ kind: 'elapse', ms });
    super.elapse(ms);
  }

  override writeFile(path: string, content: string | Uint8Array, mode?: number): void {
    const contentBase64 = toBase64(asBytes(content));
    this.#log({ kind: 'writeFile', path, contentBase64, ...(mode === undefined ? {} : { mode }) });
    super.writeFile(path, content, mode);
  }

  override openTerminal(size: TerminalSize): Terminal {
    const { columns, rows } = size;
    this.#log({ kind: 'openTerminal', columns, rows });
    const number = this.terminals().length;
    const terminal = super.openTerminal(size);
    return {
      ...terminal,
      input: (keys) => {
        const bytes = asBytes(keys);
        this.#log({ kind: 'terminalInput', terminal: number, bytesBase64: toBase64(bytes) });
        terminal.input(bytes);
      },
      resize: (width, height) => {
        this.#log({ kind: 'terminalResize', terminal: number, columns: width, rows: height });
        terminal.resize(width, height);
      },
      get isOver() {
        return terminal.isOver;
      },
    };
  }

  /**
   * Runs a line with `bash -c` at a terminal of its own, in the lasting shell's folder and environment. Each of
   * `keys` is typed, with Enter, when all has been quiet for half a second; `^C`, `^D`, `^P^Q` are those keys.
   * What the terminal showed is `stdout`.
   */
  typeInTerminal(line: string, keys: readonly string[], size: TerminalSize): Result {
    this.#log({ kind: 'typeInTerminal', line, keys, ...size });
    const { kernel, host } = this.computer;
    const tty = kernel.newTty(size);
    const from = this.lastingShell;
    const process = startBash(kernel, host, this.user, {
      ...terminalFiles(tty),
      argv: ['bash', '-c', line],
      env: from?.env ?? loginEnvironment(this.user),
      cwd: from?.cwd ?? this.user.home,
    });
    const typist = new Typist(kernel, tty, process, keys);
    const chunks: Uint8Array[] = [];
    kernel.startTask(
      (function* () {
        for (;;) {
          const bytes = yield* tty.output.read();
          if (bytes.length === 0) return;
          chunks.push(bytes.slice());
          typist.heard();
        }
      })(),
    );
    const end = typist.run(this.budget.maxSteps);
    if (end !== 'exit') {
      kernel.signalGroup(tty.foregroundGroup, 'HUP');
      kernel.deliver(process, 'HUP', undefined);
    }
    kernel.run({ maxSteps: hangUpSteps, untilMs: kernel.nowMs });
    tty.hangUp();
    const stdout = new TextDecoder().decode(joinBytes(chunks));
    const ended: LineEnd = end === 'silence' ? 'stuck' : end;
    return { stdout, stderr: '', status: end === 'exit' ? shellStatus(process) : unendedStatus, ended };
  }

  /** Everything that is needed to make this machine again. */
  state(): MachineState {
    return { seed: this.options.seed, inputs: [...this.#inputs], at: this.#moment() };
  }

  /** Runs on to that moment of an earlier life. */
  #runTo({ steps, nowMs }: Moment): void {
    const { kernel } = this.computer;
    const missing = steps - kernel.scheduler.steps;
    if (missing > 0) kernel.run({ maxSteps: missing, jump: true });
    kernel.scheduler.nowMs = Math.max(kernel.nowMs, nowMs);
  }

  /** Does again what was done to another machine of the same world and seed. */
  restore(state: MachineState): void {
    for (const { at, input } of state.inputs) {
      this.#runTo(at);
      this.#apply(input);
    }
    this.#runTo(state.at);
  }

  #apply(input: MachineInput): void {
    switch (input.kind) {
      case 'type':
        this.type(input.line);
        return;
      case 'typeInTerminal':
        this.typeInTerminal(input.line, input.keys, input);
        return;
      case 'writeFile':
        this.writeFile(input.path, fromBase64(input.contentBase64), input.mode);
        return;
      case 'elapse':
        this.elapse(input.ms);
        return;
      case 'openTerminal':
        this.openTerminal(input);
        return;
      case 'terminalInput':
        this.#log(input);
        this.terminals()[input.terminal]?.tty.press(fromBase64(input.bytesBase64));
        return;
      case 'terminalResize':
        this.#log(input);
        this.terminals()[input.terminal]?.tty.resize(input.columns, input.rows);
        return;
    }
  }
}
