import type { InspectKind } from '../../src/engine/views';

export type { InspectKind };

const KINDS: ReadonlySet<string> = new Set<InspectKind>(['container', 'image', 'network', 'volume']);

export function isInspectKind(kind: string): kind is InspectKind {
  return KINDS.has(kind);
}
