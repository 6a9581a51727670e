/** How many lines of a running step's output a terminal shows. */
export const windowLines = 6;

/** Room on the right that the lines leave. */
const padding = 10;

const tabWidth = 8;

/**
 * The last lines that a step's process printed, as a small terminal of its own shows them: carriage returns, tabs
 * and moves of the cursor do what they do, colours are left out. Source: BuildKit's use of tonistiigi/vt100.
 */
export class LogWindow {
  #columns = 1;
  #rows: string[][] = [[]];
  #row = 0;
  #column = 0;
  /** A control sequence that has not ended. */
  #pending = '';
  readonly #decoder = new TextDecoder();

  /** `columns`: of the whole terminal. */
  constructor(columns: number) {
    this.resize(columns);
  }

  resize(columns: number): void {
    this.#columns = Math.max(1, columns - padding);
  }

  write(data: Uint8Array): void {
    let rest = this.#pending + this.#decoder.decode(data, { stream: true });
    this.#pending = '';
    while (rest !== '') {
      const sequence = /^\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[^[\]])/.exec(rest)?.[0];
      if (sequence !== undefined) {
        this.#control(sequence);
        rest = rest.slice(sequence.length);
      } else if (rest.startsWith('\x1b')) {
        this.#pending = rest;
        return;
      } else {
        const [character = ''] = rest;
        this.#put(character);
        rest = rest.slice(character.length);
      }
    }
  }

  /** The lines that hold anything, each as wide as the window. */
  get lines(): readonly string[] {
    return this.#rows
      .map((cells) => cells.join(''))
      .filter((line) => line.trim() !== '')
      .map((line) => line.slice(0, this.#columns).padEnd(this.#columns));
  }

  /** How many of its rows were used. */
  get usedHeight(): number {
    return this.#rows.length;
  }

  #put(character: string): void {
    if (character === '\n') this.#newLine();
    else if (character === '\r') this.#column = 0;
    else if (character === '\b') this.#column = Math.max(0, this.#column - 1);
    else if (character === '\t') this.#column += tabWidth - (this.#column % tabWidth);
    else if (character >= ' ' && character !== '\x7f') this.#print(character);
  }

  #print(character: string): void {
    if (this.#column >= this.#columns) this.#newLine();
    const cells = this.#cells();
    while (cells.length < this.#column) cells.push(' ');
    cells[this.#column] = character;
    this.#column += 1;
  }

  #newLine(): void {
    this.#column = 0;
    this.#row += 1;
    if (this.#row < windowLines) return;
    this.#rows.shift();
    this.#row = windowLines - 1;
  }

  #cells(): string[] {
    while (this.#rows.length <= this.#row) this.#rows.push([]);
    const cells = this.#rows[this.#row] ?? [];
    this.#rows[this.#row] = cells;
    return cells;
  }

  #control(sequence: string): void {
    const [, given = '', kind = ''] = /^\x1b\[([\d;]*)([A-Za-z])$/.exec(sequence) ?? [];
    const numbers = given.split(';').map(Number);
    const [first = 0, second = 0] = numbers;
    const distance = Math.max(1, first);
    if (kind === 'A') this.#row = Math.max(0, this.#row - distance);
    else if (kind === 'B') this.#row = Math.min(windowLines - 1, this.#row + distance);
    else if (kind === 'C') this.#column = Math.min(this.#columns - 1, this.#column + distance);
    else if (kind === 'D') this.#column = Math.max(0, this.#column - distance);
    else if (kind === 'G') this.#column = distance - 1;
    else if (kind === 'H') {
      this.#row = Math.min(windowLines, distance) - 1;
      this.#column = Math.max(1, second) - 1;
    } else if (kind === 'K') this.#eraseLine(first);
    else if (kind === 'J' && first === 2) this.#rows = [[]];
  }

  /** 0: from the cursor on, 1: up to it, 2: all. */
  #eraseLine(part: number): void {
    const cells = this.#cells();
    if (part === 0) cells.length = Math.min(cells.length, this.#column);
    else if (part === 2) cells.length = 0;
    else cells.fill(' ', 0, this.#column + 1);
  }
}
