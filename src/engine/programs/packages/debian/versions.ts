/** Debian's version numbers (deb-version(7)): how they compare. */

interface Parts {
  readonly epoch: number;
  readonly upstream: string;
  readonly revision: string;
}

function partsOf(version: string): Parts {
  const colon = version.indexOf(':');
  const rest = version.slice(colon + 1);
  const dash = rest.lastIndexOf('-');
  return {
    epoch: colon < 0 ? 0 : Number(version.slice(0, colon)),
    upstream: dash < 0 ? rest : rest.slice(0, dash),
    revision: dash < 0 ? '' : rest.slice(dash + 1),
  };
}

/** A tilde sorts before the end, letters before everything else. */
function weight(character: string | undefined): number {
  if (character === undefined || /\d/.test(character)) return 0;
  if (character === '~') return -1;
  return (/[A-Za-z]/.test(character) ? 0 : 256) + character.charCodeAt(0);
}

function comparePart(a: string, b: string): number {
  let [left, right] = [a, b];
  while (left !== '' || right !== '') {
    const words = [/^\D*/.exec(left)?.[0] ?? '', /^\D*/.exec(right)?.[0] ?? ''] as const;
    for (let at = 0; at < Math.max(words[0].length, words[1].length); at++) {
      const difference = weight(words[0][at]) - weight(words[1][at]);
      if (difference !== 0) return difference;
    }
    [left, right] = [left.slice(words[0].length), right.slice(words[1].length)];
    const numbers = [/^\d*/.exec(left)?.[0] ?? '', /^\d*/.exec(right)?.[0] ?? ''] as const;
    const difference = Number(numbers[0]) - Number(numbers[1]);
    if (difference !== 0) return difference;
    [left, right] = [left.slice(numbers[0].length), right.slice(numbers[1].length)];
  }
  return 0;
}

/** Whether a version is what `(>= 1.2)` and the like ask for. */
export function satisfies(
  version: string,
  operator: string | undefined,
  wanted: string | undefined,
): boolean {
  if (operator === undefined || wanted === undefined) return true;
  const difference = compareVersions(version, wanted);
  switch (operator) {
    case '=':
      return difference === 0;
    case '>=':
      return difference >= 0;
    case '<=':
      return difference <= 0;
    case '>>':
      return difference > 0;
    default:
      return difference < 0;
  }
}

/** Negative: `a` is older. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  return (
    left.epoch - right.epoch ||
    comparePart(left.upstream, right.upstream) ||
    comparePart(left.revision, right.revision)
  );
}
