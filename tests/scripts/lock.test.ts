import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { completed, missingEntries, type Lock } from '../../scripts/complete-lock.mjs';

const lock: Lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));

test('the lock holds the packages of every system, or `npm ci` would refuse it', () => {
  expect(missingEntries(lock)).toEqual([]);
});

const incomplete: Lock = {
  packages: {
    '': { optionalDependencies: { 'tool-linux-x64-musl': '1.2.3' } },
    'node_modules/tool': {
      dev: true,
      optionalDependencies: { '@tool/darwin-arm64': '2.0.0', '@tool/own': '2.0.0' },
    },
    'node_modules/tool/node_modules/@tool/own': { version: '2.0.0' },
  },
};

test('what is missing is named, and a package inside the asking one counts as there', () => {
  expect(missingEntries(incomplete)).toEqual([
    { name: 'tool-linux-x64-musl', range: '1.2.3', by: '', place: 'node_modules/tool-linux-x64-musl' },
    {
      name: '@tool/darwin-arm64',
      range: '2.0.0',
      by: 'node_modules/tool',
      place: 'node_modules/@tool/darwin-arm64',
    },
  ]);
});

test('an added entry says for which systems it is, and that it may be left out', () => {
  const { packages } = completed(incomplete);
  expect(packages['node_modules/@tool/darwin-arm64']).toEqual({
    version: '2.0.0',
    os: ['darwin'],
    cpu: ['arm64'],
    dev: true,
    optional: true,
  });
  expect(packages['node_modules/tool-linux-x64-musl']).toEqual({
    version: '1.2.3',
    os: ['linux'],
    cpu: ['x64'],
    libc: ['musl'],
    optional: true,
  });
  expect(missingEntries({ packages })).toEqual([]);
});

test('a range is refused: only a registry can choose a version from it', () => {
  const ranged: Lock = { packages: { '': { optionalDependencies: { tool: '>=1 <3' } } } };
  expect(() => completed(ranged)).toThrow('asks for tool@>=1 <3: not one version');
});
