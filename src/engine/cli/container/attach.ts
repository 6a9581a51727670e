// docker container attach
import { findContainer, waitForContainer } from '../../daemon';
import { textSetting } from '../client-config';
import { CommandError, implement } from '../context';
import { containerAttach } from '../declarations/container';
import { attachTo, checkTerminal } from './attach-and-start';

export const attach = implement(containerAttach, function* (context) {
  const { daemon, flags } = context;
  const [reference = ''] = context.operands;
  const container = findContainer(daemon, reference);
  const { state, config } = container;
  if (!state.isRunning) throw new CommandError('cannot attach to a stopped container, start it first');
  if (state.isPaused) throw new CommandError('cannot attach to a paused container, unpause it first');
  if (state.isRestarting) {
    throw new CommandError('cannot attach to a restarting container, wait until it is running');
  }
  const stdin = !flags['no-stdin'] && config.OpenStdin;
  checkTerminal(context, !flags['no-stdin'], config.Tty);
  const exitsBefore = container.exitCount;
  const loop = attachTo(context, container, {
    stdin,
    stdout: true,
    stderr: true,
    detachKeys: flags['detach-keys'] || textSetting(context, 'detachKeys'),
    forwardsSignals: flags['sig-proxy'] && !config.Tty,
  });
  // A changed size makes the program draw its screen again, so it is changed even where it is right already.
  if (config.Tty && context.process.isatty(1)) {
    const { columns, rows } = context.process.terminalSize(1);
    container.run?.main.resize(columns, rows + 1);
  }
  loop.resize();
  if ((yield* loop.run()) === 'detached') throw new CommandError('read escape sequence');
  const { exitCode } = yield* waitForContainer(container, 'next-exit', exitsBefore);
  return exitCode;
});
