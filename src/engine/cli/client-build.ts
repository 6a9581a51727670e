// What this client is. Its version and commit are recorded.
import { engineVersion } from '../daemon';

/** The commit that Docker 29.7.2's client was built from. */
export const clientBuild = 'dfc4efb';

/** What `docker --version` prints. */
export const versionLine = `Docker version ${engineVersion}, build ${clientBuild}`;

/** The client's only plugin. */
export const buildxPlugin = {
  SchemaVersion: '0.1.0',
  Vendor: 'Docker Inc.',
  Version: 'v0.36.0',
  ShortDescription: 'Docker Buildx',
  Name: 'buildx',
  Path: '/usr/libexec/docker/cli-plugins/docker-buildx',
} as const;

/** A moment as C's asctime writes it, `Fri Dec 12 14:49:51 2025`. */
export function ansicTime(timestamp: string): string {
  const [weekday = '', day = '', month = '', year = '', time = ''] = new Date(timestamp)
    .toUTCString()
    .replace(',', '')
    .split(' ');
  return `${weekday} ${month} ${String(Number(day)).padStart(2)} ${time} ${year}`;
}
