import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, inject, onTestFinished } from 'vitest';
import { launchBrowser } from '../../src/export/browser';

export interface Setting {
  /** Of the window, in CSS pixels. */
  readonly width?: number;
  readonly theme?: 'light' | 'dark';
  readonly hasScript?: boolean;
}

export interface Visit {
  readonly page: Page;
  /** What went wrong so far: refusals of the Content-Security-Policy, errors of scripts, requests to elsewhere. */
  readonly problems: readonly string[];
}

export interface Reader {
  /** Opens a page of the built site as a new reader: nothing stored, nothing cached. It is closed after the test. */
  open(path: string, setting?: Setting): Promise<Visit>;
}

/** A browser for the tests of one file. */
export function reader(): Reader {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });

  return {
    async open(path, { width = 1280, theme = 'light', hasScript = true } = {}) {
      if (browser === undefined) throw new Error('the browser starts before the first test');
      const site = inject('siteUrl');
      const context = await browser.newContext({
        baseURL: site,
        colorScheme: theme,
        javaScriptEnabled: hasScript,
        reducedMotion: 'reduce',
        viewport: { width, height: 900 },
      });
      onTestFinished(() => context.close());
      const page = await context.newPage();
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
      // Chromium reports a refusal of the policy as a console error, whatever the page's scripts do.
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(`console: ${message.text()}`);
      });
      page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(`${site}/`) && !url.startsWith('data:') && !url.startsWith('blob:')) {
          problems.push(`request to another origin: ${url}`);
        }
      });
      await page.goto(path);
      return { page, problems };
    },
  };
}
