/** What a line means, word by word. Plain data. */

/** A part of a word, with what it says. */
export interface ExplainedPart {
  readonly text: string;
  readonly means: string;
}

export interface ExplainedWord {
  /** Where it stands in the line. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly means: string;
  /** Taken apart: a value with several things in it. */
  readonly parts: readonly ExplainedPart[];
  /** It will be refused. */
  readonly isWrong: boolean;
  /** How many `$(…)` it stands in. */
  readonly depth: number;
}

export interface Explanation {
  readonly words: readonly ExplainedWord[];
  /** What is wrong with the line as a whole, in sentences. */
  readonly problems: readonly string[];
}
