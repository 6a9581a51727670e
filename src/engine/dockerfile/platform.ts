/** What an image runs on. `variant` and `osVersion` are empty when they do not matter. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant: string;
  readonly osVersion: string;
}

/** What our machines are. */
export const hostPlatform: Platform = { os: 'linux', architecture: 'amd64', variant: '', osVersion: '' };

/** What the host's processors run: themselves, and the older ones that they are like. */
export const hostArchitectures: readonly string[] = ['amd64', '386'];

/** `os[(version)]/architecture[/variant]`. */
export function formatPlatform({ os, osVersion, architecture, variant }: Platform): string {
  const system = osVersion === '' ? os : `${os}(${osVersion})`;
  return [system, architecture, variant].filter((part) => part !== '').join('/');
}
