// docker inspect: any kind of object.
import { DaemonError } from '../../daemon';
import { CommandError, implement } from '../context';
import { inspect as declaration } from '../declarations/system';
import { type Found, inspectAll } from '../inspect-objects';
import { inspectGetters, type InspectKind, isInspectKind } from '../inspect-getters';
import { containerType, type GoType, imageType, networkType, volumeType } from '../inspect-types';

/** Kinds that only a swarm or a plugin has: there are none here. */
const absentKinds = ['config', 'node', 'plugin', 'secret', 'service', 'task'];
const types: Readonly<Record<InspectKind, GoType>> = {
  container: containerType,
  image: imageType,
  network: networkType,
  volume: volumeType,
};
const kinds = [...Object.keys(inspectGetters), ...absentKinds].sort();

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
    const get = (known: InspectKind): Found => ({
      json: inspectGetters[known](daemon, name, flags.size),
      type: types[known],
    });
    if (isInspectKind(kind)) return get(kind);
    for (const known of kind === '' ? Object.keys(inspectGetters).filter(isInspectKind) : []) {
      try {
        return get(known);
      } catch (error) {
        if (!(error instanceof DaemonError) || error.kind === 'conflict') throw error;
      }
    }
    throw new CommandError(`error: no such object: ${name}`);
  });
});
