// docker image inspect
import { inspectImage } from '../../daemon';
import { implement } from '../context';
import { imageInspect } from '../declarations/image';
import { inspectAll } from '../inspect-objects';
import { imageType } from '../inspect-types';
import { platformOf } from '../platform-flag';

export const inspect = implement(imageInspect, function* (context) {
  const platform = platformOf(context.flags.platform, '');
  return yield* inspectAll(context, context.flags.format, (name) => ({
    json: inspectImage(context.daemon, name, platform),
    type: imageType,
  }));
});
