import { part, type Task } from '../kernel';
import type { BuildRequest } from './request';
import type { BuildWorker } from './worker';

/** What --cache-from and --cache-to need. */
export type RemoteCaches = typeof import('./remote-cache/run');

const load = part<RemoteCaches>('builder/remote-cache/run');

/** Loads it for a build that asks for it. */
export function* remoteCaches(
  { cacheImports, cacheExports }: BuildRequest,
  { parts }: BuildWorker,
): Task<RemoteCaches | undefined> {
  return cacheImports.length + cacheExports.length === 0 ? undefined : yield* load(parts);
}
