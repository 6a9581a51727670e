import type { Element, ElementContent, Root } from 'hast';
import { createCssVariablesTheme, type ShikiTransformer } from 'shiki';
import { parseFence } from '../notes/fence';

/**
 * Shiki's theme of names in place of colours: each token says what it is, and `src/styles/code.css` says how that
 * looks in each of the site's themes.
 */
export const codeTheme = createCssVariablesTheme({
  name: 'drydock',
  variablePrefix: '--code-',
  fontStyle: false,
});

/** `color:var(--code-token-keyword)` → `code-keyword`. Plain text needs no class. */
function tokenClass(style: unknown): string | undefined {
  const name = /var\(--code-(?:token-)?([\w-]+)\)/.exec(String(style))?.[1];
  return name === undefined || name === 'foreground' || name === 'background' ? undefined : `code-${name}`;
}

function withoutInlineStyle(node: Root | Element): void {
  for (const child of node.children) {
    if (child.type !== 'element') continue;
    const { style, ...properties } = child.properties;
    const name = child.tagName === 'span' ? tokenClass(style) : undefined;
    child.properties = name === undefined ? properties : { ...properties, class: name };
    withoutInlineStyle(child);
  }
}

/** Replaces inline styles, which the Content-Security-Policy refuses, by classes. */
export const classesForStyles: ShikiTransformer = {
  name: 'classes-for-styles',
  root(root) {
    withoutInlineStyle(root);
  },
};

/** Marks the lines that a `diff` block adds and removes. */
export const diffLines: ShikiTransformer = {
  name: 'diff-lines',
  line(line, number) {
    if (this.options.lang !== 'diff') return;
    const sign = this.source.split('\n')[number - 1]?.[0];
    if (sign === '+') this.addClassToHast(line, 'code-added');
    if (sign === '-') this.addClassToHast(line, 'code-removed');
  },
};

/**
 * Shows `title="app/Dockerfile"` of a block's first line as the block's caption, and says of which machine it is a
 * file, for who edits it.
 */
export const captionFromTitle: ShikiTransformer = {
  name: 'caption-from-title',
  root(root) {
    const { options } = parseFence('', this.options.meta?.__raw ?? '');
    const title = options.get('title');
    const machine = options.get('machine') ?? 'laptop';
    const [block] = root.children;
    if (block?.type !== 'element') return;
    const label = typeof title === 'string' ? title : 'Code';
    const pre: Element = { ...block, properties: { ...block.properties, 'aria-label': label } };
    root.children = [
      typeof title !== 'string'
        ? pre
        : element('figure', { class: 'code-file', 'data-file': title, 'data-machine': String(machine) }, [
            element('figcaption', {}, [
              { type: 'text', value: title },
              element(
                'button',
                {
                  type: 'button',
                  class: 'code-file-edit needs-script',
                  'aria-label': `Edit ${title}`,
                  'data-pagefind-ignore': '',
                },
                [{ type: 'text', value: 'Edit' }],
              ),
            ]),
            pre,
          ]),
    ];
  },
};

function element(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children };
}
