// docker container wait
import { findContainer, waitForContainer } from '../../daemon';
import { implement } from '../context';
import { containerWait } from '../declarations/container';
import { eachOperand } from '../each-operand';

export const wait = implement(containerWait, function* (context) {
  return yield* eachOperand(context, function* (name) {
    const { exitCode } = yield* waitForContainer(findContainer(context.daemon, name), 'not-running');
    return String(exitCode);
  });
});
