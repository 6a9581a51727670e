/** Go's JSON writes these characters so that a browser does not take them for markup. Source: Go's encoding/json. */
export function escapeHtml(json: string): string {
  return json.replaceAll('&', '\\u0026').replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
}
