import { codeToHtml } from 'shiki';
import { expect, test } from 'vitest';
import { captionFromTitle, classesForStyles, codeTheme, diffLines } from '../../../src/site/code-blocks';

function html(code: string, lang: string, meta?: string): Promise<string> {
  return codeToHtml(code, {
    lang,
    theme: codeTheme,
    meta: { __raw: meta },
    transformers: [diffLines, classesForStyles, captionFromTitle],
  });
}

test('tokens carry classes and nothing carries an inline style', async () => {
  const shown = await html('FROM alpine\n# why\nRUN echo "x"', 'dockerfile');
  expect(shown).toContain('<span class="code-keyword">FROM</span>');
  expect(shown).toMatch(/<span class="code-comment">#\s?why<\/span>/);
  expect(shown).not.toContain('style=');
});

test('a title becomes the caption of the block and the name of its code', async () => {
  const shown = await html('FROM alpine', 'dockerfile', 'title="app/Dockerfile" mode=644');
  expect(shown).toMatch(
    /^<figure class="code-file" data-file="app\/Dockerfile" data-machine="laptop"><figcaption>app\/Dockerfile<button [^>]*>Edit<\/button><\/figcaption><pre .*aria-label="app\/Dockerfile"/,
  );
});

test('a block without a title is no figure', async () => {
  expect(await html('FROM alpine', 'dockerfile', 'mode=644')).toMatch(/^<pre /);
});

test('the lines of a difference say whether they come or go', async () => {
  const shown = await html('-FROM ubuntu\n+FROM alpine\n RUN true', 'diff');
  expect([...shown.matchAll(/class="line([^"]*)"/g)].map(([, more = '']) => more.trim())).toEqual([
    'code-removed',
    'code-added',
    '',
  ]);
});
