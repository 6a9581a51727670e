import type { RunExample } from './page-run';
import { escapeHtml, transcriptHtml } from './transcript-html';

/** An element of the page as its name's attributes and its content. */
export interface TerminalElement {
  readonly attributes: Readonly<Record<string, string>>;
  readonly html: string;
}

/**
 * An example as the element `drydock-terminal`: its transcript as text, and beside it what the page's script needs
 * to bring it to life. `before` stands above the transcript.
 */
export function terminalElement(id: string, seed: string, example: RunExample, before = ''): TerminalElement {
  const typed = example.steps.find((step) => step.kind === 'line');
  const first = typed?.kind === 'line' ? typed.text.split('\n')[0] : 'keys';
  const label = example.steps.length === 0 ? 'Terminal of this challenge' : `Example: ${first ?? ''}`;
  return {
    attributes: {
      class: 'term',
      id,
      'data-seed': seed,
      'data-machine': example.machine,
      ...(example.isFresh ? { 'data-fresh': '' } : {}),
      ...(example.before.length > 0 ? { 'data-before': JSON.stringify(example.before) } : {}),
      'data-parts': example.parts.join(' '),
      'data-steps': JSON.stringify(example.steps),
    },
    html: `${before}<pre class="term-screen" tabindex="0" role="group" aria-label="${escapeHtml(label)}"><code>${transcriptHtml(example.lines)}</code></pre>`,
  };
}
