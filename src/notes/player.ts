/**
 * Types the steps of examples at a machine's terminal and waits as a person would: for the prompt before a
 * line, a moment before a key. The build and the page use this same player, so that a page's machine is made
 * again in the browser exactly as it was when the page was built.
 */
import type { TerminalMachine, Terminal } from '../engine';
import { keyBytes } from './console-block';
import type { CompletionReply, TerminalState } from './protocol';
import { Screen } from './screen';

/** One thing that an example does to its machine. */
export type Step =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'keys'; readonly keys: string }
  /** So much time passes; what runs in the background goes on. */
  | { readonly kind: 'wait'; readonly ms: number }
  /** A path that is not absolute starts in the home folder, as the terminal does. */
  | { readonly kind: 'file'; readonly path: string; readonly content: string; readonly mode: number };

/** A step as it was done; of a line with several lines, each. */
export interface Deed {
  readonly step: Step;
  /** A program in the foreground took it, rather than the shell at its prompt. */
  readonly toProgram: boolean;
}

/** Between two commands a person takes this long. */
export const TYPING_MS = 2_000;
/** A program that has been silent this long waits for input, or has nothing more to say. */
const QUIET_MS = 500;
/** A program that prints for ever is watched this long before keys are pressed. */
const WATCH_MS = 3_200;
/** Waiting for a prompt ends here: a command in the foreground that takes longer does not end by itself. */
const PATIENCE_MS = 30 * 60_000;
/** A command may take this many turns of the machine, in slices. */
const SLICE_STEPS = 20_000;
const MAX_SLICES = 200;
/** And so many moments at which something happens: a long download says every now and then how far it is. */
const MAX_MOMENTS = 4_000;
const COLUMNS = 100;
const ROWS = 40;

/** Thrown where steps are played in one go and the machine waits for what is loaded when first used. */
export class MissingPartsError extends Error {
  override readonly name = 'MissingPartsError';

  constructor(
    /** The keys of what is missing. */
    readonly keys: readonly string[],
  ) {
    super(`not loaded: ${keys.join(', ')}`);
  }
}

/** A machine with a terminal and what it shows. */
export class Player {
  readonly screen = new Screen();
  readonly terminal: Terminal;
  /** Typed lines by screen row (counted from the first line ever), with the length of their prompts. */
  readonly typedRows = new Map<number, number>();
  /** All that was done. */
  readonly deeds: Deed[] = [];
  #lastOutputMs: number;

  constructor(readonly machine: TerminalMachine) {
    this.#lastOutputMs = machine.nowMs;
    this.terminal = machine.openTerminal({ columns: COLUMNS, rows: ROWS });
    const decoder = new TextDecoder();
    this.terminal.onOutput((bytes) => {
      this.#lastOutputMs = machine.nowMs;
      this.screen.write(decoder.decode(bytes, { stream: true }));
    });
    this.settle();
  }

  get state(): TerminalState {
    if (this.terminal.isOver) return 'over';
    if (this.terminal.prompting()) return 'prompt';
    return this.terminal.reading() ? 'reading' : 'busy';
  }

  /** The row of the cursor, counted from the first line ever. */
  get row(): number {
    return this.screen.cursor.row + this.screen.dropped;
  }

  /** The row before which all is output: the cursor's, or what is below the last line where the cursor stands amid a picture. */
  get endRow(): number {
    return this.#isAtEnd ? this.row : this.screen.rowCount + this.screen.dropped;
  }

