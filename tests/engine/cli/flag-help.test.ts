import { expect, test } from 'vitest';
import { commandTree } from '../../../src/engine/cli/declarations';
import { flagHelp, flagHelpTexts } from '../../../src/engine/cli/declarations/help';

const commands = [commandTree.root, ...commandTree.declarations];

test('help has words for every flag that is declared', () => {
  const silent = commands.flatMap((command) =>
    Object.keys(command.flags ?? {})
      .filter((name) => flagHelp(command, name) === '')
      .map((name) => `${command.path.join(' ')} --${name}`),
  );
  expect(commands.length).toBeGreaterThan(100);
  expect(silent).toEqual([]);
});

test('help has words for no flag that is not declared', () => {
  const declared = new Set(
    commands.flatMap(({ path, flags = {} }) =>
      Object.keys(flags).map((name) => `${path.join(' ')} --${name}`),
    ),
  );
  const told = Object.entries(flagHelpTexts).flatMap(([path, flags]) =>
    Object.keys(flags).map((name) => `${path} --${name}`),
  );
  expect(told.filter((flag) => !declared.has(flag))).toEqual([]);
});
