// How stages depend on each other. Shared by the checks and the builder.
import { quote } from '../units';
import { DockerfileError } from './dockerfile-error';
import { stageLabel, type Stage } from './dockerfile';
import type { StageInstruction } from './instructions';
import { withSuggestion } from './suggest';
import { expandWord, type EscapeToken } from './words';

/** Where COPY --from or a mount takes files from: a stage by its index, or an image by its name. */
export type FileSource =
  { readonly kind: 'stage'; readonly index: number } | { readonly kind: 'image'; readonly name: string };

/** What a stage stands on: the index of an earlier stage; undefined: an image, or `scratch`. */
export interface StageNode {
  readonly base: number | undefined;
}

/** The index of the stage that each name means to a FROM at `index`: the last earlier one of that name. */
export function findBase(stages: readonly Stage[], index: number, image: string): number | undefined {
  return stages.slice(0, index).findLast(({ name }) => name !== '' && name === image)?.index;
}

function findStage(stages: readonly Stage[], name: string): Stage | undefined {
  const wanted = name.toLowerCase();
  return stages.findLast((stage) => stage.name !== '' && stage.name === wanted);
}

/**
 * Where an instruction takes files from, apart from the build context.
 * Throws a DockerfileError of code `stage` without range, as BuildKit does. Source: dockerfile2llb toCommand.
 */
export function fileSources(
  instruction: StageInstruction,
  stages: readonly Stage[],
  escape: EscapeToken,
): readonly FileSource[] {
  if (instruction.name === 'RUN') {
    return instruction.mountSources.filter((from) => from !== '').map((from) => stageOrImage(from, stages));
  }
  if (instruction.name !== 'COPY' || instruction.from === '') return [];
  const { from } = instruction;
  if (expandWord(from, new Map(), escape).text !== from) {
    const workaround = 'define a new stage with FROM using ARG from global scope as a workaround';
    throw new DockerfileError('stage', `variable expansion is not supported for --from, ${workaround}`);
  }
  const index = /^[+-]?[0-9]+$/.test(from) ? Number(from) : undefined;
  // What no 64 bits hold is no number to Go.
  if (index === undefined || Math.abs(index) >= 2 ** 63) return [stageOrImage(from, stages)];
  if (index < 0 || index >= stages.length) throw new DockerfileError('stage', `invalid stage index ${index}`);
  return [{ kind: 'stage', index }];
}

function stageOrImage(from: string, stages: readonly Stage[]): FileSource {
  const stage = findStage(stages, from);
  return stage === undefined ? { kind: 'image', name: from } : { kind: 'stage', index: stage.index };
}

/** The stage to build. Throws a DockerfileError of code `stage` when there is none of that name. */
export function findTarget(stages: readonly Stage[], target: string): Stage {
  const stage = target === '' ? stages.at(-1) : findStage(stages, target);
  if (stage !== undefined) return stage;
  const labels = stages.map(stageLabel);
  throw new DockerfileError(
    'stage',
    withSuggestion(`target stage ${quote(target)} could not be found`, target, labels),
  );
}

/** Which stages copy from which, by index. */
export type StageDependencies = ReadonlyMap<
  number,
  readonly { readonly index: number; readonly by: StageInstruction }[]
>;

/** What every stage takes files from. Throws as `fileSources` does, and when stages need each other. */
export function stageDependencies(stages: readonly Stage[], escape: EscapeToken): StageDependencies {
  const dependencies = new Map(
    stages.map((stage) => [
      stage.index,
      stage.instructions.flatMap((by) =>
        fileSources(by, stages, escape).flatMap((source) =>
          source.kind === 'stage' ? [{ index: source.index, by }] : [],
        ),
      ),
    ]),
  );
  refuseCircles(stages, dependencies);
  return dependencies;
}

function refuseCircles(stages: readonly Stage[], dependencies: StageDependencies): void {
  const isDone = new Set<number>();
  for (const stage of stages) {
    // Depth first without recursion: each entry of the path keeps the dependencies it has still to follow.
    const path: { readonly index: number; readonly open: { index: number; by: StageInstruction }[] }[] = [];
    const enter = (index: number): void => {
      isDone.add(index);
      path.push({ index, open: [...(dependencies.get(index) ?? [])] });
    };
    if (!isDone.has(stage.index)) enter(stage.index);
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const dependency = last.open.shift();
      if (dependency === undefined) path.pop();
      else if (path.some(({ index }) => index === dependency.index)) {
        const message = `circular dependency detected on stage: ${stageLabel(stage)}`;
        throw new DockerfileError('stage', message, dependency.by.range);
      } else if (!isDone.has(dependency.index)) enter(dependency.index);
    }
  }
}

/** The stages that building `target` needs, itself included. */
export function neededStages(
  target: number,
  nodes: readonly StageNode[],
  dependencies: StageDependencies,
): ReadonlySet<number> {
  const needed = new Set<number>();
  const open = [target];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (needed.has(index)) continue;
    needed.add(index);
    const base = nodes[index]?.base;
    if (base !== undefined) open.push(base);
    open.push(...(dependencies.get(index) ?? []).map((dependency) => dependency.index));
  }
  return needed;
}
