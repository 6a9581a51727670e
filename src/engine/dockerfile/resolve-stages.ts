// What the stages of a build stand on and need. Shared by the checks and the builder.
import type { Dockerfile, Stage } from './dockerfile';
import { at, DockerfileError } from './dockerfile-error';
import { fullName } from './image-name';
import { parsePlatform } from './parse-platform';
import { hostPlatform, type Platform } from './platform';
import { globalScope, platformArguments, type BuildArguments, type GlobalScope } from './scope';
import { sourceEpochMs } from './source-epoch';
import {
  fileSources,
  findBase,
  findTarget,
  neededStages,
  stageDependencies,
  type StageDependencies,
} from './stage-graph';
import { nearestWord } from './suggest';
import { expandWord, type Expansion } from './words';

/** What a stage begins with: nothing, an earlier stage, or an image by its full name with tag or digest. */
export type StageBase =
  | { readonly kind: 'scratch' }
  | { readonly kind: 'stage'; readonly index: number }
  | { readonly kind: 'image'; readonly reference: string };

/** A stage whose FROM has been filled in. */
export interface ResolvedStage {
  readonly stage: Stage;
  /** What FROM names, variables filled in. */
  readonly image: string;
  readonly base: StageBase;
  readonly platform: Platform;
  /** Whether the target needs it. */
  readonly isNeeded: boolean;
}

/** A FROM with its variables filled in, as far as that went. */
export interface FromTrace {
  readonly stage: Stage;
  readonly image: Expansion;
  readonly platform?: Expansion;
  readonly global: GlobalScope;
}

export interface ResolveOptions {
  readonly buildArgs?: BuildArguments;
  /** Name of the stage to build; empty: the last. */
  readonly target?: string;
  /** What to build for; default: our machines' platform. */
  readonly platform?: Platform;
  /** Take every stage for needed, as `docker build --check` does. */
  readonly hasAllStages?: boolean;
  /** Told of each FROM, also of the one that is refused. */
  readonly onFrom?: (from: FromTrace) => void;
}

/** The stages of a build. */
export interface ResolvedStages {
  readonly stages: readonly ResolvedStage[];
  readonly targetIndex: number;
  readonly global: GlobalScope;
  readonly dependencies: StageDependencies;
  /** What the result is to be dated with; undefined: with the time of the build. */
  readonly epochMs: number | undefined;
}

/** The predefined arguments of a build. */
export function predefinedArguments(
  { stages }: Dockerfile,
  options: ResolveOptions,
): GlobalScope['variables'] {
  const { buildArgs = {}, target = '', platform = hostPlatform } = options;
  const targetStage = target === '' ? (stages.at(-1)?.name ?? '') : target;
  return platformArguments({ buildPlatform: hostPlatform, targetPlatform: platform, targetStage }, buildArgs);
}

/**
 * Fills in every FROM, finds the target and what it needs.
 * Throws a DockerfileError, mostly with the range of a FROM. Source: BuildKit dockerfile2llb, up to resolving images.
 */
export function resolveStages(dockerfile: Dockerfile, options: ResolveOptions = {}): ResolvedStages {
  const { buildArgs = {}, target = '', platform: targetPlatform = hostPlatform } = options;
  const { stages, escape, globalArgs } = dockerfile;
  const global = globalScope(globalArgs, predefinedArguments(dockerfile, options), buildArgs, escape);
  const names = stages.map(({ name }) => name);
  const epochMs = sourceEpochMs(buildArgs, global.variables, names);
  const froms = stages.map((stage) =>
    at(stage.from.range, 'expansion', () => {
      const { image, platform } = fillInFrom(stage, dockerfile, global, options);
      return { stage, image, platform, base: findBase(stages, stage.index, image) };
    }),
  );
  const targetIndex = findTarget(stages, target).index;
  const dependencies = stageDependencies(stages, escape);
  const needed = neededStages(targetIndex, froms, dependencies);
  const resolved: ResolvedStage[] = [];
  for (const { stage, image, platform: own, base: under } of froms) {
    const base = resolveBase(stage, image, under);
    const platform = (base.kind === 'stage' ? resolved[base.index]?.platform : own) ?? targetPlatform;
    const isNeeded = options.hasAllStages === true || needed.has(stage.index);
    resolved.push({ stage, image, base, platform, isNeeded });
  }
  checkImageSources(dockerfile);
  return { stages: resolved, targetIndex, global, dependencies, epochMs };
}

function resolveBase(stage: Stage, image: string, under: number | undefined): StageBase {
  if (under !== undefined) return { kind: 'stage', index: under };
  if (image === 'scratch') return { kind: 'scratch' };
  return { kind: 'image', reference: fullName(image, stage.from.range) };
}

/** Images that COPY --from and mounts name must be image names, needed or not. */
function checkImageSources({ stages, escape }: Dockerfile): void {
  for (const instruction of stages.flatMap((stage) => stage.instructions)) {
    for (const source of fileSources(instruction, stages, escape)) {
      if (source.kind === 'image' && source.name !== 'scratch') fullName(source.name, instruction.range);
    }
  }
}

function fillInFrom(stage: Stage, { escape }: Dockerfile, global: GlobalScope, { onFrom }: ResolveOptions) {
  const { from } = stage;
  const image = expandWord(from.image, global.variables, escape);
  const trace = { stage, image, global };
  if (image.text === '') {
    onFrom?.(trace);
    throw new DockerfileError('reference', `base name (${from.image}) should not be blank`);
  }
  if (from.platform === '') {
    onFrom?.(trace);
    return { image: image.text, platform: undefined };
  }
  const platform = expandWord(from.platform, global.variables, escape);
  onFrom?.({ ...trace, platform });
  const suggestion = suggestAny(platform.unmatched, [...global.variables.keys()]);
  if (platform.text === '') {
    throw new DockerfileError(
      'platform',
      `empty platform value from expression ${from.platform}${suggestion}`,
    );
  }
  return { image: image.text, platform: readPlatform(platform.text, from.platform, suggestion) };
}

function readPlatform(text: string, written: string, suggestion: string): Platform {
  try {
    return parsePlatform(text);
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    throw new DockerfileError(
      'platform',
      `failed to parse platform ${written}: ${error.message}${suggestion}`,
    );
  }
}

function suggestAny(names: readonly string[], known: readonly string[]): string {
  const nearest = names.map((name) => nearestWord(name, known)).find((name) => name !== undefined);
  return nearest === undefined ? '' : ` (did you mean ${nearest}?)`;
}
