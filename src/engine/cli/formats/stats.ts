// docker stats. Source: docker/cli cli/command/container/formatter_stats.go.
import { shortId } from '../../oci';
import { bytesSize, humanSize } from '../../units';
import type { RowFields, RowType } from './list-format';

/** What a container uses; sizes in bytes. */
export interface StatsEntry {
  /** As the user named it. */
  readonly container: string;
  readonly id: string;
  /** With its slash, as the API has it. */
  readonly name: string;
  readonly cpuPercent: number;
  readonly memoryBytes: number;
  readonly memoryLimitBytes: number;
  readonly memoryPercent: number;
  readonly networkRxBytes: number;
  readonly networkTxBytes: number;
  readonly blockReadBytes: number;
  readonly blockWriteBytes: number;
  readonly pids: number;
  /** Nothing is known of it (yet). */
  readonly isInvalid: boolean;
}

export const statsType: RowType = {
  typeName: '*container.statsContext',
  headers: {
    Container: 'CONTAINER',
    Name: 'NAME',
    ID: 'CONTAINER ID',
    CPUPerc: 'CPU %',
    MemUsage: 'MEM USAGE / LIMIT',
    MemPerc: 'MEM %',
    NetIO: 'NET I/O',
    BlockIO: 'BLOCK I/O',
    PIDs: 'PIDS',
  },
};

export function statsFormat(format: string): string {
  if (format !== 'table') return format;
  return 'table {{.ID}}\t{{.Name}}\t{{.CPUPerc}}\t{{.MemUsage}}\t{{.MemPerc}}\t{{.NetIO}}\t{{.BlockIO}}\t{{.PIDs}}';
}

export function statsFields(
  entry: StatsEntry,
  { isTruncated }: { readonly isTruncated: boolean },
): RowFields {
  const valid = (text: string, otherwise = '--'): string => (entry.isInvalid ? otherwise : text);
  const pair = (a: number, b: number): string => `${humanSize(a, 3)} / ${humanSize(b, 3)}`;
  return {
    Container: () => entry.container,
    Name: () => (entry.name.length > 1 ? entry.name.slice(1) : '--'),
    ID: () => (isTruncated ? shortId(entry.id) : entry.id),
    CPUPerc: () => valid(`${entry.cpuPercent.toFixed(2)}%`),
    MemUsage: () =>
      valid(`${bytesSize(entry.memoryBytes)} / ${bytesSize(entry.memoryLimitBytes)}`, '-- / --'),
    MemPerc: () => valid(`${entry.memoryPercent.toFixed(2)}%`),
    NetIO: () => valid(pair(entry.networkRxBytes, entry.networkTxBytes)),
    BlockIO: () => valid(pair(entry.blockReadBytes, entry.blockWriteBytes)),
    PIDs: () => valid(String(entry.pids)),
  };
}
