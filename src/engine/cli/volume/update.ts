// docker volume update: for volumes of a cluster only, and there is no swarm here.
import { findVolume } from '../../daemon';
import { CommandError, implement } from '../context';
import { volumeUpdate } from '../declarations/volume';

export const update = implement(volumeUpdate, function* ({ daemon, operands: [name = ''] }) {
  yield {};
  findVolume(daemon, name);
  throw new CommandError('Can only update cluster volumes');
});
