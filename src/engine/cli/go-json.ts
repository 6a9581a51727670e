/** Go's JSON writes these characters so that a browser does not take them for markup. Source: Go's encoding/json. */
export function escapeHtml(json: string): string {
  return json.replaceAll('&', '\\u0026').replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
}

/** JSON with whole numbers as long as Go's are: JSON.stringify refuses a bigint, so it is marked and then unmarked. */
export function jsonOf(value: unknown, indent = 0): string {
  const mark = (_key: string, one: unknown): unknown => (typeof one === 'bigint' ? `\0${one}` : one);
  return (JSON.stringify(value, mark, indent) ?? 'null').replace(/"\\u0000(\d+)"/g, '$1');
}
