import { defaultPath, type Healthcheck, type StageInstruction, type StageScope } from '../../dockerfile';
import type { ExecutionParameters, History, Image, ImageConfig, ImageHealthcheck } from '../../oci';
import { commandWords, historyText, workdirAfter } from './history-text';

/** What comments in history call what made a line. */
const comment = 'buildkit.dockerfile.v0';

/** An instruction of a stage, its variables filled in. */
export interface ImageStep {
  readonly instruction: StageInstruction;
  /** What it saw. */
  readonly before: StageScope;
  /** Whether it makes a layer: RUN, COPY and ADD do, and WORKDIR but for the root. */
  readonly makesLayer: boolean;
  /** Of RUN: the words that are executed, the shell in front. */
  readonly argv?: readonly string[];
}

/** What a stage's image is to say of itself, its layers apart. */
export interface StageImage {
  readonly config: ExecutionParameters;
  readonly author: string | undefined;
  /** Lines without `created` are new: their times come from the layers (`exportImage`). */
  readonly history: readonly History[];
}

/** The image that a stage begins with; undefined: scratch. */
export function beginOnImage(image: Image | undefined): StageImage {
  if (image === undefined) {
    return { config: { Env: [`PATH=${defaultPath}`], WorkingDir: '/' }, author: undefined, history: [] };
  }
  const { config, author, history }: ImageConfig = image.config;
  return { config, author, history };
}

/**
 * The image of a stage whose instructions these are, those that its base put in with ONBUILD first. A stage on
 * another stage begins with that one's image. Source: BuildKit dockerfile2llb dispatch.
 */
export function describeStage(base: StageImage, steps: readonly ImageStep[]): StageImage {
  const { OnBuild: _, ...config } = base.config;
  let image: StageImage = { ...base, config };
  let hasCmd = false;
  for (const step of steps) {
    const { instruction, makesLayer } = step;
    image = { ...image, ...changed(image, step, hasCmd) };
    if (instruction.name === 'CMD') hasCmd = true;
    const createdBy = historyText(step);
    if (createdBy === undefined) continue;
    image = {
      ...image,
      history: [...image.history, { createdBy, comment, ...(makesLayer ? {} : { emptyLayer: true }) }],
    };
  }
  return image;
}

/** `--label`: no line of history, and the last word. */
export function withLabels(image: StageImage, labels: ReadonlyMap<string, string>): StageImage {
  if (labels.size === 0) return image;
  const { config } = image;
  return { ...image, config: { ...config, Labels: { ...config.Labels, ...Object.fromEntries(labels) } } };
}

function changed(
  { config }: StageImage,
  { instruction, before }: ImageStep,
  hasCmd: boolean,
): Partial<StageImage> {
  switch (instruction.name) {
    case 'ENV':
      return { config: { ...config, Env: withVariables(config.Env ?? [], instruction.pairs) } };
    case 'LABEL': {
      const added = Object.fromEntries(instruction.pairs.map(({ key, value }) => [key, value]));
      return { config: { ...config, Labels: { ...config.Labels, ...added } } };
    }
    case 'WORKDIR':
      return { config: { ...config, WorkingDir: workdirAfter(before, instruction.path) } };
    case 'USER':
      return { config: { ...config, User: instruction.user } };
    case 'CMD':
      return { config: { ...config, Cmd: commandWords(instruction.command, before), ArgsEscaped: true } };
    case 'ENTRYPOINT': {
      const { Cmd, ...rest } = config;
      const Entrypoint = commandWords(instruction.command, before);
      // The base's CMD was meant for the base's ENTRYPOINT.
      return { config: { ...rest, Entrypoint, ...(hasCmd && Cmd !== undefined ? { Cmd } : {}) } };
    }
    case 'EXPOSE':
      return { config: { ...config, ExposedPorts: union(config.ExposedPorts, instruction.ports) } };
    case 'VOLUME':
      return { config: { ...config, Volumes: union(config.Volumes, instruction.paths) } };
    case 'STOPSIGNAL':
      return { config: { ...config, StopSignal: instruction.signal } };
    case 'SHELL':
      return { config: { ...config, Shell: instruction.shell } };
    case 'ONBUILD':
      return { config: { ...config, OnBuild: [...(config.OnBuild ?? []), instruction.trigger] } };
    case 'HEALTHCHECK':
      return { config: { ...config, Healthcheck: healthcheckOf(instruction.healthcheck) } };
    case 'MAINTAINER':
      return { author: instruction.maintainer };
    case 'ADD':
    case 'ARG':
    case 'COPY':
    case 'RUN':
      return {};
  }
}

function withVariables(
  variables: readonly string[],
  pairs: readonly { readonly key: string; readonly value: string }[],
): readonly string[] {
  const byName = new Map(variables.map((variable) => [variable.split('=', 1)[0] ?? '', variable]));
  for (const { key, value } of pairs) byName.set(key, `${key}=${value}`);
  return [...byName.values()];
}

function union(before: readonly string[] | undefined, more: readonly string[]): readonly string[] {
  return [...new Set([...(before ?? []), ...more])].sort();
}

function healthcheckOf(check: Healthcheck): ImageHealthcheck {
  return {
    Test: check.test,
    Interval: check.intervalNs,
    Timeout: check.timeoutNs,
    StartPeriod: check.startPeriodNs,
    StartInterval: check.startIntervalNs,
    Retries: check.retries,
  };
}
