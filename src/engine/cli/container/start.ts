// docker container start
import { DaemonError, findContainer, startContainer } from '../../daemon';
import type { Task } from '../../kernel';
import { textSetting } from '../client-config';
import type { CommandContext } from '../context';
import { CommandError, implement, print, warn } from '../context';
import { containerStart } from '../declarations/container';
import { attachAndStart } from './attach-and-start';

export const start = implement(containerStart, function* (context) {
  const { flags, operands, daemon } = context;
  if (flags.attach || flags.interactive) {
    const [reference = '', another] = operands;
    if (another !== undefined)
      throw new CommandError('you cannot start and attach multiple containers at once');
    const container = findContainer(daemon, reference);
    return yield* attachAndStart(context, container, {
      stdin: flags.interactive && container.config.OpenStdin,
      stdout: true,
      stderr: true,
      detachKeys: flags['detach-keys'] || textSetting(context, 'detachKeys'),
      forwardsSignals: !container.config.Tty,
    });
  }
  return yield* startAll(context);
});

function* startAll(context: Pick<CommandContext, 'operands' | 'daemon' | 'stdout' | 'stderr'>): Task<number> {
  const failed: string[] = [];
  for (const name of context.operands) {
    try {
      yield* startContainer(context.daemon, name);
      yield* print(context, name);
    } catch (error) {
      if (!(error instanceof DaemonError)) throw error;
      yield* warn(context, error.asDaemonResponse());
      failed.push(name);
    }
  }
  if (failed.length === 0) return 0;
  yield* warn(context, `failed to start containers: ${failed.join(', ')}`);
  return 1;
}
