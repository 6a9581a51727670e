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
  const keys = new Set([...wanted.children].flatMap((child) => keyOf(child) ?? []));
  const keyed = new Map<string, Element>();
  for (const child of [...parent.children]) {
    const key = keyOf(child);
    if (key === undefined) continue;
    if (keys.has(key)) keyed.set(key, child);
    else child.remove();
  }
  let at: ChildNode | null = parent.firstChild;
  for (const want of [...wanted.childNodes]) {
    const key = keyOf(want);
    const match: ChildNode | undefined | null =
      key === undefined ? (isAlike(at, want) ? at : undefined) : keyed.get(key);
    if (match === undefined || match === null) {
      parent.insertBefore(want, at);
      continue;
    }
    if (match === at) at = match.nextSibling;
    else parent.insertBefore(match, at);
    patchNode(match, want);
  }
  while (at !== null) {
    const next: ChildNode | null = at.nextSibling;
    at.remove();
    at = next;
  }
}

function keyOf(node: Node): string | undefined {
  return node instanceof HTMLElement ? node.dataset['key'] : undefined;
}

function isAlike(one: Node | null, other: Node): boolean {
  return one !== null && keyOf(one) === undefined && one.nodeName === other.nodeName;
}

function patchNode(node: Node, want: Node): void {
  if (node.isEqualNode(want)) return;
  if (!(node instanceof Element) || !(want instanceof Element)) {
    if (node.nodeValue !== want.nodeValue) node.nodeValue = want.nodeValue;
    return;
  }
  if (node.hasAttribute('data-keep')) return;
  for (const { name } of [...node.attributes])
    if (!want.hasAttribute(name) && !OWN_ATTRIBUTES.has(name)) node.removeAttribute(name);
  for (const { name, value } of want.attributes)
    if (node.getAttribute(name) !== value && !OWN_ATTRIBUTES.has(name)) node.setAttribute(name, value);
  patchChildren(node, want);
}
