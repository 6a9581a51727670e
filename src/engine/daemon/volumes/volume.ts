/** A place for files that outlives containers. */
export interface Volume {
  readonly name: string;
  readonly createdMs: number;
  readonly driver: string;
  readonly labels: Readonly<Record<string, string>> | null;
  readonly options: Readonly<Record<string, string>> | null;
  /** Where its files are on the host. */
  readonly mountpoint: string;
  /** Made without a name, for one container. */
  readonly isAnonymous: boolean;
}

export const volumesFolder = '/var/lib/docker/volumes';

/** Marks volumes that were made without a name. */
export const anonymousLabel = 'com.docker.volume.anonymous';
