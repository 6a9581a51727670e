// docker container inspect
import { inspectContainer } from '../../daemon';
import { implement } from '../context';
import { containerInspect } from '../declarations/container';
import { inspectAll } from '../inspect-objects';
import { containerType } from '../inspect-types';

export const inspect = implement(containerInspect, function* (context) {
  const { flags, daemon } = context;
  return yield* inspectAll(context, flags.format, (name) => ({
    json: inspectContainer(daemon, name, { size: flags.size }),
    type: containerType,
  }));
});
