/**
 * What differs between the two jq that Debian and Ubuntu have: 1.6 of bookworm and jammy, 1.7.1 of trixie and later.
 * Source: both programs, run.
 */
export interface JqVersion {
  readonly isOld: boolean;
  /** What it calls itself: Debian's 1.7.1 was built as 1.7. */
  readonly name: string;
  /** Exit status of a text that is no JSON. */
  readonly faultStatus: number;
  /** What its parser calls the end of a program. */
  readonly endOfProgram: string;
}

export const JQ_1_6: JqVersion = { isOld: true, name: '1.6', faultStatus: 4, endOfProgram: '$end' };
export const JQ_1_7: JqVersion = { isOld: false, name: '1.7', faultStatus: 5, endOfProgram: 'end of file' };
