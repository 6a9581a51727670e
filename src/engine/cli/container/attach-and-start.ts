import type { Container } from '../../daemon';
import { killProcesses, noteAttachment, startContainer, waitForContainer } from '../../daemon';
import type { Task } from '../../kernel';
import type { CommandContext } from '../context';
import { CommandError, warn } from '../context';
import { AttachLoop } from './attach-loop';
import { parseDetachKeys } from './detach-keys';

export interface AttachOptions {
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  /** As typed; '' takes the default. */
  readonly detachKeys: string;
  readonly forwardsSignals: boolean;
}

type Surroundings = Pick<CommandContext, 'process' | 'daemon' | 'stdin' | 'stdout' | 'stderr'>;

/** Connects this program's streams with a container's, whether it runs yet or not. */
export function attachTo(context: Surroundings, container: Container, options: AttachOptions): AttachLoop {
  const { config } = container;
  noteAttachment(context.daemon, container);
  return new AttachLoop(context, {
    streams: container.streams,
    tty: config.Tty,
    stdin: options.stdin,
    stdout: options.stdout,
    stderr: options.stderr,
    detachKeys: parseDetachKeys(options.detachKeys),
    closesStdin: config.StdinOnce,
    resize: (columns, rows) => container.run?.main.resize(columns, rows),
    signal: options.forwardsSignals
      ? (signal) => {
          if (container.run !== undefined) killProcesses(context.daemon, container, signal);
        }
      : undefined,
  });
}

/** Throws where a terminal is needed for the container's own and is not there. */
export function checkTerminal({ process }: Surroundings, stdin: boolean, tty: boolean): void {
  if (stdin && tty && !process.isatty(0)) {
    throw new CommandError('cannot attach stdin to a TTY-enabled container because stdin is not a terminal');
  }
}

/** Attaches, starts and copies until the end; the status is that of the container's command. */
export function* attachAndStart(
  context: Surroundings,
  container: Container,
  options: AttachOptions,
): Task<number> {
  const { daemon } = context;
  checkTerminal(context, options.stdin, container.config.Tty);
  const loop = attachTo(context, container, options);
  const exitsBefore = container.exitCount;
  const removes = container.hostConfig.AutoRemove;
  yield* startContainer(daemon, container.id);
  loop.resize();
  const end = yield* loop.run();
  if (end === 'detached') {
    yield* warn(context, '');
    return 0;
  }
  const { exitCode } = yield* waitForContainer(container, removes ? 'removed' : 'next-exit', exitsBefore);
  return exitCode;
}
