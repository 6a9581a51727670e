import { expect, test } from 'vitest';
import { linesMarkup } from '../../components/compare/comparison-markup';
import { markup } from '../../components/markup';

test('what is put in is text, what was made as markup stays markup', () => {
  const inner = markup`<b>${'<i>&"'}</b>`;
  expect(markup`<p title="${'"'}">${inner}${[inner]}${false}${undefined}${0}</p>`.html).toBe(
    '<p title="&quot;"><b>&lt;i&gt;&amp;&quot;</b><b>&lt;i&gt;&amp;&quot;</b>0</p>',
  );
});

test('a Dockerfile has its instructions marked, other files have not; every line knows its number', () => {
  const { html } = linesMarkup('Dockerfile', 'FROM a\n# <x>\n && b');
  expect(html).toContain('data-line="1"><span class="code-keyword">FROM</span> a');
  expect(html).toContain('<span class="code-comment"># &lt;x&gt;</span>');
  expect(html).toContain('data-line="3"> &amp;&amp; b');
  expect(linesMarkup('app.sql', 'FROM a').html).not.toContain('code-keyword');
});
