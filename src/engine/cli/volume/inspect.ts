// docker volume inspect
import { findVolume, inspectVolume } from '../../daemon';
import { implement } from '../context';
import { volumeInspect } from '../declarations/volume';
import { inspectAll } from '../inspect-objects';
import { volumeType } from '../inspect-types';

export const inspect = implement(volumeInspect, function* (context) {
  return yield* inspectAll(context, context.flags.format, (name) => ({
    json: inspectVolume(findVolume(context.daemon, name)),
    type: volumeType,
  }));
});
