import { expect, test } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '../../src/site/content-security-policy';
import { builtHtml, builtPaths } from './built-pages';
import { reader } from './reader';

const site = reader();

test('the policy allows no inline code, no eval and no other origin', () => {
  expect(CONTENT_SECURITY_POLICY).not.toMatch(
    /unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)|https?:|\*|data:/,
  );
  expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'");
  expect(CONTENT_SECURITY_POLICY).toContain("worker-src 'self'");
});

test.each(builtPaths())('%s carries the policy before anything that it governs', (path) => {
  const html = builtHtml(path);
  const [, policy = ''] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
  expect(policy.replaceAll('&#39;', "'").replaceAll('&#x27;', "'")).toBe(CONTENT_SECURITY_POLICY);
  expect(html.indexOf('http-equiv')).toBeLessThan(html.search(/<link|<script|<style/));
});

test.each(builtPaths())('%s has no inline script, style or handler', (path) => {
  expect(builtHtml(path)).not.toMatch(
    /<script(?![^>]*\ssrc=)[^>]*>|<style|<[a-z][^>]*\s(?:style|on[a-z]+)="/,
  );
});

test.each(builtPaths())('%s loads from its own origin alone, and nothing is refused', async (path) => {
  const { page, problems } = await site.open(path);
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await page.waitForLoadState('networkidle');
  expect(problems).toEqual([]);
});

test('the search works under the policy', async () => {
  const { page, problems } = await site.open('/');
  await page.keyboard.press('/');
  await page.keyboard.type('container');
  await page.getByRole('dialog').getByRole('link').first().waitFor();
  expect(problems).toEqual([]);
});

test('the policy refuses an inline script, and the check notices', async () => {
  const { page, problems } = await site.open('/');
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "changed"';
    document.head.append(script);
  });
  expect(await page.title()).not.toBe('changed');
  expect(problems).toEqual([expect.stringContaining('Content Security Policy')]);
});
