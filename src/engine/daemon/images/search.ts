import type { Task } from '../../kernel';
import { dockerHubHost, searchRegistry, searchUnreachable } from '../../registry';
import { parseInteger, ValueError } from '../../units';
import type { SearchFacts } from '../../world';
import { costs } from '../costs';
import type { Daemon } from '../daemon';
import { invalid, system } from '../errors';
import { booleanOf, checkFilters, type Filters, valuesOf } from '../filters';
import { asDaemonError } from './registry-refusals';

const defaultLimit = 25;
const mostResults = 100;

/**
 * What Docker Hub lists for a term; 0 is Hub's own limit. Other registries have no search.
 * Source: moby, daemon/internal/registry (Service.Search).
 */
export function* searchImages(
  daemon: Daemon,
  text: string,
  filters: Filters,
  limit: number,
): Task<readonly SearchFacts[]> {
  checkFilters(filters, ['is-automated', 'is-official', 'stars']);
  const wantsAutomated = booleanOf(filters, 'is-automated', false);
  const isOfficial = filters.has('is-official') ? booleanOf(filters, 'is-official', false) : undefined;
  const minStars = Math.max(0, ...valuesOf(filters, 'stars').map(starsOf));
  const asked = limit === 0 ? defaultLimit : limit;
  if (asked < 1 || asked > mostResults) {
    throw invalid(`limit ${asked} is outside the range of [1, ${mostResults}]`);
  }
  const { host, term } = splitTerm(text);
  yield* daemon.host.busy(costs.registryRoundTripMs);
  const registry = asDaemonError(() => {
    const found = daemon.registries.get(host);
    if (found === undefined) throw searchUnreachable(host, term, asked);
    return found;
  });
  if (host !== dockerHubHost) throw system('unexpected status code 404');
  // Nothing is built by Docker Hub on its own any more.
  if (wantsAutomated) return [];
  return searchRegistry(registry, term, {
    limit: asked,
    minStars,
    ...(isOfficial === undefined ? {} : { isOfficial }),
  });
}

function starsOf(text: string): number {
  try {
    return parseInteger(text, { base: 10 });
  } catch (error) {
    if (error instanceof ValueError) throw invalid(`invalid filter 'stars=${text}'`);
    throw error;
  }
}

/** `localhost:5000/app` names a registry; `ada/app` and `library/debian` do not. */
function splitTerm(text: string): { readonly host: string; readonly term: string } {
  const slash = text.indexOf('/');
  const first = text.slice(0, Math.max(slash, 0));
  if (!/[.:]/.test(first) && first !== 'localhost') {
    return { host: dockerHubHost, term: text.replace(/^library\//, '') };
  }
  const isHub = first === dockerHubHost || first === 'index.docker.io';
  return { host: isHub ? dockerHubHost : first, term: text.slice(slash + 1).replace(/^library\//, '') };
}
