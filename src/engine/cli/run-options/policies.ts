// --restart, --health-*, --log-opt, --storage-opt, namespaces. Source: docker/cli container/opts.go, opts/parse.go.
import type { HealthConfig, RestartPolicy } from '../../daemon';
import { parseDuration, parseInteger, ValueError } from '../../units';
import { cut, pairsToRecord } from './cut';

/** Reads `on-failure:3`. */
export function parseRestartPolicy(text: string): RestartPolicy {
  const [name, count, hasCount] = cut(text, ':');
  const prefix = 'invalid restart policy format';
  if (hasCount && name === '') throw new ValueError(`${prefix}: no policy provided before colon`);
  if (count === '') return { Name: name, MaximumRetryCount: 0 };
  try {
    return { Name: name, MaximumRetryCount: parseInteger(count) };
  } catch {
    throw new ValueError(`${prefix}: maximum retry count must be an integer`);
  }
}

/** The health flags; durations are nanoseconds. */
export interface HealthOptions {
  readonly command: string;
  readonly interval: number;
  readonly timeout: number;
  readonly startPeriod: number;
  readonly startInterval: number;
  readonly retries: number;
  readonly isDisabled: boolean;
}

/** The health check that the flags ask for; undefined leaves the image's. */
export function healthCheckOf(options: HealthOptions): HealthConfig | undefined {
  const { command, interval, timeout, startPeriod, startInterval, retries, isDisabled } = options;
  const isGiven =
    command !== '' || [interval, timeout, startPeriod, startInterval, retries].some((n) => n !== 0);
  if (isDisabled) {
    if (isGiven) throw new ValueError('--no-healthcheck conflicts with --health-* options');
    return { Test: ['NONE'] };
  }
  if (!isGiven) return undefined;
  const numbers = {
    interval,
    timeout,
    retries,
    'start-period': startPeriod,
    'start-interval': startInterval,
  };
  for (const [name, value] of Object.entries(numbers)) {
    if (value < 0) throw new ValueError(`--health-${name} cannot be negative`);
  }
  return {
    ...(command !== '' && { Test: ['CMD-SHELL', command] }),
    ...(interval !== 0 && { Interval: interval }),
    ...(timeout !== 0 && { Timeout: timeout }),
    ...(startPeriod !== 0 && { StartPeriod: startPeriod }),
    ...(startInterval !== 0 && { StartInterval: startInterval }),
    ...(retries !== 0 && { Retries: retries }),
  };
}

export function parseLogOptions(
  driver: string,
  options: readonly string[],
): Readonly<Record<string, string>> {
  if (driver === 'none' && options.length > 0) {
    throw new ValueError(`invalid logging opts for driver ${driver}`);
  }
  return pairsToRecord(options);
}

export function parseStorageOptions(options: readonly string[]): Readonly<Record<string, string>> {
  if (!options.every((option) => option.includes('='))) throw new ValueError('invalid storage option');
  return pairsToRecord(options);
}

const namespaces = {
  pid: { what: 'PID', words: ['', 'host'], takesContainer: true },
  uts: { what: 'UTS', words: ['', 'host'], takesContainer: false },
  userns: { what: 'USER', words: ['', 'host'], takesContainer: false },
  cgroupns: { what: 'CGROUP', words: ['', 'host', 'private'], takesContainer: false },
} as const;

/** A namespace flag's value, checked. */
export function checkNamespace(flag: keyof typeof namespaces, mode: string): string {
  const { what, words, takesContainer } = namespaces[flag];
  const isKnown = words.some((word) => word === mode) || (takesContainer && /^container:./.test(mode));
  if (!isKnown) throw new ValueError(`--${flag}: invalid ${what} mode`);
  return mode;
}

/** A duration that is not negative, in nanoseconds. */
export function parsePositiveDuration(text: string): number {
  const nanoseconds = parseDuration(text);
  if (nanoseconds < 0) throw new ValueError('duration cannot be negative');
  return nanoseconds;
}
