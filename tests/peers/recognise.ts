import type { PeerData } from './data';
import type { PeerSuite } from './suite';

/** What the cases of a file are like: their ops, and the fields of those that have none. */
function features(data: PeerData): ReadonlySet<string> {
  const found = new Set<string>();
  for (const testCase of data.cases) {
    if (typeof testCase['op'] === 'string') found.add(`op ${testCase['op']}`);
    else for (const field of Object.keys(testCase)) if (field !== 'name') found.add(`field ${field}`);
  }
  return found;
}

/**
 * The suite that answers for a file: the one of its name, else the one whose own data has most of the file's ops
 * (at least half of them).
 */
export function recognise(
  data: PeerData,
  suites: readonly PeerSuite[],
  ownData: ReadonlyMap<string, PeerData>,
): PeerSuite | undefined {
  const named = suites.find(({ name }) => name === data.name);
  if (named !== undefined) return named;
  const wanted = features(data);
  let best: PeerSuite | undefined;
  let bestShare = 0.5;
  for (const suite of suites) {
    const own = ownData.get(suite.name);
    if (own === undefined) continue;
    const known = features(own);
    const share = [...wanted].filter((feature) => known.has(feature)).length / wanted.size;
    if (share > bestShare || (share === bestShare && best === undefined)) {
      best = suite;
      bestShare = share;
    }
  }
  return best;
}
