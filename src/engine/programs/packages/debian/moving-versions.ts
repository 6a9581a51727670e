/**
 * How an archive moves on after the day of its facts. What will really be published is not known, so this is a
 * simulation, and a pure function of the date: a source that had `u` security updates since its release (the
 * number in `+deb13u7` or `ubuntu10.6`) goes on getting them at the same mean pace, in the archive that held it, where a new version
 * takes the place of the old one. Other versions stay as they are, as they do in a stable release.
 */
const DAY_MS = 86_400_000;
/** Nobody publishes faster than this for long. */
const SHORTEST_DAYS = 14;
const UPDATE = /^(.*[+~]deb\d+u|.*ubuntu[\d.]*\.)(\d+)(?:\+b\d+)?$/;

export interface Period {
  /** Of the release and of the facts, `YYYY-MM-DD`. */
  readonly released: string;
  readonly snapshot: string;
}

/** The version that the archive offers at `nowMs`, of one that it offered on the day of the facts. */
export function versionAt(version: string, { released, snapshot }: Period, nowMs: number): string {
  const [, stem, number] = UPDATE.exec(version) ?? [];
  if (stem === undefined || number === undefined) return version;
  const knownMs = Date.parse(snapshot);
  const updates = Math.max(1, Number(number));
  const paceDays = Math.max(SHORTEST_DAYS, (knownMs - Date.parse(released)) / DAY_MS / updates);
  const more = Math.floor((nowMs - knownMs) / DAY_MS / paceDays);
  return more > 0 ? `${stem}${Number(number) + more}` : version;
}
