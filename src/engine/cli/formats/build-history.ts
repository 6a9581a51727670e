// docker buildx history ls. Source: buildx, commands/history/ls.go.
import { ago } from './display';
import { isTableFormat, type RowFields, type RowType } from './list-format';

/** A build that was. */
export interface BuildHistorySummary {
  readonly ref: string;
  readonly name: string;
  readonly status: 'running' | 'completed' | 'error' | 'canceled';
  readonly startedMs: number;
  readonly completedMs: number | undefined;
  readonly totalSteps: number;
  readonly completedSteps: number;
  readonly cachedSteps: number;
}

export const buildHistoryType: RowType = {
  typeName: '*history.lsContext',
  headers: {
    Ref: 'BUILD ID',
    Name: 'NAME',
    Status: 'STATUS',
    CreatedAt: 'CREATED AT',
    Duration: 'DURATION',
    Link: '',
  },
};

export const buildHistoryTable =
  'table {{.Ref}}\t{{.Name}}\t{{.Status}}\t{{.CreatedAt}}\t{{.Duration}}\t{{.Link}}';

const statusTexts: Readonly<Record<BuildHistorySummary['status'], string>> = {
  running: 'Running',
  completed: 'Completed',
  error: 'Error',
  canceled: 'Canceled',
};

/** A name is cut to so many characters in a table. */
const nameWidth = 36;

export function buildHistoryFields(
  record: BuildHistorySummary,
  {
    format,
    isTruncated,
    nowMs,
  }: { readonly format: string; readonly isTruncated: boolean; readonly nowMs: number },
): RowFields {
  const { name, startedMs, completedMs } = record;
  return {
    Ref: () => record.ref,
    Name: () => (isTruncated && isTableFormat(format) ? withoutBeginning(name) : name),
    Status: () => statusTexts[record.status],
    CreatedAt: () => ago(startedMs / 1000, nowMs),
    Duration: () =>
      `${buildDuration((completedMs ?? nowMs) - startedMs)}${completedMs === undefined ? '+' : ''}`,
    // A link to Docker Desktop, which is not there.
    Link: () => '',
  };
}

function withoutBeginning(name: string): string {
  return name.length <= nameWidth ? name : `..${name.slice(name.length - nameWidth + 2)}`;
}

/** `1.2s`, `1m  1s`. */
export function buildDuration(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)}s`;
  return `${Math.floor(ms / 60_000)}m ${String(Math.floor(ms / 1000) % 60).padStart(2)}s`;
}
