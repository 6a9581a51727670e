import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { reader } from './reader';

const site = reader();
const path = '/secure-images/build-cache/';
const WAIT = { timeout: 30_000 };

/** F31: the source before its dependencies, and after them. */
const pair = (page: Page): Locator => page.locator('#F31');

function build(figure: Locator, index: number): Locator {
  return figure.locator(`[data-build="${index}"]`);
}

async function built(figure: Locator): Promise<void> {
  await expect.poll(() => figure.getByRole('status').textContent(), WAIT).toContain('Built.');
}

test('without a script the page shows both builds, what became of each step, and why', async () => {
  const { page } = await site.open(path, { hasScript: false });
  const [left, right] = [build(pair(page), 0), build(pair(page), 1)];
  expect(await left.locator('.step.is-first-miss').textContent()).toMatch(
    /COPY[^]*First miss\. It ran because the content of app\.py changed\./,
  );
  expect(await left.locator('.step.is-cached').count()).toBeLessThan(
    await right.locator('.step.is-cached').count(),
  );
  expect(await right.locator('.step.is-cached').first().textContent()).toContain('CACHED');
  expect(await pair(page).locator('.compare-saving').textContent()).toMatch(
    /“Dependencies first” takes .* it saves .* Times are simulated\./,
  );
  expect(await pair(page).getByRole('button').count()).toBe(0);
});

test('what the engine shows after Reset and a change is what the build wrote into the page', async () => {
  const { page, problems } = await site.open(path);
  const figure = pair(page);
  const before = await figure.locator('.compare-results').textContent();
  await figure.getByRole('button', { name: 'Touch app.py' }).click();
  await expect.poll(() => figure.getByRole('status').textContent(), WAIT).toContain('Press Build');
  await figure.getByRole('button', { name: 'Build both' }).click();
  await built(figure);
  expect(await figure.locator('.step.is-ran').count()).toBe(0);
  expect(await figure.locator('.compare-saving').textContent()).toContain('Both take the same time.');
  expect(await figure.getByRole('status').textContent()).toBe('Built. Both take the same time.');
  await figure.getByRole('button', { name: 'Reset' }).click();
  expect(await figure.locator('.compare-results').textContent()).toBe(before);
  expect(problems).toEqual([]);
});

test('by keyboard alone: edit a Dockerfile, build, read why; a step marks its lines', async () => {
  const { page, problems } = await site.open(path);
  const figure = pair(page);
  await figure.locator('[data-files="1"] pre').focus();
  const dockerfile = figure.getByRole('textbox', { name: 'Dockerfile, Dependencies first' });
  await expect.poll(() => dockerfile.evaluate((one) => one === document.activeElement), WAIT).toBe(true);
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\nRUN echo "<b>one</b>"');
  await page.keyboard.press('Control+Enter');
  await built(figure);
  const right = build(figure, 1);
  const last = right.locator('.step.is-ran').last();
  expect(await last.textContent()).toContain('RUN echo "<b>one</b>"');
  await last.locator('summary').focus();
  await page.keyboard.press('Enter');
  expect(await last.locator('details').getAttribute('open')).not.toBeNull();
  expect(await last.locator('p').textContent()).toContain('Dockerfile line 8');
  expect(await figure.locator('.editor-line.is-shown').allTextContents()).toEqual([
    'RUN echo "<b>one</b>"\n',
  ]);
  expect(problems).toEqual([]);
});

test('a failing step is told as failed, with its log; a wrong option in docker’s words', async () => {
  const { page, problems } = await site.open(path);
  const figure = pair(page);
  await figure.hover();
  await figure
    .getByRole('textbox', { name: 'Dockerfile, Source first' })
    .fill('FROM busybox\nRUN echo no; false\nRUN true');
  await figure.getByRole('button', { name: 'Build both' }).click();
  await built(figure);
  const failed = build(figure, 0).locator('.step.is-failed');
  await failed.locator('summary').click();
  expect(await failed.locator('pre').innerText()).toBe('no');
  expect(await failed.innerText()).toMatch(/failed[^]*It failed\./);
  expect(await build(figure, 0).locator('.step.is-not-reached').textContent()).toContain('not reached');
  await figure.getByRole('textbox', { name: 'Options of docker build, Source first' }).fill('--nothing');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => figure.locator('.compare-problem').textContent(), WAIT)
    .toContain('unknown flag: --nothing');
  expect(problems).toEqual([]);
});

test('at 360 pixels nothing is wider than the page, and a build works', async () => {
  const { page, problems } = await site.open(path, { width: 360, theme: 'dark' });
  const figure = pair(page);
  await figure.getByRole('button', { name: 'Build both' }).click();
  await built(figure);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  for (const box of await figure.getByRole('button').all())
    expect((await box.boundingBox())?.height).toBeGreaterThanOrEqual(32);
  expect(problems).toEqual([]);
});

