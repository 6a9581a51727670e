import type { Tree } from '../fs';
import { emptyTree } from '../fs';
import { formatPlatform } from '../dockerfile';
import type { Task } from '../kernel';
import { createImage, type Image } from '../oci';
import type { PlatformBuild } from './build';
import { internalDigest, type FrontendSurroundings } from './frontend';
import { layersOf } from './snapshot';
import type { Solved } from './solver';

export interface ExportedBuild {
  readonly platforms: readonly { readonly platform: string; readonly tree: Tree }[];
  readonly image: Image | undefined;
}

export function* exportResult(
  builds: readonly PlatformBuild[],
  solved: readonly Solved[],
  { request, worker, progress }: FrontendSurroundings,
): Task<ExportedBuild> {
  const platforms = builds.map(({ platform }, index) => ({
    platform: formatPlatform(platform),
    tree: solved[index]?.snapshot.tree ?? emptyTree,
  }));
  const digest = internalDigest('exporting');
  progress.announce([{ digest, name: 'exporting to image', inputs: [] }]);
  progress.started(digest);
  const [first] = solved;
  const image = createImage({
    config: {
      architecture: 'amd64',
      os: 'linux',
      config: {},
      history: [],
      created: new Date(worker.nowMs).toISOString(),
    },
    layers: first === undefined ? [] : layersOf(first.snapshot),
    writer: 'buildkit',
  });
  yield* worker.busy(20);
  worker.storeImage(image, request.tags);
  progress.completed(digest);
  return { platforms, image };
}
