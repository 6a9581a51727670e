import { expect, test } from 'vitest';
import { commandEntries } from '../../src/reference/command-entries';

const entry = (name: string) => commandEntries().find((one) => one.name === name);

test('a description is prose in paragraphs; what has columns keeps its lines', () => {
  expect(entry('docker cp')?.summary.map(({ text }) => text.includes('\n'))).toEqual([false, false]);
  const verbatim = entry('docker context create')?.summary.filter(({ isVerbatim }) => isVerbatim);
  expect(verbatim?.map(({ text }) => text.split(/\s/)[0])).toEqual(['NAME', '$']);
});

test('a refused command does not say twice what it is for', () => {
  for (const { edge, summary } of commandEntries())
    if (edge.state === 'refused') expect(edge.why).not.toContain(summary[0]?.text.replace(/\.$/, ''));
});
