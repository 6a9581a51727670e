import type { Task } from '../kernel';
import { parseUrl, redirectTarget, urlText } from '../programs';
import type { DaemonHost, WebAnswer } from './host';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const MAX_REDIRECTS = 10;

/** What came of a request: `at` is the address that answered in the end. */
export type Fetched = { readonly at: string; readonly answer: WebAnswer } | { readonly problem: string };

/** Asks a web server and goes where it sends. Source: Go's net/http client, which follows ten redirects. */
export function* webGet(host: Pick<DaemonHost, 'webGet'>, url: string): Task<Fetched> {
  let at = url;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const answer = yield* host.webGet(at);
    if ('problem' in answer) return { problem: `Get ${JSON.stringify(at)}: ${answer.problem}` };
    const { status, location } = answer;
    const from = parseUrl(at);
    const next =
      REDIRECTS.has(status) && location !== undefined && from !== undefined
        ? redirectTarget(from, location)
        : undefined;
    if (next === undefined) return { at, answer };
    at = urlText(next);
  }
  return { problem: `Get ${JSON.stringify(at)}: stopped after ${MAX_REDIRECTS} redirects` };
}
