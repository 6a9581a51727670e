/**
 * What a terminal shows: lines of styled text, kept up by the bytes that programs write (ECMA-48, as far as
 * docker, shells and common tools use it). Lines are as long as they are written: a page scrolls or wraps
 * them, and nothing is lost. Full-screen programs are not modelled.
 */

/** Colours are the 8 of ECMA-48 (0-7), bright ones 8-15, or an index of the 256-colour table. */
export interface Style {
  readonly bold?: true;
  readonly dim?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly inverse?: true;
  readonly foreground?: number;
  readonly background?: number;
}

/** A stretch of text in one style. */
export interface Run {
  readonly text: string;
  readonly style: Style;
}

interface Cell {
  readonly character: string;
  readonly style: Style;
}

const PLAIN: Style = {};
const TAB_WIDTH = 8;
const ESCAPE = '\x1b';

export class Screen {
  #lines: Cell[][] = [[]];
  #row = 0;
  #column = 0;
  #style: Style = PLAIN;
  /** An escape sequence that has not ended yet. */
  #pending = '';
  #dropped = 0;

  /** `maxLines`: older lines are forgotten. */
  constructor(private readonly maxLines = 5_000) {}

  get rowCount(): number {
    return this.#lines.length;
  }

  /** Lines forgotten so far: the first line kept is number `dropped`. */
  get dropped(): number {
    return this.#dropped;
  }

  get cursor(): { readonly row: number; readonly column: number } {
    return { row: this.#row, column: this.#column };
  }

  write(text: string): void {
    let rest = this.#pending + text;
    this.#pending = '';
    while (rest !== '') {
      const sequence = rest.startsWith(ESCAPE) ? readSequence(rest) : undefined;
      if (sequence === 'incomplete') {
        this.#pending = rest;
        return;
      }
      if (sequence !== undefined) {
        this.#control(sequence);
        rest = rest.slice(sequence.length);
        continue;
      }
      const end = rest.indexOf(ESCAPE, 1);
      const plain = end < 0 ? rest : rest.slice(0, end);
      for (const character of plain) this.#put(character);
      rest = rest.slice(plain.length);
    }
  }

  /** The text of a line, without spaces at its end. */
  lineText(row: number): string {
    return (this.#lines[row] ?? [])
      .map(({ character }) => character)
      .join('')
      .trimEnd();
  }

  /** A line as stretches of one style, without unstyled spaces at its end. */
  lineRuns(row: number): readonly Run[] {
    const runs: { text: string; style: Style }[] = [];
    for (const { character, style } of trimmed(this.#lines[row] ?? [])) {
      const last = runs.at(-1);
      if (last && sameStyle(last.style, style)) last.text += character;
      else runs.push({ text: character, style });
    }
    return runs;
  }

  #put(character: string): void {
    if (character === '\n') this.#newLine();
    else if (character === '\r') this.#column = 0;
    else if (character === '\b') this.#column = Math.max(0, this.#column - 1);
    else if (character === '\t') this.#moveTo(this.#column + TAB_WIDTH - (this.#column % TAB_WIDTH));
    else if (character >= ' ' && character !== '\x7f') this.#print(character);
  }

  #print(character: string): void {
    const line = this.#line();
    while (line.length < this.#column) line.push({ character: ' ', style: PLAIN });
    line[this.#column++] = { character, style: this.#style };
  }

  #newLine(): void {
    this.#row++;
    if (this.#row === this.#lines.length) this.#lines.push([]);
    const excess = this.#lines.length - this.maxLines;
    if (excess <= 0) return;
    this.#lines.splice(0, excess);
    this.#row -= excess;
    this.#dropped += excess;
  }

  #line(): Cell[] {
    const line = this.#lines[this.#row];
    if (line) return line;
    const fresh: Cell[] = [];
    this.#lines[this.#row] = fresh;
    return fresh;
  }

  #moveTo(column: number): void {
    this.#column = Math.max(0, column);
  }

  #moveRow(row: number): void {
    this.#row = Math.min(Math.max(0, row), this.#lines.length - 1);
  }

