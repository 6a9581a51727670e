// docker container create
import { ValueError } from '../../units';
import { CommandError, implement, print } from '../context';
import { containerCreate } from '../declarations/container-run';
import { refusedAtCreate } from '../run-options/refusals';
import { prepareContainer, requestOf } from './prepare-container';

export const create = implement(containerCreate, { flags: refusedAtCreate }, function* (context) {
  try {
    const { id } = yield* prepareContainer(context, yield* requestOf(context));
    yield* print(context, id);
    return 0;
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new CommandError(
      `docker: ${error.message}\n\nRun 'docker create --help' for more information`,
      125,
    );
  }
});
