import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const SRC = resolve(import.meta.dirname, '../../src');
const ENGINE = join(SRC, 'engine');

/** The floors of the engine from the roof down: each may use those after it, by their doors. */
const FLOORS = [
  'machine',
  'cli',
  'daemon',
  'builder',
  'dockerfile',
  'registry',
  'oci',
  'programs',
  'shell',
  'kernel',
  'fs',
  'units',
  'world',
] as const;

interface Import {
  readonly file: string;
  readonly floor: string;
  /** The floor's folder and what of it is imported: `fs` and '' for its door. */
  readonly to: string;
  readonly inside: string;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith('.ts') && statSync(path).isFile());
}

function importsOf(file: string): string[] {
  return ts
    .preProcessFile(readFileSync(file, 'utf8'), true, true)
    .importedFiles.map(({ fileName }) => fileName);
}

function importsBetweenFloors(): Import[] {
  return filesBelow(ENGINE).flatMap((file) => {
    const [floor = ''] = relative(ENGINE, file).split('/');
    return importsOf(file)
      .filter((path) => path.startsWith('.'))
      .flatMap((path) => {
        const [to = '', ...rest] = relative(ENGINE, resolve(dirname(file), path)).split('/');
        return to === floor || floor.endsWith('.ts')
          ? []
          : [{ file: relative(SRC, file), floor, to, inside: rest.join('/') }];
      });
  });
}

const rank = (floor: string): number => FLOORS.findIndex((one) => one === floor);

test('every folder of the engine is a floor with a door', () => {
  const folders = readdirSync(ENGINE).filter((name) => statSync(join(ENGINE, name)).isDirectory());
  expect(folders.filter((name) => rank(name) < 0)).toEqual([]);
  expect(folders.filter((name) => !readdirSync(join(ENGINE, name)).includes('index.ts'))).toEqual([]);
});

test('a floor knows only those below it', () => {
  const upwards = importsBetweenFloors().filter(({ floor, to }) => rank(to) < rank(floor));
  expect(upwards.map(({ file, to }) => `${file} imports ${to}`)).toEqual([]);
});

test('a floor is entered by its door', () => {
  const byWindow = importsBetweenFloors().filter(({ inside }) => inside !== '' && inside !== 'index');
  expect(byWindow.map(({ file, to, inside }) => `${file} imports ${to}/${inside}`)).toEqual([]);
});

test('the engine knows no page, no site and no Node', () => {
  const allowed = ['@noble/hashes', 'acorn', 'fflate', 'modern-tar'];
  const outside = filesBelow(ENGINE).flatMap((file) =>
    importsOf(file)
      .filter((path) =>
        path.startsWith('.')
          ? relative(ENGINE, resolve(dirname(file), path)).startsWith('..')
          : !allowed.some((name) => path.startsWith(name)),
      )
      .map((path) => `${relative(SRC, file)} imports ${path}`),
  );
  expect(outside).toEqual([]);
});

test('the engine takes its clock and its randomness from its machine', () => {
  const own = /\b(Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\(|setTimeout\(|globalThis)/;
  const users = filesBelow(ENGINE).filter((file) =>
    own.test(readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
  );
  expect(users.map((file) => relative(SRC, file))).toEqual([]);
});
