import type { Task } from '../../kernel';
import type { ExecutionParameters } from '../../oci';
import { createImage, familiarString, layerOf } from '../../oci';
import { costs } from '../costs';
import type { Daemon } from '../daemon';
import { nameImage } from '../images/archives';
import { changedConfig } from '../images/changed-config';
import { readNamedReference } from '../images/find';
import { imageEvent, nameEvent } from '../images/image-event';
import { formatTime } from '../timestamps';
import { changesOf } from './changes';
import type { Container } from './container';
import { containerEvent } from './container-event';
import { findContainer } from './find';

export interface CommitOptions {
  /** The new image's name; empty: none. */
  readonly name: string;
  readonly message: string;
  readonly author: string;
  /** Dockerfile instructions that change the image's configuration. */
  readonly changes: readonly string[];
  /** Nothing in the container runs while its files are taken. */
  readonly pauses: boolean;
}

/** Makes an image of a container's files and settings; gives its id. */
export function* commitContainer(
  daemon: Daemon,
  containerName: string,
  options: CommitOptions,
): Task<string> {
  const container = findContainer(daemon, containerName);
  const config = withCommandOf(
    parametersOf(container),
    changedConfig(parametersOf(container), options.changes),
  );
  const sandbox = options.pauses && !container.state.isPaused ? container.run?.sandbox : undefined;
  sandbox?.freeze(true);
  yield* daemon.host.busy(costs.commitMs);
  const layer = layerOf(changesOf(container));
  sandbox?.freeze(false);
  const base = container.facts.image;
  const created = formatTime(daemon.nowMs);
  const { path, args } = container.facts;
  const image = createImage({
    config: {
      created,
      ...(options.author === '' ? {} : { author: options.author }),
      architecture: base.config.architecture,
      os: base.config.os,
      config,
      history: [
        ...base.config.history,
        {
          created,
          createdBy: [path, ...args].join(' '),
          ...(options.author === '' ? {} : { author: options.author }),
          ...(options.message === '' ? {} : { comment: options.message }),
        },
      ],
    },
    layers: [...base.layers, layer],
    writer: 'engine',
  });
  const reference = options.name === '' ? undefined : readNamedReference(options.name);
  const imageRef = reference === undefined ? '' : familiarString(reference);
  nameImage(daemon, image, options.name);
  imageEvent(daemon, 'create', image.id, image.id);
  if (reference !== undefined) nameEvent(daemon, 'tag', image.id, imageRef);
  containerEvent(daemon, container, 'commit', { comment: options.message, imageID: image.id, imageRef });
  return image.id;
}

/** What runs cannot be taken away, only be replaced: the container's own stays where nothing else is left (moby, merge). */
function withCommandOf(own: ExecutionParameters, changed: ExecutionParameters): ExecutionParameters {
  const { Entrypoint = [], Cmd = [] } = changed;
  if (Entrypoint.length > 0) return changed;
  return {
    ...changed,
    Entrypoint: own.Entrypoint ?? [],
    Cmd: Cmd.length > 0 ? Cmd : (own.Cmd ?? []),
  };
}

/** What of a container's settings its image takes over. */
function parametersOf({ config }: Container): ExecutionParameters {
  const names = (map: Readonly<Record<string, unknown>> | null | undefined): readonly string[] =>
    Object.keys(map ?? {}).sort();
  const { Env, Cmd, Entrypoint, Labels, Healthcheck, OnBuild, Shell, StopSignal } = config;
  return {
    User: config.User,
    ExposedPorts: names(config.ExposedPorts),
    Env: Env ?? [],
    Entrypoint: Entrypoint ?? [],
    Cmd: Cmd ?? [],
    Volumes: names(config.Volumes),
    WorkingDir: config.WorkingDir,
    Labels: Labels ?? {},
    ...(StopSignal === undefined ? {} : { StopSignal }),
    ...(Healthcheck === undefined ? {} : { Healthcheck }),
    ...(OnBuild ? { OnBuild } : {}),
    ...(Shell === undefined ? {} : { Shell }),
  };
}
