// docker buildx version
import { noDebugging } from '../build-options/edges';
import { buildxPlugin } from '../client-build';
import { type Edges, implement, print } from '../context';
import { buildxVersion } from '../declarations/buildx';

const edges: Edges<typeof buildxVersion> = { flags: noDebugging };

export const version = implement(buildxVersion, edges, function* (context) {
  yield* print(context, `github.com/docker/buildx ${buildxPlugin.Version}`);
  return 0;
});
