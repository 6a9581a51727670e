// docker search
import { searchImages } from '../../daemon';
import { type Edges, implement } from '../context';
import { search as declaration } from '../declarations/registry';
import { parseFilters } from '../filters';
import { formatList, searchFields, searchFormat, searchType } from '../formats';

const edges: Edges<typeof declaration> = { simplified: 'Docker Hub lists a few images only.' };

export const search = implement(declaration, edges, function* ({ daemon, flags, operands, process, stdout }) {
  const [term = ''] = operands;
  const found = yield* searchImages(daemon, term, parseFilters(flags.filter), flags.limit);
  const rows = [...found]
    .sort((a, b) => b.stars - a.stars)
    .map(({ name, description, stars, official }) =>
      searchFields(
        { name, description, starCount: stars, isOfficial: official },
        { isTruncated: !flags['no-trunc'] },
      ),
    );
  const format = searchFormat(flags.format === '' ? 'table' : flags.format);
  yield* stdout.write(yield* formatList(process, format, searchType, rows));
  return 0;
});
