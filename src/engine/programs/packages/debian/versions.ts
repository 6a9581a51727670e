/** Debian's version numbers (deb-version(7)): how they compare. */
import { compareVersionParts } from '../../shared/version-order';

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
    compareVersionParts(left.upstream, right.upstream) ||
    compareVersionParts(left.revision, right.revision)
  );
}
