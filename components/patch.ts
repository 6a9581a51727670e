import type { Markup } from './markup';

/** What a reader does to an element and its markup says nothing of. */
const OWN_ATTRIBUTES: ReadonlySet<string> = new Set(['open', 'aria-expanded']);

/**
 * Makes what is in an element as the markup says and changes nothing else: who has the focus keeps it, and what was
 * opened stays open. Children with a `data-key` are known by it; what is in an element with `data-keep` is left alone.
 */
export function patchContent(element: Element, { html }: Markup): void {
  const wanted = document.createElement('template');
  wanted.innerHTML = html;
  patchChildren(element, wanted.content);
}

function patchChildren(parent: Element, wanted: ParentNode): void {
  const keyed = keyedChildren(parent, wanted);
  let at = parent.firstChild;
  let want = wanted.firstChild;
  while (want !== null) {
    const next = want.nextSibling;
    const key = keyOf(want);
    const match = key === undefined ? (isAlike(at, want) ? at : null) : (keyed.get(key) ?? null);
    if (match === null) parent.insertBefore(want, at);
    else {
      if (match === at) at = match.nextSibling;
      else parent.insertBefore(match, at);
      patchNode(match, want);
    }
    want = next;
  }
  while (at !== null) {
    const next: ChildNode | null = at.nextSibling;
    at.remove();
    at = next;
  }
}

/** The children that are known by a key and still wanted; the others that have one are removed. */
function keyedChildren(parent: Element, wanted: ParentNode): ReadonlyMap<string, Element> {
  const keyed = new Map<string, Element>();
  for (let child = parent.firstElementChild; child !== null; child = child.nextElementSibling) {
    const key = keyOf(child);
    if (key !== undefined) keyed.set(key, child);
  }
  if (keyed.size === 0) return keyed;
  const keys = new Set([...wanted.children].map(keyOf));
  for (const [key, child] of keyed) {
    if (keys.has(key)) continue;
    child.remove();
    keyed.delete(key);
  }
  return keyed;
}

function keyOf(node: Node): string | undefined {
  return node instanceof Element ? (node.getAttribute('data-key') ?? undefined) : undefined;
}

function isAlike(one: Node | null, other: Node): boolean {
  return one !== null && one.nodeName === other.nodeName && keyOf(one) === undefined;
}

function patchNode(node: Node, want: Node): void {
  if (node.isEqualNode(want)) return;
  if (!(node instanceof Element) || !(want instanceof Element)) {
    if (node.nodeValue !== want.nodeValue) node.nodeValue = want.nodeValue;
    return;
  }
  if (node.hasAttribute('data-keep')) return;
  for (const name of node.getAttributeNames())
    if (!want.hasAttribute(name) && !OWN_ATTRIBUTES.has(name)) node.removeAttribute(name);
  for (const name of want.getAttributeNames()) {
    const value = want.getAttribute(name) ?? '';
    if (node.getAttribute(name) !== value && !OWN_ATTRIBUTES.has(name)) node.setAttribute(name, value);
  }
  patchChildren(node, want);
}
