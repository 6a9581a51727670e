import type { Process } from '../../kernel';
import { lastEnd } from './sql/storage';

/** Where a server's sessions find it; its first line is the server's data folder. */
export const SOCKET = '/var/run/postgresql/.s.PGSQL.5432';

/** PG_VERSION of the image: `17.11-1.pgdg13+2` on Debian, whose package it is, and `17.11` on Alpine, built from source. */
function buildOf({ env }: Process): { readonly version: string; readonly debian?: string } {
  const written = env.get('PG_VERSION') ?? '17.11-1.pgdg13+2';
  const version = /^[\d.]+/.exec(written)?.[0] ?? written;
  return written.includes('-') ? { version, debian: written } : { version };
}

export function versionText(p: Process): string {
  const platform =
    buildOf(p).debian === undefined
      ? 'x86_64-pc-linux-musl, compiled by gcc (Alpine 14.2.0) 14.2.0'
      : 'x86_64-pc-linux-gnu, compiled by gcc (Debian 14.2.0-19) 14.2.0';
  return `PostgreSQL ${programVersion(p)} on ${platform}, 64-bit`;
}

/** What the programs call themselves: `17.11 (Debian 17.11-1.pgdg13+1)` */
export function programVersion(p: Process): string {
  const { version, debian } = buildOf(p);
  return debian === undefined ? version : `${version} (Debian ${debian})`;
}

/** What a start says of the end before it, a line each. Source: StartupXLOG, with the time to the second. */
export function lastEndTexts(p: Process): readonly string[] {
  const { atMs, isInterrupted } = lastEnd(p) ?? { atMs: p.nowMs, isInterrupted: false };
  const time = `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  if (!isInterrupted) return [`database system was shut down at ${time}`];
  return [
    `database system was interrupted; last known up at ${time}`,
    'database system was not properly shut down; automatic recovery in progress',
    'redo starts at 0/14E4FA0',
    'invalid record length at 0/14E50B8: expected at least 24, got 0',
    'redo done at 0/14E5080 system usage: CPU: user: 0.00 s, system: 0.00 s, elapsed: 0.00 s',
  ];
}

/** A line of the server's log, as its default log_line_prefix has it. */
export function logLine(p: Process, pid: number, text: string, level = 'LOG'): string {
  const time = new Date(p.nowMs).toISOString().replace('T', ' ').replace('Z', ' UTC');
  return `${time} [${pid}] ${level}:  ${text}\n`;
}

export function checkpointText(): string {
  return (
    'checkpoint complete: wrote 3 buffers (0.0%); 0 WAL file(s) added, 0 removed, 0 recycled; write=0.011 s, ' +
    'sync=0.006 s, total=0.048 s; sync files=2, longest=0.004 s, average=0.003 s; distance=0 kB, estimate=0 kB; ' +
    'lsn=0/14E4FA0, redo lsn=0/14E4FA0'
  );
}
