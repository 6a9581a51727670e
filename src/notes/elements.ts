/** What the build puts into a page's tree: elements with attributes, and markup that was made here. */
import type { MdxJsxFlowElement } from 'satteri';
import type { SolvedChallenge } from './challenge-source';
import { terminalElement } from './terminal-html';
import { escapeHtml, transcriptHtml } from './transcript-html';

export function withAttributes(
  node: MdxJsxFlowElement,
  attributes: Readonly<Record<string, string>>,
): MdxJsxFlowElement {
  const added = Object.entries(attributes).map(
    ([name, value]) => ({ type: 'mdxJsxAttribute', name, value }) as const,
  );
  return { ...node, attributes: [...node.attributes, ...added] };
}

/** What of a challenge is made by the build: its machine's terminal, the goal, and a way there. */
export function challengeElements(
  id: string,
  { challenge, solution }: SolvedChallenge,
): readonly MdxJsxFlowElement[] {
  const { seed, before, goal } = challenge;
  const nothing = { ...solution, before, steps: [], lines: [] };
  const terminal = terminalElement(id, seed, nothing);
  const shown = goal.map(({ typed, expected }) => [
    `<span class="term-line"><span class="term-prompt">$ </span><span class="term-input">${escapeHtml(typed)}</span>\n</span>`,
    ...expected.map((line) => `<span class="term-line term-output">${escapeHtml(line)}\n</span>`),
  ]);
  return [
    element('p', { class: 'challenge-goal' }, 'It is done when these lines print what stands below them:'),
    element(
      'div',
      { class: 'term term-shown' },
      `<pre class="term-screen" tabindex="0"><code>${shown.flat().join('')}</code></pre>`,
    ),
    element('drydock-terminal', { ...terminal.attributes, 'data-apart': '' }, terminal.html),
    element(
      'details',
      { class: 'challenge-solution' },
      `<summary>A way there</summary><div class="term term-shown"><pre class="term-screen" tabindex="0"><code>${transcriptHtml(solution.lines)}</code></pre></div>`,
    ),
  ];
}

/** Above an example: on which computer it is typed where a page has several, and how much later. */
export function placeAndTime(machine: string | true | undefined, later: string | true | undefined): string {
  const parts = [
    typeof machine === 'string' && `On the computer “${machine}”`,
    typeof later === 'string' && `${later} later`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? '' : `<p class="term-reason">${escapeHtml(parts.join(', '))}</p>`;
}

/** A block that is not run, with the reason the author gave. */
export function shownElement(text: string, reason: string): MdxJsxFlowElement {
  const lines = text.split('\n').map((line) => `<span class="term-line">${escapeHtml(line)}\n</span>`);
  return element(
    'div',
    { class: 'term term-shown' },
    `<p class="term-reason">${escapeHtml(reason)}: shown, not run</p><pre class="term-screen" tabindex="0"><code>${lines.join('')}</code></pre>`,
  );
}

export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  html: string,
): MdxJsxFlowElement {
  const all = Object.entries({ ...attributes, 'set:html': html });
  return {
    type: 'mdxJsxFlowElement',
    name,
    attributes: all.map(([attribute, value]) => ({ type: 'mdxJsxAttribute', name: attribute, value })),
    children: [],
  };
}
