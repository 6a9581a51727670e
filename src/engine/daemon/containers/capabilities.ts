import { ALL_CAPABILITIES, DEFAULT_CAPABILITIES } from '../../kernel';
import type { HostConfig } from '../api/container';
import { invalid } from '../errors';

function normalized(names: readonly string[] | null): readonly string[] {
  return (names ?? []).map((name) => name.toUpperCase().replace(/^CAP_/, ''));
}

/** Throws for what `--cap-add` and `--cap-drop` name and Linux does not have (moby, validateCapabilities). */
export function checkCapabilities(hostConfig: HostConfig): void {
  for (const key of ['CapAdd', 'CapDrop'] as const) {
    const unknown = normalized(hostConfig[key]).find(
      (name) => name !== 'ALL' && !ALL_CAPABILITIES.includes(name),
    );
    if (unknown !== undefined) throw invalid(`invalid ${key}: unknown capability: "CAP_${unknown}"`);
  }
}

/** Normalizes `--cap-add` and `--cap-drop`: `net_admin` is `CAP_NET_ADMIN`. */
export function normalizeCapabilities(names: readonly string[] | null): readonly string[] | null {
  if (names === null) return null;
  return normalized(names).map((name) => (name === 'ALL' ? name : `CAP_${name}`));
}

/** What the processes of a container may do. */
export function capabilitiesOf({ Privileged, CapAdd, CapDrop }: HostConfig): ReadonlySet<string> {
  if (Privileged) return new Set(ALL_CAPABILITIES);
  const added = normalized(CapAdd);
  const dropped = normalized(CapDrop);
  const start = added.includes('ALL')
    ? ALL_CAPABILITIES
    : dropped.includes('ALL')
      ? []
      : DEFAULT_CAPABILITIES;
  return new Set([
    ...start.filter((name) => !dropped.includes(name)),
    ...added.filter((name) => name !== 'ALL'),
  ]);
}