/** Its first RUN stands on a base that the page has built with already, so that it is soon reached. */
const ENDLESS = 'FROM python:3.13-slim\nRUN while true; do :; done\nRUN true';

test('a build that does not end can be stopped, and the page answers meanwhile', async () => {
  const { page, problems } = await site.open(path, { width: 360 });
  const figure = pair(page);
  await figure.getByRole('button', { name: 'Build both' }).click();
  await built(figure);
  await figure.getByRole('textbox', { name: 'Dockerfile, Source first' }).fill(ENDLESS);
  await figure.getByRole('button', { name: 'Build both' }).click();
  const stop = figure.getByRole('button', { name: 'Stop' });
  await expect.poll(() => stop.isVisible(), WAIT).toBe(true);
  const example = page.locator('#example-1');
  await example.locator('.term-entry input').fill('echo o-n-e | tr -d -');
  await example.locator('.term-entry input').press('Enter');
  await expect.poll(() => example.locator('code').first().textContent(), WAIT).toContain('\none\n');
  await stop.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => figure.locator('.compare-saving').textContent(), WAIT).toContain('was stopped');
  expect(await build(figure, 0).locator('.step.is-stopped').textContent()).toContain('while true');
  await expect.poll(() => stop.isVisible(), WAIT).toBe(false);
  expect(problems).toEqual([]);
});

test('a press that is taken back has built nothing', async () => {
  const { page, problems } = await site.open(path);
  const figure = pair(page);
  const button = figure.getByRole('button', { name: 'Build both' });
  const shown = (): Promise<string | null> => figure.locator('.compare-results').textContent();
  const click = async (): Promise<string | null> => {
    await button.click();
    await built(figure);
    return shown();
  };
  await figure.hover();
  const first = await click();
  await button.hover();
  await page.mouse.down();
  await page.waitForTimeout(500);
  await figure.locator('.compare-title').first().hover();
  await page.mouse.up();
  expect(await shown()).toBe(first);
  await figure.getByRole('button', { name: 'Touch app.py' }).click();
  await expect.poll(() => figure.getByRole('status').textContent(), WAIT).toContain('Press Build');
  const numbers = [build(figure, 0), build(figure, 1)].map((one) => one.locator('.compare-number'));
  const before = await Promise.all(numbers.map((one) => one.textContent()));
  await click();
  expect(await Promise.all(numbers.map((one) => one.textContent()))).toEqual(
    before.map((text) => `build ${Number(text?.split(' ').at(-1)) + 1}`),
  );
  expect(problems).toEqual([]);
});

test('Stop also ends what still waits for the engine', async () => {
  const { page, problems } = await site.open(path);
  const figure = pair(page);
  await figure.hover();
  await figure.getByRole('textbox', { name: 'Dockerfile, Source first' }).fill(ENDLESS);
  await figure.getByRole('button', { name: 'Build both' }).click();
  await figure.getByRole('button', { name: 'Stop' }).click();
  await expect.poll(() => figure.locator('.compare-saving').textContent(), WAIT).toContain('was stopped');
  expect(problems).toEqual([]);
});

test('a step is tied to its layer, and a layer to its step and its line, by focus', async () => {
  const { page } = await site.open(path);
  const figure = pair(page);
  await figure.hover();
  await expect.poll(() => figure.getByRole('textbox').count(), WAIT).toBeGreaterThan(2);
  const right = build(figure, 1);
  await right.locator('.compare-more summary').first().press('Enter');
  const layer = right.locator('.result-layers li', { hasText: 'pip install' });
  await layer.focus();
  await expect.poll(() => right.locator('.step.is-pointed').textContent()).toContain('pip install');
  expect(await figure.locator('.editor-line.is-shown').allTextContents()).toEqual([
    'RUN pip install -r requirements.txt\n',
  ]);
});

test('the author’s buttons do what they say: a line of both Dockerfiles moves up', async () => {
  const { page, problems } = await site.open(path);
  const figure = pair(page);
  await figure.getByRole('button', { name: 'Move line 4 up' }).click();
  const dockerfile = figure.getByRole('textbox', { name: 'Dockerfile, Source first' });
  await expect
    .poll(() => dockerfile.inputValue(), WAIT)
    .toMatch(/RUN apt-get update && apt-get install -y curl\nCOPY \. \.\nRUN pip/);
  await figure.getByRole('button', { name: 'Build both' }).click();
  await built(figure);
  expect(await build(figure, 0).locator('.step.is-first-miss').textContent()).toContain('apt-get');
  expect(problems).toEqual([]);
});
