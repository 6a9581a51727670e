import type { BuildHistoryRecord } from '../../builder';
import { builderOf, type Daemon } from '../../daemon';
import { quote } from '../../units';
import { refusal } from '../build-options/build-error';
import { historyName } from '../build-report/history-name';
import type { BuildHistorySummary } from '../formats';

/**
 * The build that REF names: its id or the beginning of it; without one, or as `^0`, the newest, `^1` the one before.
 * Source: buildx, commands/history/utils.go (queryRecords).
 */
export function findHistoryRecord(daemon: Daemon, ref: string): BuildHistoryRecord {
  const newestFirst = [...builderOf(daemon).history].reverse();
  const offset = /^\^(\d*)$/.exec(ref)?.[1];
  const found =
    ref === ''
      ? newestFirst[0]
      : offset === undefined
        ? newestFirst.find((record) => record.ref === ref)
        : newestFirst[offset === '' ? 1 : Number(offset)];
  if (found !== undefined) return found;
  throw refusal(ref === '' ? 'no records found' : `no record found for ref ${quote(ref)}`);
}

export function historySummary(record: BuildHistoryRecord): BuildHistorySummary {
  return { ...record, name: historyName(record) };
}
