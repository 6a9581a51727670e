import type { BuildView } from '../../src/engine';

/** A stage of a build as the graph shows it. Rows are of one height; between two stages lies half a row. */
export interface GraphStage {
  readonly label: string;
  /** What FROM says. */
  readonly image: string;
  /** Label of the stage that it stands on. */
  readonly standsOn: string | undefined;
  readonly isNeeded: boolean;
  readonly isTarget: boolean;
  /** Top of its first row, in rows. */
  readonly top: number;
  readonly steps: readonly GraphStep[];
}

export interface GraphStep {
  /** Index among the build's steps. */
  readonly step: number;
  /** What it takes files from, in words; none: the context, or nothing. */
  readonly takes: readonly string[];
}

/** From the end of a stage to what needs it. */
export interface GraphEdge {
  readonly by: 'FROM' | 'COPY' | 'mount';
  readonly lane: number;
  /** Middles of rows, in rows. */
  readonly from: number;
  readonly to: number;
  readonly isNeeded: boolean;
}

export interface Graph {
  readonly stages: readonly GraphStage[];
  readonly edges: readonly GraphEdge[];
  readonly laneCount: number;
  /** Height, in rows. */
  readonly rows: number;
}

export const STAGE_GAP = 0.5;

/** A build's stages below each other, and the lanes beside them in which edges run: a lane belongs to one stage. */
export function graphOf({ stages, steps }: BuildView): Graph {
  let top = 0;
  const placed = stages.map((stage): GraphStage => {
    const { base } = stage;
    const own = steps.flatMap((step, index) => (step.stage === stage.index ? [{ step, index }] : []));
    const at = top;
    top += 1 + own.length + STAGE_GAP;
    return {
      label: stage.label,
      image: stage.image,
      standsOn: base.kind === 'stage' ? stages[base.index]?.label : undefined,
      isNeeded: stage.isNeeded,
      isTarget: stage.isTarget,
      top: at,
      steps: own.map(({ step, index }) => ({
        step: index,
        takes: stage.sources
          .filter(({ line }) => line === step.lines?.from)
          .map(({ from }) =>
            from.kind === 'stage' ? `stage ${stages[from.index]?.label ?? ''}` : `image ${from.name}`,
          ),
      })),
    };
  });
  const wanted = stages.flatMap((stage, index) => {
    const here = placed[index];
    if (here === undefined) return [];
    const { base, sources, isNeeded } = stage;
    const rowOf = (line: number): number => {
      const at = here.steps.findIndex(({ step }) => steps[step]?.lines?.from === line);
      return here.top + 1 + Math.max(0, at) + 0.5;
    };
    return [
      ...(base.kind === 'stage'
        ? [{ by: 'FROM' as const, stage: base.index, to: here.top + 0.5, isNeeded }]
        : []),
      ...sources.flatMap(({ by, from, line }) =>
        from.kind === 'stage' ? [{ by, stage: from.index, to: rowOf(line), isNeeded }] : [],
      ),
    ];
  });
  const lanes: number[] = [];
  const edges = placed.flatMap((stage, index) => {
    const own = wanted.filter((edge) => edge.stage === index);
    if (own.length === 0) return [];
    const from = stage.top + stage.steps.length + 0.5;
    const end = Math.max(...own.map(({ to }) => to));
    const free = lanes.findIndex((until) => until < from);
    const lane = free < 0 ? lanes.length : free;
    lanes[lane] = end;
    return own.map(({ by, to, isNeeded }): GraphEdge => ({ by, lane, from, to, isNeeded }));
  });
  return { stages: placed, edges, laneCount: lanes.length, rows: Math.max(0, top - STAGE_GAP) };
}
