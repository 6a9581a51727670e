import type { SignalName } from './signals';

const CTRL = { C: 3, D: 4, H: 8, U: 21, W: 23, Z: 26, backslash: 28, delete: 127 } as const;
const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const SIGNAL_KEYS: ReadonlyMap<number, SignalName> = new Map([
  [CTRL.C, 'INT'],
  [CTRL.backslash, 'QUIT'],
  [CTRL.Z, 'TSTP'],
]);

/** What comes of keys: bytes shown, input for readers, signals. */
export interface LineEffects {
  echo(bytes: Uint8Array): void;
  /** A line, or a part of one; empty is the end of the file. */
  deliver(bytes: Uint8Array): void;
  /** A key that is a signal; what was typed and not read is lost. */
  signal(signal: SignalName): void;
}

/** The terminal's line discipline (termios(3)): echo, editing a line before it is read, keys that are signals. */
export class LineDiscipline {
  hasEcho = true;
  /** While it is raw. */
  keepsNewlines = false;
  #isRaw = false;
  #line: number[] = [];

  constructor(private readonly effects: LineEffects) {}

  get isRaw(): boolean {
    return this.#isRaw;
  }

  /** What was typed so far of a line can be read at once when the terminal becomes raw. */
  set isRaw(isRaw: boolean) {
    this.#isRaw = isRaw;
    if (isRaw && this.#line.length > 0) this.#finishLine();
  }

  press(bytes: Uint8Array): void {
    let from = 0;
    for (const [at, byte] of bytes.entries()) {
      // A program may make the terminal raw in the middle of what is pasted.
      if (this.#isRaw) continue;
      this.#key(byte);
      from = at + 1;
    }
    if (from === bytes.length) return;
    const rest = bytes.slice(from);
    this.effects.deliver(this.keepsNewlines ? rest.map((byte) => (byte === RETURN ? NEWLINE : byte)) : rest);
  }

  #key(key: number): void {
    const signal = SIGNAL_KEYS.get(key);
    if (signal) {
      this.#line = [];
      this.#echo(caret(key));
      this.effects.signal(signal);
    } else if (key === CTRL.D) {
      this.#finishLine();
    } else if (key === RETURN || key === NEWLINE) {
      this.#echo('\r\n');
      this.#line.push(NEWLINE);
      this.#finishLine();
    } else if (key === CTRL.delete || key === CTRL.H) {
      this.#erase(1);
    } else if (key === CTRL.U) {
      this.#erase(this.#line.length);
    } else if (key === CTRL.W) {
      this.#erase(lastWordLength(this.#line));
    } else {
      this.#line.push(key);
      if (!this.hasEcho) return;
      if (key < 32 && key !== TAB) this.#echo(caret(key));
      else this.effects.echo(Uint8Array.of(key));
    }
  }

  #finishLine(): void {
    const line = Uint8Array.from(this.#line);
    this.#line = [];
    this.effects.deliver(line);
  }

  #erase(count: number): void {
    for (let left = count; left > 0; left--) {
      let byte = this.#line.pop();
      if (byte === undefined) return;
      while (isContinuation(byte)) byte = this.#line.pop();
      const columns = byte !== undefined && byte < 32 && byte !== TAB ? 2 : 1;
      this.#echo('\b \b'.repeat(columns));
    }
  }

  #echo(text: string): void {
    if (this.hasEcho) this.effects.echo(new TextEncoder().encode(text));
  }
}

function caret(key: number): string {
  return `^${String.fromCharCode(key + 64)}`;
}

/** The rest of a character of several bytes (UTF-8). */
function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

function lastWordLength(line: readonly number[]): number {
  const text = String.fromCharCode(...line);
  return text.length - text.replace(/\S*\s*$/, '').length;
}

/** ONLCR: on the way out a newline goes to the start of the next line. */
export function withReturns(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(NEWLINE)) return bytes;
  const out: number[] = [];
  for (const byte of bytes) {
    if (byte === NEWLINE) out.push(RETURN);
    out.push(byte);
  }
  return Uint8Array.from(out);
}
