// docker search. Source: docker/cli cli/command/registry/formatter_search.go.
import { ellipsis } from './display';
import type { RowFields, RowType } from './list-format';

export interface SearchResult {
  readonly name: string;
  readonly description: string;
  readonly starCount: number;
  readonly isOfficial: boolean;
}

export const searchType: RowType = {
  typeName: '*registry.searchContext',
  headers: { Name: 'NAME', Description: 'DESCRIPTION', StarCount: 'STARS', IsOfficial: 'OFFICIAL' },
};

export function searchFormat(format: string): string {
  return format === 'table' ? 'table {{.Name}}\t{{.Description}}\t{{.StarCount}}\t{{.IsOfficial}}' : format;
}

export function searchFields(
  result: SearchResult,
  { isTruncated }: { readonly isTruncated: boolean },
): RowFields {
  const description = result.description.replace(/[\n\r]/g, ' ');
  return {
    Name: () => result.name,
    Description: () => (isTruncated ? ellipsis(description, 45) : description),
    StarCount: () => String(result.starCount),
    IsOfficial: () => (result.isOfficial ? '[OK]' : ''),
  };
}
