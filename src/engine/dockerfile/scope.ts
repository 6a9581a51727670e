// Which variables an instruction sees: build arguments, ARG and ENV. Shared by the checks and the builder.
import { at } from './dockerfile-error';
import { expandInstruction } from './expand-instruction';
import type { ArgDeclaration, ArgInstruction, StageInstruction } from './instructions';
import { formatPlatform, type Platform } from './platform';
import { expandWord, type EscapeToken, type Variables } from './words';

/** Values of `--build-arg`. */
export type BuildArguments = Readonly<Record<string, string>>;

/** PATH of an image that sets none. */
export const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** What FROM sees. */
export interface GlobalScope {
  /** The predefined platform arguments, and the ARGs before the first FROM that have a value. */
  readonly variables: Variables;
  /** Names of all ARGs before the first FROM. */
  readonly declared: ReadonlySet<string>;
}

/** What the predefined arguments of a build are about. */
export interface PlatformSettings {
  readonly buildPlatform: Platform;
  readonly targetPlatform: Platform;
  /** Name of the stage that is built; empty: the last, unnamed. */
  readonly targetStage: string;
}

/** BUILDPLATFORM, TARGETARCH and the like; a build argument of the same name wins. */
export function platformArguments(settings: PlatformSettings, buildArgs: BuildArguments): Variables {
  const { buildPlatform, targetPlatform, targetStage } = settings;
  const describe = (prefix: string, platform: Platform): [string, string][] => [
    [`${prefix}PLATFORM`, formatPlatform(platform)],
    [`${prefix}OS`, platform.os],
    [`${prefix}OSVERSION`, platform.osVersion],
    [`${prefix}ARCH`, platform.architecture],
    [`${prefix}VARIANT`, platform.variant],
  ];
  const values: [string, string][] = [
    ...describe('BUILD', buildPlatform),
    ...describe('TARGET', targetPlatform),
    ['TARGETSTAGE', targetStage === '' ? 'default' : targetStage],
  ];
  return new Map(values.map(([name, value]) => [name, valueOf(buildArgs, name) ?? value]));
}

function valueOf(buildArgs: BuildArguments, name: string): string | undefined {
  return Object.hasOwn(buildArgs, name) ? buildArgs[name] : undefined;
}

/** Adds the ARGs before the first FROM to `predefined`. Throws a DockerfileError with the range of an ARG. */
export function globalScope(
  globalArgs: readonly ArgInstruction[],
  predefined: Variables,
  buildArgs: BuildArguments,
  escape: EscapeToken,
): GlobalScope {
  const variables = new Map(predefined);
  const declared = new Set<string>();
  for (const instruction of globalArgs) {
    for (const { key, value } of instruction.declarations) {
      const given = valueOf(buildArgs, key);
      const expanded =
        given ??
        (value === undefined
          ? undefined
          : at(instruction.range, 'expansion', () => expandWord(value, variables, escape).text));
      declared.add(key);
      if (expanded === undefined) continue;
      variables.delete(key);
      variables.set(key, expanded);
    }
  }
  return { variables, declared };
}

/** An ARG of a stage with the value it has; undefined when it has none. */
export interface ArgValue {
  readonly key: string;
  readonly value: string | undefined;
}

/** What the instructions of a stage see, at one point of it. */
export interface StageScope {
  /** Variables that words see: ENV and ARG. */
  readonly variables: Variables;
  /** The image's own environment: ENV only. */
  readonly env: Variables;
  /** ARGs in the order of their declaration, those of the base stage first. */
  readonly args: readonly ArgValue[];
  readonly workdir: string;
  /** Whether this Dockerfile has set a working directory, here or in the base stage. */
  readonly hasWorkdir: boolean;
  /** What SHELL set, here or in the base; empty: the default. */
  readonly shell: readonly string[];
}

/** What a stage takes over from its base image's config. */
export interface BaseConfig {
  readonly env: Variables;
  readonly workdir: string;
  readonly shell: readonly string[];
}

