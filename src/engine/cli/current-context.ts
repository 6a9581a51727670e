import type { CommandContext } from './context';
import { type ConfigPlace, readConfig } from './client-config';

export const defaultContext = 'default';

/** Where the daemon of the machine listens. */
export const ownSocket = 'unix:///var/run/docker.sock';

/** `-H` and `DOCKER_HOST`, which take the place of a context. */
export function givenHost({
  process,
  globals,
}: Pick<CommandContext, 'process' | 'globals'>): string | undefined {
  const hosts = globals.flags['host'];
  const [host] = Array.isArray(hosts) ? hosts : [];
  return host ?? (process.env.get('DOCKER_HOST') || undefined);
}

/** The context that a command runs in. Source: docker/cli cli/command/cli.go (resolveContextName). */
export function currentContext(place: ConfigPlace): string {
  const { process, globals } = place;
  const given = globals.flags['context'];
  if (typeof given === 'string' && given !== '') return given;
  if (givenHost(place) !== undefined) return defaultContext;
  return process.env.get('DOCKER_CONTEXT') || readConfig(place).currentContext || defaultContext;
}
