// docker inspect: any kind of object.
import { DaemonError } from '../../daemon';
import { CommandError, implement } from '../context';
import { inspect as declaration } from '../declarations/system';
import { inspectAll } from '../inspect-objects';
import { inspectGetters, isInspectKind } from '../inspect-getters';

/** Kinds that only a swarm or a plugin has: there are none here. */
const absentKinds = ['config', 'node', 'plugin', 'secret', 'service', 'task'];
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
  const wishes = { size: flags.size };
  return yield* inspectAll(context, flags.format, (name) => {
    if (isInspectKind(kind)) return inspectGetters[kind](daemon, name, wishes);
    for (const known of kind === '' ? Object.keys(inspectGetters).filter(isInspectKind) : []) {
      try {
        return inspectGetters[known](daemon, name, wishes);
      } catch (error) {
        if (!(error instanceof DaemonError) || error.kind === 'conflict') throw error;
      }
    }
    throw new CommandError(`error: no such object: ${name}`);
  });
});
