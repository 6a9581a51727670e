// Building images from Dockerfiles: the build graph, its cache, and why a step ran.
export { solveBuild } from './build';
export { Builder } from './builder';
export { buildCosts } from './costs';
export {
  type CachePruneOptions,
  type CacheRecord,
  type CacheRecordKind,
  pruneNothingSpecial,
} from './cache-records';
export { cacheFilter, cacheRecords, pruneCache } from './cache-usage';
export { keptBlobs } from './kept-blobs';
export type { BuildStage, StageSource } from './build-stages';
export type { BuildHistoryRecord, BuildStatus } from './history';
export type { SolveStatus, Vertex, VertexLog, VertexStatus, VertexWarning } from './progress';
export type {
  BuildAnnotation,
  BuildOutput,
  BuildRequest,
  CacheExport,
  CacheImport,
  NamedContext,
} from './request';
export { BuildError, type BuildErrorDetails, type BuildResult } from './result';
export type { BuildVerdict, FileDifference, MissReason, Verdict } from './verdict';
export type {
  BuildMount,
  BuildProcess,
  BuildProcessResult,
  BuildWorker,
  Download,
  LayerProgress,
  RegistryLogins,
} from './worker';
