// docker container kill
import { killContainer } from '../../daemon';
import { implement } from '../context';
import { containerKill } from '../declarations/container';
import { eachOperand } from '../each-operand';

export const kill = implement(containerKill, function* (context) {
  return yield* eachOperand(context, (name) => killContainer(context.daemon, name, context.flags.signal));
});
