// docker volume create
import { createVolume } from '../../daemon';
import { CommandError, implement, print } from '../context';
import { volumeCreate } from '../declarations/volume';
import { labelMap } from '../label-map';

export const create = implement(volumeCreate, function* (context) {
  const { flags, daemon, changed } = context;
  const [operand = ''] = context.operands;
  if (operand !== '' && changed.has('name')) {
    throw new CommandError(
      'conflicting options: cannot specify a volume-name through both --name and as a positional arg',
    );
  }
  const name = operand === '' ? flags.name : operand;
  const volume = createVolume(daemon, {
    name,
    driver: flags.driver,
    options: changed.has('opt') ? labelMap(flags.opt) : null,
    labels: changed.has('label') ? labelMap(flags.label) : null,
  });
  yield* print(context, volume.name);
  return 0;
});
