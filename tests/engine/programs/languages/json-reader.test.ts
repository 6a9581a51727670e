// Texts that are nearly JSON, and what the real Node.js 22.23 and 20.19 said of them.
import { describe, expect, test } from 'vitest';
import { HOST_VALUES, JsonFault, readJson } from '../../../../src/engine/programs/languages/node/json-reader';
import recorded from './recorded-json.json';

function answer(text: string, isOld: boolean): string {
  try {
    return JSON.stringify(readJson(text, HOST_VALUES, isOld));
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    return `!${error.message}`;
  }
}

describe('JSON as Node.js reads it', () => {
  test.each(recorded)('$text', ({ text, node22, node20 }) => {
    expect([answer(text, false), answer(text, true)]).toEqual([node22, node20]);
  });

  test('a long text, and a deep one, are read in time', () => {
    const long = `[${'{"a":[1,2,"x"]},'.repeat(20_000)}`;
    expect(answer(long, false)).toContain('Unexpected end of JSON input');
    const deep = '['.repeat(100_000);
    expect(answer(deep, false)).toBe('!Unexpected end of JSON input');
  });
});
