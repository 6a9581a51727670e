import { expect, test } from 'vitest';
import { wholeLaptop } from '../../src/engine/world/whole';
import { checkFile } from '../../src/notes/file-check';
import type { FileToCheck } from '../../src/notes/protocol';

const { registries } = wholeLaptop();

function said(file: FileToCheck): readonly string[] {
  return checkFile(file, registries).map(({ kind, rule, from, text }) => `${from} ${kind} ${rule ?? text}`);
}

test('warnings stand at their lines, in the order of the file', () => {
  const text = 'from python:3.13-slim as base\nWORKDIR app\nCMD python app.py\n';
  expect(said({ path: 'app/Dockerfile', text })).toEqual([
    '1 warning ConsistentInstructionCasing',
    '2 warning WorkdirRelativePath',
    '3 warning JSONArgsRecommended',
  ]);
});

test('what cannot be read is an error at its line', () => {
  expect(said({ path: 'Dockerfile.dev', text: 'FROM alpine\nRUM true\n' })).toEqual([
    '2 error dockerfile parse error on line 2: unknown instruction: RUM (did you mean RUN?)',
  ]);
});

test('the base image’s own variables are known; others are not', () => {
  expect(
    said({ path: 'Dockerfile', text: 'FROM python:3.13-slim\nRUN true\nLABEL a=$PYTHON_VERSION\n' }),
  ).toEqual([]);
  expect(said({ path: 'Dockerfile', text: 'FROM python:3.13-slim\nLABEL a=$PYTHON_VERSIO\n' })).toEqual([
    '2 warning UndefinedVar',
  ]);
});

test('what .dockerignore leaves out cannot be copied; a wrong pattern is told at its own line', () => {
  expect(said({ path: 'Dockerfile', text: 'FROM alpine\nCOPY app.log /\n', ignore: '*.log\n' })).toEqual([
    '2 warning CopyIgnoredFile',
  ]);
  expect(said({ path: '.dockerignore', text: '*.log\n[a-\n' })).toEqual(['2 error syntax error in pattern']);
});

test('nothing is said of an empty file, nor of other files', () => {
  expect(said({ path: 'Dockerfile', text: '\n' })).toEqual([]);
  expect(said({ path: 'Dockerfile.py/app.py', text: 'from x import y' })).toEqual([]);
});
