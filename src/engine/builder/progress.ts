import type { SourceRange } from '../dockerfile';

// What a build tells while it runs, as BuildKit's solver does (buildkit/client/graph.go). Vertices are named by
// their digests; times are milliseconds since the epoch on the machine's clock.

/** A node of the build graph. It is told of again whenever it changes. */
export interface Vertex {
  readonly digest: string;
  /** Digests of the vertices it needs. */
  readonly inputs: readonly string[];
  /** What progress shows: `[internal] load build context`, `[build 2/3] RUN make`. */
  readonly name: string;
  readonly startedMs?: number;
  readonly completedMs?: number;
  readonly cached: boolean;
  /** Why it failed; `context canceled` where another vertex failed meanwhile. */
  readonly error?: string;
}

/** Something inside a vertex that takes time: `transferring context:`, a layer's download, `naming to …`. */
export interface VertexStatus {
  readonly vertex: string;
  readonly id: string;
  /** Bytes; `total` is 0 where it is not known. */
  readonly current: number;
  readonly total: number;
  readonly timestampMs: number;
  readonly startedMs?: number;
  readonly completedMs?: number;
}

/** What a vertex's process printed. */
export interface VertexLog {
  readonly vertex: string;
  readonly stream: 'stdout' | 'stderr';
  readonly data: Uint8Array;
  readonly timestampMs: number;
}

/** A finding of a build check. */
export interface VertexWarning {
  readonly vertex: string;
  readonly short: string;
  readonly detail: readonly string[];
  readonly url: string;
  readonly dockerfile: { readonly name: string; readonly text: string };
  readonly range: readonly SourceRange[];
}

/** One message of a build's progress. */
export interface SolveStatus {
  readonly vertexes: readonly Vertex[];
  readonly statuses: readonly VertexStatus[];
  readonly logs: readonly VertexLog[];
  readonly warnings: readonly VertexWarning[];
}
