import { expect, test } from 'vitest';
import { recordedWorld } from '../../conformance/recorded-world';
import { throwDockerfiles } from './random/builds';
import { dockerfilesOf, dockerfilesOfPage } from './random/dockerfiles';
import { linesToThrow } from './random/throw';

const transcripts = import.meta.glob<string>('../../conformance/*/*.transcript', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const pages = import.meta.glob<string>('../../../content/*/*.mdx', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const seeds = [
  ...Object.values(transcripts).flatMap(dockerfilesOf),
  ...Object.values(pages).flatMap(dockerfilesOfPage),
];

/** As many as take 20 seconds; a hundred thousand (RANDOM_LINES) were seen to pass. */
const count = linesToThrow(1_500);

test(`${count} mutated Dockerfiles are built, or refused as BuildKit does`, { timeout: 3_600_000 }, () => {
  expect(seeds.length).toBeGreaterThan(300);
  expect(throwDockerfiles(recordedWorld(), count, seeds)).toEqual([]);
});
