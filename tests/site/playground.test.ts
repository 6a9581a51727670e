import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sharedFragment } from '../../src/notes/shared-session';
import { EMPTY_TIMELINE } from '../../src/notes/timeline';
import { reader } from './reader';

const site = reader();
const path = '/playground/';
const WAIT = { timeout: 60_000 };

const screen = (page: Page): Locator => page.locator('drydock-terminal .term-screen');
const editor = (page: Page, name = 'Dockerfile'): Locator => page.getByRole('textbox', { name, exact: true });

async function shows(page: Page, text: string | RegExp): Promise<void> {
  await expect.poll(() => screen(page).textContent(), WAIT).toMatch(text);
}

async function type(page: Page, line: string): Promise<void> {
  const input = page.getByRole('textbox', { name: 'Type a command and press Enter' });
  await input.fill(line);
  await input.press('Enter');
}

test.each([1280, 360])(
  'at %i px: a reader’s own Dockerfile is built, and the pictures show it',
  async (width) => {
    const { page, problems } = await site.open(path, { width });
    await page.locator('drydock-playground').hover();
    await editor(page).fill('FROM busybox\nRUN echo mine > /made\nCMD ["cat", "/made"]\n');
    await page.getByRole('button', { name: 'Build image' }).click();
    await shows(page, /naming to docker\.io\/library\/app/);
    const terminal = await page.locator('drydock-terminal').boundingBox();
    expect(terminal?.y).toBeGreaterThanOrEqual(0);
    expect(terminal?.y).toBeLessThanOrEqual(450);
    await type(page, 'docker run --rm app');
    await shows(page, /docker run --rm app\nmine\n/);
    const machine = page.getByRole('region', { name: 'Images' });
    await expect.poll(() => machine.textContent(), WAIT).toContain('app');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(problems).toEqual([]);
  },
);

test('by keyboard alone: what commands do to the files is seen in the editor, and time travel takes it along', async () => {
  const { page, problems } = await site.open(path);
  await page.locator('.playground-editor pre').focus();
  await expect.poll(() => editor(page).evaluate((one) => one === document.activeElement), WAIT).toBe(true);
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('# first\n');
  await page.keyboard.press('Control+s');
  const input = page.getByRole('textbox', { name: 'Type a command and press Enter' });
  await input.focus();
  await page.keyboard.type('head -n 1 Dockerfile\n');
  await shows(page, /head -n 1 Dockerfile\n# first\n/);
  await page.keyboard.type('echo FROM alpine > Dockerfile; echo two > more.txt\n');
  await expect.poll(() => editor(page).inputValue(), WAIT).toBe('FROM alpine');
  await page.getByRole('button', { name: 'more.txt' }).press('Enter');
  expect(await editor(page, 'more.txt').inputValue()).toBe('two');
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect.poll(() => editor(page).inputValue(), WAIT).toContain('# first\nFROM python');
  expect(await page.getByRole('button', { name: 'more.txt' }).count()).toBe(0);
  expect(problems).toEqual([]);
});

test('files are added, renamed and deleted, and the machine has them', async () => {
  const { page, problems } = await site.open(path);
  await page.locator('drydock-playground').hover();
  await page.getByRole('button', { name: 'New file' }).click();
  const name = page.getByRole('textbox', { name: 'Name of the new file' });
  await name.fill('../up');
  await name.press('Enter');
  expect(await name.evaluate((one: HTMLInputElement) => one.validationMessage)).toContain('in this folder');
  await name.fill('conf/site.conf');
  await name.press('Enter');
  await editor(page, 'conf/site.conf').fill('listen 80;');
  await type(page, 'cat conf/site.conf');
  await shows(page, /cat conf\/site\.conf\nlisten 80;\n/);
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'New name of conf/site.conf' }).fill('conf/new.conf');
  await page.keyboard.press('Enter');
  await expect
    .poll(
      () => page.getByRole('button', { name: 'conf/new.conf', exact: true }).getAttribute('aria-current'),
      WAIT,
    )
    .toBe('true');
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect
    .poll(() => page.getByRole('button', { name: 'conf/new.conf', exact: true }).count(), WAIT)
    .toBe(0);
  await shows(page, /rm ~\/app\/conf\/new\.conf/);
  expect(problems).toEqual([]);
});

test('the button that builds is there from the start, and a first press of it builds', async () => {
  const { page, problems } = await site.open(path, { width: 360 });
  await page.getByRole('button', { name: 'Build image' }).evaluate((button: HTMLElement) => button.click());
  await shows(page, /naming to docker\.io\/library\/app/);
  expect(problems).toEqual([]);
});

test('another starting point brings its own files and commands', async () => {
  const { page, problems } = await site.open(path, { theme: 'dark', width: 360 });
  await page.getByRole('combobox', { name: 'Start from' }).focus();
  await page.getByRole('button', { name: 'New file' }).waitFor();
  await page.getByRole('combobox', { name: 'Start from' }).selectOption('mistakes');
  await expect.poll(() => editor(page).inputValue(), WAIT).toContain('MAINTAINER');
  const messages = page.getByRole('list', { name: 'Messages for Dockerfile' });
  await expect.poll(() => messages.textContent(), WAIT).toContain('MaintainerDeprecated');
  await page.getByRole('button', { name: 'docker build --check .' }).click();
  await shows(page, 'MaintainerDeprecated');
  expect(problems).toEqual([]);
});

test('a link opens its session; a bad one says what is wrong with it', async () => {
  const fragment = await sharedFragment({
    origin: {
      seed: 'content/a.mdx',
      machine: 'laptop',
      steps: [
        {
          machine: 'laptop',
          step: { kind: 'file', path: 'Dockerfile', content: 'FROM scratch\n', mode: 0o644 },
        },
        { machine: 'laptop', step: { kind: 'line', text: 'echo s-h-a-r-e-d | tr -d -' } },
      ],
      parts: [],
    },
    shownSteps: [{ kind: 'line', text: 'echo s-e-e-n | tr -d -' }],
    timeline: EMPTY_TIMELINE,
  });
  const { page, problems } = await site.open(`${path}#${fragment}`);
  await shows(page, /\nseen\n/);
  await expect.poll(() => editor(page).inputValue(), WAIT).toBe('FROM scratch');
  expect(await page.getByRole('alert').textContent()).toContain('came with a link');
  const bad = await site.open(`${path}#v1.broken`);
  await expect.poll(() => bad.page.getByRole('alert').textContent(), WAIT).toContain('link');
  expect(problems).toEqual([]);
});

test('without a script the page says what it would do, and shows where it starts', async () => {
  const { page } = await site.open(path, { hasScript: false });
  expect(await page.locator('.playground-notice').textContent()).toContain('needs JavaScript');
  expect(await page.locator('.playground-editor').textContent()).toContain('FROM python');
  expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
});
