/** A stretch of an expanded word. What is quoted is neither split nor a pattern. */
export interface Segment {
  readonly text: string;
  readonly quoted: boolean;
}

export type Field = readonly Segment[];

/** Where expansion puts what it makes. */
export interface Sink {
  /** Text as it stands in the word. */
  literal(text: string, quoted: boolean): void;
  /** The value of an expansion: split into fields where it is not quoted. */
  expanded(text: string, quoted: boolean): void;
  /** The end of a field between two elements of `$@`. */
  separate(): void;
}

/** Collects fields and splits as POSIX XCU 2.6.5 says. */
export class FieldSink implements Sink {
  readonly fields: Field[] = [];
  #current: Segment[] | undefined;
  /** Blanks ended the last field: a separator that follows belongs to the same gap. */
  #afterBlank = false;

  constructor(readonly ifs: string) {}

  literal(text: string, quoted: boolean): void {
    this.#current ??= [];
    if (text !== '') this.#current.push({ text, quoted });
    this.#afterBlank = false;
  }

  expanded(text: string, quoted: boolean): void {
    if (quoted) {
      this.literal(text, true);
      return;
    }
    let chunk = '';
    for (const c of text) {
      if (!this.ifs.includes(c)) {
        chunk += c;
        continue;
      }
      if (chunk !== '') this.literal(chunk, false);
      chunk = '';
      this.#separator(c);
    }
    if (chunk !== '') this.literal(chunk, false);
  }

  #separator(c: string): void {
    const isBlank = c === ' ' || c === '\t' || c === '\n';
    if (this.#current) {
      this.separate();
      this.#afterBlank = isBlank;
    } else if (isBlank) return;
    else if (this.#afterBlank) this.#afterBlank = false;
    else this.fields.push([]);
  }

  separate(): void {
    if (this.#current) this.fields.push(this.#current);
    this.#current = undefined;
    this.#afterBlank = false;
  }

  finish(): Field[] {
    this.separate();
    return this.fields;
  }
}

/** Keeps everything in one field: assignments, patterns, here-documents. */
export class SingleSink implements Sink {
  readonly segments: Segment[] = [];

  /** `separator` stands between the elements of `$@`. */
  constructor(readonly separator = ' ') {}

  literal(text: string, quoted: boolean): void {
    if (text !== '') this.segments.push({ text, quoted });
  }

  expanded(text: string, quoted: boolean): void {
    this.literal(text, quoted);
  }

  separate(): void {
    this.segments.push({ text: this.separator, quoted: true });
  }
}

export function fieldText(field: Field): string {
  return field.map((segment) => segment.text).join('');
}
