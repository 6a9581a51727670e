import type { ExecutionParameters } from '../../oci';
import type { ContainerConfig, HealthConfig } from '../api/container';

/** What of an image's configuration containers made from it take over. */
export type ImageDefaults = Partial<
  Pick<
    ContainerConfig,
    | 'User'
    | 'ExposedPorts'
    | 'Env'
    | 'Cmd'
    | 'Entrypoint'
    | 'Volumes'
    | 'WorkingDir'
    | 'Labels'
    | 'StopSignal'
    | 'Healthcheck'
    | 'OnBuild'
    | 'Shell'
  >
>;

/**
 * A container's configuration: what was asked for, and where nothing was asked for what the image says.
 * Source: moby, daemon.merge.
 */
export function mergeConfig(asked: Partial<ContainerConfig>, image: ImageDefaults): Partial<ContainerConfig> {
  const hasEntrypoint = (asked.Entrypoint ?? []).length > 0;
  const hasCommand = (asked.Cmd ?? []).length > 0;
  const entrypoint = asked.Entrypoint ?? image.Entrypoint ?? null;
  const exposed = { ...image.ExposedPorts, ...asked.ExposedPorts };
  const volumes = { ...image.Volumes, ...asked.Volumes };
  return {
    ...asked,
    User: asked.User || (image.User ?? ''),
    ...(Object.keys(exposed).length > 0 ? { ExposedPorts: exposed } : {}),
    Env: mergeEnvironment(asked.Env ?? [], image.Env ?? []),
    Labels: { ...image.Labels, ...asked.Labels },
    Cmd: hasEntrypoint || hasCommand ? (asked.Cmd ?? null) : (image.Cmd ?? null),
    Entrypoint: isCleared(entrypoint) ? null : entrypoint,
    ...healthcheckOf(asked.Healthcheck, image.Healthcheck),
    WorkingDir: asked.WorkingDir || (image.WorkingDir ?? ''),
    Volumes: Object.keys(volumes).length > 0 ? volumes : null,
    ...(asked.StopSignal || image.StopSignal ? { StopSignal: asked.StopSignal || image.StopSignal } : {}),
    OnBuild: asked.OnBuild ?? image.OnBuild ?? null,
    ...(image.Shell !== undefined && asked.Shell === undefined ? { Shell: image.Shell } : {}),
  };
}

/** `--entrypoint ''` takes the image's entrypoint away. */
function isCleared(entrypoint: readonly string[] | null): boolean {
  return entrypoint !== null && entrypoint.length === 1 && entrypoint[0] === '';
}

function nameOf(variable: string): string {
  return variable.split('=', 1)[0] ?? '';
}

function mergeEnvironment(asked: readonly string[], image: readonly string[]): readonly string[] {
  const names = new Set(asked.map(nameOf));
  return [...asked, ...image.filter((variable) => !names.has(nameOf(variable)))];
}

function healthcheckOf(
  asked: HealthConfig | undefined,
  image: HealthConfig | undefined,
): { Healthcheck?: HealthConfig } {
  if (image === undefined) return asked === undefined ? {} : { Healthcheck: asked };
  if (asked === undefined) return { Healthcheck: image };
  const hasTest = (asked.Test ?? []).length > 0;
  const merged: HealthConfig = {
    Test: hasTest ? (asked.Test ?? []) : (image.Test ?? []),
    Interval: asked.Interval || image.Interval || 0,
    Timeout: asked.Timeout || image.Timeout || 0,
    StartPeriod: asked.StartPeriod || image.StartPeriod || 0,
    StartInterval: asked.StartInterval || image.StartInterval || 0,
    Retries: asked.Retries || image.Retries || 0,
  };
  return { Healthcheck: withoutZeros(merged) };
}

/** Docker leaves a health check's zero fields out of its JSON. */
export function withoutZeros(health: HealthConfig): HealthConfig {
  return {
    ...((health.Test ?? []).length > 0 ? { Test: health.Test } : {}),
    ...(health.Interval ? { Interval: health.Interval } : {}),
    ...(health.Timeout ? { Timeout: health.Timeout } : {}),
    ...(health.StartPeriod ? { StartPeriod: health.StartPeriod } : {}),
    ...(health.StartInterval ? { StartInterval: health.StartInterval } : {}),
    ...(health.Retries ? { Retries: health.Retries } : {}),
  };
}

/** How an image's containers run, in the Engine API's form. */
export function imageDefaults({ ExposedPorts, Volumes, ...rest }: ExecutionParameters): ImageDefaults {
  const asObject = (names: readonly string[]): Readonly<Record<string, object>> =>
    Object.fromEntries(names.map((name) => [name, {}]));
  return {
    ...rest,
    ...(ExposedPorts === undefined ? {} : { ExposedPorts: asObject(ExposedPorts) }),
    ...(Volumes === undefined ? {} : { Volumes: asObject(Volumes) }),
  };
}
