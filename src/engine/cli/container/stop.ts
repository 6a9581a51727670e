// docker container stop
import { stopContainer } from '../../daemon';
import { implement } from '../context';
import { containerStop } from '../declarations/container';
import { eachOperand } from '../each-operand';
import { timeoutOf } from './timeout';

export const stop = implement(containerStop, function* (context) {
  const { daemon, flags } = context;
  const timeoutSeconds = timeoutOf(context);
  return yield* eachOperand(context, (name) =>
    stopContainer(daemon, name, { signal: flags.signal, ...timeoutSeconds }),
  );
});
