import type { ExitStatus, Task } from '../../kernel';
import { part, SIGNAL_NUMBERS } from '../../kernel';
import type { Health, HealthConfig } from '../api/container';
import { costs } from '../costs';
import type { Daemon } from '../daemon';
import { conflict, DaemonError, StartError } from '../errors';
import { readTextIfThere } from '../../kernel';
import { volumesMounted, volumesUnmounted } from '../volumes/mount-events';
import type { Sandbox, StartedProcess } from '../host';
import type { Container } from './container';
import { containerEvent } from './container-event';
import { environmentOf } from './environment';
import { findContainer } from './find';
import { hasLinks } from './links';
import { locateProgram } from './locate-program';
import type { OutputStream } from './log';
import {
  checkNetworks,
  interfacesOf,
  type PublishPorts,
  wantsPorts,
  networkEvents,
  newSandboxId,
  setUpNetworking,
  tearDownNetworking,
} from './networking';
import { nextRestart, noRestarts } from './restart-policy';
import type { Run } from './run';
import { createSandbox, refreshManagedFiles } from './sandbox';
import { resolveUser } from './users';
import { credentialsIn } from './container-credentials';

const containerMounts = part<typeof import('./sandbox-mounts')>('daemon/containers/sandbox-mounts');
const discarding = part<typeof import('./discard')>('daemon/containers/discard');
const devices = part<typeof import('./devices')>('daemon/containers/devices');
const linkChecks = part<typeof import('./link-checks')>('daemon/containers/link-checks');
const runtimeChecks = part<typeof import('./runtime-checks')>('daemon/containers/runtime-checks');
const logDriver = part<typeof import('./log-driver')>('daemon/containers/log-driver');
const workingDirectories = part<typeof import('./working-directory')>('daemon/containers/working-directory');
const publishing = part<typeof import('./publish-ports')>('daemon/containers/publish-ports');
const healthChecks = part<typeof import('./health')>('daemon/containers/health');

/**
 * Runs a container's command. Gives back when it runs; throws with Docker's text where it cannot (a
 * `StartError` where there is nothing to execute). Source: moby, daemon.containerStart.
 */
export function* startContainer(daemon: Daemon, reference: string): Task<void> {
  const container = findContainer(daemon, reference);
  if (container.state.isPaused) throw conflict('cannot start a paused container, try unpause instead');
  if (container.state.isRunning && !container.state.isRestarting) return;
  if (container.state.isBeingRemoved || container.state.isDead) {
    throw conflict('container is marked for removal and cannot be started');
  }
  container.restarts = noRestarts;
  yield* run(daemon, container);
}

function* run(daemon: Daemon, container: Container): Task<void> {
  container.wasStoppedByHand = false;
  let sandbox: Sandbox | undefined;
  try {
    yield* daemon.host.busy(costs.startContainerMs);
    checkNetworks(daemon, container);
    if (hasLinks(container.hostConfig))
      (yield* linkChecks(daemon.host)).checkLinkedContainers(daemon, container);
    if (isUnusual(container)) (yield* runtimeChecks(daemon.host)).checkRuntimeSettings(container);
    const mountsOf = hasMounts(container) ? (yield* containerMounts(daemon.host)).sandboxMounts : () => [];
    sandbox = createSandbox(daemon, container, mountsOf);
    volumesMounted(daemon, container);
    if (hasDevices(container))
      (yield* devices(daemon.host)).addDevices(daemon, sandbox, container.hostConfig);
    if (hasLogOptions(container)) {
      const { checkDetails, startLogging } = yield* logDriver(daemon.host);
      yield* checkDetails(daemon, container);
      container.log.rotation ??= startLogging(
        container.hostConfig,
        (port) =>
          daemon.ports?.isFree('tcp', ['127.0.0.1'], port) === false ||
          daemon.host.listenProblem('127.0.0.1', port) !== undefined,
      );
    }
    const cwd = container.config.WorkingDir || '/';
    if (!sandbox.files.exists(cwd))
      (yield* workingDirectories(daemon.host)).remakeWorkingDirectory(sandbox.files, cwd);
    const publish = wantsPorts(container) ? (yield* publishing(daemon.host)).publishPorts : undefined;
    begin(daemon, container, sandbox, publish);
  } catch (error) {
    if (sandbox !== undefined) {
      sandbox.destroy();
      volumesUnmounted(daemon, container);
    }
    if (!(error instanceof DaemonError)) throw error;
    // Only where nothing else has said how it ended (moby, containerStart).
    const unknown = container.state.exitCode === 0 ? 128 : container.state.exitCode;
    const exitCode = error instanceof StartError ? error.exitCode : unknown;
    container.exitCount += 1;
    container.setState({ isRunning: false, isRestarting: false, exitCode, error: error.message });
    container.streams.endOutput();
    if (container.hostConfig.AutoRemove)
      yield* (yield* discarding(daemon.host)).discardContainer(daemon, container, true);
    throw error;
  }
}

