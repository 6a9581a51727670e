// docker buildx du. Source: buildx, commands/diskusage.go.
import { humanSize } from '../../units';
import { alignTabs, tabLayout } from '../table';
import { ago, timeText } from './display';
import { isTableFormat, type RowFields, type RowType } from './list-format';

/** A record of the build cache. */
export interface BuildRecordSummary {
  readonly id: string;
  readonly parents: readonly string[];
  readonly kind: string;
  readonly description: string;
  readonly sizeBytes: number;
  readonly createdMs: number;
  readonly lastUsedMs: number | undefined;
  readonly usageCount: number;
  readonly isMutable: boolean;
  readonly isInUse: boolean;
  readonly isShared: boolean;
}

export const buildRecordType: RowType = {
  typeName: '*commands.diskusageContext',
  headers: {
    ID: 'ID',
    Parents: 'PARENTS',
    CreatedAt: 'CREATED AT',
    Mutable: 'MUTABLE',
    Reclaimable: 'RECLAIMABLE',
    Shared: 'SHARED',
    Size: 'SIZE',
    Description: 'DESCRIPTION',
    UsageCount: 'USAGE COUNT',
    LastUsedAt: 'LAST ACCESSED',
    Type: 'TYPE',
  },
};

const tableFormat = 'table {{.ID}}\t{{.Reclaimable}}\t{{.Size}}\t{{.LastUsedAt}}';

/** One record with all that is known of it, a line a fact. */
const prettyFormat = `ID:           {{.ID}}
{{- if .Parents }}
Parents:
{{- range .Parents }}
 - {{.}}
{{- end }}
{{- end }}
Created at:   {{.CreatedAt}}
Mutable:      {{.Mutable}}
Reclaimable:  {{.Reclaimable}}
Shared:       {{.Shared}}
Size:         {{.Size}}
{{- if .Description}}
Description:  {{ .Description }}
{{- end }}
Usage count:  {{.UsageCount}}
{{- if .LastUsedAt}}
Last used:    {{ .LastUsedAt }}
{{- end }}
{{- if .Type}}
Type:         {{ .Type }}
{{- end }}
`;

/** The template that `docker buildx du --format … --verbose` comes to, and whether a summary follows. */
export function buildRecordFormat(
  format: string,
  isVerbose: boolean,
): { readonly format: string; readonly hasSummary: boolean } {
  if (isVerbose || format === 'pretty') return { format: prettyFormat, hasSummary: true };
  if (format === '' || format === 'table') return { format: tableFormat, hasSummary: true };
  return { format, hasSummary: false };
}

export function buildRecordFields(record: BuildRecordSummary, format: string, nowMs: number): RowFields {
  const isTable = isTableFormat(format);
  const { id, isMutable, isShared, sizeBytes, createdMs, lastUsedMs } = record;
  return {
    ID: () => (isTable && isMutable ? `${id}*` : id),
    Parents: () => record.parents,
    CreatedAt: () => timeText(Math.floor(createdMs / 1000), fraction(createdMs)),
    Mutable: () => isMutable,
    Reclaimable: () => !record.isInUse,
    Shared: () => isShared,
    Size: () => `${humanSize(sizeBytes)}${isTable && isShared ? '*' : ''}`,
    Description: () => record.description,
    UsageCount: () => record.usageCount,
    LastUsedAt: () => (lastUsedMs === undefined ? '' : ago(lastUsedMs / 1000, nowMs)),
    Type: () => record.kind,
  };
}

function fraction(ms: number): string {
  return String(Math.floor(ms % 1000)).padStart(3, '0');
}

/** What all records take together, below the list. */
export function buildRecordSummary(records: readonly BuildRecordSummary[]): string {
  const sum = (some: readonly BuildRecordSummary[]): number =>
    some.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
  const total = sum(records);
  const shared = sum(records.filter(({ isShared }) => isShared));
  const reclaimable = sum(records.filter(({ isInUse }) => !isInUse));
  const parts = shared > 0 ? `Shared:\t${humanSize(shared)}\nPrivate:\t${humanSize(total - shared)}\n` : '';
  return alignTabs(
    `${parts}Reclaimable:\t${humanSize(reclaimable)}\nTotal:\t${humanSize(total)}\n`,
    tabLayout,
  );
}

/** Removed records as `docker buildx prune` lists them: each is aligned by itself, as it comes. */
export function formatPrunedRecords(
  records: readonly BuildRecordSummary[],
  isVerbose: boolean,
  nowMs: number,
): string {
  const total = records.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const list = isVerbose
    ? records.map((record) => alignTabs(verboseRecord(record, nowMs), tabLayout))
    : records.map((record, index) =>
        alignTabs(`${index === 0 ? tableHead : ''}${tableRow(record, nowMs)}`, tabLayout),
      );
  return `${list.join('')}${alignTabs(`Total:\t${humanSize(total)}\n`, tabLayout)}`;
}

const tableHead = 'ID\tRECLAIMABLE\tSIZE\tLAST ACCESSED\n';

function tableRow(record: BuildRecordSummary, nowMs: number): string {
  const { id, isMutable, isInUse, isShared, sizeBytes, lastUsedMs } = record;
  const cells = [
    `${id}${isMutable ? '*' : ''}`.padEnd(40),
    String(!isInUse).padEnd(5),
    `${humanSize(sizeBytes)}${isShared ? '*' : ''}`.padEnd(10),
    lastUsedMs === undefined ? '' : ago(lastUsedMs / 1000, nowMs),
  ];
  return `${cells.join('\t')}\n`;
}

function verboseRecord(record: BuildRecordSummary, nowMs: number): string {
  const { parents, createdMs, description, lastUsedMs, kind } = record;
  const facts: readonly (readonly [string, string])[] = [
    ['ID', record.id],
    ...(parents.length > 0 ? [['Parent', parents.join(',')] as const] : []),
    ['Created at', timeText(Math.floor(createdMs / 1000), fraction(createdMs))],
    ['Mutable', String(record.isMutable)],
    ['Reclaimable', String(!record.isInUse)],
    ['Shared', String(record.isShared)],
    ['Size', humanSize(record.sizeBytes)],
    ...(description === '' ? [] : [['Description', description] as const]),
    ['Usage count', String(record.usageCount)],
    ...(lastUsedMs === undefined ? [] : [['Last used', ago(lastUsedMs / 1000, nowMs)] as const]),
    ['Type', kind],
  ];
  return `${facts.map(([name, value]) => `${name}:\t${value}\n`).join('')}\n`;
}
