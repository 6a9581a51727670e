/** How a program ends before its end, other than by an error that `catch` sees. */

/** `break`, on its way to its label. */
export class Break extends Error {
  constructor(readonly label: object) {
    super('break');
  }
}

/** `halt` and `halt_error`; `text` goes to stderr. */
export class JqHalt extends Error {
  constructor(
    readonly status: number,
    readonly text: string,
  ) {
    super('halt');
  }
}

/** What this jq does not do; the message says what. */
export class JqNotModelled extends Error {}
