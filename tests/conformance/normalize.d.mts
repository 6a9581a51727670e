/** Turns what one run happened to print (ids, times, random names) into placeholders; ids are numbered across one file. */
export class Normalizer {
  constructor(options?: { sizes?: Iterable<string> });
  /** The normalized lines of a command's whole output. */
  text(text: string): string[];
}
