import { readTextIfThere, type Process } from '../../../kernel';
import type { Cluster } from './database';

/** Where the cluster's state lies below the data folder: the file of pg_database. */
const FILE = 'global/1262';
/** Its time is that of the last change of the server's state: of initdb, and of each shutdown. */
const CONTROL_FILE = 'global/pg_control';
const EMPTY: Cluster = { roles: [], databases: [] };

export function dataFolder({ env }: Process): string {
  return env.get('PGDATA') ?? '/var/lib/postgresql/data';
}

/** What a data folder holds; an empty cluster where there is none. */
export function loadCluster(p: Process): Cluster {
  const text = readTextIfThere(p.files, `${dataFolder(p)}/${FILE}`);
  if (text === undefined) return EMPTY;
  try {
    const cluster: Cluster = JSON.parse(text);
    return Array.isArray(cluster.databases) && Array.isArray(cluster.roles) ? cluster : EMPTY;
  } catch {
    // Somebody wrote into the file by hand.
    return EMPTY;
  }
}

export function saveCluster(p: Process, cluster: Cluster): void {
  p.files.writeFile(`${dataFolder(p)}/${FILE}`, JSON.stringify(cluster), { mode: 0o600 });
}

/** The server, or initdb, has ended and everything is on the disk. */
export function noteShutdown(p: Process): void {
  p.files.writeFile(`${dataFolder(p)}/${CONTROL_FILE}`, '', { mode: 0o600 });
}

/** When that was, in milliseconds since 1970; undefined where nothing tells. */
export function lastShutdownMs(p: Process): number | undefined {
  const file = `${dataFolder(p)}/${CONTROL_FILE}`;
  return p.files.exists(file) ? p.files.stat(file).mtimeMs : undefined;
}
