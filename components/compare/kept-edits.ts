import { kept } from '../kept/kept';

/** A file of a comparison, as an editor has it. */
export interface EditedText {
  /** Which files they are: those of all sides, or a side's own. */
  readonly group: string;
  readonly path: string;
  readonly text: string;
}

/** What a reader makes of a comparison's files is kept for the next visit. */
export class KeptEdits {
  readonly #number: number;

  constructor(
    comparison: HTMLElement,
    /** As the page has them. */
    private readonly built: readonly EditedText[],
  ) {
    this.#number = [...document.querySelectorAll(comparison.localName)].indexOf(comparison);
  }

  /** What is kept of an earlier visit. */
  get earlier(): readonly EditedText[] {
    return this.built.flatMap((file) => {
      const text = kept.files.get(this.#name(file));
      return text === undefined ? [] : [{ ...file, text }];
    });
  }

  /** Gives a sentence for the reader when something could not be kept. */
  keep(now: readonly EditedText[]): string | undefined {
    let problem: string | undefined;
    for (const file of this.built) {
      const name = this.#name(file);
      const text = now.find(({ group, path }) => group === file.group && path === file.path)?.text;
      const isEdited = text !== undefined && text !== file.text;
      if (isEdited && text !== kept.files.get(name)) problem = kept.files.keep(name, text) ?? problem;
      else if (!isEdited) kept.files.forget(name);
    }
    return problem;
  }

  #name({ group, path }: EditedText): string {
    return `comparison ${this.#number} ${group} ${path}`;
  }
}
