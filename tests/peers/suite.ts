/** One case of a peer suite: the fields differ from suite to suite; `name` is always there. */
export type PeerCase = Readonly<Record<string, unknown>>;

/**
 * How one file of peer data (inputs and expected outputs taken from the Docker projects' own tests) is asked of our
 * engine. One adapter a file, in `tests/peers/suites/<name>.ts`, exported as `suite`.
 */
export interface PeerSuite {
  /** The data file's base name without `.json`. */
  readonly name: string;
  /**
   * Runs one case.
   * @returns undefined when everything the case expects agrees, else one line that says what differs.
   */
  run(testCase: PeerCase): string | undefined;
}
