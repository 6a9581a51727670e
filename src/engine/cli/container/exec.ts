// docker container exec
import { createExec, DaemonError, findContainer, startExec, StartError } from '../../daemon';
import type { Task } from '../../kernel';
import { until } from '../../kernel';
import { textSetting } from '../client-config';
import type { CommandContext } from '../context';
import { CommandError, implement } from '../context';
import { containerExec } from '../declarations/container';
import { readEnvironment } from '../run-options/environment';
import { checkTerminal } from './attach-and-start';
import { AttachLoop } from './attach-loop';
import { parseDetachKeys } from './detach-keys';
import { surroundingsOf } from './prepare-container';

export const exec = implement(containerExec, function* (context) {
  const { daemon, flags, process } = context;
  const [reference = '', ...argv] = context.operands;
  const container = findContainer(daemon, reference);
  const attaches = !flags.detach;
  const detachKeys = flags['detach-keys'] || textSetting(context, 'detachKeys');
  const stdin = flags.interactive && attaches;
  if (attaches) checkTerminal(context, stdin, flags.tty);
  const size = flags.tty && process.isatty(1) ? process.terminalSize(1) : undefined;
  const execution = createExec(daemon, reference, {
    User: flags.user,
    Privileged: flags.privileged,
    Tty: flags.tty,
    AttachStdin: stdin,
    AttachStdout: attaches,
    AttachStderr: attaches,
    DetachKeys: detachKeys,
    Env: readEnvironment(flags['env-file'], flags.env, surroundingsOf(context)),
    WorkingDir: flags.workdir,
    Cmd: argv,
    ...(size === undefined ? {} : { ConsoleSize: [size.rows, size.columns] as const }),
  });
  if (flags.detach) {
    yield* startExec(daemon, execution);
    return 0;
  }
  const loop = new AttachLoop(context, {
    streams: execution.streams,
    tty: flags.tty,
    stdin,
    stdout: true,
    stderr: true,
    detachKeys: parseDetachKeys(detachKeys),
    closesStdin: true,
    resize: (columns, rows) => execution.process?.resize(columns, rows),
    signal: undefined,
  });
  const status = yield* startOrTell(context, () => startExec(daemon, execution));
  if (status !== undefined) return status;
  if ((yield* loop.run()) === 'detached') {
    throw new CommandError('read escape sequence');
  }
  yield* until(execution.changed, () => !execution.isRunning || container.isRemoved);
  return execution.exitCode ?? 0;
});

/** What the OCI runtime says comes over the streams that are connected already: on standard output. */
function* startOrTell(
  { stdout }: Pick<CommandContext, 'stdout'>,
  start: () => Task<void>,
): Task<number | undefined> {
  try {
    yield* start();
    return undefined;
  } catch (error) {
    if (!(error instanceof DaemonError) || !(error instanceof StartError)) throw error;
    yield* stdout.write(`${error.message}\r\n`);
    return error.exitCode;
  }
}
