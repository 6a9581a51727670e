/**
 * What a reader waits for, in a real browser on the built site, at a CPU slowed down four times: `npm run bench:page`.
 * How far Chrome has to be asked to slow down for that is found first, by a loop in the page; what it does to a worker
 * is measured, too.
 */
import { existsSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../export/browser';
import { serveBuiltSite } from '../export/serve';

const SLOWDOWN = 4;
const SAMPLES = 5;
/** Between two keys of a quick typist; between a pointer's arrival at a button and the press; how long a press is. */
const KEY_MS = 80;
const AIM_MS = 200;
const PRESS_MS = 80;
const WAIT_MS = 120_000;
const NOTE = '/running-containers/run-a-container/';
const COMPARISON = '/secure-images/build-cache/';

interface Bar {
  readonly name: string;
  readonly barMs: number;
  /** Milliseconds of each sample on a page that was just opened. */
  readonly sample: (page: Page) => Promise<number>;
}

interface Awaited {
  /** The event that the reader waits from. */
  readonly event: 'keydown' | 'click' | 'input';
  readonly key?: string;
  /** It is over when an element shows this, and that is painted. */
  readonly selector: string;
  readonly shows: string;
}

declare global {
  interface Window {
    drydockAwaited?: Promise<number>;
  }
}

/** From an event of the reader's to the paint of what answers it. */
async function timed(page: Page, awaited: Awaited, act: () => Promise<void>): Promise<number> {
  await page.evaluate(({ event, key, selector, shows }) => {
    window.drydockAwaited = new Promise((resolve) => {
      let from: number | undefined;
      const look = (): void => {
        if (from === undefined) return;
        const texts = [...document.querySelectorAll(selector)].map(({ textContent }) => textContent);
        if (!texts.some((text) => new RegExp(shows).test(text))) return;
        observer.disconnect();
        const since = from;
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - since)));
      };
      const observer = new MutationObserver(look);
      observer.observe(document.documentElement, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
      const begin = (happened: Event): void => {
        if (key !== undefined && !(happened instanceof KeyboardEvent && happened.key === key)) return;
        from ??= happened.timeStamp;
      };
      addEventListener(event, begin, { capture: true });
    });
  }, awaited);
  await act();
  return page.evaluate(() => window.drydockAwaited ?? Infinity);
}

async function typeLine(page: Page, line: string, shows: string): Promise<number> {
  const input = page.locator('#example-1 .term-entry input');
  await input.click();
  await input.pressSequentially(line, { delay: KEY_MS });
  return timed(page, { event: 'keydown', key: 'Enter', selector: '#example-1 code', shows }, () =>
    input.press('Enter'),
  );
}

/** A key at the end of an editor's last line. */
function typeKey(page: Page, editor: Locator, before: string, key: string): Promise<number> {
  const awaited: Awaited = {
    event: 'keydown',
    key,
    selector: '#F31 .editor-line',
    shows: `RUN echo ${before}${key}`,
  };
  return timed(page, awaited, () => editor.press(key));
}

const steps = (last: string): string =>
  [
    'FROM busybox',
    ...Array.from({ length: 8 }, (_, i) => `RUN echo ${i} > /step-${i}`),
    `RUN echo ${last}`,
  ].join('\n');

/** From the press of the button to the second comparison of a reader's own Dockerfiles. */
async function compareAnew(page: Page, press: (build: Locator) => Promise<void>): Promise<number> {
  await page.goto(COMPARISON, { waitUntil: 'networkidle' });
  const figure = page.locator('#F31');
  await figure.hover();
  const sides = figure.locator('.compare-side textarea');
  const build = figure.getByRole('button', { name: 'Build both' });
  const text = '#F31 [data-build="1"] .steps';
  await sides.first().fill(steps('one'));
  await sides.last().fill(steps('two'));
  await timed(page, { event: 'click', selector: text, shows: 'RUN echo two' }, () => build.click());
  await sides.first().fill(steps('three'));
  await sides.last().fill(steps('four'));
  await page.waitForTimeout(1_000);
  await build.hover();
  await page.waitForTimeout(AIM_MS);
  return timed(page, { event: 'click', selector: text, shows: 'RUN echo four' }, () => press(build));
}

