import type { Digest } from './digest';
import { goJson, omitEmpty, sortedMap, type Json } from './json';

/** HEALTHCHECK as images keep it: times in nanoseconds, none for Docker's default. */
export interface ImageHealthcheck {
  /** `["NONE"]`, `["CMD", …]`, `["CMD-SHELL", command]`. */
  readonly Test?: readonly string[];
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly StartInterval?: number;
  readonly Retries?: number;
}

/** How containers of the image run unless told otherwise: `Config` in `docker image inspect`. */
export interface ExecutionParameters {
  readonly User?: string;
  readonly ExposedPorts?: readonly string[];
  readonly Env?: readonly string[];
  readonly Entrypoint?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly Volumes?: readonly string[];
  readonly WorkingDir?: string;
  readonly Labels?: Readonly<Record<string, string>>;
  readonly StopSignal?: string;
  /** Docker's own, beyond OCI. */
  readonly ArgsEscaped?: boolean;
  readonly Healthcheck?: ImageHealthcheck;
  readonly OnBuild?: readonly string[];
  readonly Shell?: readonly string[];
}

/** One step of an image's making, oldest first. */
export interface History {
  /** RFC 3339. */
  readonly created?: string;
  readonly createdBy?: string;
  readonly author?: string;
  readonly comment?: string;
  readonly emptyLayer?: boolean;
}

/** The JSON that describes an image (OCI image specification, "Image Configuration"). */
export interface ImageConfig {
  readonly created?: string;
  readonly author?: string;
  readonly architecture: string;
  readonly variant?: string;
  readonly os: string;
  readonly config: ExecutionParameters;
  /** Diff IDs of the layers, from the bottom up. */
  readonly diffIds: readonly Digest[];
  readonly history: readonly History[];
}

/** Who writes an image's documents: the order of keys and the white space differ, so the digests do. */
export type DocumentWriter = 'engine' | 'buildkit';

/** The config's bytes. BuildKit sorts the top keys; the engine has Go's order of fields. */
export function formatImageConfig(image: ImageConfig, writer: DocumentWriter): Uint8Array {
  const fields = {
    created: image.created,
    author: omitEmpty(image.author),
    architecture: image.architecture,
    variant: omitEmpty(image.variant),
    os: image.os,
    rootfs: { type: 'layers', diff_ids: image.diffIds.length === 0 ? null : image.diffIds },
    history: omitEmpty(image.history)?.map(historyJson),
    config: parametersJson(image.config, writer),
  };
  return new TextEncoder().encode(
    goJson((writer === 'buildkit' ? sortedMap<Json>(defined(fields)) : fields) ?? {}),
  );
}

function defined(fields: Readonly<Record<string, Json | undefined>>): Readonly<Record<string, Json>> {
  const known: Record<string, Json> = {};
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) known[key] = value;
  return known;
}

function historyJson({ created, createdBy, author, comment, emptyLayer }: History): Json {
  return {
    created,
    created_by: omitEmpty(createdBy),
    author: omitEmpty(author),
    comment: omitEmpty(comment),
    empty_layer: omitEmpty(emptyLayer),
  };
}

/** `Config` as Docker's JSON has it, with empty fields left out; BuildKit always writes OnBuild. */
export function parametersJson(config: ExecutionParameters, writer: DocumentWriter = 'engine'): Json {
  return {
    User: omitEmpty(config.User),
    ExposedPorts: nameSet(config.ExposedPorts),
    Env: omitEmpty(config.Env),
    Entrypoint: omitEmpty(config.Entrypoint),
    Cmd: omitEmpty(config.Cmd),
    Volumes: nameSet(config.Volumes),
    WorkingDir: omitEmpty(config.WorkingDir),
    Labels: sortedMap(config.Labels),
    StopSignal: omitEmpty(config.StopSignal),
    ArgsEscaped: omitEmpty(config.ArgsEscaped),
    Healthcheck: config.Healthcheck && healthcheckJson(config.Healthcheck),
    OnBuild: omitEmpty(config.OnBuild) ?? (writer === 'buildkit' ? null : undefined),
    Shell: omitEmpty(config.Shell),
  };
}

/** Go's `map[string]struct{}`. */
function nameSet(names: readonly string[] | undefined): Json | undefined {
  return sortedMap<Json>(Object.fromEntries((names ?? []).map((name) => [name, {}])));
}

function healthcheckJson(check: ImageHealthcheck): Json {
  return {
    Test: omitEmpty(check.Test),
    Interval: omitEmpty(check.Interval),
    Timeout: omitEmpty(check.Timeout),
    StartPeriod: omitEmpty(check.StartPeriod),
    StartInterval: omitEmpty(check.StartInterval),
    Retries: omitEmpty(check.Retries),
  };
}
