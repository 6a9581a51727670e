import type { Process, Task } from '../../../kernel';

const HEADING =
  '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n' +
  '                                 Dload  Upload   Total   Spent    Left  Speed\n';
const STEP_MS = 1000;

/** curl's table of how far a transfer is, on stderr: at the start, every second, at the end. */
export class Meter {
  #received = 0;
  #sent = 0;
  #expected = 0;
  #shownMs = 0;
  readonly #startMs: number;
  #isOpen = false;

  constructor(
    private readonly p: Process,
    private readonly isShown: boolean,
    private readonly isFirst: boolean,
  ) {
    this.#startMs = p.nowMs;
  }

  *start(): Task<void> {
    if (!this.isShown) return;
    if (this.isFirst) yield* this.p.stderr.write(HEADING);
    this.#isOpen = true;
    yield* this.#show();
  }

  expect(bytes: number): void {
    this.#expected = bytes;
  }

  sent(bytes: number): void {
    this.#sent += bytes;
  }

  *received(bytes: number): Task<void> {
    this.#received += bytes;
    if (this.p.nowMs - this.#shownMs >= STEP_MS) yield* this.#show();
  }

  /** The last state, and the end of the line. */
  *finish(): Task<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    yield* this.#show();
    yield* this.p.stderr.write('\n');
  }

  *#show(): Task<void> {
    if (!this.isShown) return;
    this.#shownMs = this.p.nowMs;
    const spentMs = Math.max(this.p.nowMs - this.#startMs, 0.001);
    const speed = Math.floor((this.#received * 1000) / spentMs);
    const current = Math.floor((this.#received * 1000) / Math.max(1, Math.floor(spentMs)));
    const upload = Math.floor((this.#sent * 1000) / spentMs);
    const total = (this.#expected || this.#received) + this.#sent;
    const estimate = this.#expected > 0 && speed > 0 ? this.#expected / speed : 0;
    const spent = Math.floor(spentMs / 1000);
    const row = [
      percent(this.#received + this.#sent, this.#expected > 0 || this.#received > 0 ? total : 0),
      short(total).padStart(5),
      ` ${percent(this.#received, this.#expected || this.#received)}`,
      short(this.#received).padStart(5),
      ` ${percent(this.#sent, this.#sent)}`,
      short(this.#sent).padStart(5),
      ` ${short(speed).padStart(5)}`,
      ` ${short(upload).padStart(5)}`,
      clock(estimate),
      clock(spent),
      clock(estimate > 0 ? estimate - spent : 0),
      short(current).padStart(5),
    ];
    yield* this.p.stderr.write(`\r${row.join(' ')}`);
  }
}

function percent(part: number, whole: number): string {
  return String(whole > 0 ? Math.floor((part * 100) / whole) : 0).padStart(3);
}

function clock(seconds: number): string {
  if (seconds < 1) return '--:--:--';
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${String(Math.floor(seconds / 3600)).padStart(2)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** At most five characters: `19`, `2929k`, `54.7M`, `1228M`. */
function short(bytes: number): string {
  const k = 1024;
  if (bytes < 100_000) return String(bytes);
  if (bytes < 10_000 * k) return `${Math.floor(bytes / k)}k`;
  if (bytes < 100 * k * k)
    return `${Math.floor(bytes / k / k)}.${Math.floor((bytes % (k * k)) / ((k * k) / 10))}M`;
  if (bytes < 10_000 * k * k) return `${Math.floor(bytes / k / k)}M`;
  return `${(bytes / k / k / k).toFixed(1)}G`;
}
