import type { GoalState } from '../../src/notes/challenge';
import { type Markup, markup } from '../markup';

/** What still differs from the goal, in words. */
export function resultMarkup(states: readonly GoalState[] | undefined): Markup {
  if (states === undefined)
    return markup`<p><strong>Not yet.</strong> Something still runs in the terminal. End it, or leave it, and check again.</p>`;
  const open = states.filter(({ isReached }) => !isReached);
  if (open.length === 0) return markup`<p><strong>Reached.</strong> Every line prints what it must.</p>`;
  return markup`<p><strong>Not yet.</strong> ${open.length === 1 ? 'One line prints' : `${open.length} lines print`} something else:</p>
${open.map(
  ({ typed, expected, shown }) => markup`<dl>
<dt><code>${typed}</code></dt>
<dd>must print <pre>${expected.join('\n')}</pre></dd>
<dd>now prints <pre>${shown.length === 0 ? '(nothing)' : shown.join('\n')}</pre></dd>
</dl>`,
)}`;
}
