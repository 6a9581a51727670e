/** Ways out of the middle of a script. Each is thrown and caught by what it ends. */
export class LeaveLoop extends Error {
  constructor(
    readonly kind: 'break' | 'continue',
    /** How many loops; the one that catches it counts down. */
    readonly levels: number,
    /** Of the loop that it ends. */
    readonly status = 0,
  ) {
    super(kind);
  }
}

/** `return`: ends the function or the sourced file. */
export class LeaveFunction extends Error {
  constructor(readonly status: number) {
    super('return');
  }
}

/** `exit`, and the end of `set -e`. */
export class LeaveShell extends Error {
  constructor(readonly status: number) {
    super('exit');
  }
}

/**
 * An error, already reported, and how much it ends: the command, the line (bash goes on with the next one of a
 * file), or the whole script (POSIX XCU 2.8.1). An interactive shell goes back to its prompt in any case.
 */
export class Failure extends Error {
  constructor(
    readonly status: number,
    readonly ends: 'command' | 'line' | 'shell' = 'shell',
  ) {
    super('failure');
  }
}

/** ^C at an interactive shell: back to the prompt. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
  }
}
