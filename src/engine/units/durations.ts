import { quote } from './quote';
import { ValueError } from './value-error';

const nanosecondsPerUnit: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** The longest duration Go can hold: 2^63 - 1 nanoseconds, here the nearest double below. */
const maxNanoseconds = 2 ** 63;

/**
 * How long ago something was, in words: `About a minute`, `36 hours`.
 * Source: docker/go-units HumanDuration.
 */
export function humanDuration(durationMs: number): string {
  const seconds = Math.trunc(durationMs / 1000);
  if (seconds < 1) return 'Less than a second';
  if (seconds === 1) return '1 second';
  if (seconds < 60) return `${seconds} seconds`;
  const minutes = Math.trunc(seconds / 60);
  if (minutes === 1) return 'About a minute';
  if (minutes < 60) return `${minutes} minutes`;
  const hours = Math.trunc(durationMs / 3_600_000 + 0.5);
  if (hours === 1) return 'About an hour';
  if (hours < 48) return `${hours} hours`;
  if (hours < 24 * 7 * 2) return `${Math.trunc(hours / 24)} days`;
  if (hours < 24 * 30 * 2) return `${Math.trunc(hours / 24 / 7)} weeks`;
  if (hours < 24 * 365 * 2) return `${Math.trunc(hours / 24 / 30)} months`;
  return `${Math.trunc(durationMs / 3_600_000 / 24 / 365)} years`;
}

/** Reads `1m30s`; gives nanoseconds, which are whole up to 104 days. Source: Go's time.ParseDuration. */
export function parseDuration(text: string): number {
  const invalid = (): ValueError => new ValueError(`time: invalid duration ${quote(text)}`);
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  let rest = text.slice(sign.length);
  if (rest === '0') return 0;
  if (rest === '') throw invalid();
  let nanoseconds = 0;
  while (rest !== '') {
    const part = /^([0-9]*)(\.[0-9]*)?([^0-9.]*)/.exec(rest);
    const [whole = '', digits = '', fraction = '', unit = ''] = part ?? [];
    if (digits === '' && fraction.length <= 1) throw invalid();
    if (unit === '') throw new ValueError(`time: missing unit in duration ${quote(text)}`);
    const scale = nanosecondsPerUnit[unit];
    if (scale === undefined)
      throw new ValueError(`time: unknown unit ${quote(unit)} in duration ${quote(text)}`);
    nanoseconds += Number(digits === '' ? '0' : digits) * scale;
    if (fraction.length > 1) nanoseconds += Math.trunc(Number(`0${fraction}`) * scale);
    rest = rest.slice(whole.length);
  }
  if (nanoseconds > maxNanoseconds) throw invalid();
  return sign === '-' && nanoseconds !== 0 ? -nanoseconds : nanoseconds;
}

/** `1h5m10.5s` of nanoseconds. Source: Go's time.Duration.String. */
export function formatDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return '0s';
  const sign = nanoseconds < 0 ? '-' : '';
  const size = Math.abs(nanoseconds);
  if (size < 1e3) return `${sign}${size}ns`;
  if (size < 1e6) return `${sign}${fractionOf(size, 1e3)}µs`;
  if (size < 1e9) return `${sign}${fractionOf(size, 1e6)}ms`;
  const hours = Math.floor(size / 3600e9);
  const minutes = Math.floor((size % 3600e9) / 60e9);
  const seconds = fractionOf(size % 60e9, 1e9);
  const largest = hours > 0 ? `${hours}h${minutes}m` : minutes > 0 ? `${minutes}m` : '';
  return `${sign}${largest}${seconds}s`;
}

function fractionOf(nanoseconds: number, scale: number): string {
  const whole = Math.floor(nanoseconds / scale);
  const rest = String(nanoseconds % scale)
    .padStart(String(scale).length - 1, '0')
    .replace(/0+$/, '');
  return rest === '' ? String(whole) : `${whole}.${rest}`;
}
