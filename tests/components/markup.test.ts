import { expect, test } from 'vitest';
import { markup } from '../../components/markup';

test('what is put in is text, what was made as markup stays markup', () => {
  const inner = markup`<b>${'<i>&"'}</b>`;
  expect(markup`<p title="${'"'}">${inner}${[inner]}${false}${undefined}${0}</p>`.html).toBe(
    '<p title="&quot;"><b>&lt;i&gt;&amp;&quot;</b><b>&lt;i&gt;&amp;&quot;</b>0</p>',
  );
});
