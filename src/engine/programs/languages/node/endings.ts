import type { Value } from './values';

/** What makes a generator return where it stands. */
export class ReturnNow extends Error {
  constructor(readonly value: Value) {
    super('return');
  }
}
