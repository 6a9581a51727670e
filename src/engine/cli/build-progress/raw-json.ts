// --progress=rawjson: what the builder tells, a JSON object a line. Source: BuildKit, client/graph.go.
import type { SolveStatus, Vertex, VertexLog, VertexStatus, VertexWarning } from '../../builder';
import { goJson, type Json } from '../../oci';
import { toBase64 } from '../../units';
import type { ProgressDisplay } from './display';

export class RawJsonDisplay implements ProgressDisplay {
  #text = '';

  update(status: SolveStatus): void {
    this.#text += `${goJson(statusJson(status))}\n`;
  }

  refresh(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }

  finish(): string {
    return this.refresh();
  }

  get isStale(): boolean {
    return this.#text !== '';
  }
}

type Fields = { readonly [key: string]: Json | undefined };

function statusJson({ vertexes, statuses, logs, warnings }: SolveStatus): Fields {
  return {
    vertexes: orNothing(vertexes.map(vertexJson)),
    statuses: orNothing(statuses.map(vertexStatusJson)),
    logs: orNothing(logs.map(logJson)),
    warnings: orNothing(warnings.map(warningJson)),
  };
}

function orNothing(list: readonly Json[]): readonly Json[] | undefined {
  return list.length === 0 ? undefined : list;
}

function vertexJson({ digest, inputs, name, startedMs, completedMs, cached, error }: Vertex): Fields {
  return {
    digest,
    inputs: orNothing([...inputs]),
    name,
    started: time(startedMs),
    completed: time(completedMs),
    cached: cached || undefined,
    error,
  };
}

function vertexStatusJson(status: VertexStatus): Fields {
  const { id, vertex, total, current, timestampMs, startedMs, completedMs } = status;
  return {
    id,
    vertex,
    total: total === 0 ? undefined : total,
    current,
    timestamp: time(timestampMs),
    started: time(startedMs),
    completed: time(completedMs),
  };
}

function logJson({ vertex, stream, data, timestampMs }: VertexLog): Fields {
  return {
    vertex,
    stream: stream === 'stdout' ? 1 : 2,
    data: toBase64(data),
    timestamp: time(timestampMs),
  };
}

function warningJson({ vertex, short, detail, url, dockerfile, range }: VertexWarning): Fields {
  return {
    vertex,
    level: 1,
    short: base64(short),
    detail: orNothing(detail.map(base64)),
    url,
    sourceInfo: {
      filename: dockerfile.name,
      data: base64(dockerfile.text),
      language: 'Dockerfile',
    },
    range: range.map(({ startLine, endLine }) => ({ start: { line: startLine }, end: { line: endLine } })),
  };
}

function base64(text: string): string {
  return toBase64(new TextEncoder().encode(text));
}

/** RFC 3339 with as many digits of a second as there are. */
function time(ms: number | undefined): string | undefined {
  if (ms === undefined) return undefined;
  return new Date(ms).toISOString().replace(/\.?0*Z$/, 'Z');
}
