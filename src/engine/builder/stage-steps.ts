import type {
  Dockerfile,
  FileSource,
  Platform,
  ResolvedStage,
  ResolvedStages,
  StageInstruction,
  StageScope,
  Variables,
} from '../dockerfile';
import {
  defaultPath,
  DockerfileError,
  fileSources,
  formatPlatform,
  parsePlatform,
  parseTrigger,
  scopeOnImage,
  scopeOnStage,
  stageLabel,
  stepThrough,
  variablesFrom,
} from '../dockerfile';
import type { Image } from '../oci';
import { execStep } from './exec-step';
import type { Ingredients } from './ingredients';
import { noIngredients } from './ingredients';
import { imageOperation, imageStepName, type LoadedImage } from './sources';
import { stepName } from './step-names';
import { transferSteps } from './transfer-steps';
import type { Step } from './vertex';
import { folderStep } from './folder-step';

/** An instruction of a stage, its variables filled in, with what it saw and the step that it became. */
export interface DoneInstruction {
  readonly instruction: StageInstruction;
  readonly before: StageScope;
  readonly isTrigger: boolean;
  /** undefined: it changes the configuration only. */
  readonly step: Step | undefined;
}

/** A stage of which every instruction has become a step, or a line of its image's configuration. */
export interface StageSteps {
  readonly resolved: ResolvedStage;
  readonly label: string;
  /** The image that it begins with; undefined: scratch, or another stage. */
  readonly image: Image | undefined;
  /** The FROM's own step; undefined: scratch, or another stage. */
  readonly from: Step | undefined;
  readonly instructions: readonly DoneInstruction[];
  /** The last step: the stage's files; undefined: it has none. */
  readonly end: Step | undefined;
  readonly scope: StageScope;
  /** The user at the end. */
  readonly user: string;
}

/** What the steps of a build are made from. */
export interface StageMaterial {
  /** Which Dockerfile this is, among all that the builder has seen. */
  readonly project: string;
  readonly dockerfile: Dockerfile;
  readonly stages: ResolvedStages;
  readonly buildArgs: Readonly<Record<string, string>>;
  /** The images that stages begin with, by full name. */
  readonly imageOf: (reference: string, platform: Platform) => LoadedImage;
  /** The folder that stands in for an image, if there is one. */
  readonly folderOf: (reference: string) => Step | undefined;
  /** What `--from` or FROM means, where it is no stage: a step with those files. undefined: nothing (scratch). */
  readonly filesOf: (name: string, instruction: StageInstruction) => Step | undefined;
  readonly contextStep: Step;
  readonly settings: RunSettings;
  /** The flag that keeps a stage from the cache. */
  readonly cacheFlagOf: (stage: ResolvedStage) => string | undefined;
  readonly showsStageNames: boolean;
  /** Whether several platforms are asked for: steps are then named by theirs. */
  readonly showsPlatforms: boolean;
}

/** Build options that count for RUN. */
export interface RunSettings {
  readonly network: 'default' | 'none' | 'host';
  readonly addHosts: readonly string[];
  readonly shmSizeBytes: number | undefined;
  readonly ulimits: readonly { readonly name: string; readonly soft: number; readonly hard: number }[];
}

/** A stage while its instructions are gone through. */
export interface OpenStage {
  readonly material: StageMaterial;
  readonly resolved: ResolvedStage;
  readonly cacheFlag: string | undefined;
  readonly stepOfStage: (index: number) => Step | undefined;
  /** How many steps it will have, as far as the Dockerfile says. */
  totalSteps: number;
  stepCount: number;
  end: Step | undefined;
  user: string;
}

/** What an instruction becomes a step of. */
export interface StepPlace {
  readonly stage: OpenStage;
  readonly before: StageScope;
  readonly name: string;
  readonly ingredients: Ingredients;
}

const stepInstructions: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);

