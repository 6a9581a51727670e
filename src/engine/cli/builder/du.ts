// docker buildx du
import { noDebugging, noTimeout } from '../build-options/edges';
import { cacheFilter } from '../../builder';
import { buildCacheRecords } from '../../daemon';
import { refusal } from '../build-options/build-error';
import { checkBuilderName } from '../build-options/builder-name';
import { readCacheFilters } from '../build-options/cache-filters';
import { type Edges, implement } from '../context';
import { buildxDu } from '../declarations/buildx';
import {
  buildRecordFields,
  buildRecordFormat,
  buildRecordSummary,
  buildRecordType,
  formatList,
} from '../formats';

const edges: Edges<typeof buildxDu> = { flags: { ...noDebugging, ...noTimeout } };

export const du = implement(buildxDu, edges, function* (context) {
  const { flags, daemon, process, stdout } = context;
  if (flags.format !== '' && flags.verbose) {
    throw refusal('--format and --verbose cannot be used together');
  }
  const { format, hasSummary } = buildRecordFormat(flags.format, flags.verbose);
  const { filters } = readCacheFilters(flags.filter);
  checkBuilderName(context, flags.builder);
  const records = largestFirst(buildCacheRecords(daemon).filter(cacheFilter(filters)));
  const rows = records.map((record) => buildRecordFields(record, format, daemon.nowMs));
  yield* stdout.write(yield* formatList(process, format, buildRecordType, rows));
  if (hasSummary && flags.filter.length === 0) yield* stdout.write(buildRecordSummary(records));
  return 0;
});

/** The order of BuildKit's client (client/diskusage.go). */
function largestFirst<Record extends { readonly id: string; readonly sizeBytes: number }>(
  records: readonly Record[],
): readonly Record[] {
  return [...records].sort((a, b) => b.sizeBytes - a.sizeBytes || (a.id > b.id ? -1 : 1));
}
