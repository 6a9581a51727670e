import type { Field } from './fields';
import { escapePattern, hasPattern } from './pattern-text';

/** Pattern text of a field: what was quoted is escaped. */
export function fieldPattern(field: Field): string {
  return field.map((segment) => (segment.quoted ? escapePattern(segment.text) : segment.text)).join('');
}

export function isGlob(field: Field, extended: boolean): boolean {
  return (
    field.some((segment) => !segment.quoted && /[*?[(]/.test(segment.text)) &&
    hasPattern(fieldPattern(field), extended)
  );
}

/** The C locale's order, in which every shell of an image sorts. */
export function compareByCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