/**
 * The steps of every stage that is needed, in their order. Throws a DockerfileError. Source: BuildKit dockerfile2llb
 * toDispatchState and dispatch.
 */
export function stepsOfStages(material: StageMaterial): ReadonlyMap<number, StageSteps> {
  const done = new Map<number, StageSteps>();
  for (const resolved of material.stages.stages) {
    if (resolved.isNeeded) done.set(resolved.stage.index, stepsOfStage(resolved, material, done));
  }
  return done;
}

function stepsOfStage(
  resolved: ResolvedStage,
  material: StageMaterial,
  done: ReadonlyMap<number, StageSteps>,
): StageSteps {
  const { stage, base } = resolved;
  const { dockerfile, stages, buildArgs } = material;
  const under = base.kind === 'stage' ? done.get(base.index) : undefined;
  const folder = base.kind === 'image' ? material.folderOf(base.reference) : undefined;
  const loaded =
    base.kind === 'image' && folder === undefined
      ? material.imageOf(base.reference, resolved.platform)
      : undefined;
  const image = loaded?.image;
  const open: OpenStage = {
    material,
    resolved,
    cacheFlag: material.cacheFlagOf(resolved),
    stepOfStage: (index) => done.get(index)?.end,
    totalSteps: countSteps(stage.instructions) + (base.kind === 'image' ? 1 : 0),
    stepCount: 0,
    end: under?.end,
    user: under?.user ?? image?.config.config.User ?? '',
  };
  const from = loaded === undefined ? folder : fromStep(open, loaded);
  if (from !== undefined) open.end = from;
  const triggers =
    under === undefined
      ? (image?.config.config.OnBuild ?? [])
      : under.instructions.flatMap(({ instruction }) =>
          instruction.name === 'ONBUILD' ? [instruction.trigger] : [],
        );
  const inherited = triggers.map((trigger) => parseTrigger(trigger, stage.from));
  open.totalSteps += countSteps(inherited);
  let scope = under === undefined ? scopeOnImage(configOf(image)) : scopeOnStage(under.scope);
  const instructions: DoneInstruction[] = [];
  for (const written of [...inherited, ...stage.instructions]) {
    const before = scope;
    const context = { global: stages.global, buildArgs, escape: dockerfile.escape };
    const { instruction, scope: after } = stepThrough(scope, written, context);
    scope = after;
    const isTrigger = inherited.includes(written);
    const step = stepOf(open, instruction, before, after, isTrigger);
    if (step !== undefined) open.end = step;
    if (instruction.name === 'USER') open.user = instruction.user;
    instructions.push({ instruction, before, isTrigger, step });
  }
  const { end, user } = open;
  return { resolved, label: stageLabel(stage), image, from, instructions, end, scope, user };
}

/** Whether an instruction is a step of its own; the others change the configuration only. */
export function makesStep({ name }: { readonly name: string }): boolean {
  return name === 'FROM' || stepInstructions.has(name);
}

function countSteps(instructions: readonly StageInstruction[]): number {
  return instructions.filter(({ name }) => stepInstructions.has(name)).length;
}

function configOf(image: Image | undefined) {
  const { Env = [`PATH=${defaultPath}`], WorkingDir = '', Shell = [] } = image?.config.config ?? {};
  return { env: variablesFrom(Env), workdir: WorkingDir === '' ? '/' : WorkingDir, shell: Shell };
}

function fromStep(open: OpenStage, loaded: LoadedImage): Step {
  const { resolved } = open;
  const { image, reference, context } = loaded;
  const operation = imageOperation(reference, image, {
    isByName: context !== undefined,
    platform: resolved.platform,
  });
  const name = imageStepName(loaded);
  return {
    operation,
    inputs: [],
    name: context === undefined ? numbered(open, name, noVariables) : name,
    range: context === undefined ? resolved.stage.from.range : undefined,
    cacheFlag: undefined,
    ingredients: {
      ...noIngredients,
      instruction: 'FROM',
      text: `FROM ${resolved.image}`,
      project: open.material.project,
      stage: stageLabel(resolved.stage),
      image: { reference: operation.reference, digest: image.id },
    },
  };
}