/** Whether it asks for what runc may refuse. */
function isUnusual({ config, hostConfig: { Sysctls, Ulimits } }: Container): boolean {
  return Object.keys({ ...Sysctls, ...Ulimits }).length > 0 || config.Hostname.length > 64;
}

function hasMounts({ facts, hostConfig }: Container): boolean {
  return facts.mounts.length > 0 || hostConfig.Tmpfs !== undefined;
}

function hasDevices({ hostConfig }: Container): boolean {
  const { Devices, DeviceRequests, BlkioWeightDevice } = hostConfig;
  const { BlkioDeviceReadBps, BlkioDeviceWriteBps, BlkioDeviceReadIOps, BlkioDeviceWriteIOps } = hostConfig;
  const throttled = [BlkioDeviceReadBps, BlkioDeviceWriteBps, BlkioDeviceReadIOps, BlkioDeviceWriteIOps];
  return [Devices, DeviceRequests, BlkioWeightDevice, ...throttled].some((list) => (list ?? []).length > 0);
}

function hasLogOptions({ hostConfig: { LogConfig } }: Container): boolean {
  return LogConfig.Type !== 'json-file' || Object.keys(LogConfig.Config).length > 0;
}

/** Everything from the first look into the rootfs to the running process, without a pause. */
function begin(
  daemon: Daemon,
  container: Container,
  sandbox: Sandbox,
  publish: PublishPorts | undefined,
): void {
  const { config, hostConfig, facts } = container;
  const user = resolveUser(
    config.User,
    readTextIfThere(sandbox.files, '/etc/passwd') ?? '',
    readTextIfThere(sandbox.files, '/etc/group') ?? '',
    hostConfig.GroupAdd ?? [],
  );
  const cwd = config.WorkingDir || '/';
  const env = environmentOf({
    hostname: config.Hostname,
    tty: config.Tty,
    variables: config.Env ?? [],
    home: user.home,
  });
  const credentials = credentialsIn(hostConfig, user);
  const argv = [facts.path, ...facts.args];
  const path = locateProgram(sandbox, 'create', {
    argv,
    cwd,
    credentials,
    searchPath: env.get('PATH') ?? '',
  });
  const networking = setUpNetworking(daemon, container, publish);
  container.endpoints = networking.endpoints;
  networkEvents(daemon, container, 'connect');
  container.publishedPorts = networking.ports;
  container.sandboxId = newSandboxId(daemon);
  sandbox.setNetworking(interfacesOf(daemon, networking.endpoints));
  sandbox.publish(networking.ports);
  refreshManagedFiles(daemon, container, sandbox);
  const [rows, columns] = hostConfig.ConsoleSize;
  const main = sandbox.start({
    path,
    argv,
    env,
    cwd,
    credentials,
    hasStdin: config.OpenStdin,
    ...(config.Tty ? { terminal: { columns: columns || 80, rows: rows || 24 } } : {}),
    ...(hostConfig.Init === true ? { init: true } : {}),
  });
  const started: Run = { sandbox, main, startedMs: daemon.nowMs, isOver: false };
  container.run = started;
  const health = initialHealth(config.Healthcheck);
  const { health: _old, ...state } = container.state;
  container.state = state;
  container.setState({
    isRunning: true,
    isPaused: false,
    isRestarting: false,
    wasOutOfMemory: false,
    hostPid: main.hostPid,
    exitCode: 0,
    error: '',
    startedMs: daemon.nowMs,
    ...(health === undefined ? {} : { health }),
  });
  containerEvent(daemon, container, 'start');
  if (health !== undefined)
    daemon.host.background(`health of ${container.name}`, watchHealth(daemon, container, started));
  daemon.host.background(`${container.name}`, watchRun(daemon, container, started));
}

/** Where the health of a container begins; undefined where nobody looks. */
function initialHealth(config: HealthConfig | undefined): Health | undefined {
  const [kind] = config?.Test ?? [];
  if (kind !== 'CMD' && kind !== 'CMD-SHELL') return undefined;
  return { Status: 'starting', FailingStreak: 0, Log: [] };
}

function* watchHealth(daemon: Daemon, container: Container, run: Run): Task<void> {
  const checks = yield* healthChecks(daemon.host);
  yield* checks.watchHealth(daemon, container, run);
}