/** The scope at the start of a stage that is based on an image (`scratch`: an empty config). */
export function scopeOnImage(config: BaseConfig): StageScope {
  const env = new Map(config.env);
  if (!env.has('PATH')) env.set('PATH', defaultPath);
  return { variables: env, env, args: [], workdir: config.workdir, hasWorkdir: false, shell: config.shell };
}

/** The scope at the start of a stage that is based on another: ARGs of the base stage stay visible. */
export function scopeOnStage(base: StageScope): StageScope {
  return { ...base, variables: new Map([...base.variables, ...base.env]) };
}

/** What does not change while the instructions of a stage are gone through. */
export interface StepContext {
  readonly global: GlobalScope;
  readonly buildArgs: BuildArguments;
  readonly escape: EscapeToken;
  /** Told of each use of a variable that is not set and not declared, with the names that are. */
  readonly onUndefined?: (name: string, known: readonly string[]) => void;
}

/** An instruction whose variables have been filled in, and what the next one sees. */
export interface Step {
  readonly instruction: StageInstruction;
  readonly scope: StageScope;
}

/** Variables that are declared for provenance and never reach an environment. */
const hiddenArgs = new Set(['BUILDKIT_SBOM_SCAN_CONTEXT', 'BUILDKIT_SBOM_SCAN_STAGE']);

/**
 * Goes through one instruction: expands its words and gives the scope after it.
 * Throws a DockerfileError with the instruction's range. Source: BuildKit dockerfile2llb dispatch.
 */
export function stepThrough(scope: StageScope, instruction: StageInstruction, context: StepContext): Step {
  return at(instruction.range, 'value', () => {
    if (instruction.name === 'ARG') return declareArgs(scope, instruction, context);
    const expanded = expandInstruction(instruction, scope, context.escape, (unmatched) => {
      reportUndefined(unmatched, scope, context);
    });
    return { instruction: expanded, scope: scopeAfter(scope, expanded) };
  });
}

function reportUndefined(names: readonly string[], scope: StageScope, context: StepContext): void {
  for (const name of names) {
    if (hiddenArgs.has(name) || scope.args.some(({ key }) => key === name)) continue;
    context.onUndefined?.(name, [...scope.variables.keys()]);
  }
}

function declareArgs(start: StageScope, instruction: ArgInstruction, context: StepContext): Step {
  let scope = start;
  const declarations = instruction.declarations.map((declaration): ArgDeclaration => {
    const value = argValue(scope, declaration, context);
    const { key } = declaration;
    const isVisible = value !== undefined && !hiddenArgs.has(key);
    const variables = isVisible ? new Map([...scope.variables, [key, value]]) : scope.variables;
    scope = { ...scope, variables, args: [...scope.args, { key, value }] };
    return { ...declaration, value };
  });
  return { instruction: { ...instruction, declarations }, scope };
}

function argValue(
  scope: StageScope,
  { key, value }: ArgDeclaration,
  context: StepContext,
): string | undefined {
  const given = valueOf(context.buildArgs, key);
  if (given !== undefined) return given;
  if (value === undefined) return context.global.variables.get(key);
  const { text, unmatched } = expandWord(value, scope.variables, context.escape);
  reportUndefined(unmatched, scope, context);
  return text;
}

function scopeAfter(scope: StageScope, instruction: StageInstruction): StageScope {
  switch (instruction.name) {
    case 'ENV': {
      const pairs = instruction.pairs.map(({ key, value }): [string, string] => [key, value]);
      return {
        ...scope,
        variables: new Map([...scope.variables, ...pairs]),
        env: new Map([...scope.env, ...pairs]),
      };
    }
    case 'WORKDIR':
      return { ...scope, workdir: joinPath(scope.workdir, instruction.path), hasWorkdir: true };
    case 'SHELL':
      return { ...scope, shell: instruction.shell };
    default:
      return scope;
  }
}

/** `path` seen from the absolute directory `from`, without `.` and `..`. */
export function joinPath(from: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${from}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
