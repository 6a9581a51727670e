import {
  type CommandLine,
  expandInstruction,
  type Pair,
  type StageInstruction,
  variablesFrom,
} from '../../dockerfile';
import type { ExecutionParameters } from '../../oci';
import { invalid } from '../errors';
import { cleanPath } from './mount-spec';

/**
 * The configuration that these instructions make of another; throws for those that change no configuration, and for
 * values that are wrong. An ENTRYPOINT does away with the command, unless one was given before it.
 * Source: moby, dockerfile.BuildFromConfig and its dispatchers.
 */
export function applyInstructions(
  config: ExecutionParameters,
  instructions: readonly StageInstruction[],
): ExecutionParameters {
  let changed = config;
  let hasCommand = false;
  for (const instruction of instructions) {
    const variables = variablesFrom(changed.Env ?? []);
    const surroundings = { variables, workdir: changed.WorkingDir ?? '' };
    const expanded = expandInstruction(instruction, surroundings, '\\', () => undefined);
    changed = applyInstruction(changed, expanded);
    if (expanded.name === 'CMD') hasCommand ||= (changed.Cmd ?? []).length > 0;
    if (expanded.name === 'ENTRYPOINT' && !hasCommand) changed = { ...changed, Cmd: [] };
  }
  return changed;
}

function applyInstruction(config: ExecutionParameters, instruction: StageInstruction): ExecutionParameters {
  switch (instruction.name) {
    case 'CMD':
      return { ...config, Cmd: wordsOf(config, instruction.command) };
    case 'ENTRYPOINT':
      return { ...config, Entrypoint: wordsOf(config, instruction.command) };
    case 'ENV':
      return { ...config, Env: withVariables(config.Env ?? [], instruction.pairs) };
    case 'EXPOSE':
      return { ...config, ExposedPorts: union(config.ExposedPorts, instruction.ports) };
    case 'LABEL':
      return {
        ...config,
        Labels: {
          ...config.Labels,
          ...Object.fromEntries(instruction.pairs.map(({ key, value }) => [key, value])),
        },
      };
    case 'ONBUILD':
      return { ...config, OnBuild: [...(config.OnBuild ?? []), instruction.trigger] };
    case 'USER':
      return { ...config, User: instruction.user };
    case 'VOLUME':
      return { ...config, Volumes: union(config.Volumes, instruction.paths) };
    case 'WORKDIR':
      return { ...config, WorkingDir: workingDirectory(config.WorkingDir ?? '', instruction.path) };
    case 'STOPSIGNAL':
      return { ...config, StopSignal: instruction.signal };
    case 'SHELL':
      return { ...config, Shell: instruction.shell };
    case 'HEALTHCHECK': {
      const { test, intervalNs, timeoutNs, startPeriodNs, startIntervalNs, retries } =
        instruction.healthcheck;
      return {
        ...config,
        Healthcheck: {
          Test: test,
          ...(intervalNs > 0 ? { Interval: intervalNs } : {}),
          ...(timeoutNs > 0 ? { Timeout: timeoutNs } : {}),
          ...(startPeriodNs > 0 ? { StartPeriod: startPeriodNs } : {}),
          ...(startIntervalNs > 0 ? { StartInterval: startIntervalNs } : {}),
          ...(retries > 0 ? { Retries: retries } : {}),
        },
      };
    }
    default:
      throw invalid(`${instruction.name} is not a valid change command`);
  }
}

function wordsOf({ Shell }: ExecutionParameters, { args, isShell }: CommandLine): readonly string[] {
  return isShell ? [...(Shell ?? ['/bin/sh', '-c']), ...args] : args;
}

function withVariables(variables: readonly string[], pairs: readonly Pair[]): readonly string[] {
  const byName = new Map(variables.map((variable) => [variable.split('=', 1)[0] ?? '', variable]));
  for (const { key, value } of pairs) byName.set(key, `${key}=${value}`);
  return [...byName.values()];
}

function union(before: readonly string[] | undefined, more: readonly string[]): readonly string[] {
  return [...new Set([...(before ?? []), ...more])].sort();
}

/** Where a WORKDIR leads; an absolute one stays as it was written (moby, normalizeWorkdir). */
function workingDirectory(current: string, wanted: string): string {
  if (wanted === '') throw invalid('cannot normalize nothing');
  return wanted.startsWith('/') ? wanted : cleanPath(`/${current}/${wanted}`);
}
