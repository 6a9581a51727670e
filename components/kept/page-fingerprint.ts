/** Attributes of an example that decide what its machine goes through. */
const PARTS = ['id', 'data-seed', 'data-machine', 'data-fresh', 'data-before', 'data-steps'];

/** Changes whenever the page's examples do. */
export function pageFingerprint(page: ParentNode): string {
  const examples = [...page.querySelectorAll('drydock-terminal')];
  return hash(JSON.stringify(examples.map((example) => PARTS.map((name) => example.getAttribute(name)))));
}

/** FNV-1a, 32 bits, over UTF-16: it tells that something has changed, and protects from nobody. */
function hash(text: string): string {
  let value = 0x81_1c_9d_c5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01_00_01_93);
  return (value >>> 0).toString(36);
}
