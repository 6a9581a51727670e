import type { SearchFacts } from '../world';
import type { Registry } from './registry';

export interface SearchFilter {
  readonly isOfficial?: boolean;
  readonly minStars?: number;
  readonly limit: number;
}

/** Repositories whose name or description has the term, those with it in the name first, then by stars. */
export function searchRegistry(
  { listings }: Registry,
  term: string,
  { isOfficial, minStars = 0, limit }: SearchFilter,
): readonly SearchFacts[] {
  const wanted = term.toLowerCase();
  const isNamed = ({ name }: SearchFacts) => name.toLowerCase().includes(wanted);
  return listings
    .filter((listing) => isNamed(listing) || listing.description.toLowerCase().includes(wanted))
    .filter(
      ({ official, stars }) => (isOfficial === undefined || official === isOfficial) && stars >= minStars,
    )
    .sort((a, b) => Number(isNamed(b)) - Number(isNamed(a)) || b.stars - a.stars)
    .slice(0, limit);
}
