// What the daemon sees to while a container runs: --restart, --health-*, --log-*. Source: docker/cli container/opts.go,
// opts/parse.go.
import type { HealthConfig, RestartPolicy } from '../../daemon';
import { parseDuration, parseInteger, ValueError } from '../../units';
import { cut, pairsToRecord } from './cut';
import type { PieceMaker } from './request-piece';

export const piece: PieceMaker = ({ flags }) => {
  const healthCheck = healthCheckOf({
    command: flags['health-cmd'],
    interval: flags['health-interval'],
    timeout: flags['health-timeout'],
    startPeriod: flags['health-start-period'],
    startInterval: flags['health-start-interval'],
    retries: flags['health-retries'],
    isDisabled: flags['no-healthcheck'],
  });
  const driver = flags['log-driver'];
  return {
    config: healthCheck === undefined ? {} : { Healthcheck: healthCheck },
    hostConfig: {
      RestartPolicy: parseRestartPolicy(flags.restart),
      LogConfig: { Type: driver, Config: parseLogOptions(driver, flags['log-opt']) },
    },
  };
};

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

/** A duration that is not negative, in nanoseconds. */
export function parsePositiveDuration(text: string): number {
  const nanoseconds = parseDuration(text);
  if (nanoseconds < 0) throw new ValueError('duration cannot be negative');
  return nanoseconds;
}
