import axe from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { reader } from './reader';

const site = reader();
const path = '/secure-images/smaller-trusted-bases/';
const WAIT = { timeout: 30_000 };
const SLOW = { timeout: 120_000 };

/** The first example of the note on stages: it builds `site` and runs it as `web`. */
const example = (page: Page): Locator => page.locator('#example-1');
const panel = (page: Page): Locator => example(page).locator('.term-panel');

async function type(page: Page, line: string): Promise<void> {
  await example(page).locator('.term-entry input').fill(line);
  await example(page).locator('.term-entry input').press('Enter');
}

async function open(page: Page, name: string): Promise<void> {
  await example(page).getByRole('button', { name, exact: true }).click();
  await expect.poll(() => panel(page).isVisible(), WAIT).toBe(true);
}

async function shows(place: Locator, text: string | RegExp): Promise<void> {
  await expect.poll(() => place.textContent(), WAIT).toMatch(text);
}

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const place = document.querySelector('.term-panel:not([hidden])') ?? document;
    const { violations: found } = await window.axe.run(place, { resultTypes: ['violations'] });
    return found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}`));
  });
}

const width = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);

test(
  'the machine: what it is made of, what the last line changed, and inspect by keyboard',
  SLOW,
  async () => {
    const { page, problems } = await site.open(path, { width: 1600 });
    await open(page, 'Machine');
    const containers = panel(page).getByRole('region', { name: 'Containers' });
    await shows(containers, /web.*Up .*site.*httpd.*8080 → 80.*created/s);
    await type(page, 'docker stop web');
    await shows(containers, /web.*changed.*Exited \(\d+\)/s);
    const name = containers.getByRole('button', { name: 'web, inspect' });
    await name.focus();
    await page.keyboard.press('Enter');
    await shows(containers.locator('pre'), /"Status": "exited"/);
    await type(page, 'docker start web');
    await shows(containers.locator('pre'), /"Status": "running"/);
    expect(await name.getAttribute('aria-expanded')).toBe('true');
    await type(page, 'docker rm -f web');
    await shows(containers, /web.*removed/s);
    expect(await name.count()).toBe(0);
    const [term, machine] = await Promise.all([
      example(page).locator('.term-screen').boundingBox(),
      panel(page).boundingBox(),
    ]);
    expect(machine?.x).toBeGreaterThanOrEqual((term?.x ?? 0) + (term?.width ?? 0));
    expect(await violations(page)).toEqual([]);
    expect(problems).toEqual([]);
  },
);

test('to grow older is no change, to be looked at by nobody is no button', SLOW, async () => {
  const { page } = await site.open(path, { width: 360, theme: 'dark' });
  await open(page, 'Machine');
  const containers = panel(page).getByRole('region', { name: 'Containers' });
  await shows(containers, /web/);
  await type(page, 'sleep 30');
  await shows(containers, /Up (\d\d seconds|About a minute|\d+ minutes)/);
  expect(await containers.textContent()).not.toContain('changed');
  expect(await width(page)).toBe(360);
  expect(await page.locator('.prose > .picture [data-inspect]').count()).toBe(0);
});

test('layers: those of a new image, what one deletes of another, and what that wastes', SLOW, async () => {
  const { page, problems } = await site.open(path, { width: 360 });
  await open(page, 'Layers');
  await shows(panel(page), /site:latest/);
  await type(
    page,
    String.raw`printf 'FROM busybox\nRUN head -c 50000 /dev/zero > /big\nRUN rm /big\n' | docker build -t waste -`,
  );
  const image = panel(page).getByRole('combobox', { name: 'Image' });
  await expect.poll(() => image.textContent(), WAIT).toContain('waste:latest');
  await image.selectOption('waste:latest');
  const stack = panel(page).getByRole('region', { name: 'Layers of waste:latest' });
  await shows(stack, /in layers.*50 kB wasted/s);
  const removing = stack.locator('.layer', { hasText: 'RUN rm /big' });
  await removing.locator('summary').focus();
  await page.keyboard.press('Enter');
  await shows(removing, /deleted\s*\/big\s*50 kB of it stay in the layers below/);
  expect(await stack.locator('.layer').last().textContent()).toContain('shared');
  expect(await width(page)).toBe(360);
  expect(await violations(page)).toEqual([]);
  expect(problems).toEqual([]);
});

test('files: a build step that failed, an image, the home folder, by keyboard alone', SLOW, async () => {
  const { page, problems } = await site.open(path, { width: 360, theme: 'dark' });
  await open(page, 'Files');
  const where = panel(page).getByRole('combobox', { name: 'Files of' });
  const after = panel(page).getByRole('combobox', { name: 'after' });
  await shows(panel(page), /\/home\/\w+/);
  await type(
    page,
    String.raw`printf 'FROM busybox\nRUN echo half > /done && rm /etc/group && false\n' | docker build -t broken -`,
  );
  await expect.poll(() => where.textContent(), WAIT).toContain('build 2');
  await where.selectOption({ label: 'build 2, the last one' });
  expect(await after.locator('option').last().textContent()).toContain('(failed)');
  const tree = panel(page).locator('.file-tree');
  await shows(tree, /done\s*added/);
  const file = tree.locator('summary', { hasText: 'done' });
  await file.focus();
  await page.keyboard.press('Enter');
  await shows(tree.locator('pre'), /half/);
  await tree.locator('summary', { hasText: 'etc/' }).press('Enter');
  await shows(tree, /group\s*deleted/);
  await where.selectOption({ label: 'site:latest' });
  await tree.locator('summary', { hasText: 'bin/' }).first().press('Enter');
  const program = tree.locator('summary', { hasText: /^busybox/ }).first();
  await program.press('Enter');
  await shows(tree, /machine code/);
  expect(await width(page)).toBe(360);
  expect(await violations(page)).toEqual([]);
  expect(problems).toEqual([]);
});

test('build: the last build’s steps with reasons, and its stages, also after Undo', SLOW, async () => {
  const { page, problems } = await site.open(path, { width: 360 });
  await open(page, 'Build');
  const steps = panel(page).getByRole('region', { name: 'Steps of the last build' });
  const stages = panel(page).getByRole('region', { name: 'Its stages' });
  await shows(steps, /RUN python render\.py/);
  await shows(stages, /test.*not needed/s);
  await type(page, 'echo "print(1)" >> site/render.py && docker build -t site site');
  await shows(steps, /First miss\. It ran because the content of render\.py changed/);
  await example(page).getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => steps.textContent(), WAIT).not.toContain('First miss');
  expect(await width(page)).toBe(360);
  expect(await violations(page)).toEqual([]);
  expect(problems).toEqual([]);
});

test('the graph of stages is in the page without a script, in words too', SLOW, async () => {
  const { page } = await site.open(path, { hasScript: false, width: 360 });
  const graph = page.locator('.graph').first();
  expect(
    await graph.getByRole('listitem').filter({ hasText: 'COPY --from=build' }).last().textContent(),
  ).toContain('takes files from stage build');
  expect(await graph.locator('.graph-stage.is-not-needed').textContent()).toMatch(
    /test.*on stage.*build.*not needed/s,
  );
  expect(await graph.locator('.graph-edge').count()).toBe(2);
  const drawing = await graph.locator('.graph-edges').boundingBox();
  const boxes = await graph.locator('.graph-stages').boundingBox();
  expect(Math.abs((drawing?.height ?? 0) - (boxes?.height ?? 1))).toBeLessThan(2);
  expect(await width(page)).toBe(360);
});

test('before anything is typed, Explain is of the last line that the page has run', SLOW, async () => {
  const { page, problems } = await site.open('/running-containers/run-a-container/');
  const first = page.locator('#example-1');
  await first.getByRole('button', { name: 'Explain' }).click();
  await expect
    .poll(() => first.getByRole('region', { name: 'What the line means' }).textContent(), { timeout: 20_000 })
    .toContain('Create and run a new container from an image');
  expect(problems).toEqual([]);
});
