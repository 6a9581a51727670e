import { expect, test } from 'vitest';
import { commandEntries, commandTree, implementations } from '../../../src/engine/cli';
import { flagsReadFrom } from './unread-flags';

const files = new Map(commandEntries().map(({ path, file }) => [path, file]));

/** Flags that a command neither reads nor says anything of. */
function ignoredFlags(): string[] {
  return implementations.flatMap(({ declaration, edges }) => {
    const path = declaration.path.join(' ');
    const reads = flagsReadFrom(`${files.get(path) ?? ''}.ts`);
    const stated = new Set(Object.keys(edges.flags ?? {}));
    return Object.entries(declaration.flags ?? {})
      .filter(([name, { needs, deprecated }]) => {
        // Docker itself refuses these here, or has let go of them.
        if (needs !== undefined || deprecated !== undefined || name === 'help') return false;
        return !reads.has(name) && !stated.has(name);
      })
      .map(([name]) => `docker ${path} --${name}`);
  });
}

test('a flag that a command does not read is stated as simplified or refused', () => {
  expect(ignoredFlags()).toEqual([]);
});

test('the reader of flags finds what is read, and only that', () => {
  const reads = flagsReadFrom('./network/connect.ts');
  expect([...reads].sort()).toEqual([
    'alias',
    'driver-opt',
    'gw-priority',
    'ip',
    'ip6',
    'link',
    'link-local-ip',
  ]);
  expect(flagsReadFrom('./container/logs.ts')).toContain('since');
  expect(flagsReadFrom('./container/run.ts')).toContain('cpu-shares');
  expect(flagsReadFrom('./network/connect.ts')).not.toContain('quiet');
});

test('every command that is written is declared, once', () => {
  for (const { declaration } of implementations) {
    expect(commandTree.at(declaration.path)?.declaration).toBe(declaration);
  }
  expect(new Set(implementations.map(({ declaration }) => declaration.path.join(' '))).size).toBe(
    implementations.length,
  );
});
