// docker container rm
import { isNotFound, removeContainer, removeLink } from '../../daemon';
import { CommandError, implement } from '../context';
import { containerRm } from '../declarations/container';
import { eachOperand } from '../each-operand';

export const rm = implement(containerRm, function* (context) {
  const { daemon, flags, operands } = context;
  if (operands.some((name) => name.replaceAll('/', '') === ''))
    throw new CommandError('container name cannot be empty');
  return yield* eachOperand(context, function* (name) {
    try {
      if (flags.link) removeLink(daemon, name);
      else yield* removeContainer(daemon, name, { force: flags.force, volumes: flags.volumes });
      return name;
    } catch (error) {
      if (flags.force && isNotFound(error)) return null;
      throw error;
    }
  });
});
