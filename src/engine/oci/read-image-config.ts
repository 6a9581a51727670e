import { parseDigest } from './digest';
import type { ExecutionParameters, History, ImageConfig, ImageHealthcheck } from './image-config';
import { DocumentError, JsonObject } from './json';

/** An image's configuration as its document says. Throws DocumentError or DigestError. */
export function parseImageConfig(bytes: Uint8Array): ImageConfig {
  const object = JsonObject.parse(bytes);
  const rootfs = object.object('rootfs');
  if (rootfs === undefined) throw new DocumentError('not an image config');
  const config = object.object('config');
  return {
    ...someTexts(object, ['created', 'author', 'variant']),
    architecture: object.text('architecture') ?? '',
    os: object.text('os') ?? '',
    config: config === undefined ? {} : readParameters(config),
    diffIds: (rootfs.texts('diff_ids') ?? []).map(parseDigest),
    history: object.objects('history').map(readHistory),
  };
}

function readHistory(entry: JsonObject): History {
  const createdBy = entry.text('created_by');
  return {
    ...someTexts(entry, ['created', 'author', 'comment']),
    ...(createdBy !== undefined && { createdBy }),
    ...(entry.flag('empty_layer') === true && { emptyLayer: true }),
  };
}

function readParameters(config: JsonObject): ExecutionParameters {
  const ExposedPorts = config.keys('ExposedPorts');
  const Volumes = config.keys('Volumes');
  const Labels = config.textMap('Labels');
  const healthcheck = config.object('Healthcheck');
  return {
    ...someTexts(config, ['User', 'WorkingDir', 'StopSignal']),
    ...someLists(config, ['Env', 'Entrypoint', 'Cmd', 'OnBuild', 'Shell']),
    ...(ExposedPorts && { ExposedPorts }),
    ...(Volumes && { Volumes }),
    ...(Labels && { Labels }),
    ...(config.flag('ArgsEscaped') === true && { ArgsEscaped: true }),
    ...(healthcheck && { Healthcheck: readHealthcheck(healthcheck) }),
  };
}

function readHealthcheck(check: JsonObject): ImageHealthcheck {
  const times: Record<string, number> = {};
  for (const key of ['Interval', 'Timeout', 'StartPeriod', 'StartInterval', 'Retries'] as const) {
    const value = check.number(key);
    if (value !== undefined) times[key] = value;
  }
  return { ...someLists(check, ['Test']), ...times };
}

function someTexts<Key extends string>(
  object: JsonObject,
  keys: readonly Key[],
): { readonly [key in Key]?: string } {
  const found: { [key in Key]?: string } = {};
  for (const key of keys) {
    const value = object.text(key);
    if (value !== undefined) found[key] = value;
  }
  return found;
}

function someLists<Key extends string>(
  object: JsonObject,
  keys: readonly Key[],
): { readonly [key in Key]?: readonly string[] } {
  const found: { [key in Key]?: readonly string[] } = {};
  for (const key of keys) {
    const value = object.texts(key);
    if (value !== undefined) found[key] = value;
  }
  return found;
}
