// docker network create
import { networkCreation } from '../../daemon';
import { type Edges, implement, print, simplified } from '../context';
import { networkCreate } from '../declarations/network';
import { ipamConfigs } from '../ipam-options';
import { labelMap } from '../label-map';

const edges: Edges<typeof networkCreate> = {
  flags: {
    ipv6: simplified(
      'The containers of a network and the host reach each other; the world outside has no IPv6.',
    ),
    'ipam-opt': simplified('Taken, and not shown by docker network inspect.'),
  },
};

export const create = implement(networkCreate, edges, function* (context) {
  const { flags, daemon } = context;
  const [name = ''] = context.operands;
  const ipam = ipamConfigs({
    subnets: flags.subnet,
    ranges: flags['ip-range'],
    gateways: flags.gateway,
    auxiliary: flags['aux-address'],
  });
  const { createNetwork } = yield* networkCreation(context.process);
  const id = createNetwork(daemon, {
    name,
    driver: flags.driver,
    internal: flags.internal,
    attachable: flags.attachable,
    ingress: flags.ingress,
    scope: flags.scope,
    enableIPv4: flags.ipv4,
    enableIPv6: flags.ipv6,
    ipamDriver: flags['ipam-driver'],
    ipam,
    options: labelMap(flags.opt),
    labels: labelMap(flags.label),
    configOnly: flags['config-only'],
    configFrom: flags['config-from'],
  });
  yield* print(context, id);
  return 0;
});
