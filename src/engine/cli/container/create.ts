// docker container create
import { ValueError } from '../../units';
import type { CreateContainerRequest } from '../../daemon';
import type { Task } from '../../kernel';
import { CommandError, type CommandContext, implement, print } from '../context';
import { containerCreate } from '../declarations/container-run';
import { refusedAtCreate } from '../run-options/refusals';
import { prepareContainer, requestOf } from './prepare-container';

export const create = implement(containerCreate, { flags: refusedAtCreate }, function* (context) {
  const request = yield* readRequest(context);
  try {
    const { id } = yield* prepareContainer(context, request);
    yield* print(context, id);
    return 0;
  } catch (error) {
    // Unlike run, it has no status of its own for what goes wrong from here on.
    if (error instanceof ValueError || error instanceof CommandError) throw new CommandError(error.message);
    throw error;
  }
});

function* readRequest(context: CommandContext<typeof containerCreate>): Task<CreateContainerRequest> {
  try {
    return yield* requestOf(context);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new CommandError(
      `docker: ${error.message}\n\nRun 'docker create --help' for more information`,
      125,
    );
  }
}
