import type { BuildRequest, BuildResult, SolveStatus } from '../../builder';
import { solveBuild } from '../../builder';
import type { Task } from '../../kernel';
import type { Daemon } from '../daemon';
import { builderOf } from './builder-of';
import { DaemonBuildWorker } from './build-worker';

/** Builds an image, or what else a request asks for; `onStatus` hears of all that happens. Throws a BuildError. */
export function buildImage(
  daemon: Daemon,
  request: BuildRequest,
  onStatus: (status: SolveStatus) => void,
): Task<BuildResult> {
  return solveBuild(builderOf(daemon), new DaemonBuildWorker(daemon), request, onStatus);
}
