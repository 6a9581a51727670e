import {
  bytesSize,
  formatUlimit,
  humanDuration,
  humanSize,
  parseHumanSize,
  parseRamSize,
  parseUlimit,
} from '../../../src/engine/units';
import { compareOutcome, differ, text } from '../expect';
import type { PeerCase, PeerSuite } from '../suite';

function number(testCase: PeerCase, field: string): number {
  const value = testCase[field];
  if (typeof value !== 'number') throw new Error(`${field} is not a number`);
  return value;
}

const operations: Readonly<Record<string, (testCase: PeerCase) => unknown>> = {
  HumanSize: (testCase) => humanSize(number(testCase, 'input')),
  BytesSize: (testCase) => bytesSize(number(testCase, 'input')),
  HumanDuration: (testCase) => humanDuration(number(testCase, 'nanoseconds') / 1e6),
  FromHumanSize: (testCase) => parseHumanSize(text(testCase, 'input')) + 0,
  RAMInBytes: (testCase) => parseRamSize(text(testCase, 'input')),
  ParseUlimit: (testCase) => formatUlimit(parseUlimit(text(testCase, 'input'))),
};

export const suite: PeerSuite = {
  name: 'units',
  run(testCase) {
    const operation = operations[text(testCase, 'op')];
    if (operation === undefined) return `unknown op ${text(testCase, 'op')}`;
    return compareOutcome(
      testCase,
      () => operation(testCase),
      (result) => differ(result, testCase['expect']),
    );
  },
};
