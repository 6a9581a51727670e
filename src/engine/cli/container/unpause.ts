// docker container unpause
import { unpauseContainer } from '../../daemon';
import { implement } from '../context';
import { containerUnpause } from '../declarations/container';
import { eachOperand } from '../each-operand';

export const unpause = implement(containerUnpause, function* (context) {
  return yield* eachOperand(context, (name) => unpauseContainer(context.daemon, name));
});
