import { readTextIfThere, type Process } from '../../../kernel';
import type { Cluster } from './database';
import { clusterText, readCluster } from './storage-text';

/** Where the cluster's state lies below the data folder: the file of pg_database. */
const FILE = 'global/1262';
/** The server's state; its time is that of the last change. */
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
    return readCluster(text) ?? EMPTY;
  } catch {
    // Somebody wrote into the file by hand.
    return EMPTY;
  }
}

export function saveCluster(p: Process, cluster: Cluster): void {
  p.files.writeFile(`${dataFolder(p)}/${FILE}`, clusterText(cluster), { mode: 0o600 });
}

/** The server, or initdb, has ended and everything is on the disk. */
export function noteShutdown(p: Process): void {
  note(p, 'shut down');
}

/** The server is up: what ends it now without a shutdown interrupts it. */
export function noteRunning(p: Process): void {
  note(p, 'in production');
}

function note(p: Process, state: string): void {
  p.files.writeFile(`${dataFolder(p)}/${CONTROL_FILE}`, state, { mode: 0o600 });
}

/** How the server ended before. */
export interface LastEnd {
  /** When its state changed last, in milliseconds since 1970. */
  readonly atMs: number;
  /** It was killed, or the machine was. */
  readonly isInterrupted: boolean;
}

/** Undefined where nothing tells. */
export function lastEnd(p: Process): LastEnd | undefined {
  const file = `${dataFolder(p)}/${CONTROL_FILE}`;
  const state = readTextIfThere(p.files, file);
  return state === undefined
    ? undefined
    : { atMs: p.files.stat(file).mtimeMs, isInterrupted: state === 'in production' };
}
