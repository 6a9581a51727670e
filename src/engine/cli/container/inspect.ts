// docker container inspect
import { implement } from '../context';
import { containerInspect } from '../declarations/container';
import { inspectGetters } from '../inspect-getters';
import { inspectAll } from '../inspect-objects';

export const inspect = implement(containerInspect, function* (context) {
  const { flags, daemon } = context;
  return yield* inspectAll(context, flags.format, (name) =>
    inspectGetters.container(daemon, name, { size: flags.size }),
  );
});
