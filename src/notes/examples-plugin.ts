import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MdastContent, MdastPluginEntry } from 'satteri';
import { allParts, createMachineOf, type Machine } from '../engine';
import { wholeLaptop } from '../engine/world/whole';
import { AuthorError } from './author-error';
import { parseFence } from './fence';
import { type BlockPlace, PageRun, type RunExample } from './page-run';
import { escapeHtml, transcriptHtml } from './transcript-html';

type Replacement = MdastContent;

/**
 * Runs a note's examples when the note is built: each `console` block becomes what the engine printed, each
 * block with a `title` a file of the page's machine. A difference from what the author wrote stops the build.
 */
export function examplesPlugin({ root }: { readonly root: string }): MdastPluginEntry {
  return (document) => {
    const path = document.fileURL ? fileURLToPath(document.fileURL) : 'a note';
    const file = relative(root, path);
    const seed = file;
    const world = wholeLaptop();
    const parts = allParts();
    const run = new PageRun((name, onNeed): Machine => {
      const loaded = (key: string): unknown => {
        onNeed(key);
        return parts.loaded(key);
      };
      return createMachineOf({ ...parts, loaded }, world, { seed: `${seed} ${name}` });
    });
    let count = 0;
    const place = (line: number | undefined): BlockPlace => ({ file, line: line ?? 1 });
    return {
      name: 'drydock-examples',
      options: { position: true },
      code(node, context) {
        const fence = parseFence(node.lang ?? '', node.meta ?? '');
        const at = place(node.position?.start.line);
        try {
          if (fence.language === 'console' && fence.options.has('show')) {
            context.replaceNode(node, shownElement(node.value, String(fence.options.get('show'))));
          } else if (fence.language === 'console') {
            const example = run.console(fence, node.value, at);
            count++;
            context.replaceNode(node, terminalElement(`example-${count}`, seed, example));
          } else if (fence.options.has('title')) {
            run.file(fence, node.value, at);
          }
        } catch (error) {
          if (!(error instanceof AuthorError)) throw error;
          throw Object.assign(new Error(error.message), { line: error.line, column: 1 });
        }
      },
    };
  };
}

/** The example as text, and beside it what the page's script needs to bring it to life. */
function terminalElement(id: string, seed: string, example: RunExample): Replacement {
  const typed = example.steps.find((step) => step.kind === 'line');
  const label = typed?.kind === 'line' ? typed.text.split('\n')[0] : 'keys';
  return element(
    'drydock-terminal',
    {
      class: 'term',
      id,
      'data-seed': seed,
      'data-machine': example.machine,
      ...(example.fresh ? { 'data-fresh': '' } : {}),
      'data-parts': example.parts.join(' '),
      'data-steps': JSON.stringify(example.steps),
    },
    `<pre class="term-screen" tabindex="0" role="group" aria-label="Example: ${escapeHtml(label ?? '')}"><code>${transcriptHtml(example.lines)}</code></pre>`,
  );
}

/** A block that is not run, with the reason the author gave. */
function shownElement(text: string, reason: string): Replacement {
  const lines = text.split('\n').map((line) => `<span class="term-line">${escapeHtml(line)}\n</span>`);
  return element(
    'div',
    { class: 'term term-shown' },
    `<p class="term-reason">${escapeHtml(reason)}: shown, not run</p><pre class="term-screen" tabindex="0"><code>${lines.join('')}</code></pre>`,
  );
}

function element(name: string, attributes: Readonly<Record<string, string>>, html: string): Replacement {
  const all = Object.entries({ ...attributes, 'set:html': html });
  return {
    type: 'mdxJsxFlowElement',
    name,
    attributes: all.map(([attribute, value]) => ({ type: 'mdxJsxAttribute', name: attribute, value })),
    children: [],
  };
}
