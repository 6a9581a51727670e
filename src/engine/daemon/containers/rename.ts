import type { Daemon } from '../daemon';
import { DaemonError, invalid } from '../errors';
import { dnsNamesOf } from '../networks/endpoints';
import { containerEvent } from './container-event';
import { checkName, nameConflict } from './create';
import { findContainer } from './find';

/** Gives a container another name, also in the networks it is in. */
export function renameContainer(daemon: Daemon, reference: string, newName: string): void {
  if (newName === '') throw invalid('Neither old nor new names may be empty');
  const container = findContainer(daemon, reference);
  const oldName = container.name;
  const asked = newName.startsWith('/') ? newName : `/${newName}`;
  if (asked === `/${oldName}`) throw invalid('Renaming a container with the same name as its current name');
  const name = reserve(daemon, asked);
  container.name = name;
  for (const { networkId, aliases } of container.endpoints) {
    const members = daemon.networks.get(networkId)?.members;
    const member = members?.get(container.id);
    if (member !== undefined)
      members?.set(container.id, { ...member, name, dnsNames: dnsNamesOf(container, aliases) });
  }
  containerEvent(daemon, container, 'rename', { oldName: `/${oldName}` });
}

function reserve(daemon: Daemon, asked: string): string {
  const explain = (error: DaemonError): DaemonError =>
    new DaemonError(error.kind, `Error when allocating new name: ${error.message}`);
  let name: string;
  try {
    name = checkName(asked);
  } catch (error) {
    throw error instanceof DaemonError ? explain(error) : error;
  }
  const owner = [...daemon.containers.values()].find((container) => container.name === name);
  if (owner !== undefined) throw explain(nameConflict(name, owner));
  return name;
}
