import { DaemonError } from '../daemon';

/** What the daemon says to whoever asks for an object of a swarm: it is in none. */
export function noManager(): DaemonError {
  return new DaemonError(
    'unavailable',
    'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
  );
}

/** What the daemon says to whoever asks for a plugin: there are none. */
export function noPlugin(name: string): DaemonError {
  return new DaemonError('notFound', `plugin "${name}" not found`);
}
