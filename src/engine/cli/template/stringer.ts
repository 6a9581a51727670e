/** A value of Go that tells its text by its String method: an address, a moment. Its JSON is `json`. */
export class Stringer {
  constructor(
    readonly text: string,
    readonly json: unknown,
    /** Of a struct that has such a method: Go's name of it, and its fields. */
    readonly struct?: { readonly typeName: string; readonly fields: Readonly<Record<string, unknown>> },
  ) {}
}
