// --filter of docker buildx prune and du. Source: buildx, commands/prune.go (toBuildkitPruneInfo).
import { parseDuration, quote, ValueError } from '../../units';
import { refusal } from './build-error';

/** What filters come to for BuildKit. */
export interface CacheFilters {
  /** One filter of expressions that must all hold, `type==regular,id~=abc`; or none. */
  readonly filters: readonly string[];
  /** Keep what was used within this time; 0: no matter. */
  readonly keepDurationMs: number;
}

export function readCacheFilters(words: readonly string[]): CacheFilters {
  const values = new Map<string, Set<string>>();
  for (const word of words) {
    const separator = word.indexOf('=');
    const [name, value] = [word.slice(0, separator), word.slice(separator + 1)];
    values.set(name, (values.get(name) ?? new Set()).add(value));
  }
  if (values.has('until') && values.has('unused-for')) {
    throw refusal('conflicting filters "until" and "unused-for"');
  }
  // The second is the older name.
  const untilName = values.has('unused-for') ? 'unused-for' : 'until';
  const keepDurationMs = readDuration(untilName, single(untilName, values.get(untilName)));
  values.delete(untilName);
  const expressions = [...values].map(([name, set]) => expression(name, single(name, set) ?? ''));
  return { filters: expressions.length === 0 ? [] : [expressions.join(',')], keepDurationMs };
}

function single(name: string, values: ReadonlySet<string> | undefined): string | undefined {
  const [value, ...more] = values ?? [];
  if (more.length > 0) throw refusal(`${quote(name)} filter expects only one value`);
  return value;
}

function readDuration(name: string, text: string | undefined): number {
  if (text === undefined) return 0;
  try {
    return parseDuration(text) / 1e6;
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw refusal(`${quote(name)} filter expects a duration (e.g., '24h'): ${error.message}`);
  }
}

function expression(name: string, value: string): string {
  if (name === 'id') return `id~=${value}`;
  return /[!~]$/.test(name) ? `${name}=${value}` : `${name}==${value}`;
}
