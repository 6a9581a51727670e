// Goes through a Dockerfile as a build does before it runs anything, and keeps what the checks look at.
import { quote } from '../units';
import { at, DockerfileError } from './dockerfile-error';
import { fullName } from './image-name';
import { readLines, understand, type Dockerfile, type ReadLine, type Stage } from './dockerfile';
import type { IgnoreMatcher } from './ignore';
import type { StageInstruction } from './instructions';
import type { Analysis, AnalysisOptions, BaseTrace, FromTrace, StepTrace } from './trace';
import type { DockerfileLines } from './lines';
import { hostPlatform, parsePlatform, type Platform } from './platform';
import {
  globalScope,
  platformArguments,
  scopeOnImage,
  scopeOnStage,
  stepThrough,
  type BaseConfig,
  type BuildArguments,
  type GlobalScope,
  type StageScope,
} from './scope';
import {
  fileSources,
  findBase,
  findTarget,
  neededStages,
  stageDependencies,
  type StageDependencies,
  type StageNode,
} from './stage-graph';
import { nearestWord } from './suggest';
import { expandWord } from './words';

/** Analyses a Dockerfile. Never throws for what the text says: `error` keeps that. */
export function analyse(text: string, options: AnalysisOptions = {}): Analysis {
  const trace: Trace = {
    read: [],
    defaultImages: [],
    froms: [],
    bases: [],
    steps: [],
    ignore: options.ignore,
  };
  try {
    follow(text, options, trace);
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    trace.error = error;
  }
  return trace;
}

/** An analysis while it grows. */
interface Trace {
  lines?: DockerfileLines;
  read: readonly ReadLine[];
  dockerfile?: Dockerfile;
  defaultImages: { readonly stage: Stage; readonly image: string }[];
  readonly froms: FromTrace[];
  readonly bases: BaseTrace[];
  readonly steps: StepTrace[];
  readonly ignore: IgnoreMatcher | undefined;
  error?: DockerfileError;
}

/** The passes of BuildKit's dockerfile2llb, in its order. Throws the first error. */
function follow(text: string, options: AnalysisOptions, trace: Trace): void {
  const { buildArgs = {}, target = '', platform: targetPlatform = hostPlatform } = options;
  trace.lines = readLines(text);
  const { read, dockerfile, error } = understand(trace.lines);
  trace.read = read;
  if (dockerfile === undefined)
    throw error ?? new DockerfileError('stage', 'dockerfile contains no stages to build');
  trace.dockerfile = dockerfile;
  const { stages, escape, globalArgs } = dockerfile;

  const targetStage = target === '' ? (stages.at(-1)?.name ?? '') : target;
  const predefined = platformArguments(
    { buildPlatform: hostPlatform, targetPlatform, targetStage },
    buildArgs,
  );
  trace.defaultImages = defaultImages(dockerfile, globalScopeQuietly(dockerfile, predefined));
  const global = globalScope(globalArgs, predefined, buildArgs, escape);

  const nodes: StageNode[] = [];
  const platforms: (Platform | undefined)[] = [];
  for (const stage of stages) {
    const { image, platform } = at(stage.from.range, 'expansion', () =>
      expandFrom(stage, dockerfile, global, trace),
    );
    const base = findBase(stages, stage.index, image);
    nodes.push({ stage, image, ...(base !== undefined && { base }) });
    platforms.push(platform);
  }
  const targetIndex = findTarget(stages, target).index;
  const dependencies = stageDependencies(stages, escape);
  const needed =
    options.hasAllStages === true
      ? new Set(stages.map(({ index }) => index))
      : neededStages(targetIndex, nodes, dependencies);

  const starts = nodes.map((node) => {
    const platform = platforms[node.stage.index] ?? targetPlatform;
    return resolveBase(node, platform, needed.has(node.stage.index), options, trace);
  });
  const ends = new Map<number, StageScope>();
  for (const { stage, base } of nodes) {
    if (!needed.has(stage.index)) continue;
    const under = base === undefined ? undefined : ends.get(base);
    const start = under === undefined ? starts[stage.index] : scopeOnStage(under);
    if (start === undefined) continue;
    ends.set(
      stage.index,
      followStage(stage, start, { dockerfile, global, buildArgs, dependencies, ends }, trace),
    );
  }
}

/** The global scope without build arguments; undefined when an ARG's default cannot be expanded. */
function globalScopeQuietly(
  dockerfile: Dockerfile,
  predefined: GlobalScope['variables'],
): GlobalScope | undefined {
  try {
    return globalScope(dockerfile.globalArgs, predefined, {}, dockerfile.escape);
  } catch (error) {
    if (error instanceof DockerfileError) return undefined;
    throw error;
  }
}

