// docker diff. Source: docker/cli cli/command/container/formatter_diff.go.
import type { RowFields, RowType } from './list-format';

export interface Change {
  readonly Path: string;
  /** 0 changed, 1 added, 2 deleted. */
  readonly Kind: number;
}

export const diffType: RowType = {
  typeName: '*container.diffContext',
  headers: { Type: 'CHANGE TYPE', Path: 'PATH' },
};

export function tableDiffFormat(format: string): string {
  return format === 'table' ? 'table {{.Type}}\t{{.Path}}' : format;
}

export function diffFields({ Path, Kind }: Change): RowFields {
  return { Type: () => 'CAD'.charAt(Kind), Path: () => Path };
}
