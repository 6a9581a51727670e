import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { FACTS_FOLDER } from '../site/chunks';

/** A script that a page loaded. */
export interface LoadedScript {
  /** Its path on the site. */
  readonly path: string;
  /** Compressed as a server would (gzip). */
  readonly bytes: number;
  /** Whether it holds facts of the world (images, packages) and no code. */
  readonly isFacts: boolean;
}

/** Opens a page as one who was never here, types a line under its first example, and tells what that loaded. */
export async function firstCommandScripts(
  page: Page,
  path: string,
  line: string,
): Promise<readonly LoadedScript[]> {
  const paths = new Set<string>();
  page.context().on('request', (request) => paths.add(new URL(request.url()).pathname));
  await page.goto(path);
  const input = page.locator('#example-1 input[type="text"]');
  await input.fill(line);
  await input.press('Enter');
  await page.locator('#example-1[data-state="prompt"] code', { hasText: `$ ${line}` }).waitFor();
  await page.waitForLoadState('networkidle');
  return [...paths]
    .filter((one) => one.endsWith('.js'))
    .map((one) => ({
      path: one,
      bytes: gzipSync(readFileSync(`dist${one}`), { level: 9 }).length,
      isFacts: one.startsWith(`/${FACTS_FOLDER}/`),
    }));
}

/** The weight of the code among scripts, in bytes. */
export function codeBytes(scripts: readonly LoadedScript[]): number {
  return scripts.filter(({ isFacts }) => !isFacts).reduce((sum, { bytes }) => sum + bytes, 0);
}
