import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { allParts, createMachineOf, loadPart } from '../../../src/engine';
import { partKey } from '../../../src/engine/kernel';
import { wholeLaptop } from '../../../src/engine/world/whole';

const ENGINE = resolve(import.meta.dirname, '../../../src/engine');

/** The files that are asked for by name, in the source. */
function askedFor(): readonly string[] {
  return readdirSync(ENGINE, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const text = readFileSync(join(ENGINE, name), 'utf8');
      const inBuiltins = [...text.matchAll(/\blater\('([^']+)'/g)].map(
        ([, file]) => `shell/builtins/${file}`,
      );
      return [
        ...[...text.matchAll(/\bpart<[^;]*>\(\s*'([^']+)'/g)].map(([, file = '']) => file),
        ...inBuiltins,
      ];
    });
}

test('every part that is asked for is at hand in Node, and can be loaded by a page', async () => {
  const { catalogue, loaded } = allParts();
  const files = [
    ...askedFor(),
    ...catalogue.programs.map(({ file }) => `programs/${file}`),
    ...catalogue.commands.map(({ file }) => `cli/${file}`),
    ...Object.values(catalogue.declarations).flatMap((group) =>
      group.map((file) => `cli/declarations/${file}`),
    ),
  ];
  expect(askedFor().length).toBeGreaterThan(30);
  expect(files.filter((file) => loaded(partKey(file)) === undefined)).toEqual([]);
  const forPages = await Promise.all(files.map((file) => loadPart(partKey(file))));
  expect(files.filter((_, i) => forPages[i] === undefined)).toEqual([]);
});

test('a machine whose parts come late prints the same at the same time as one that has them', () => {
  const { catalogue, loaded } = allParts();
  const lines =
    'docker run --rm busybox sh -c "echo a | tr a b; printf %s c" & docker ps -a; wait; history\n';
  const play = (isLate: boolean): { shown: string; nowMs: number } => {
    const machine = createMachineOf(
      { catalogue, loaded: (key) => (isLate ? undefined : loaded(key)) },
      wholeLaptop(),
      { seed: 'parts' },
    );
    const terminal = machine.openTerminal({ columns: 80, rows: 24 });
    let shown = '';
    terminal.onOutput((bytes) => (shown += new TextDecoder().decode(bytes)));
    terminal.input(lines);
    for (let end = machine.advance({ maxSteps: 1e6 }); end.why === 'needs';) {
      for (const key of machine.needs()) machine.provide(key, loaded(key));
      end = machine.advance({ maxSteps: 1e6 });
    }
    return { shown, nowMs: machine.nowMs };
  };
  const atHand = play(false);
  expect(atHand.shown).toMatch(/b\r?\nc/);
  expect(play(true)).toEqual(atHand);
});
