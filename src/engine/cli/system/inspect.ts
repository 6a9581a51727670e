// docker inspect: any kind of object.
import {
  type Daemon,
  DaemonError,
  findNetwork,
  findVolume,
  inspectContainer,
  inspectImage,
  inspectNetwork,
  inspectVolume,
} from '../../daemon';
import { CommandError, implement } from '../context';
import { inspect as declaration } from '../declarations/system';
import { inspectAll } from '../inspect-objects';

type Getter = (daemon: Daemon, name: string, size: boolean) => object;

/** In the order in which a name without `--type` is looked up. */
const getters: Readonly<Record<string, Getter>> = {
  container: (daemon, name, size) => inspectContainer(daemon, name, { size }),
  image: (daemon, name) => inspectImage(daemon, name),
  network: (daemon, name) => inspectNetwork(findNetwork(daemon, name)),
  volume: (daemon, name) => inspectVolume(findVolume(daemon, name)),
};

/** Kinds that only a swarm or a plugin has: there are none here. */
const absentKinds = ['config', 'node', 'plugin', 'secret', 'service', 'task'];
const kinds = [...Object.keys(getters), ...absentKinds].sort();

export const inspect = implement(declaration, function* (context) {
  const { flags, daemon } = context;
  const kind = flags.type;
  if (context.changed.has('type') && !kinds.includes(kind)) {
    const known = kinds.map((name) => JSON.stringify(name)).join(', ');
    throw new CommandError(
      kind === ''
        ? 'type is empty: must be one of ' + known
        : `unknown type: ${JSON.stringify(kind)}: must be one of ${known}`,
    );
  }
  return yield* inspectAll(context, flags.format, (name) => {
    const getter = getters[kind];
    if (getter !== undefined) return getter(daemon, name, flags.size);
    for (const get of kind === '' ? Object.values(getters) : []) {
      try {
        return get(daemon, name, flags.size);
      } catch (error) {
        if (!(error instanceof DaemonError) || error.kind === 'conflict') throw error;
      }
    }
    throw new CommandError(`error: no such object: ${name}`);
  });
});
