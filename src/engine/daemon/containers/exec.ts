import type { Task } from '../../kernel';
import { WaitQueue } from '../../kernel';
import type { ExecConfig } from '../api/container';
import { costs } from '../costs';
import type { Daemon } from '../daemon';
import { conflict, invalid, notFound } from '../errors';

import { readTextIfThere } from '../../kernel';
import type { StartedProcess } from '../host';
import { randomId } from '../ids';
import { credentialsIn } from './container-credentials';
import type { Container } from './container';
import { containerEvent } from './container-event';
import { environmentOf } from './environment';
import { findContainer } from './find';
import { notRunning } from './not-running';
import { locateProgram } from './locate-program';
import { runOf } from './sandbox';
import { copyInput, exitCodeOfStatus } from './start';
import { ByteQueue, ContainerStreams } from './streams';
import type { ResolvedUser } from './users';
import { resolveUser } from './users';

/** A further process in a running container. */
export class Exec {
  process: StartedProcess | undefined;
  isRunning = false;
  /** undefined until it has ended. */
  exitCode: number | undefined;
  readonly streams = new ContainerStreams();
  /** Woken when it starts and when it ends. */
  readonly changed = new WaitQueue();

  constructor(
    readonly id: string,
    readonly container: Container,
    readonly config: ExecConfig,
    readonly user: ResolvedUser,
    readonly env: ReadonlyMap<string, string>,
  ) {}
}

/** Notes what is to be executed; throws where the container cannot run anything now. */
export function createExec(daemon: Daemon, reference: string, config: ExecConfig): Exec {
  const container = findContainer(daemon, reference);
  if (container.state.isPaused) {
    throw conflict(`Container ${reference} is paused, unpause the container before exec`);
  }
  if (container.state.isRestarting) {
    throw conflict(`Container ${container.id} is restarting, wait until the container is running`);
  }
  if (container.run === undefined) throw notRunning(container);
  if (config.Cmd.length === 0) throw invalid('No exec command specified');
  const { sandbox } = container.run;
  const user = resolveUser(
    config.User || container.config.User,
    readTextIfThere(sandbox.files, '/etc/passwd') ?? '',
    readTextIfThere(sandbox.files, '/etc/group') ?? '',
    container.hostConfig.GroupAdd ?? [],
  );
  const env = environmentOf({
    hostname: container.config.Hostname,
    tty: config.Tty,
    variables: [...(container.config.Env ?? []), ...config.Env],
    home: user.home,
  });
  const exec = new Exec(randomId(daemon.random), container, config, user, env);
  container.execs.set(exec.id, exec);
  containerEvent(daemon, container, `exec_create: ${commandText(config.Cmd)}`, { execID: exec.id });
  return exec;
}

export function findExec(daemon: Daemon, id: string): Exec {
  for (const container of daemon.containers.values()) {
    const exec = container.execs.get(id);
    if (exec !== undefined) return exec;
  }
  throw notFound(`No such exec instance: ${id}`);
}

/** Starts it; throws a `StartError` where there is nothing to execute. Its output goes to who is attached. */
export function* startExec(daemon: Daemon, exec: Exec): Task<void> {
  const { container, config } = exec;
  yield* daemon.host.busy(costs.execMs);
  const { sandbox } = runOf(container);
  const cwd = config.WorkingDir || container.config.WorkingDir || '/';
  const { hostConfig } = container;
  const Privileged = hostConfig.Privileged || config.Privileged;
  const credentials = credentialsIn({ ...hostConfig, Privileged }, exec.user);
  let path: string;
  try {
    path = locateProgram(sandbox, 'exec', {
      argv: config.Cmd,
      cwd,
      credentials,
      searchPath: exec.env.get('PATH') ?? '',
    });
  } catch (error) {
    exec.streams.endOutput();
    container.execs.delete(exec.id);
    throw error;
  }
  const [rows, columns] = config.ConsoleSize ?? [0, 0];
  const process = sandbox.start({
    path,
    argv: config.Cmd,
    env: exec.env,
    cwd,
    credentials,
    hasStdin: config.AttachStdin,
    ...(config.Tty ? { terminal: { columns: columns || 80, rows: rows || 24 } } : {}),
  });
  exec.process = process;
  exec.isRunning = true;
  containerEvent(daemon, container, `exec_start: ${commandText(config.Cmd)}`, { execID: exec.id });
  if (config.AttachStdin) daemon.host.background('stdin of an exec', copyInput(exec.streams.stdin, process));
  daemon.host.background('an exec', watchExec(daemon, exec, process));
}

function* watchExec(daemon: Daemon, exec: Exec, process: StartedProcess): Task<void> {
  const outputs: ('stdout' | 'stderr')[] = exec.config.Tty ? ['stdout'] : ['stdout', 'stderr'];
  let open = outputs.length;
  for (const stream of outputs) {
    const copy = function* (): Task<void> {
      for (;;) {
        const bytes = yield* process.readOutput(stream);
        if (bytes.length === 0) break;
        yield* exec.streams.send(stream, bytes);
      }
      open -= 1;
      exec.changed.wakeAll();
    };
    daemon.host.background(`${stream} of an exec`, copy());
  }
  const status = yield* process.wait();
  while (open > 0) yield { queue: exec.changed };
  exec.isRunning = false;
  exec.exitCode = exitCodeOfStatus(status);
  exec.streams.endOutput();
  exec.container.execs.delete(exec.id);
  containerEvent(daemon, exec.container, 'exec_die', { exitCode: String(exec.exitCode), execID: exec.id });
  exec.changed.wakeAll();
}

/** Starts it and collects its output; `exitCode` is undefined where it was not over in time and was killed. */
export function* runExec(
  daemon: Daemon,
  exec: Exec,
  limits: { readonly deadlineMs: number; readonly longestOutput: number },
): Task<{ readonly output: string; readonly exitCode: number | undefined }> {
  const queue = new ByteQueue(Infinity);
  exec.streams.attach({ stdout: queue, stderr: queue, hasStdin: false });
  yield* startExec(daemon, exec);
  while (exec.exitCode === undefined && daemon.nowMs < limits.deadlineMs) {
    yield { queue: exec.changed, untilMs: limits.deadlineMs };
  }
  const isLate = exec.exitCode === undefined;
  if (isLate) exec.process?.kill('KILL');
  queue.close();
  const chunks: Uint8Array[] = [];
  for (let chunk = yield* queue.read(); chunk.length > 0; chunk = yield* queue.read()) chunks.push(chunk);
  const decoder = new TextDecoder();
  const output = chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('');
  return { output: output.slice(0, limits.longestOutput), exitCode: isLate ? undefined : exec.exitCode };
}

/** The program, a space and its arguments: the space is there without arguments, too (moby, ContainerExecCreate). */
function commandText([program = '', ...args]: readonly string[]): string {
  return `${program} ${args.join(' ')}`;
}
