// docker network disconnect
import { disconnectFromNetwork, findContainer, forceDisconnect, lookUp } from '../../daemon';
import { implement } from '../context';
import { networkDisconnect } from '../declarations/network';

export const disconnect = implement(networkDisconnect, function* ({ daemon, operands, flags }) {
  const [network = '', container = ''] = operands;
  yield {};
  if (flags.force && lookUp(daemon, container) === undefined) forceDisconnect(daemon, network, container);
  else disconnectFromNetwork(daemon, network, findContainer(daemon, container));
  return 0;
});