const BARS: readonly Bar[] = [
  {
    name: 'first command, typed on a cold page',
    barMs: 300,
    async sample(page) {
      await page.goto(NOTE, { waitUntil: 'networkidle' });
      return typeLine(page, 'docker ps', 'docker ps\\n(CONTAINER|Cannot)');
    },
  },
  {
    name: 'first command, Run pressed on a cold page',
    barMs: 300,
    async sample(page) {
      await page.goto(NOTE, { waitUntil: 'networkidle' });
      const run = page.locator('#example-1').getByRole('button', { name: 'Run' });
      await run.hover();
      await page.waitForTimeout(AIM_MS);
      return timed(page, { event: 'click', selector: '#example-1 code', shows: '\\$ docker' }, () =>
        run.click({ delay: PRESS_MS }),
      );
    },
  },
  {
    name: 'a later command',
    barMs: 50,
    async sample(page) {
      await page.goto(NOTE, { waitUntil: 'networkidle' });
      await typeLine(page, 'docker ps', 'docker ps\\nCONTAINER');
      await typeLine(page, 'docker images', 'docker images\\n[^]*hello-world');
      return typeLine(page, 'docker ps -a', 'docker ps -a\\nCONTAINER');
    },
  },
  {
    name: 'two builds of 10 steps, compared anew by mouse',
    barMs: 100,
    sample: (page) => compareAnew(page, (build) => build.click({ delay: PRESS_MS })),
  },
  {
    name: 'two builds of 10 steps, compared anew by keyboard',
    barMs: 100,
    sample: (page) => compareAnew(page, (build) => build.press('Enter')),
  },
  {
    name: 'what a key in the editor takes longer while the engine builds',
    barMs: 20,
    async sample(page) {
      await page.goto(COMPARISON, { waitUntil: 'networkidle' });
      const figure = page.locator('#F31');
      await figure.hover();
      const text = figure.locator('.compare-side textarea').first();
      await text.fill(steps('one'));
      await text.press('Control+End');
      await typeKey(page, text, 'one', 'p');
      const atRest = await typeKey(page, text, 'onep', 'q');
      await figure.getByRole('button', { name: 'Build both' }).click();
      await text.focus();
      const atWork = await typeKey(page, text, 'onepq', 'r');
      return Math.max(0, atWork - atRest);
    },
  },
];

interface Slowdown {
  /** What Chrome is asked for. */
  readonly rate: number;
  readonly inPage: number;
  readonly inWorker: number;
  /** The loop at full speed. */
  readonly loopMs: number;
}

/** How long a loop takes in the page and in a worker, in milliseconds. */
function loops(page: Page): Promise<readonly [number, number]> {
  return page.evaluate(async () => {
    const loop =
      'let x = 0; const t = performance.now(); for (let i = 0; i < 2e7; i++) x = (x * 31 + i) | 0;';
    const inPage = new Function(`${loop} return performance.now() - t;`);
    const code = `onmessage = () => { ${loop} postMessage(performance.now() - t); };`;
    const worker = new Worker(URL.createObjectURL(new Blob([code])));
    const inWorker = await new Promise<number>((done) => {
      worker.onmessage = ({ data }) => done(Number(data));
      worker.postMessage('');
    });
    worker.terminate();
    return [Number(inPage()), inWorker] as const;
  });
}

/** Finds what to ask Chrome for: it slows a page down by more than that. */
async function findSlowdown(browser: Browser): Promise<Slowdown> {
  const page = await browser.newPage();
  await loops(page);
  const [loopMs, workerMs] = await loops(page);
  let rate = SLOWDOWN;
  let inPage = 1;
  let inWorker = 1;
  for (let i = 0; i < 3; i++) {
    rate = i === 0 ? SLOWDOWN : (rate * SLOWDOWN) / inPage;
    await slowDown(page, rate);
    const slow = await loops(page);
    [inPage, inWorker] = [slow[0] / loopMs, slow[1] / workerMs];
  }
  await page.close();
  return { rate, inPage, inWorker, loopMs };
}

async function slowDown(page: Page, rate: number): Promise<void> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Emulation.setCPUThrottlingRate', { rate });
}

async function samplesOf(
  { sample }: Bar,
  rate: number,
  browser: Browser,
  url: string,
): Promise<readonly number[]> {
  const samples: number[] = [];
  for (let i = 0; i < SAMPLES; i++) {
    const context = await browser.newContext({ baseURL: url });
    const page = await context.newPage();
    page.setDefaultTimeout(WAIT_MS);
    await slowDown(page, rate);
    samples.push(await sample(page));
    await context.close();
  }
  return samples.toSorted((a, b) => a - b);
}

/** `npm run bench:page [-- PART-OF-A-NAME …]`; 1 where a bar is missed. */
export async function main(names: readonly string[]): Promise<number> {
  if (!existsSync('dist/index.html')) {
    console.error('The site is not built. Run: npm run build');
    return 2;
  }
  const site = await serveBuiltSite(process.cwd());
  const browser = await launchBrowser();
  let missed = 0;
  try {
    const { rate, inPage, inWorker, loopMs } = await findSlowdown(browser);
    console.log(
      `a loop of this computer: ${loopMs.toFixed(0)} ms; Chrome asked for ${rate.toFixed(1)} slows it down ${inPage.toFixed(1)} times in the page, ${inWorker.toFixed(1)} times in a worker`,
    );
    for (const bar of BARS) {
      if (names.length > 0 && !names.some((name) => bar.name.includes(name))) continue;
      const samples = await samplesOf(bar, rate, browser, site.url);
      const median = samples[Math.floor(samples.length / 2)] ?? Infinity;
      const isMet = median <= bar.barMs;
      if (!isMet) missed++;
      const all = samples.map((ms) => Math.round(ms)).join(', ');
      console.log(
        `${isMet ? 'met   ' : 'MISSED'} ${String(Math.round(median)).padStart(6)} ms of ${String(bar.barMs).padStart(4)}  ${bar.name}  (${all})`,
      );
    }
  } finally {
    await browser.close();
    await site.stop();
  }
  return missed === 0 ? 0 : 1;
}
