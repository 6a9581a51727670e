/** Attributes of an example that decide what its machine goes through. */
const EXAMPLE = ['id', 'data-seed', 'data-machine', 'data-fresh', 'data-before', 'data-steps'];
/** Of a comparison of builds. */
const COMPARISON = ['data-setup'];

/** Changes whenever the page's examples do. The playground's is left out: what it begins as is in its kept name. */
export function pageFingerprint(page: ParentNode): string {
  const of = (selector: string, names: readonly string[]) =>
    [...page.querySelectorAll(selector)].map((one) => names.map((name) => one.getAttribute(name)));
  return hash(
    JSON.stringify([
      of('drydock-terminal:not(drydock-playground *)', EXAMPLE),
      of('drydock-compare', COMPARISON),
    ]),
  );
}

/** FNV-1a, 32 bits, over UTF-16: it tells that something has changed, and protects from nobody. */
export function hash(text: string): string {
  let value = 0x81_1c_9d_c5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01_00_01_93);
  return (value >>> 0).toString(36);
}
