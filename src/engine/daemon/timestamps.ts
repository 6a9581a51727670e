/** What Docker shows of a moment that never was: Go's zero time. */
export const zeroTime = '0001-01-01T00:00:00Z';

/** RFC 3339 with the fraction that is needed, in UTC (Go's RFC3339Nano); undefined is Go's zero time. */
export function formatTime(timeMs: number | undefined): string {
  if (timeMs === undefined) return zeroTime;
  const [seconds = '', fraction = ''] = new Date(timeMs).toISOString().replace('Z', '').split('.');
  const digits = fraction.replace(/0+$/, '');
  return `${seconds}${digits === '' ? '' : `.${digits}`}Z`;
}

/** RFC 3339 with nine digits after the point, as logs have it. */
export function formatLogTime(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('Z', '000000Z');
}

const goDuration = /^[+-]?([0-9]+(\.[0-9]*)?(ns|us|µs|ms|s|m|h))+$/;

/**
 * What `--since` and `--until` take: seconds since the epoch, a date (and time) or a duration before now.
 * Gives milliseconds since the epoch, or undefined where it is none of them. Source: moby, timetypes.GetTimestamp.
 */
export function parseMoment(
  text: string,
  nowMs: number,
  durationMs: (text: string) => number,
): number | undefined {
  if (goDuration.test(text)) return nowMs - durationMs(text);
  const parts = /^(\d{4}-\d\d-\d\d)(?:T(\d\d(?::\d\d(?::\d\d(\.\d+)?)?)?))?(Z|[+-]\d\d:\d\d)?$/.exec(text);
  if (parts !== null) {
    const [, day = '', time = '00:00:00', , zone = 'Z'] = parts;
    const missing = 3 - time.split(':').length;
    const moment = Date.parse(`${day}T${time}${':00'.repeat(missing)}${zone}`);
    return Number.isNaN(moment) ? undefined : moment;
  }
  const seconds = /^(\d+)(?:\.(\d{1,9}))?$/.exec(text);
  if (seconds === null) return undefined;
  const [, whole = '0', fraction = '0'] = seconds;
  return Number(whole) * 1000 + Number(`0.${fraction}`) * 1000;
}
