// Goes through a Dockerfile as a build does before it runs anything, and keeps what the checks look at.
import { quote } from '../units';
import {
  parseTrigger,
  readLines,
  stageLabel,
  understand,
  type Dockerfile,
  type ReadLine,
  type Stage,
} from './dockerfile';
import { DockerfileError } from './dockerfile-error';
import type { IgnoreMatcher } from './ignore';
import type { StageInstruction } from './instructions';
import type { DockerfileLines } from './lines';
import {
  predefinedArguments,
  resolveStages,
  type FromTrace,
  type ResolvedStage,
  type ResolvedStages,
} from './resolve-stages';
import { globalScope, scopeOnImage, scopeOnStage, stepThrough, type StageScope } from './scope';
import { fileSources } from './stage-graph';
import type { Analysis, AnalysisOptions, BaseImage, BaseTrace, StepTrace } from './trace';
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
  defaultImages: Analysis['defaultImages'];
  readonly froms: FromTrace[];
  readonly bases: BaseTrace[];
  readonly steps: StepTrace[];
  readonly ignore: IgnoreMatcher | undefined;
  error?: DockerfileError;
}

/** The passes of BuildKit's dockerfile2llb, in its order. Throws the first error. */
function follow(text: string, options: AnalysisOptions, trace: Trace): void {
  trace.lines = readLines(text);
  const { read, dockerfile, error } = understand(trace.lines);
  trace.read = read;
  if (error !== undefined) throw error;
  if (dockerfile === undefined) return;
  trace.dockerfile = dockerfile;
  trace.defaultImages = defaultImages(dockerfile, options);
  const resolved = resolveStages(dockerfile, { ...options, onFrom: (from) => trace.froms.push(from) });
  const images = resolved.stages.map((stage) =>
    stage.isNeeded ? findImage(stage, options, trace) : undefined,
  );
  const ends = new Map<number, StageScope>();
  for (const { stage, base, isNeeded } of resolved.stages) {
    if (!isNeeded) continue;
    const under = base.kind === 'stage' ? ends.get(base.index) : undefined;
    const image = images[stage.index] ?? emptyImage;
    const start = under === undefined ? scopeOnImage(image) : scopeOnStage(under);
    const triggers =
      base.kind === 'stage' ? triggersOf(dockerfile.stages[base.index]) : (image.triggers ?? []);
    const inherited = triggers.map((trigger) => parseTrigger(trigger, stage.from));
    ends.set(
      stage.index,
      followStage(stage, inherited, start, { options, dockerfile, resolved, ends }, trace),
    );
  }
}

/** Every stage's image if no build argument were given; none when that cannot even be expanded. */
function defaultImages(dockerfile: Dockerfile, options: AnalysisOptions): Analysis['defaultImages'] {
  const { stages, globalArgs, escape } = dockerfile;
  const images: { stage: Stage; image: string }[] = [];
  try {
    const { variables } = globalScope(globalArgs, predefinedArguments(dockerfile, options), {}, escape);
    for (const stage of stages) {
      images.push({ stage, image: expandWord(stage.from.image, variables, escape).text });
    }
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
  }
  return images;
}

const emptyImage: Omit<BaseImage, 'platform'> = { env: new Map(), workdir: '/', shell: [] };

/** What is known of a stage's base image. */
function findImage({ stage, image, base, platform }: ResolvedStage, options: AnalysisOptions, trace: Trace) {
  const found = base.kind === 'image' ? options.baseImage?.(base.reference, platform) : undefined;
  if (found === undefined) return undefined;
  const { platform: actual } = found;
  if (actual.os !== platform.os || actual.architecture !== platform.architecture) {
    trace.bases.push({ stage, image, expected: platform, actual });
  }
  return found;
}

/** The ONBUILD triggers that a stage gives to those that are based on it. */
function triggersOf(stage: Stage | undefined): readonly string[] {
  return (stage?.instructions ?? []).flatMap((instruction) =>
    instruction.name === 'ONBUILD' ? [instruction.trigger] : [],
  );
}

interface StageSurroundings {
  readonly options: AnalysisOptions;
  readonly dockerfile: Dockerfile;
  readonly resolved: ResolvedStages;
  /** The stages that have been gone through. */
  readonly ends: ReadonlyMap<number, StageScope>;
}

function followStage(
  stage: Stage,
  inherited: readonly StageInstruction[],
  start: StageScope,
  around: StageSurroundings,
  trace: Trace,
): StageScope {
  const { options, dockerfile, resolved } = around;
  let scope = start;
  for (const instruction of [...inherited, ...stage.instructions]) {
    const undefinedNames: { name: string; known: readonly string[] }[] = [];
    const step = { stage, instruction, before: scope, undefinedNames };
    let expanded: StageInstruction | undefined;
    try {
      const done = stepThrough(scope, instruction, {
        global: resolved.global,
        buildArgs: options.buildArgs ?? {},
        escape: dockerfile.escape,
        onUndefined: (name, known) => undefinedNames.push({ name, known }),
      });
      expanded = done.instruction;
      scope = done.scope;
    } finally {
      trace.steps.push({ ...step, ...(expanded !== undefined && { expanded }) });
    }
    if (stage.instructions.includes(instruction)) refuseLaterStage(stage, instruction, around);
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
    if (instruction.name === 'COPY') {
      const message = `cannot copy from stage ${quote(instruction.from)}, it needs to be defined before`;
      const label = `current stage ${quote(stageLabel(stage))}`;
      throw new DockerfileError('stage', `${message} ${label}`, instruction.range);
    }
    const from = dockerfile.stages[source.index]?.name ?? '';
    const message = `cannot mount from stage ${quote(from)}, stage needs to be defined before current command`;
    throw new DockerfileError('stage', message, instruction.range);
  }
}
