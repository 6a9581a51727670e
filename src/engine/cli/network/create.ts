// docker network create
import { createNetwork } from '../../daemon';
import { implement, print } from '../context';
import { networkCreate } from '../declarations/network';
import { ipamConfigs } from '../ipam-options';
import { labelMap } from '../label-map';

export const create = implement(networkCreate, function* (context) {
  const { flags, daemon } = context;
  const [name = ''] = context.operands;
  const ipam = ipamConfigs({
    subnets: flags.subnet,
    ranges: flags['ip-range'],
    gateways: flags.gateway,
    auxiliary: flags['aux-address'],
  });
  const id = createNetwork(daemon, {
    name,
    driver: flags.driver,
    internal: flags.internal,
    attachable: flags.attachable,
    ingress: flags.ingress,
    scope: flags.scope,
    enableIPv6: flags.ipv6,
    ipamDriver: flags['ipam-driver'],
    ipam,
    options: labelMap(flags.opt),
    labels: labelMap(flags.label),
  });
  yield* print(context, id);
  return 0;
});
