/**
 * What a page may load: only what the site serves. No inline script or style, no eval; `wasm-unsafe-eval` lets
 * the search's WebAssembly be compiled, and nothing else.
 *
 * Built pages carry it as a meta element. A server should send the same text as the header
 * `Content-Security-Policy`, with `frame-ancestors 'none'` added, which a meta element cannot say.
 */
const DIRECTIVES = {
  'default-src': ["'none'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'style-src': ["'self'"],
  'font-src': ["'self'"],
  'img-src': ["'self'"],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
} as const;

export const CONTENT_SECURITY_POLICY = Object.entries(DIRECTIVES)
  .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
  .join('; ');