/** From the start of a run to its end and what follows from it. */
function* watchRun(daemon: Daemon, container: Container, run: Run): Task<void> {
  const { streams } = container;
  const outputs = (container.config.Tty ? ['stdout'] : ['stdout', 'stderr']) satisfies readonly string[];
  const open = new Set(outputs);
  for (const stream of ['stdout', 'stderr'] as const) {
    if (!open.has(stream)) continue;
    const copy = copyOutput(daemon, container, run.main, stream, () => {
      open.delete(stream);
      container.changed.wakeAll();
    });
    daemon.host.background(`${stream} of ${container.name}`, copy);
  }
  if (container.config.OpenStdin)
    daemon.host.background(`stdin of ${container.name}`, copyInput(streams.stdin, run.main));
  const status = yield* run.main.wait();
  run.sandbox.signalAll('KILL');
  while (open.size > 0) yield { queue: container.changed };
  yield* daemon.host.busy(costs.reapMs);
  yield* endRun(daemon, container, run, status);
}

function* copyOutput(
  daemon: Daemon,
  container: Container,
  main: StartedProcess,
  stream: OutputStream,
  done: () => void,
): Task<void> {
  const isLogged = container.hostConfig.LogConfig.Type !== 'none';
  for (;;) {
    const bytes = yield* main.readOutput(stream);
    if (bytes.length === 0) break;
    const logged = isLogged ? container.log.append(stream, bytes, daemon.nowMs) : 0;
    // A log grows for as long as a line waits beside it: it ends with the line's budget.
    if (logged > 0) daemon.host.charge(bytes.length / costs.loggedBytesPerTurn);
    yield* container.streams.send(stream, bytes);
    // It is the log that holds up who prints for ever while nobody looks.
    yield* daemon.host.busy(logged * costs.logEntryMs);
  }
  if (isLogged) container.log.finish(stream, daemon.nowMs);
  container.streams.endStream(stream);
  done();
}

/** Hands on what is typed until there is no more or nobody reads it. */
export function* copyInput(stdin: { read(): Task<Uint8Array> }, main: StartedProcess): Task<void> {
  for (;;) {
    const bytes = yield* stdin.read();
    if (bytes.length === 0 || !(yield* main.writeInput(bytes))) break;
  }
  main.closeInput();
}

/** 128 and the signal's number where a signal ended it. */
export function exitCodeOfStatus(status: ExitStatus): number {
  return 'code' in status ? status.code : 128 + SIGNAL_NUMBERS[status.signal];
}

function* endRun(daemon: Daemon, container: Container, run: Run, status: ExitStatus): Task<void> {
  const exitCode = exitCodeOfStatus(status);
  const lastedMs = daemon.nowMs - run.startedMs;
  run.isOver = true;
  run.sandbox.destroy();
  container.run = undefined;
  container.execs.clear();
  tearDownNetworking(daemon, container);
  volumesUnmounted(daemon, container);
  container.streams.endOutput();
  container.streams.renewStdin();
  const { wasStoppedByHand } = container;
  const again = nextRestart(container.hostConfig.RestartPolicy, container.restarts, {
    exitCode,
    lastedMs,
    wasStoppedByHand,
  });
  containerEvent(daemon, container, 'die', {
    exitCode: String(exitCode),
    execDuration: String(Math.floor(lastedMs / 1000)),
  });
  container.exitCount += 1;
  const { health } = container.state;
  container.setState({
    isRunning: again !== undefined,
    isRestarting: again !== undefined,
    isPaused: false,
    hostPid: 0,
    exitCode,
    finishedMs: daemon.nowMs,
    // Whichever of its processes was killed for it (moby notes containerd's OOM event).
    wasOutOfMemory: run.sandbox.wasOutOfMemory(),
    ...(health === undefined ? {} : { health: { ...health, Status: 'unhealthy' } }),
  });
  if (again !== undefined) {
    container.restarts = again;
    daemon.host.background(`restart of ${container.name}`, restartLater(daemon, container));
  } else if (container.hostConfig.AutoRemove) {
    yield* (yield* discarding(daemon.host)).discardContainer(daemon, container, true);
  }
}

/** Waits the policy's delay and runs the container again, unless somebody stops or removes it before. */
function* restartLater(daemon: Daemon, container: Container): Task<void> {
  const dueMs = daemon.nowMs + container.restarts.delayMs;
  const isWaiting = (): boolean =>
    container.state.isRestarting && !container.isRemoved && container.run === undefined;
  while (isWaiting() && daemon.nowMs < dueMs) yield { queue: container.changed, untilMs: dueMs };
  if (!isWaiting()) return;
  try {
    yield* run(daemon, container);
  } catch (error) {
    if (!(error instanceof DaemonError)) throw error;
  }
}
