// docker container restart
import { restartContainer } from '../../daemon';
import { implement } from '../context';
import { containerRestart } from '../declarations/container';
import { eachOperand } from '../each-operand';
import { timeoutOf } from './timeout';

export const restart = implement(containerRestart, function* (context) {
  const { daemon, flags } = context;
  const timeoutSeconds = timeoutOf(context);
  return yield* eachOperand(context, (name) =>
    restartContainer(daemon, name, { signal: flags.signal, ...timeoutSeconds }),
  );
});
