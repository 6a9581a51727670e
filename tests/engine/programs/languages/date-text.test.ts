// Texts that are dates, or nearly, and what the real Node.js 22.23 read in them, where local time is UTC.
import { expect, test } from 'vitest';
import { parseDateText } from '../../../../src/engine/programs/languages/node/date-text';
import recorded from './recorded-dates.json';

test.each(recorded)('$text', ({ text, ms }) => {
  const read = parseDateText(text);
  expect(Number.isNaN(read) ? null : read).toBe(ms);
});
