// docker buildx version
import { buildxPlugin } from '../client-build';
import { implement, print } from '../context';
import { buildxVersion } from '../declarations/buildx';

export const version = implement(buildxVersion, function* (context) {
  yield* print(context, `github.com/docker/buildx ${buildxPlugin.Version}`);
  return 0;
});
