// Loaded when a container with a health check first runs.
import type { Task } from '../../kernel';
import { formatDuration } from '../../units';
import type { HealthConfig, HealthcheckResult } from '../api/container';
import type { Daemon } from '../daemon';
import { DaemonError } from '../errors';
import { formatTime } from '../timestamps';
import type { Container } from './container';
import { containerEvent } from './container-event';
import { createExec, runExec } from './exec';
import type { Run } from './run';

const defaultIntervalMs = 30_000;
const defaultTimeoutMs = 30_000;
const defaultStartIntervalMs = 5_000;
const defaultRetries = 3;
const keptResults = 5;
const longestOutput = 4096;

function milliseconds(nanoseconds: number | undefined, fallbackMs: number): number {
  return nanoseconds ? nanoseconds / 1e6 : fallbackMs;
}

/** Looks after a container as long as its run lasts. Source: moby, daemon/health.go. */
export function* watchHealth(daemon: Daemon, container: Container, run: Run): Task<void> {
  const config = container.config.Healthcheck ?? {};
  const startPeriodMs = milliseconds(config.StartPeriod, 0);
  const isInStartPeriod = (): boolean =>
    container.state.health?.Status === 'starting' && daemon.nowMs - run.startedMs < startPeriodMs;
  for (;;) {
    const waitMs = isInStartPeriod()
      ? milliseconds(config.StartInterval, defaultStartIntervalMs)
      : milliseconds(config.Interval, defaultIntervalMs);
    const dueMs = daemon.nowMs + waitMs;
    while (!run.isOver && daemon.nowMs < dueMs) yield { queue: container.changed, untilMs: dueMs };
    if (run.isOver) return;
    if (container.state.isPaused) continue;
    const result = yield* probe(daemon, container, config);
    if (run.isOver) return;
    judge(daemon, container, config, result, isInStartPeriod());
  }
}

/** Runs the check once. */
function* probe(daemon: Daemon, container: Container, config: HealthConfig): Task<HealthcheckResult> {
  const [kind, ...rest] = config.Test ?? [];
  const shell = container.config.Shell ?? ['/bin/sh', '-c'];
  const argv = kind === 'CMD-SHELL' ? [...shell, rest[0] ?? ''] : rest;
  const timeoutMs = milliseconds(config.Timeout, defaultTimeoutMs);
  const startMs = daemon.nowMs;
  const report = (ExitCode: number, Output: string): HealthcheckResult => ({
    Start: formatTime(startMs),
    End: formatTime(daemon.nowMs),
    ExitCode,
    Output,
  });
  try {
    const exec = createExec(daemon, container.id, {
      User: '',
      Privileged: false,
      Tty: false,
      AttachStdin: false,
      AttachStdout: true,
      AttachStderr: true,
      DetachKeys: '',
      Env: [],
      WorkingDir: '',
      Cmd: argv,
    });
    const { output, exitCode } = yield* runExec(daemon, exec, {
      deadlineMs: startMs + timeoutMs,
      longestOutput,
    });
    if (exitCode !== undefined) return report(exitCode, output);
    return report(
      -1,
      `Health check exceeded timeout (${formatDuration(timeoutMs * 1e6)})${output === '' ? '' : `: ${output}`}`,
    );
  } catch (error) {
    if (!(error instanceof DaemonError)) throw error;
    return report(-1, error.message);
  }
}

function judge(
  daemon: Daemon,
  container: Container,
  config: HealthConfig,
  result: HealthcheckResult,
  isInStartPeriod: boolean,
): void {
  const { health } = container.state;
  if (health === undefined) return;
  const isFine = result.ExitCode === 0;
  const streak = isFine ? 0 : isInStartPeriod ? health.FailingStreak : health.FailingStreak + 1;
  const isBad = !isFine && streak >= (config.Retries || defaultRetries);
  const status = isFine ? 'healthy' : isBad ? 'unhealthy' : health.Status;
  const log = [...health.Log, result].slice(-keptResults);
  container.setState({ health: { Status: status, FailingStreak: streak, Log: log } });
  if (status !== health.Status) containerEvent(daemon, container, `health_status: ${status}`);
}
