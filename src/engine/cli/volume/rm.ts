// docker volume rm
import { removeVolume } from '../../daemon';
import { implement } from '../context';
import { volumeRm } from '../declarations/volume';
import { eachOperand } from '../each-operand';

export const rm = implement(volumeRm, function* (context) {
  return yield* eachOperand(context, function* (name) {
    removeVolume(context.daemon, name, { force: context.flags.force });
    yield {};
  });
});
