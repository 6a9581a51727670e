import { invalid } from './errors';

/** `--filter name=value` given any number of times: the values of each name, in order. */
export type Filters = ReadonlyMap<string, readonly string[]>;

export const noFilters: Filters = new Map();

/** Throws where a filter is named that `accepted` does not have. */
export function checkFilters(filters: Filters, accepted: readonly string[]): void {
  for (const name of filters.keys()) if (!accepted.includes(name)) throw invalid(`invalid filter '${name}'`);
}

/** The values of a filter; none where it was not given. */
export function valuesOf(filters: Filters, name: string): readonly string[] {
  return filters.get(name) ?? [];
}

/**
 * Whether `value` is what a filter asks for, or no such filter was given: the whole text or a regular
 * expression that occurs in it (moby, filters.Args.Match).
 */
export function matches(filters: Filters, name: string, value: string): boolean {
  const wanted = filters.get(name);
  if (wanted === undefined || wanted.length === 0) return true;
  return wanted.some((text) => {
    if (text === value) return true;
    try {
      return new RegExp(text).test(value);
    } catch {
      return false;
    }
  });
}

/** As `matches`, but only the whole text counts. */
export function matchesExactly(filters: Filters, name: string, value: string): boolean {
  const wanted = filters.get(name);
  return wanted === undefined || wanted.length === 0 || wanted.includes(value);
}

/** Whether the labels have every `label=key` and `label=key=value`, and none of `label!=…`. */
export function matchesLabels(filters: Filters, labels: Readonly<Record<string, string>>): boolean {
  return (
    valuesOf(filters, 'label').every((wanted) => hasLabel(labels, wanted)) &&
    !(filters.get('label!') ?? []).some((unwanted) => hasLabel(labels, unwanted))
  );
}

function hasLabel(labels: Readonly<Record<string, string>>, wanted: string): boolean {
  const separator = wanted.indexOf('=');
  if (separator < 0) return Object.hasOwn(labels, wanted);
  const key = wanted.slice(0, separator);
  return Object.hasOwn(labels, key) && labels[key] === wanted.slice(separator + 1);
}

const trueWords = new Set(['1', 'true']);
const falseWords = new Set(['0', 'false']);

/** A filter that is yes or no; throws where it is neither, or both (moby, filters.Args.GetBoolOrDefault). */
export function booleanOf(filters: Filters, name: string, fallback: boolean): boolean {
  const values = [...new Set(valuesOf(filters, name))];
  if (values.length === 0) return fallback;
  const isTrue = values.some((value) => trueWords.has(value));
  const isFalse = values.some((value) => falseWords.has(value));
  if (isTrue === isFalse) throw invalid(`invalid filter '${name}=[${values.join(' ')}]'`);
  return isTrue;
}
