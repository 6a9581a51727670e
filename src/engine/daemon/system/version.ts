import type { Daemon } from '../daemon';
import { apiVersion, engineVersion } from '../daemon';

/**
 * What runs beside the daemon, and what it was built with. Recorded are the versions of the daemon and of its API;
 * no recording tells the others: they are those of Docker 29.1.3, the latest release whose texts are at hand.
 */
export const versionsBeside = {
  go: 'go1.25.5',
  minApi: '1.44',
  gitCommit: 'fbf3ed2',
  /** When it was built. */
  builtAt: '2025-12-12T14:49:51.000000000+00:00',
  containerd: { version: 'v2.2.1', commit: 'dea7da592f5d1d2b7755e3a161be07f43fad8f75' },
  runc: { version: '1.3.4', commit: 'v1.3.4-0-gd6d73eb8' },
  init: { version: '0.19.0', commit: 'de40ad0' },
} as const;

/** `GET /version`. */
export interface SystemVersion {
  readonly Platform: { readonly Name: string };
  readonly Components: readonly {
    readonly Name: string;
    readonly Version: string;
    readonly Details: Readonly<Record<string, string>>;
  }[];
  readonly Version: string;
  readonly ApiVersion: string;
  readonly MinAPIVersion: string;
  readonly GitCommit: string;
  readonly GoVersion: string;
  readonly Os: string;
  readonly Arch: string;
  readonly KernelVersion: string;
  readonly BuildTime: string;
}

export function systemVersion(daemon: Daemon): SystemVersion {
  const { go, minApi, gitCommit, builtAt, containerd, runc, init } = versionsBeside;
  const { kernelVersion } = daemon.host.facts;
  return {
    Platform: { Name: 'Docker Engine - Community' },
    Components: [
      {
        Name: 'Engine',
        Version: engineVersion,
        Details: {
          ApiVersion: apiVersion,
          Arch: 'amd64',
          BuildTime: builtAt,
          Experimental: 'false',
          GitCommit: gitCommit,
          GoVersion: go,
          KernelVersion: kernelVersion,
          MinAPIVersion: minApi,
          Os: 'linux',
        },
      },
      { Name: 'containerd', Version: containerd.version, Details: { GitCommit: containerd.commit } },
      { Name: 'runc', Version: runc.version, Details: { GitCommit: runc.commit } },
      { Name: 'docker-init', Version: init.version, Details: { GitCommit: init.commit } },
    ],
    Version: engineVersion,
    ApiVersion: apiVersion,
    MinAPIVersion: minApi,
    GitCommit: gitCommit,
    GoVersion: go,
    Os: 'linux',
    Arch: 'amd64',
    KernelVersion: kernelVersion,
    BuildTime: builtAt,
  };
}