const noVariables: Variables = new Map();

/** `[linux/amd64 build 2/3] RUN make`: counts the step. */
function numbered(open: OpenStage, text: string, variables: Variables): string {
  const { material, totalSteps, resolved } = open;
  open.stepCount += 1;
  const label = material.showsStageNames ? `${stageLabel(resolved.stage)} ` : '';
  const platform = material.showsPlatforms ? `${platformLabel(resolved.platform, variables)} ` : '';
  const count = String(open.stepCount).padStart(String(totalSteps).length);
  return `[${platform}${label}${count}/${totalSteps}] ${text}`;
}

/** `linux/amd64`, and where the stage knows that it builds for another one, `linux/amd64->arm64`. */
function platformLabel(platform: Platform, variables: Variables): string {
  const own = formatPlatform(platform);
  const target = targetPlatform(platform, variables);
  if (target === undefined) return own;
  if (target.os !== platform.os) return `${own}->${formatPlatform(target)}`;
  if (target.architecture === platform.architecture) return own;
  const { architecture, variant } = target;
  return `${own}->${architecture}${variant === '' ? '' : `/${variant}`}`;
}

/** What the predefined arguments say, as far as the stage has declared them. Source: dockerfile2llb platformFromEnv. */
function targetPlatform(own: Platform, variables: Variables): Platform | undefined {
  const whole = variables.get('TARGETPLATFORM');
  const [os, architecture, variant] = ['TARGETOS', 'TARGETARCH', 'TARGETVARIANT'].map((name) =>
    variables.get(name),
  );
  if (whole === undefined && os === undefined && architecture === undefined && variant === undefined) {
    return undefined;
  }
  const parts = [os || own.os, architecture || own.architecture, ...(variant ? [variant] : [])];
  try {
    return parsePlatform(whole ?? parts.join('/'));
  } catch (error) {
    if (error instanceof DockerfileError) return undefined;
    throw error;
  }
}

function stepOf(
  open: OpenStage,
  instruction: StageInstruction,
  before: StageScope,
  after: StageScope,
  isTrigger: boolean,
): Step | undefined {
  if (!stepInstructions.has(instruction.name)) return undefined;
  // The root is always there: no step, though it was counted as one.
  if (instruction.name === 'WORKDIR' && after.workdir === '/') return undefined;
  const { dockerfile } = open.material;
  const text = stepName(instruction, before.variables, dockerfile.escape);
  const name = numbered(open, isTrigger ? `ONBUILD ${text}` : text, before.variables);
  const ingredients = {
    ...noIngredients,
    instruction: instruction.name,
    text,
    project: open.material.project,
    stage: stageLabel(open.resolved.stage),
    position: open.stepCount,
  };
  const place: StepPlace = { stage: open, before, name, ingredients };
  switch (instruction.name) {
    case 'RUN':
      return execStep(instruction, place);
    case 'COPY':
    case 'ADD':
      return transferSteps(instruction, place);
    case 'WORKDIR':
      return folderStep(instruction, after.workdir, place);
    default:
      return undefined;
  }
}

/** Where an instruction takes files from, apart from the context. */
export function sourceStep(
  { stage }: StepPlace,
  source: FileSource,
  instruction: StageInstruction,
): Step | undefined {
  if (source.kind === 'stage') return stage.stepOfStage(source.index);
  return stage.material.filesOf(source.name, instruction);
}

/** The stages and images that an instruction names, in its order. */
export function sourcesOf({ stage }: StepPlace, instruction: StageInstruction): readonly FileSource[] {
  const { dockerfile } = stage.material;
  return fileSources(instruction, dockerfile.stages, dockerfile.escape);
}
