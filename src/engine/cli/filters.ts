import type { Filters } from '../daemon';

/** `--filter` values, checked already, as the daemon takes them. */
export function parseFilters(values: readonly string[]): Filters {
  const filters = new Map<string, string[]>();
  for (const value of values) {
    const [, name = '', wanted = ''] = /^([^=]*?)\s*=\s*(.*)$/s.exec(value) ?? [];
    const isNegated = name.endsWith('!');
    const key = (isNegated ? `${name.slice(0, -1).trim()}!` : name.trim()).toLowerCase();
    filters.set(key, [...(filters.get(key) ?? []), wanted.trim()]);
  }
  return filters;
}
