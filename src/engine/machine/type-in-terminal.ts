import type { Kernel, LiveProcess, Tty } from '../kernel';

/** Silence after which the next line is typed; the longest wait for a first word; the longest wait for the end. */
const quietMs = 500;
const patienceMs = 3_000;
const endMs = 20_000;
/** The longest that one is listened to that goes on talking after the last line. */
const talkMs = 120_000;
/** Between two keys of one line of caret forms. */
const betweenKeysMs = 50;

const caretForms = /^(\^[A-Z])+$/;

/** The keys that a line of a transcript stands for: `^P^Q` as they are, everything else with Enter after it. */
export function keysOf(line: string): readonly Uint8Array[] {
  if (!caretForms.test(line)) return [new TextEncoder().encode(`${line}\r`)];
  return [...line.matchAll(/\^([A-Z])/g)].map(([, letter = 'A']) => Uint8Array.of(letter.charCodeAt(0) - 64));
}

export type TypingEnd = 'exit' | 'silence' | 'budget' | 'needs';

/**
 * Types lines at a terminal in which a process runs, each when the process has been quiet for half a second,
 * until the process ends. One that then says nothing for long, or does not stop talking, is hung up.
 */
export class Typist {
  readonly #lines: string[];
  #hasHeard = false;
  #sinceMs: number;
  /** When the last line was typed. */
  #typedMs: number;

  constructor(
    readonly kernel: Kernel,
    readonly tty: Tty,
    readonly process: LiveProcess,
    lines: readonly string[],
  ) {
    this.#lines = [...lines];
    this.#sinceMs = kernel.nowMs;
    this.#typedMs = kernel.nowMs;
  }

  /** To be called whenever the terminal printed something. */
  heard(): void {
    this.#hasHeard = true;
    this.#sinceMs = this.kernel.nowMs;
  }

  run(maxSteps: number): TypingEnd {
    const { kernel, process } = this;
    let stepsLeft = maxSteps;
    const isDone = (): boolean => process.status !== undefined;
    for (;;) {
      if (isDone()) return 'exit';
      const wait = this.#lines.length === 0 ? endMs : this.#hasHeard ? quietMs : patienceMs;
      const isTalking = this.#lines.length > 0 || kernel.nowMs < this.#typedMs + talkMs;
      if (!isTalking) return 'silence';
      const untilMs = this.#sinceMs + wait;
      const before = kernel.scheduler.steps;
      const end = kernel.run({
        maxSteps: stepsLeft,
        untilMs,
        jump: true,
        stop: () => isDone() || kernel.needs.length > 0,
      });
      stepsLeft -= kernel.scheduler.steps - before;
      if (isDone()) return 'exit';
      if (kernel.needs.length > 0) return 'needs';
      if (end.why === 'budget') return 'budget';
      if (kernel.nowMs < this.#sinceMs + wait) continue;
      const line = this.#lines.shift();
      if (line === undefined) return 'silence';
      this.#type(line);
    }
  }

  #type(line: string): void {
    for (const key of keysOf(line)) {
      this.tty.press(key);
      this.kernel.run({ maxSteps: 100_000, untilMs: this.kernel.nowMs + betweenKeysMs, jump: true });
    }
    this.#hasHeard = false;
    this.#sinceMs = this.kernel.nowMs;
    this.#typedMs = this.kernel.nowMs;
  }
}
