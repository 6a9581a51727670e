import type { Container } from '../containers/container';
import type { Daemon } from '../daemon';
import type { Network } from './network';

/** Writes down that a container joined or left a network. Source: moby, LogNetworkEventWithAttributes. */
export function networkEvent(
  daemon: Daemon,
  action: 'connect' | 'disconnect',
  container: Container,
  network: Network,
): void {
  const attributes = { container: container.id, name: network.name, type: network.driver };
  daemon.events.add('network', action, network.id, attributes, daemon.nowMs);
}
