import { recognise } from './recognise';
import { readData, type PeerData } from './data';
import type { PeerCase, PeerSuite } from './suite';

/** How our engine does on one file. */
export interface Score {
  readonly name: string;
  readonly total: number;
  readonly failures: readonly { readonly name: string; readonly difference: string }[];
}

/** What a case is called in lists: its name, or its place. */
export function caseName(testCase: PeerCase, index: number): string {
  return typeof testCase['name'] === 'string' ? testCase['name'] : `#${index}`;
}

function differenceOf(suite: PeerSuite, testCase: PeerCase): string | undefined {
  try {
    return suite.run(testCase);
  } catch (error) {
    return `thrown: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Asks our engine every case of a file. */
export function scoreSuite(suite: PeerSuite, data: PeerData): Score {
  const failures = data.cases.flatMap((testCase, index) => {
    const difference = differenceOf(suite, testCase);
    return difference === undefined ? [] : [{ name: caseName(testCase, index), difference }];
  });
  return { name: data.name, total: data.cases.length, failures };
}

/** The score of a file, or undefined when no suite knows its cases (prose for people). */
export function scoreFile(
  path: string,
  suites: readonly PeerSuite[],
  ownData: ReadonlyMap<string, PeerData>,
): Score | undefined {
  const data = readData(path);
  const suite = recognise(data, suites, ownData);
  return suite && scoreSuite(suite, data);
}
