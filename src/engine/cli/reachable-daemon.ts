import type { ConfigPlace } from './client-config';
import { currentContext, ownSocket } from './current-context';
import { contextNotFound, findContext } from './find-context';

/**
 * Why the daemon that the client is told to speak to (`-H`, DOCKER_HOST, a context) cannot be reached; undefined
 * where it is the machine's own.
 */
export function daemonProblem(place: ConfigPlace): string | undefined {
  const name = currentContext(place);
  const found = findContext(place, name);
  if (found === undefined)
    return `Failed to initialize: unable to resolve docker endpoint: ${contextNotFound(place, name)}`;
  const host = found.Endpoints.docker.Host ?? '';
  if (host === '' || host === ownSocket) return undefined;
  if (host.startsWith('unix://')) {
    const path = host.slice('unix://'.length);
    return `failed to connect to the docker API at ${host}; check if the path is correct and if the daemon is running: dial unix ${path}: connect: no such file or directory`;
  }
  return `docker: ${host} is not modelled here: this simulated machine has its own daemon only, at ${ownSocket}`;
}
