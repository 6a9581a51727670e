const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Variables `NAME=value` as a map; a later one wins, and one without `=` takes the name away. */
function assign(target: Map<string, string>, variables: readonly string[]): void {
  for (const variable of variables) {
    const separator = variable.indexOf('=');
    if (separator < 0) target.delete(variable);
    else target.set(variable.slice(0, separator), variable.slice(separator + 1));
  }
}

/**
 * The environment of a container's process: what Docker always sets, then the container's own variables, then
 * HOME if nobody set it. Source: moby, CreateDaemonEnvironment; runc.
 */
export function environmentOf(options: {
  readonly hostname: string;
  readonly tty: boolean;
  readonly variables: readonly string[];
  readonly home: string;
}): Map<string, string> {
  const environment = new Map([['PATH', defaultPath]]);
  if (options.hostname !== '') environment.set('HOSTNAME', options.hostname);
  if (options.tty) environment.set('TERM', 'xterm');
  assign(environment, options.variables);
  if (!environment.has('HOME')) environment.set('HOME', options.home);
  return environment;
}
