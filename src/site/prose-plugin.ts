import Slugger from 'github-slugger';
import type { HastPluginEntry } from 'satteri';

/** Characters that a line of text can always spare: code of no more is never broken at a hyphen or a space. */
const SHORT_CODE = 14;

/**
 * What a note's text gets beyond its Markdown: headings that can be linked to, and tables that scroll on their own
 * where the screen is too narrow for them.
 */
export function prosePlugin(): HastPluginEntry {
  return () => {
    const slugger = new Slugger();
    return {
      name: 'prose',
      element: [
        {
          filter: ['h2', 'h3'],
          visit(node, context) {
            const text = context.textContent(node);
            const id = slugger.slug(text);
            context.setProperty(node, 'id', id);
            context.appendChild(node, {
              type: 'element',
              tagName: 'a',
              properties: { className: ['heading-link'], href: `#${id}`, ariaLabel: `Link to “${text}”` },
              children: [],
            });
          },
        },
        {
          filter: ['code'],
          visit(node, context) {
            if (context.textContent(node).length > SHORT_CODE) return;
            context.setProperty(node, 'className', ['short-code']);
          },
        },
        {
          filter: ['table'],
          visit(node, context) {
            context.wrapNode(node, {
              type: 'element',
              tagName: 'div',
              properties: { className: ['table-scroll'], tabIndex: 0, role: 'group', ariaLabel: 'Table' },
              children: [],
            });
          },
        },
      ],
    };
  };
}
