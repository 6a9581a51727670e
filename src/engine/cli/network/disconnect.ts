// docker network disconnect
import { disconnectFromNetwork, findContainer } from '../../daemon';
import { implement } from '../context';
import { networkDisconnect } from '../declarations/network';

export const disconnect = implement(networkDisconnect, function* ({ daemon, operands }) {
  const [network = '', container = ''] = operands;
  yield {};
  disconnectFromNetwork(daemon, network, findContainer(daemon, container));
  return 0;
});
