// docker container create
import { createContainer } from '../../daemon';
import { implement, print } from '../context';
import { containerCreate } from '../declarations/container';
import { prepareContainer } from './prepare-container';

export const create = implement(containerCreate, function* (context) {
  const { id } = yield* prepareContainer(context, (request) => createContainer(context.daemon, request));
  yield* print(context, id);
  return 0;
});
