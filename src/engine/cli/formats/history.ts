// docker history. Source: docker/cli cli/command/image/formatter_history.go.
import { shortId } from '../../oci';
import { humanSize } from '../../units';
import type { RowOptions } from './container';
import { ago, ellipsis, rfc3339 } from './display';
import type { RowFields, RowType } from './list-format';

/** One step of an image's history, as the Engine API gives it. */
export interface HistoryItem {
  readonly Id: string;
  /** Seconds since 1970. */
  readonly Created: number;
  readonly CreatedBy: string;
  readonly Size: number;
  readonly Comment: string;
}

export const historyType: RowType = {
  typeName: '*image.historyContext',
  headers: {
    ID: 'IMAGE',
    CreatedSince: 'CREATED',
    CreatedAt: 'CREATED AT',
    CreatedBy: 'CREATED BY',
    Size: 'SIZE',
    Comment: 'COMMENT',
  },
};

/** The template that `docker history --format … --quiet --human` comes to. */
export function historyFormat(
  format: string,
  { quiet, human }: { readonly quiet?: boolean; readonly human: boolean },
): string {
  if (format !== 'table') return format;
  if (quiet) return '{{.ID}}';
  return `table {{.ID}}\t{{.Created${human ? 'Since' : 'At'}}}\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}`;
}

/** Steps of reproducible builds have dates up to 1980, which say nothing. */
const firstMeaningfulSeconds = Date.UTC(1981, 0, 1) / 1000;

export function historyFields(
  item: HistoryItem,
  { isTruncated, nowMs, isHuman }: RowOptions & { readonly isHuman: boolean },
): RowFields {
  const command = item.CreatedBy.replaceAll('\t', ' ');
  const createdAt = (): string => rfc3339(item.Created);
  return {
    ID: () => (isTruncated ? shortId(item.Id) : item.Id),
    CreatedSince: () => {
      if (!isHuman) return createdAt();
      return item.Created < firstMeaningfulSeconds ? 'N/A' : ago(item.Created, nowMs);
    },
    CreatedAt: createdAt,
    CreatedBy: () => (isTruncated ? ellipsis(command, 45) : command),
    Size: () => (isHuman ? humanSize(item.Size, 3) : String(item.Size)),
    Comment: () => item.Comment,
  };
}