function defaultImages(
  { stages, escape }: Dockerfile,
  global: GlobalScope | undefined,
): Trace['defaultImages'] {
  const images: Trace['defaultImages'] = [];
  if (global === undefined) return images;
  for (const stage of stages) {
    try {
      images.push({ stage, image: expandWord(stage.from.image, global.variables, escape).text });
    } catch (error) {
      if (error instanceof DockerfileError) return images;
      throw error;
    }
  }
  return images;
}

function expandFrom(stage: Stage, { escape }: Dockerfile, global: GlobalScope, trace: Trace) {
  const { from } = stage;
  const image = expandWord(from.image, global.variables, escape);
  const imageTrace = { stage, image, global };
  if (image.text === '' || from.platform === '') trace.froms.push(imageTrace);
  if (image.text === '') {
    throw new DockerfileError('reference', `base name (${from.image}) should not be blank`);
  }
  if (from.platform === '') return { image: image.text };
  const platform = expandWord(from.platform, global.variables, escape);
  trace.froms.push({ ...imageTrace, platform });
  const suggestion = suggestAny(platform.unmatched, [...global.variables.keys()]);
  if (platform.text === '') {
    const message = `empty platform value from expression ${from.platform}${suggestion}`;
    throw new DockerfileError('platform', message);
  }
  try {
    return { image: image.text, platform: parsePlatform(platform.text) };
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    throw new DockerfileError(
      'platform',
      `failed to parse platform ${from.platform}: ${error.message}${suggestion}`,
    );
  }
}

function suggestAny(names: readonly string[], known: readonly string[]): string {
  const nearest = names.map((name) => nearestWord(name, known)).find((name) => name !== undefined);
  return nearest === undefined ? '' : ` (did you mean ${nearest}?)`;
}

const emptyConfig: BaseConfig = { env: new Map(), workdir: '/', shell: [] };

/** The scope that a stage's base image gives; undefined when the base is another stage. */
function resolveBase(
  { stage, image, base }: StageNode,
  expected: Platform,
  isNeeded: boolean,
  options: AnalysisOptions,
  trace: Trace,
): StageScope | undefined {
  if (base !== undefined) return undefined;
  if (image === 'scratch') return scopeOnImage(emptyConfig);
  const reference = fullName(image, stage.from.range);
  const found = isNeeded ? options.baseImage?.(reference, expected) : undefined;
  if (found === undefined) return scopeOnImage(emptyConfig);
  const { platform: actual } = found;
  if (actual.os !== expected.os || actual.architecture !== expected.architecture) {
    trace.bases.push({ stage, image, expected, actual });
  }
  return scopeOnImage(found);
}

interface StageSurroundings {
  readonly dockerfile: Dockerfile;
  readonly global: GlobalScope;
  readonly buildArgs: BuildArguments;
  readonly dependencies: StageDependencies;
  /** The stages that have been gone through. */
  readonly ends: ReadonlyMap<number, StageScope>;
}

function followStage(stage: Stage, start: StageScope, around: StageSurroundings, trace: Trace): StageScope {
  const { global, buildArgs, dockerfile } = around;
  let scope = start;
  for (const instruction of stage.instructions) {
    const undefinedNames: { name: string; known: readonly string[] }[] = [];
    const step = { stage, instruction, before: scope, undefinedNames };
    const onUndefined = (name: string, known: readonly string[]): void => {
      undefinedNames.push({ name, known });
    };
    try {
      const done = stepThrough(scope, instruction, {
        global,
        buildArgs,
        escape: dockerfile.escape,
        onUndefined,
      });
      trace.steps.push({ ...step, expanded: done.instruction });
      refuseLaterStage(stage, instruction, around);
      scope = done.scope;
    } catch (error) {
      if (trace.steps.at(-1)?.instruction !== instruction) trace.steps.push(step);
      throw error;
    }
  }
  return scope;
}

/** COPY and mounts take files only from stages that come before. */
function refuseLaterStage(
  stage: Stage,
  instruction: StageInstruction,
  { dockerfile, ends }: StageSurroundings,
): void {
  for (const source of fileSources(instruction, dockerfile.stages, dockerfile.escape)) {
    if (source.kind === 'image' || ends.has(source.index)) continue;
    const label = quote(stage.name === '' ? `stage-${stage.index}` : stage.name);
    if (instruction.name === 'COPY') {
      const message = `cannot copy from stage ${quote(instruction.from)}, it needs to be defined before`;
      throw new DockerfileError('stage', `${message} current stage ${label}`, instruction.range);
    }
    const from = dockerfile.stages[source.index]?.name ?? '';
    const message = `cannot mount from stage ${quote(from)}, stage needs to be defined before current command`;
    throw new DockerfileError('stage', message, instruction.range);
  }
}
