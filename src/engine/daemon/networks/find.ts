import type { Daemon } from '../daemon';
import { invalid, notFound } from '../errors';
import type { Network } from './network';

/** The network that a name, an id or the beginning of one means (moby, daemon.FindNetwork). */
export function findNetwork(daemon: Daemon, reference: string): Network {
  const all = [...daemon.networks.values()];
  const exact = daemon.networks.get(reference) ?? all.find(({ name }) => name === reference);
  if (exact !== undefined) return exact;
  const byPrefix = reference === '' ? [] : all.filter(({ id }) => id.startsWith(reference));
  if (byPrefix.length > 1)
    throw invalid(`network ${reference} is ambiguous (${byPrefix.length} matches found based on ID prefix)`);
  const [network] = byPrefix;
  if (network === undefined) throw notFound(`network ${reference} not found`);
  return network;
}
