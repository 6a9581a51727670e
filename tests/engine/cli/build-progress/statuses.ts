import type { SolveStatus, Vertex, VertexWarning } from '../../../../src/engine/builder';

/** The moment at which the builds of these tests begin. */
export const startMs = Date.UTC(2026, 10, 24, 9, 0, 0);

const nothing: SolveStatus = { vertexes: [], statuses: [], logs: [], warnings: [] };

/** A vertex; times are milliseconds since the build began. */
export function vertex(
  name: string,
  [from, to]: readonly [from?: number, to?: number] = [],
  more: Partial<Pick<Vertex, 'cached' | 'error'>> = {},
): SolveStatus {
  return {
    ...nothing,
    vertexes: [
      {
        digest: `sha256:${name}`,
        inputs: [],
        name,
        cached: false,
        ...(from !== undefined && { startedMs: startMs + from }),
        ...(to !== undefined && { completedMs: startMs + to }),
        ...more,
      },
    ],
  };
}

export function status(
  name: string,
  id: string,
  [from, to]: readonly [from: number, to?: number],
  [current = 0, total = 0]: readonly [current?: number, total?: number] = [],
): SolveStatus {
  const timestampMs = startMs + (to ?? from);
  return {
    ...nothing,
    statuses: [
      {
        vertex: `sha256:${name}`,
        id,
        current,
        total,
        timestampMs,
        startedMs: startMs + from,
        ...(to !== undefined && { completedMs: startMs + to }),
      },
    ],
  };
}

export function log(name: string, text: string, at: number): SolveStatus {
  const data = new TextEncoder().encode(text);
  return {
    ...nothing,
    logs: [{ vertex: `sha256:${name}`, stream: 'stdout', data, timestampMs: startMs + at }],
  };
}

export function warning(name: string, short: string, line: number, text: string): VertexWarning {
  return {
    vertex: `sha256:${name}`,
    short,
    detail: ['What the rule is about'],
    url: 'https://docs.docker.com/go/dockerfile/rule/x/',
    dockerfile: { name: 'Dockerfile', text },
    range: [{ startLine: line, endLine: line }],
  };
}