  #control(sequence: string): void {
    const [, parameters = '', final = ''] = /^\x1b\[([\d;?]*)([@-~])$/.exec(sequence) ?? [];
    const numbers = parameters.split(';').map((part) => (part === '' ? undefined : Number(part)));
    const count = Math.max(1, numbers[0] ?? 1);
    switch (final) {
      case 'm':
        this.#style = styled(this.#style, numbers);
        break;
      case 'A':
        this.#moveRow(this.#row - count);
        break;
      case 'B':
        this.#moveRow(this.#row + count);
        break;
      case 'C':
        this.#moveTo(this.#column + count);
        break;
      case 'D':
        this.#moveTo(this.#column - count);
        break;
      case 'E':
        this.#moveRow(this.#row + count);
        this.#moveTo(0);
        break;
      case 'F':
        this.#moveRow(this.#row - count);
        this.#moveTo(0);
        break;
      case 'G':
        this.#moveTo(count - 1);
        break;
      case 'H':
      case 'f':
        this.#home(numbers);
        break;
      case 'J':
        this.#eraseDisplay(numbers[0] ?? 0);
        break;
      case 'K':
        this.#eraseLine(numbers[0] ?? 0);
        break;
    }
  }

  /** `clear` homes the cursor: what was shown stays above, and the screen starts anew below it. */
  #home(numbers: readonly (number | undefined)[]): void {
    if ((numbers[0] ?? 1) !== 1 || (numbers[1] ?? 1) !== 1) return;
    this.#dropped += this.#lines.length;
    this.#lines = [[]];
    this.#row = 0;
    this.#column = 0;
  }

  #eraseDisplay(mode: number): void {
    if (mode === 0) {
      this.#eraseLine(0);
      this.#lines.length = this.#row + 1;
    } else if (mode === 2 || mode === 3) {
      this.#home([]);
    }
  }

  #eraseLine(mode: number): void {
    const line = this.#line();
    if (mode === 0) line.length = Math.min(line.length, this.#column);
    else if (mode === 2) line.length = 0;
    else
      for (let i = 0; i <= this.#column && i < line.length; i++) line[i] = { character: ' ', style: PLAIN };
  }
}

/** The escape sequence at the start of `text`; 'incomplete' when more must come first. */
function readSequence(text: string): string {
  const complete = /^\x1b(?:\[[\d;?]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][0-9A-Za-z]|[^[\]()])/.exec(
    text,
  );
  if (complete) return complete[0];
  return text.length < 256 ? 'incomplete' : ESCAPE;
}

function styled(style: Style, numbers: readonly (number | undefined)[]): Style {
  let next = style;
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] ?? 0;
    if ((number === 38 || number === 48) && numbers[i + 1] === 5) {
      next = { ...next, [number === 38 ? 'foreground' : 'background']: numbers[i + 2] ?? 0 };
      i += 2;
    } else {
      next = styledBy(next, number);
    }
  }
  return next;
}

function styledBy(style: Style, number: number): Style {
  const { bold, dim, italic, underline, inverse, foreground, background, ...rest } = style;
  if (number === 0) return PLAIN;
  if (number === 1) return { ...style, bold: true };
  if (number === 2) return { ...style, dim: true };
  if (number === 3) return { ...style, italic: true };
  if (number === 4) return { ...style, underline: true };
  if (number === 7) return { ...style, inverse: true };
  const kept: Style = {
    ...rest,
    ...(bold && number !== 22 ? { bold } : {}),
    ...(dim && number !== 22 ? { dim } : {}),
    ...(italic && number !== 23 ? { italic } : {}),
    ...(underline && number !== 24 ? { underline } : {}),
    ...(inverse && number !== 27 ? { inverse } : {}),
    ...(foreground !== undefined && number !== 39 ? { foreground } : {}),
    ...(background !== undefined && number !== 49 ? { background } : {}),
  };
  if (number >= 30 && number <= 37) return { ...kept, foreground: number - 30 };
  if (number >= 90 && number <= 97) return { ...kept, foreground: number - 90 + 8 };
  if (number >= 40 && number <= 47) return { ...kept, background: number - 40 };
  if (number >= 100 && number <= 107) return { ...kept, background: number - 100 + 8 };
  return kept;
}

function trimmed(line: readonly Cell[]): readonly Cell[] {
  let end = line.length;
  while (end > 0) {
    const cell = line[end - 1];
    if (
      cell === undefined ||
      cell.character !== ' ' ||
      cell.style.background !== undefined ||
      cell.style.inverse
    )
      break;
    end--;
  }
  return line.slice(0, end);
}

function sameStyle(a: Style, b: Style): boolean {
  return (
    a === b ||
    (a.bold === b.bold &&
      a.dim === b.dim &&
      a.italic === b.italic &&
      a.underline === b.underline &&
      a.inverse === b.inverse &&
      a.foreground === b.foreground &&
      a.background === b.background)
  );
}
