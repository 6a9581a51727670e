import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newPage } from '../../scripts/new-page.mjs';
import { PageRun } from '../../src/notes/page-run';
import { allParts } from '../../src/engine';
import { wholeLaptop } from '../../src/engine/world/whole';
import { blocksOf } from '../../src/notes/blocks';
import { pageMachines } from '../../src/notes/page-machines';
import { frontMatter } from '../../src/site/front-matter';
import { noteAddress } from '../../src/site/urls';

let content = '';

beforeEach(() => {
  content = mkdtempSync(join(tmpdir(), 'content-'));
  for (const folder of ['2-writing-images', '3-secure-images', 'reference']) mkdirSync(join(content, folder));
  writeFileSync(join(content, '3-secure-images', '01-build-cache.mdx'), '---\ntitle: x\norder: 4\n---\n');
});

afterEach(() => rmSync(content, { recursive: true }));

test.each(['3', 'secure-images', '3-secure-images'])('a page of part %s gets the next free place', (part) => {
  const path = newPage(content, part, 'Scan an image: “why”?');
  expect(path).toBe(join(content, '3-secure-images', '05-scan-an-image-why.mdx'));
  const text = readFileSync(path, 'utf8');
  expect(text).toMatch(/^title: "Scan an image: “why”\?"$/m);
  expect(text).toMatch(/^order: 5$/m);
});

test('a page of the reference has no number, and its address is that of its name', () => {
  const path = newPage(content, 'reference', 'Ports');
  expect(path).toBe(join(content, 'reference', 'ports.mdx'));
  expect(noteAddress('reference/ports.mdx').slug).toBe('reference/ports');
});

test('the template is a page that builds: its front matter and its examples are right', () => {
  const text = readFileSync(newPage(content, '2', 'Try it'), 'utf8');
  const keys = Object.fromEntries(
    [...text.matchAll(/^(title|description|order): (.*)$/gm)].map(([, k, v]) => [k, v]),
  );
  expect(frontMatter.safeParse({ ...keys, order: Number(keys['order']) }).success).toBe(true);
  const run = new PageRun(() => pageMachines(allParts(), wholeLaptop(), 'template'));
  for (const { fence, content: block, at } of blocksOf(text, 0, 'page-template.mdx')) {
    if (fence.language === 'console') run.console(fence, block, at);
    else run.file(fence, block, at);
  }
  expect(run.commandCount).toBe(4);
});

test('what is wrong is said: no title, no such part, a page that is there', () => {
  expect(() => newPage(content, '2', '')).toThrow('usage: npm run new-page -- PART "Title"');
  expect(() => newPage(content, '9', 'Try it')).toThrow(
    'there is no part "9"; there are: 2-writing-images, 3-secure-images, reference',
  );
  expect(() => newPage(content, '3', 'Build cache')).toThrow('01-build-cache.mdx is there already');
});
