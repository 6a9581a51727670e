import type { CommandLine, Pair, StageInstruction } from '../../dockerfile';
import type { ExecutionParameters } from '../../oci';
import { invalid } from '../errors';

/** The configuration that these instructions make of another; throws for those that change no configuration. */
export function applyInstructions(
  config: ExecutionParameters,
  instructions: readonly StageInstruction[],
): ExecutionParameters {
  return instructions.reduce(applyInstruction, config);
}

function applyInstruction(config: ExecutionParameters, instruction: StageInstruction): ExecutionParameters {
  switch (instruction.name) {
    case 'CMD':
      return { ...config, Cmd: wordsOf(config, instruction.command) };
    case 'ENTRYPOINT':
      return { ...config, Entrypoint: wordsOf(config, instruction.command) };
    case 'ENV':
      return { ...config, Env: withVariables(config.Env ?? [], instruction.pairs) };
    case 'EXPOSE': {
      const ports = instruction.ports.map((port) => (port.includes('/') ? port : `${port}/tcp`));
      return { ...config, ExposedPorts: union(config.ExposedPorts, ports) };
    }
    case 'LABEL':
      return {
        ...config,
        Labels: {
          ...config.Labels,
          ...Object.fromEntries(instruction.pairs.map(({ key, value }) => [key, unquoted(value)])),
        },
      };
    case 'ONBUILD':
      return { ...config, OnBuild: [...(config.OnBuild ?? []), instruction.trigger] };
    case 'USER':
      return { ...config, User: unquoted(instruction.user) };
    case 'VOLUME':
      return { ...config, Volumes: union(config.Volumes, instruction.paths) };
    case 'WORKDIR': {
      const path = unquoted(instruction.path);
      return {
        ...config,
        WorkingDir: path.startsWith('/') ? path : `${(config.WorkingDir ?? '').replace(/\/$/, '')}/${path}`,
      };
    }
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
  for (const { key, value } of pairs) byName.set(key, `${key}=${unquoted(value)}`);
  return [...byName.values()];
}

function union(before: readonly string[] | undefined, more: readonly string[]): readonly string[] {
  return [...new Set([...(before ?? []), ...more])].sort();
}

/** A word as written, without the quotes around it. */
function unquoted(word: string): string {
  return word.replace(/^"(.*)"$/s, '$1').replace(/^'(.*)'$/s, '$1');
}