  /** Whether nothing stands at the cursor and behind it. */
  get #isAtEnd(): boolean {
    const { screen } = this;
    const { row, column } = screen.cursor;
    return row === screen.rowCount - 1 && screen.lineText(row).length <= column;
  }

  /** What stands before the cursor, to be followed by what is typed: at a prompt, the prompt. */
  get prompt(): string {
    if (!this.#isAtEnd) return '';
    const { row, column } = this.screen.cursor;
    return this.screen.lineText(row).padEnd(column).slice(0, column);
  }

  /**
   * When a step may be done, on the machine's clock: a line at the prompt at once, or when a program that reads
   * has been silent; keys after having watched since `sinceMs`. Undefined: not before something happens.
   */
  readyAtMs(step: Step, sinceMs: number): number | undefined {
    const { state } = this;
    if (step.kind === 'file' || step.kind === 'wait' || state === 'prompt') return this.machine.nowMs;
    if (step.kind === 'keys') return sinceMs + WATCH_MS;
    return state === 'reading' ? this.#lastOutputMs + QUIET_MS : undefined;
  }

  /**
   * Runs until the prompt is there or a program waits for input; false when neither comes within `patienceMs` of the
   * machine's time. Throws a MissingPartsError.
   */
  settle(patienceMs = PATIENCE_MS): boolean {
    const { machine } = this;
    const deadlineMs = machine.nowMs + patienceMs;
    let slices = 0;
    for (let moments = 0; slices < MAX_SLICES && moments < MAX_MOMENTS; moments++) {
      const { state } = this;
      if (state === 'prompt') return true;
      if (state === 'over') return false;
      if (state === 'reading' && machine.nowMs - this.#lastOutputMs >= QUIET_MS) return true;
      const untilMs = state === 'reading' ? this.#lastOutputMs + QUIET_MS : deadlineMs;
      const isGoingOn = this.#runUntil(untilMs);
      if (isGoingOn === undefined) return this.state === 'reading';
      if (isGoingOn === 'at work') slices++;
    }
    return false;
  }

  /**
   * Lets the machine work until then at the latest; undefined when nothing happens until then. Time passes only for
   * something that happens: a program that waits for ever does not move the clock.
   */
  #runUntil(untilMs: number): 'at work' | 'later' | undefined {
    const end = this.#advance({});
    if (end.why === 'needs') throw new MissingPartsError(this.machine.needs());
    if (end.why !== 'sleeping') return end.why === 'stopped' || end.why === 'budget' ? 'at work' : undefined;
    if (end.nextMs > untilMs) return undefined;
    this.#advance({ untilMs: end.nextMs, jump: true });
    return 'later';
  }

  #advance(limits: { untilMs?: number; jump?: boolean }): ReturnType<TerminalMachine['advance']> {
    const stop = (): boolean => this.terminal.prompting();
    return this.machine.advance({ maxSteps: SLICE_STEPS, jump: false, stop, ...limits });
  }

  /** What could stand at the cursor of a line that is being typed. */
  complete(text: string, cursor: number): CompletionReply {
    const { start, candidates } = this.terminal.complete(text, cursor);
    return { from: start, candidates };
  }

  /** Does a step; false when the terminal is not ready for it: the command before has not ended. */
  play(step: Step): boolean {
    if (step.kind === 'file') {
      this.deeds.push({ step, toProgram: false });
      const { home } = this.machine.world.host;
      const path = step.path.startsWith('/') ? step.path : `${home}/${step.path}`;
      this.machine.writeFile(path, step.content, step.mode);
      return true;
    }
    if (step.kind === 'wait') {
      this.deeds.push({ step, toProgram: false });
      this.machine.elapse(step.ms);
      return true;
    }
    if (step.kind === 'keys') {
      this.watch();
      this.press(step.keys);
      this.machine.advance({ maxSteps: SLICE_STEPS, untilMs: this.machine.nowMs + 1, jump: true });
      return true;
    }
    if (!this.settle()) return false;
    for (const line of step.text.split('\n')) {
      this.settle();
      if (this.state === 'prompt') this.machine.elapse(TYPING_MS);
      this.enter(line);
    }
    return true;
  }

  /** Types a line with Enter where the cursor stands, and notes that it was typed. */
  enter(line: string): void {
    this.deeds.push({ step: { kind: 'line', text: line }, toProgram: this.state === 'reading' });
    // Amid a picture nothing is echoed where the cursor stands.
    if (this.#isAtEnd) this.typedRows.set(this.row, this.prompt.length);
    this.terminal.input(`${line}\r`);
  }

  /** Presses `^C`, `^P^Q` … at once. */
  press(keys: string): void {
    this.deeds.push({ step: { kind: 'keys', keys }, toProgram: this.state !== 'prompt' });
    this.terminal.input(keyBytes(keys));
  }

  /** Lets a program that does not end by itself print for a while. */
  watch(): void {
    const untilMs = this.machine.nowMs + WATCH_MS;
    for (
      let slices = 0;
      slices < MAX_SLICES && this.machine.nowMs < untilMs && this.state !== 'prompt';
      slices++
    ) {
      const { why } = this.#advance({ untilMs, jump: true });
      if (why === 'needs') throw new MissingPartsError(this.machine.needs());
    }
  }
}
