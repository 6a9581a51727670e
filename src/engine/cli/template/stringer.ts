/** A value of Go that tells its text by its String method: an address, a moment. Its JSON is `json`. */
export class Stringer {
  constructor(
    readonly text: string,
    readonly json: unknown,
  ) {}
}
