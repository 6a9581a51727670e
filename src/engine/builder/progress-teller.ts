import type { SolveStatus, Vertex, VertexStatus, VertexWarning } from './progress';

/** What of a vertex progress has to know from the start. */
export interface ToldVertex {
  readonly digest: string;
  readonly name: string;
  readonly inputs: readonly string[];
}

/** Tells what becomes of vertices, and remembers it. */
export class ProgressTeller {
  readonly #vertices = new Map<string, Vertex>();
  /** When each began first. */
  readonly #told: SolveStatus[] = [];
  readonly #warnings: VertexWarning[] = [];

  constructor(
    readonly nowMs: () => number,
    readonly tell: (status: SolveStatus) => void,
  ) {}

  get vertices(): readonly Vertex[] {
    return [...this.#vertices.values()];
  }

  get told(): readonly SolveStatus[] {
    return this.#told;
  }

  get warnings(): readonly VertexWarning[] {
    return this.#warnings;
  }

  vertex(digest: string): Vertex | undefined {
    return this.#vertices.get(digest);
  }

  announce(vertices: readonly ToldVertex[]): void {
    const fresh = vertices
      .filter(({ digest }) => !this.#vertices.has(digest))
      .map(({ digest, name, inputs }): Vertex => ({ digest, name, inputs, cached: false }));
    for (const vertex of fresh) this.#vertices.set(vertex.digest, vertex);
    this.#send({ vertexes: fresh });
  }

  started(digest: string, cached = false): void {
    this.#change(digest, (vertex) => {
      const { completedMs: _completed, error: _error, ...rest } = vertex;
      return { ...rest, cached: vertex.cached || cached, startedMs: vertex.startedMs ?? this.nowMs() };
    });
  }

  completed(digest: string, error?: string): void {
    this.#change(digest, (vertex) => ({
      ...vertex,
      completedMs: this.nowMs(),
      ...(error === undefined ? {} : { error }),
    }));
  }

  /** What was running when another vertex failed. */
  cancelRunning(): void {
    for (const { digest, startedMs, completedMs } of this.vertices)
      if (startedMs !== undefined && completedMs === undefined) this.completed(digest, 'context canceled');
  }

  status(status: Omit<VertexStatus, 'timestampMs'>): void {
    this.#send({ statuses: [{ ...status, timestampMs: this.nowMs() }] });
  }

  /** Something that took no time worth telling. */
  note(vertex: string, id: string, bytes = 0): void {
    const now = this.nowMs();
    this.status({ vertex, id, current: bytes, total: 0, startedMs: now, completedMs: now });
  }

  log(vertex: string, stream: 'stdout' | 'stderr', data: Uint8Array): void {
    this.#send({ logs: [{ vertex, stream, data, timestampMs: this.nowMs() }] });
  }

  warn(warnings: readonly VertexWarning[]): void {
    this.#warnings.push(...warnings);
    if (warnings.length > 0) this.#send({ warnings });
  }

  #change(digest: string, change: (vertex: Vertex) => Vertex): void {
    const vertex = this.#vertices.get(digest);
    if (vertex === undefined) return;
    const changed = change(vertex);
    this.#vertices.set(digest, changed);
    this.#send({ vertexes: [changed] });
  }

  #send(part: Partial<SolveStatus>): void {
    const status = { vertexes: [], statuses: [], logs: [], warnings: [], ...part };
    this.#told.push(status);
    this.tell(status);
  }
}
