import { expect, test } from 'vitest';
import { fullCatalogue, readCatalogue, writeCatalogue } from '../../../src/engine';

test('a catalogue is the same after it was written as text and read again', () => {
  const { programs, commands, declarations } = fullCatalogue();
  const again = readCatalogue(writeCatalogue({ programs, commands, declarations }));
  const byId = <Entry extends { readonly id: string }>(entries: readonly Entry[]) =>
    entries.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const byPath = <Entry extends { readonly path: string }>(entries: readonly Entry[]) =>
    entries.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  expect(programs.length).toBeGreaterThan(100);
  expect(byId(again.programs)).toEqual(byId(programs));
  expect(byPath(again.commands)).toEqual(byPath(commands));
  expect(again.declarations).toEqual(declarations);
});
