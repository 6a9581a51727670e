import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { builtNotes } from './built-pages';
import { reader } from './reader';

const site = reader();
const notePath = builtNotes()[0]?.href ?? '/';

/** Waits until the example shows a text, or fails with what it shows. */
async function shows(example: Locator, text: string): Promise<void> {
  await expect.poll(() => example.locator('code').textContent(), { timeout: 20_000 }).toContain(text);
}

async function atPrompt(example: Locator): Promise<void> {
  await expect.poll(() => example.getAttribute('data-state'), { timeout: 20_000 }).toBe('prompt');
}

async function type(example: Locator, line: string): Promise<void> {
  await example.locator('.term-entry input').fill(line);
  await example.locator('.term-entry input').press('Enter');
}

test('Run plays an example as the page shows it, without a refusal or a request elsewhere', async () => {
  const { page, problems } = await site.open(notePath);
  const example = page.locator('#example-1');
  const built = await example.locator('code').textContent();
  await example.getByRole('button', { name: 'Run' }).click();
  await shows(example, 'docs.docker.com');
  await atPrompt(example);
  expect(await example.locator('code').textContent()).toBe(built);
  expect(problems).toEqual([]);
});

test('Run stays under the pointer when it is pressed, and what it plays is in sight', async () => {
  const { page } = await site.open(notePath, { width: 1280 });
  const example = page.locator('#example-1');
  const run = example.getByRole('button', { name: 'Run' });
  await run.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const before = await run.boundingBox();
  await run.click();
  await example.locator('code', { hasText: 'Unable to find image' }).waitFor();
  expect(await run.boundingBox()).toEqual(before);
  await shows(example, 'docs.docker.com');
  await atPrompt(example);
  expect(await run.boundingBox()).toEqual(before);
  const lastLine = await example.locator('.term-line', { hasText: 'docs.docker.com' }).boundingBox();
  expect(lastLine?.y).toBeGreaterThan(0);
  expect(lastLine?.y).toBeLessThan(before?.y ?? 0);
});

test('the line stays in sight while what it runs prints', async () => {
  const { page } = await site.open(notePath);
  const example = page.locator('#example-2');
  const input = example.locator('.term-entry input');
  await input.evaluate((element) => element.scrollIntoView({ block: 'end', behavior: 'instant' }));
  await type(example, 'docker run --help');
  await shows(example, 'Working directory inside the container');
  await atPrompt(example);
  const tools = await example.getByRole('button', { name: 'Run' }).boundingBox();
  await expect.poll(async () => (await input.boundingBox())?.y).toBeLessThan(900);
  expect(tools?.y).toBeLessThan(900);
});

test('what a reader has run is printed whole', async () => {
  const { page } = await site.open(notePath);
  const example = page.locator('#example-2');
  await type(example, 'docker run --help');
  await shows(example, 'Working directory inside the container');
  await atPrompt(example);
  const hidden = (): Promise<number> =>
    example.locator('.term-screen').evaluate((screen) => screen.scrollHeight - screen.clientHeight);
  expect(await hidden()).toBeGreaterThan(0);
  await page.emulateMedia({ media: 'print' });
  expect(await hidden()).toBe(0);
});

test('what is typed goes on from the example; Undo takes it back, Reset shows the page again', async () => {
  const { page } = await site.open(notePath);
  const example = page.locator('#example-1');
  const built = await example.locator('code').textContent();
  await type(example, 'docker rename $(docker ps -aql) mine && docker ps -a --format "{{.Names}}"');
  await shows(example, '\nmine\n');
  await atPrompt(example);
  await type(example, 'echo one | tr a-z A-Z');
  await shows(example, '\nONE\n');
  await example.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => example.locator('code').textContent()).not.toContain('ONE');
  expect(await example.locator('code').textContent()).toContain('\nmine\n');
  await example.getByRole('button', { name: 'Reset' }).click();
  expect(await example.locator('code').textContent()).toBe(built);
});

test('a shell in a container, an endless loop, and Ctrl-C, by keyboard alone', async () => {
  const { page, problems } = await site.open(notePath);
  const example = page.locator('#example-1');
  const input = example.locator('.term-entry input');
  await input.focus();
  await page.keyboard.type('docker run -it --name box busybox\n');
  await expect
    .poll(() => example.locator('.term-entry label').textContent(), { timeout: 20_000 })
    .toBe('/ # ');
  await page.keyboard.type('while true; do echo tick; sleep 1; done\n');
  await shows(example, 'tick\ntick\n');
  await page.keyboard.press('Control+c');
  await shows(example, '^C');
  await page.keyboard.type('echo still here\n');
  await shows(example, '\nstill here\n');
  await page.keyboard.press('Control+d');
  await atPrompt(example);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  expect(await input.inputValue()).toBe('while true; do echo tick; sleep 1; done');
  expect(problems).toEqual([]);
});

test('a line typed while a command works waits for it', async () => {
  const { page } = await site.open(notePath);
  const example = page.locator('#example-1');
  await type(example, 'sleep 9; sleep 9; sleep 9; echo first');
  await type(example, 'echo second');
  const status = example.getByRole('status');
  await expect.poll(() => status.textContent(), { timeout: 20_000 }).toContain('Next: echo second');
  await shows(example, '$ sleep 9; sleep 9; sleep 9; echo first\nfirst\n$ echo second\nsecond\n');
});

test('Tab completes commands and names; a line that is markup is shown as text', async () => {
  const { page, problems } = await site.open(notePath);
  const example = page.locator('#example-1');
  const input = example.locator('.term-entry input');
  await input.fill('docker imag');
  await input.press('Tab');
  await expect.poll(() => input.inputValue(), { timeout: 20_000 }).toBe('docker image');
  await type(example, 'echo "<img src=x onerror=alert(1)>"');
  await shows(example, '\n<img src=x onerror=alert(1)>\n');
  expect(problems).toEqual([]);
});
