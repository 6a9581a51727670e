// docker buildx history ls
import { builderOf } from '../../daemon';
import { refusal } from '../build-options/build-error';
import { checkBuilderName } from '../build-options/builder-name';
import { type Edges, implement, simplified, withoutEffect } from '../context';
import { buildxHistoryLs } from '../declarations/buildx';
import {
  buildHistoryFields,
  buildHistoryTable,
  buildHistoryType,
  type BuildHistorySummary,
  formatList,
} from '../formats';
import { cut } from '../run-options/cut';
import { historySummary } from './history-records';

const edges: Edges<typeof buildxHistoryLs> = {
  flags: {
    debug: simplified('There are no debugging messages.'),
    local: withoutEffect('All builds are of this machine.'),
  },
};

export const historyLs = implement(buildxHistoryLs, edges, function* (context) {
  const { flags, daemon, process, stdout } = context;
  checkBuilderName(context, flags.builder);
  const format = flags.format === 'table' ? buildHistoryTable : flags.format;
  const options = { format, isTruncated: !flags['no-trunc'], nowMs: daemon.nowMs };
  const wanted = flags.filter.map(readFilter);
  const records = [...builderOf(daemon).history]
    .reverse()
    .map(historySummary)
    .filter((record) => wanted.every((matches) => matches(record)));
  const rows = records.map((record) => buildHistoryFields(record, options));
  yield* stdout.write(yield* formatList(process, format, buildHistoryType, rows));
  return 0;
});

/** `status=error`, `ref=…`; `!=` is the opposite. */
function readFilter(word: string): (record: BuildHistorySummary) => boolean {
  const [name, value, isPair] = cut(word, '=');
  const key = name.replace(/!$/, '');
  if (!isPair || (key !== 'status' && key !== 'ref')) {
    throw refusal(`the filter ${JSON.stringify(word)} is not modelled here; status and ref are`);
  }
  const isWanted = !name.endsWith('!');
  return (record) => (record[key] === value) === isWanted;
}
