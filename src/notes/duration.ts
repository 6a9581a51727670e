const UNITS: Readonly<Record<string, number>> = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
};

/** `30 days`, `1 week`, `2 hours` in milliseconds; undefined: it is not such a text. */
export function durationMs(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d+) (second|minute|hour|day|week)s?$/.exec(text) ?? [];
  const unitMs = UNITS[unit];
  return unitMs === undefined ? undefined : Number(count) * unitMs;
}
