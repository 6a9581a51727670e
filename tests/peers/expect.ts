import { isDeepStrictEqual } from 'node:util';
import type { PeerCase } from './suite';

/** A text field of a case; a case without it is a mistake of the adapter. */
export function text(testCase: PeerCase, field: string): string {
  const value = testCase[field];
  if (typeof value !== 'string') throw new Error(`${field} is not a text`);
  return value;
}

/** A list of texts of a case; no such field is an empty list. */
export function texts(testCase: PeerCase, field: string): readonly string[] {
  const value = testCase[field] ?? [];
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw new Error(`${field} is not a list of texts`);
  }
  return value;
}

/** Says what differs, or undefined when the two are the same value. */
export function differ(actual: unknown, expected: unknown, what = 'value'): string | undefined {
  if (isDeepStrictEqual(actual, expected)) return undefined;
  return `${what} is ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`;
}

/**
 * Compares what a function does with what a case expects of it: an error (`error: true`, or its text in `error` or
 * `error_text`, or part of it in `error_contains`), or a result, which `check` compares.
 */
export function compareOutcome<Result>(
  testCase: PeerCase,
  produce: () => Result,
  check: (result: Result) => string | undefined,
): string | undefined {
  const exact = [testCase['error'], testCase['error_text']].find((value) => typeof value === 'string');
  const part = testCase['error_contains'];
  const isErrorExpected =
    exact !== undefined ||
    typeof part === 'string' ||
    testCase['error'] === true ||
    testCase['valid'] === false;
  let result: Result;
  try {
    result = produce();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!isErrorExpected) return `unexpected error: ${message}`;
    if (exact !== undefined) return differ(message, exact, 'error');
    if (typeof part === 'string' && !message.includes(part))
      return `error is ${JSON.stringify(message)}, expected … ${part} …`;
    return undefined;
  }
  if (isErrorExpected) {
    return `no error, expected ${JSON.stringify(exact ?? part ?? true)}; result ${JSON.stringify(result)}`;
  }
  return check(result);
}
