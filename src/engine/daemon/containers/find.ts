import type { Daemon } from '../daemon';
import { DaemonError, invalid, notFound } from '../errors';
import type { Container } from './container';

/**
 * The container that a name, an id or the beginning of one means, in this order: whole id, name, prefix.
 * Throws where there is none, or several. Source: moby, daemon.GetContainer.
 */
export function findContainer(daemon: Daemon, reference: string): Container {
  const container = lookUp(daemon, reference);
  if (container === undefined) throw notFound(`No such container: ${reference}`);
  return container;
}

export function lookUp(daemon: Daemon, reference: string): Container | undefined {
  if (reference === '') throw invalid('No container name or ID supplied');
  const byId = daemon.containers.get(reference);
  if (byId !== undefined) return byId;
  const name = reference.startsWith('/') ? reference.slice(1) : reference;
  const all = [...daemon.containers.values()];
  const byName = all.find((container) => container.name === name);
  if (byName !== undefined) return byName;
  if (!/^[0-9a-f]+$/.test(reference)) return undefined;
  const byPrefix = all.filter(({ id }) => id.startsWith(reference));
  if (byPrefix.length > 1) throw invalid(`multiple IDs found with provided prefix: ${reference}`);
  return byPrefix[0];
}

/** Whether the error says that something is not there. */
export function isNotFound(error: unknown): boolean {
  return error instanceof DaemonError && error.kind === 'notFound';
}
