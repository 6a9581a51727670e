/**
 * Plugins of Docker's client that many installations have and this one has not, each with what it is to do. Source:
 * docs.docker.com/reference/cli/docker.
 */
export const OTHER_PLUGINS: ReadonlyMap<string, string> = new Map([
  ['ai', 'ask an assistant about Docker'],
  ['compose', 'run the containers of an application as a file describes them'],
  ['debug', 'get a shell with tools into any container or image'],
  ['desktop', 'start, stop and look at Docker Desktop'],
  ['extension', 'manage the extensions of Docker Desktop'],
  ['init', 'write a Dockerfile and its companions for a project'],
  ['mcp', 'manage servers of the Model Context Protocol'],
  ['model', 'pull and run language models'],
  ['offload', 'run containers and builds on machines of Docker, Inc.'],
  ['sbom', 'list the packages in an image'],
  ['scout', 'look for known vulnerabilities in an image'],
]);

/** What is said of one of them; undefined: it is none. */
export function otherPluginLine(name: string): string | undefined {
  const purpose = OTHER_PLUGINS.get(name);
  return purpose === undefined
    ? undefined
    : `docker ${name} is not modelled here; the real plugin is to: ${purpose}`;
}
