// docker container pause
import { pauseContainer } from '../../daemon';
import { implement } from '../context';
import { containerPause } from '../declarations/container';
import { eachOperand } from '../each-operand';

export const pause = implement(containerPause, function* (context) {
  return yield* eachOperand(context, (name) => pauseContainer(context.daemon, name));
});
