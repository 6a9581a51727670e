import type { Task } from '../../../kernel';
import type { AptSession } from './apt-session';
import { sizeText, timeText } from './apt-text';

/** The lines of things fetched, and the line on a terminal that says how far it has come. */
export class FetchProgress {
  #shown = 0;
  #bytes = 0;
  readonly #startMs: number;

  constructor(
    readonly s: AptSession,
    readonly totalBytes: number,
  ) {
    this.#startMs = s.p.nowMs;
  }

  *line(text: string): Task<void> {
    if (this.s.quiet >= 2) return;
    yield* this.#clear();
    yield* this.s.print(`${text}\n`);
    yield* this.s.out.flush();
  }

  /** Something of `bytes` that takes `ms` to come. */
  *fetch(line: string, label: string, bytes: number, ms: number): Task<void> {
    yield* this.line(line);
    yield* this.#show(`[${label} ${sizeText(0)}B/${sizeText(bytes)}B 0%]`);
    yield* this.s.p.sleep(ms);
    this.#bytes += bytes;
    yield* this.#show('[Working]');
  }

  *working(): Task<void> {
    yield* this.#show('[Working]');
  }

  *#show(what: string): Task<void> {
    if (this.s.quiet > 0) return;
    const percent = this.totalBytes === 0 ? 0 : Math.floor((this.#bytes / this.totalBytes) * 100);
    const text = `${percent}% ${what}`;
    yield* this.#clear();
    yield* this.s.print(`\r${text}`);
    yield* this.s.out.flush();
    this.#shown = text.length;
  }

  *#clear(): Task<void> {
    if (this.#shown > 0) yield* this.s.print(`\r${' '.repeat(this.#shown)}\r`);
    this.#shown = 0;
  }

  /** Whatever was on the terminal's last line is gone; `Fetched 10.2 MB in 1s (9921 kB/s)`. */
  *finish(): Task<void> {
    yield* this.#clear();
    if (this.#bytes === 0) return;
    const seconds = (this.s.p.nowMs - this.#startMs) / 1000;
    const speed = sizeText(this.#bytes / Math.max(seconds, 0.001));
    yield* this.s.say(
      `Fetched ${sizeText(this.#bytes)}B in ${timeText(Math.floor(seconds))} (${speed}B/s)\n`,
    );
  }
}
