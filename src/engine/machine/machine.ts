import { LastingShell } from './lasting-shell';
import { TerminalMachine } from './terminal-machine';

/** How a line came to its end: by itself; not within its budget; it waits for what never comes; data is missing. */
export type LineEnd = 'exit' | 'budget' | 'stuck' | 'needs';

/** What a line printed, and its exit status. */
export interface Result {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
  readonly ended: LineEnd;
}

/** The status of a line that did not end (as timeout(1) has it). */
export const unendedStatus = 124;

/** A simulated computer at which lines are typed that nobody watches, too: each runs to its end, and what it printed is told. */
export class Machine extends TerminalMachine {
  #shell: LastingShell | undefined;

  /** The shell that lines are typed in, once one was. */
  protected get lastingShell(): LastingShell['process'] | undefined {
    return this.#shell?.process;
  }

  /**
   * Runs one line in the machine's lasting bash to its end; time that passes meanwhile is jumped over. Standard
   * input is empty and nothing is a terminal. Variables, functions and the folder last from line to line.
   */
  type(line: string): Result {
    this.#beginLine(line);
    return this.#finishLine();
  }

  /** Goes on with a line whose `ended` was `needs`, once that was provided. */
  resume(): Result {
    return this.#finishLine();
  }

  /** Types a line as `type` does, but does not run it: `goOn` does, and may be called as often as one likes. */
  begin(line: string): void {
    this.#beginLine(line);
  }

  /** Runs the line that was begun for so many turns; undefined: it has not ended yet. */
  goOn(maxSteps: number): Result | undefined {
    const shell = this.#shell;
    if (shell === undefined) throw new Error('no line was typed');
    const { kernel } = this.computer;
    const stop = (): boolean => shell.isDone || kernel.needs.length > 0;
    const { why } = kernel.run({ maxSteps, jump: true, stop });
    return why === 'budget' && !stop() && shell.outputBytes <= this.budget.maxOutputBytes
      ? undefined
      : this.#finishLine();
  }

  /** Interrupts the line that was begun, as Ctrl-C does. A machine's state does not hold that: it is not to be replayed. */
  interrupt(): void {
    const { kernel } = this.computer;
    const shell = this.lastingShell;
    if (shell === undefined) return;
    const below = kernel.hostPids.processes.filter((one) => one.session === shell.session && one !== shell);
    for (const process of below) kernel.deliver(process, 'INT', undefined);
  }

  #beginLine(line: string): void {
    const { kernel, host } = this.computer;
    if (this.#shell === undefined || this.#shell.process.status !== undefined) {
      this.#shell = new LastingShell(kernel, host, this.user);
    }
    this.#shell.begin(line);
  }

  #finishLine(): Result {
    const shell = this.#shell;
    if (shell === undefined) throw new Error('no line was typed');
    const { kernel } = this.computer;
    const isTooMuch = (): boolean => shell.outputBytes > this.budget.maxOutputBytes;
    const end = kernel.run({
      maxSteps: this.budget.maxSteps,
      jump: true,
      stop: () => shell.isDone || kernel.needs.length > 0 || isTooMuch(),
    });
    if (shell.isDone) return asResult(shell.finish(), 'exit');
    if (kernel.needs.length > 0 && !isTooMuch()) return { stdout: '', stderr: '', status: 0, ended: 'needs' };
    const ended = end.why === 'budget' || isTooMuch() ? 'budget' : 'stuck';
    const result = asResult(shell.finish(), ended);
    this.#killShell(shell);
    return { ...result, status: unendedStatus };
  }

  /** A line that does not end takes its shell with it; the next line gets a new one in the same folder. */
  #killShell(shell: LastingShell): void {
    const { kernel } = this.computer;
    const own = kernel.hostPids.processes.filter(({ session }) => session === shell.process.session);
    for (const process of own) kernel.deliver(process, 'KILL', undefined);
    this.#shell = undefined;
  }
}

function asResult(
  captured: { readonly stdout: Uint8Array; readonly stderr: Uint8Array; readonly status: number },
  ended: LineEnd,
): Result {
  const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  return { stdout: decode(captured.stdout), stderr: decode(captured.stderr), status: captured.status, ended };
}
