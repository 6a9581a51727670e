/** A mistake in a page's source. It stops the build and tells the author where it is and what to do. */
export class AuthorError extends Error {
  constructor(
    /** As the author knows it: `content/1-running-containers/01-run-a-container.mdx`. */
    readonly file: string,
    /** From 1. */
    readonly line: number,
    problem: string,
    /** Lines that show it: a diff, or what is allowed. */
    readonly details: readonly string[] = [],
  ) {
    super([`${file}:${line}: ${problem}`, ...details.map((detail) => `    ${detail}`)].join('\n'));
    this.name = 'AuthorError';
  }
}
