// docker container run
import type { Container, CreateContainerRequest } from '../../daemon';
import { DaemonError, findContainer, startContainer, waitForContainer } from '../../daemon';
import type { Task } from '../../kernel';
import { ValueError } from '../../units';
import { textSetting } from '../client-config';
import type { CommandContext } from '../context';
import { CommandError, implement, print, warn } from '../context';
import type { FlagName } from '../declaration';
import { containerCreate, containerRun } from '../declarations/container-run';
import { refusedAtCreate } from '../run-options/refusals';
import type { AttachOptions } from './attach-and-start';
import { attachTo, checkTerminal } from './attach-and-start';
import type { AttachLoop } from './attach-loop';
import { prepareContainer, requestOf } from './prepare-container';

type Context = CommandContext<typeof containerRun>;

/** What docker itself gets wrong, and what the daemon refuses. */
const ownStatus = 125;

export const run = implement(containerRun, { flags: refusedAtCreate }, function* (context) {
  const { flags, changed } = context;
  if (flags.detach && changed.has('attach')) {
    throw new CommandError('conflicting options: cannot specify both --attach and --detach');
  }
  try {
    return yield* runContainer(context);
  } catch (error) {
    if (error instanceof DaemonError) throw explained(error.asDaemonResponse(), statusOf(error));
    if (error instanceof ValueError) throw explained(error.message, ownStatus);
    if (error instanceof CommandError && error.status === ownStatus)
      throw explained(error.message, statusOf(error));
    throw error;
  }
});

/** What a shell would say of the words in which a container could not be made or started (docker/cli, toStatusError). */
function statusOf({ message }: Error): number {
  if (/executable file not found|no such file or directory|system cannot find the file/.test(message))
    return 127;
  return /permission denied|is a directory/.test(message) ? 126 : ownStatus;
}

function explained(message: string, status: number): CommandError {
  return new CommandError(`docker: ${message}\n\nRun 'docker run --help' for more information`, status);
}

function* runContainer(context: Context): Task<number> {
  const { flags, daemon } = context;
  const request = detachedWhereAsked(context, yield* requestOf(asCreate(context)));
  const attaches = attachOptions(context, request);
  if (!flags.detach) checkTerminal(context, attaches.stdin, flags.tty);
  const created = yield* prepareContainer(asCreate(context), withConsoleSize(context, request));
  const container = findContainer(daemon, created.id);
  const isAttached = attaches.stdin || attaches.stdout || attaches.stderr;
  const loop = isAttached ? attachTo(context, container, attaches) : undefined;
  const showsId = !attaches.stdout && !attaches.stderr;
  const exitsBefore = container.exitCount;
  yield* startOrTell(context, container, showsId, loop);
  if (showsId) yield* print(context, container.id);
  loop?.resize();
  if (loop !== undefined && (yield* loop.run()) === 'detached') {
    yield* warn(context, '');
    return 0;
  }
  if (showsId) return 0;
  const { exitCode } = yield* waitForContainer(container, flags.rm ? 'removed' : 'next-exit', exitsBefore);
  return exitCode;
}

/** Where no output is attached the container's id is printed before a failure to start it, too, as docker does. */
function* startOrTell(
  context: Context,
  container: Container,
  showsId: boolean,
  loop: AttachLoop | undefined,
): Task<void> {
  try {
    yield* startContainer(context.daemon, container.id);
  } catch (error) {
    loop?.wake();
    if (showsId && error instanceof DaemonError) yield* print(context, container.id);
    throw error;
  }
}

/** What run and create have in common. */
function asCreate(context: Context): CommandContext<typeof containerCreate> {
  const isCommon = (name: string): name is FlagName<typeof containerCreate> =>
    Object.hasOwn(containerCreate.flags, name);
  return { ...context, changed: new Set([...context.changed].filter(isCommon)) };
}

function detachedWhereAsked({ flags }: Context, request: CreateContainerRequest): CreateContainerRequest {
  if (!flags.detach) return request;
  return {
    ...request,
    config: {
      ...request.config,
      AttachStdin: false,
      AttachStdout: false,
      AttachStderr: false,
      StdinOnce: false,
    },
  };
}

function withConsoleSize(
  { process, flags }: Context,
  request: CreateContainerRequest,
): CreateContainerRequest {
  if (!flags.tty || !process.isatty(1)) return request;
  const { columns, rows } = process.terminalSize(1);
  return { ...request, hostConfig: { ...request.hostConfig, ConsoleSize: [rows, columns] } };
}

function attachOptions(context: Context, { config }: CreateContainerRequest): AttachOptions {
  const { flags, changed } = context;
  return {
    stdin: config.AttachStdin ?? false,
    stdout: config.AttachStdout ?? false,
    stderr: config.AttachStderr ?? false,
    detachKeys: flags['detach-keys'] || textSetting(context, 'detachKeys'),
    forwardsSignals: flags['sig-proxy'] && (!flags.tty || changed.has('sig-proxy')),
  };
}
