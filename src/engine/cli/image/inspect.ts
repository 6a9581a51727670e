// docker image inspect
import { implement } from '../context';
import { imageInspect } from '../declarations/image';
import { inspectGetters } from '../inspect-getters';
import { inspectAll } from '../inspect-objects';
import { platformOf } from '../platform-flag';

export const inspect = implement(imageInspect, function* (context) {
  const platform = platformOf(context.flags.platform, '');
  return yield* inspectAll(context, context.flags.format, (name) =>
    inspectGetters.image(context.daemon, name, { platform }),
  );
});
