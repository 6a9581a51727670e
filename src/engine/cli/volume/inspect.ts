// docker volume inspect
import { implement } from '../context';
import { volumeInspect } from '../declarations/volume';
import { inspectGetters } from '../inspect-getters';
import { inspectAll } from '../inspect-objects';

export const inspect = implement(volumeInspect, function* (context) {
  return yield* inspectAll(context, context.flags.format, (name) =>
    inspectGetters.volume(context.daemon, name),
  );
});
