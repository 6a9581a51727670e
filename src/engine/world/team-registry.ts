import type { ImageFacts, RegistryFacts } from './world';

/**
 * A private registry for the notes, made up: everybody signs in; ada may push below `ada/` and read the rest. Its
 * images stand on BusyBox as Docker Hub has it, so that their lowest layer is shared.
 */
export function teamRegistry(hub: RegistryFacts): RegistryFacts {
  const host = 'registry.example.com';
  const busybox = hub.images.find(
    ({ repository, tags }) => repository === 'busybox' && tags.includes('latest'),
  );
  return {
    host,
    images: busybox === undefined ? [] : ['1.0', '1.1'].map((version) => greeter(host, version, busybox)),
    authentication: 'token',
    access: {
      anonymousPull: false,
      users: [{ name: 'ada', password: 'correct horse', mayPush: ['ada/*'] }],
    },
  };
}

/** An image of one command: what `FROM busybox` and `CMD ["echo", …]` make. */
function greeter(host: string, version: string, busybox: ImageFacts): ImageFacts {
  const created = `2026-10-0${version.slice(-1) === '0' ? 1 : 8}T09:00:00Z`;
  const command = ['echo', `Hello from the team, version ${version}.`];
  return {
    repository: `${host}/team/greeter`,
    tags: version === '1.1' ? [version, 'latest'] : [version],
    created,
    architecture: busybox.architecture,
    config: { ...busybox.config, Cmd: command },
    layers: busybox.layers,
    history: [
      ...busybox.history,
      {
        created,
        createdBy: `CMD [${command.map((word) => JSON.stringify(word)).join(' ')}]`,
        comment: 'buildkit.dockerfile.v0',
        emptyLayer: true,
      },
    ],
  };
}
