/** A text that is no value of the wanted kind. `message` is the text that Go or Docker gives for it. */
export class ValueError extends Error {
  override readonly name: string = 'ValueError';
}
