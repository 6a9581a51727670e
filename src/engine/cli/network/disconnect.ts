// docker network disconnect
import { disconnectFromNetwork, findContainer } from '../../daemon';
import { type Edges, implement, simplified } from '../context';
import { networkDisconnect } from '../declarations/network';

const edges: Edges<typeof networkDisconnect> = {
  flags: { force: simplified('Makes a difference only for containers that a real daemon has lost.') },
};

export const disconnect = implement(networkDisconnect, edges, function* ({ daemon, operands }) {
  const [network = '', container = ''] = operands;
  yield {};
  disconnectFromNetwork(daemon, network, findContainer(daemon, container));
  return 0;
});
