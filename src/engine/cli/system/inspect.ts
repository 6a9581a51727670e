// docker inspect: any kind of object. Source: docker/cli cli/command/system/inspect.go.
import { type Daemon, DaemonError } from '../../daemon';
import { noManager, noPlugin } from '../absent-objects';
import { CommandError, implement } from '../context';
import { inspect as declaration } from '../declarations/system';
import { type Found, inspectAll } from '../inspect-objects';
import { type InspectKind, inspectGetters, isInspectKind } from '../inspect-getters';

/** Kinds of a swarm's objects, of which there is none here. */
const swarmKinds = ['config', 'node', 'secret', 'service', 'task'];
const kinds = [...Object.keys(inspectGetters), ...swarmKinds, 'plugin'].sort();

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
    if (isInspectKind(kind)) return inspected(daemon, kind, name, flags.size);
    if (kind === 'plugin') throw noPlugin(name);
    if (kind !== '') throw noManager();
    for (const known of Object.keys(inspectGetters).filter(isInspectKind)) {
      try {
        return inspected(daemon, known, name, flags.size);
      } catch (error) {
        if (!(error instanceof DaemonError) || error.kind === 'conflict') throw error;
      }
    }
    throw new CommandError(`error: no such object: ${name}`);
  });
});

function inspected(daemon: Daemon, kind: InspectKind, name: string, size: boolean): Found {
  const object = inspectGetters[kind](daemon, name, { size });
  const isIgnored = size && kind !== 'container';
  return isIgnored ? { ...object, warning: `WARNING: --size ignored for ${kind}` } : object;
}
