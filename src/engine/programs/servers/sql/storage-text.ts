// A cluster as a text, and back: JSON, with the numbers that JSON does not have.
import type { Cluster } from './database';

export function clusterText(cluster: Cluster): string {
  return JSON.stringify(cluster, (_, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? { '\0number': String(value) } : value,
  );
}

/** Throws SyntaxError where the text is none. */
export function readCluster(text: string): Cluster | undefined {
  const cluster: Cluster = JSON.parse(text, (_, value: unknown) => {
    const part = value as { readonly '\0number'?: string } | null;
    return typeof part === 'object' && part?.['\0number'] !== undefined ? Number(part['\0number']) : value;
  });
  return Array.isArray(cluster.databases) && Array.isArray(cluster.roles) ? cluster : undefined;
}
