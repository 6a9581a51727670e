import { fileSources, stageLabel, type FileSource, type ResolvedStage, type StageBase } from '../dockerfile';
import type { Definition } from './frontend';

/** Where a stage takes files from, its base apart. */
export interface StageSource {
  readonly by: 'COPY' | 'mount';
  readonly from: FileSource;
  /** Of the Dockerfile, from 1. */
  readonly line: number;
}

/** A stage of a build, and what it is made of. */
export interface BuildStage {
  readonly index: number;
  /** Its name, or `stage-2`. */
  readonly label: string;
  /** What FROM says, variables filled in. */
  readonly image: string;
  readonly base: StageBase;
  /** Whether the target needs it. */
  readonly isNeeded: boolean;
  readonly isTarget: boolean;
  readonly sources: readonly StageSource[];
}

/** The stages of a build, whatever its platforms: they all have the same. */
export function stagesOfBuild({ dockerfile, builds }: Definition): readonly BuildStage[] {
  const [first] = builds;
  if (first === undefined) return [];
  const sourcesOf = ({ stage }: ResolvedStage): readonly StageSource[] =>
    stage.instructions.flatMap((instruction) =>
      fileSources(instruction, dockerfile.stages, dockerfile.escape).map((from) => ({
        by: instruction.name === 'RUN' ? 'mount' : 'COPY',
        from,
        line: instruction.range.startLine,
      })),
    );
  return first.stages.stages.map((resolved) => ({
    index: resolved.stage.index,
    label: stageLabel(resolved.stage),
    image: resolved.image,
    base: resolved.base,
    isNeeded: resolved.isNeeded,
    isTarget: resolved.stage.index === first.stages.targetIndex,
    sources: sourcesOf(resolved),
  }));
}
