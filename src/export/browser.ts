/**
 * Finds a Chromium and starts it: for the PDF and for every test in a real browser.
 *
 * The order is: what the user names, the one that npm installed (its version is pinned, so the PDF and the
 * tests are the same everywhere), one that Playwright manages, one that the system has. A file that exists may
 * still not start (Ubuntu's `chromium-browser` is a stub), so each candidate is tried, not looked at.
 */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { bundledChromium, bundledLibraries } from './bundled-chromium';

/** One way to start a browser; `undefined` when it does not apply on this machine. */
interface Candidate {
  readonly name: string;
  options(): Promise<LaunchOptions | undefined>;
}

const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** Root has no user namespace to sandbox in; hinting would make text widths depend on the machine. */
function launchArguments(): string[] {
  const isRoot = process.getuid?.() === 0;
  return [...(isRoot || process.env['CI'] ? ['--no-sandbox'] : []), '--font-render-hinting=none'];
}

function installed(path: string): Candidate {
  return { name: path, options: async () => (existsSync(path) ? { executablePath: path } : undefined) };
}

const candidates: readonly Candidate[] = [
  {
    name: 'the Chromium in node_modules',
    options: async () => {
      const executablePath = await bundledChromium();
      return executablePath === undefined ? undefined : { executablePath };
    },
  },
  {
    name: 'the Chromium in node_modules with its own libraries',
    options: async () => {
      const executablePath = await bundledChromium();
      const libraries = await bundledLibraries();
      if (executablePath === undefined || libraries === undefined) return undefined;
      return { executablePath, env: { ...definedEnvironment(), LD_LIBRARY_PATH: libraries } };
    },
  },
  {
    name: "Playwright's Chromium",
    options: async () => {
      const executablePath = chromium.executablePath();
      return existsSync(executablePath) ? { executablePath } : undefined;
    },
  },
  { name: 'Google Chrome', options: async () => ({ channel: 'chrome' }) },
  { name: 'Microsoft Edge', options: async () => ({ channel: 'msedge' }) },
  ...SYSTEM_PATHS.map(installed),
];

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/**
 * Starts the first browser that starts. The caller closes it.
 * @throws Error that names every way to provide one, with what each attempt said.
 */
export async function launchBrowser(): Promise<Browser> {
  const args = launchArguments();
  const named = process.env['CHROME_PATH'] ?? process.env['CHROMIUM_PATH'];
  if (named !== undefined) {
    if (!existsSync(named)) throw new Error(`CHROME_PATH is ${named}, but there is no such file.`);
    return chromium.launch({ executablePath: named, args });
  }

  const attempts: string[] = [];
  for (const candidate of candidates) {
    const options = await candidate.options();
    if (options === undefined) continue;
    try {
      return await chromium.launch({ ...options, args });
    } catch (error) {
      attempts.push(`  ${candidate.name}: ${firstLines(error)}`);
    }
  }
  throw new Error(
    [
      'No browser starts here. Any one of these helps:',
      '  set CHROME_PATH to a Chromium or Chrome;',
      '  on Linux x64, let npm install its packages completely (npm ci, without --omit);',
      '  npx playwright-core install chromium;',
      '  install Chrome, Chromium or Edge.',
      'Tried:',
      ...attempts,
    ].join('\n'),
  );
}

function firstLines(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n').slice(0, 3).join(' ').trim();
}
