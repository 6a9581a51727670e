// docker network ls
import { listNetworks } from '../../daemon';
import { textSetting } from '../client-config';
import { implement } from '../context';
import { networkLs } from '../declarations/network';
import { parseFilters } from '../filters';
import { compareNatural, formatList, networkFields, networkFormat, networkType } from '../formats';

export const ls = implement(networkLs, function* (context) {
  const { flags, daemon, process, stdout } = context;
  // Its own format counts only where more than the names are shown.
  const setting = flags.quiet ? '' : textSetting(context, 'networksFormat');
  const format = networkFormat(flags.format || setting || 'table', { quiet: flags.quiet });
  const rows = [...listNetworks(daemon, parseFilters(flags.filter))]
    .sort((a, b) => compareNatural(a.name, b.name))
    .map((network) =>
      networkFields(
        {
          Id: network.id,
          Name: network.name,
          Driver: network.driver,
          Scope: network.scope,
          EnableIPv4: true,
          EnableIPv6: network.hasIpv6,
          Internal: network.isInternal,
          Labels: network.labels,
          Created: new Date(network.createdMs).toISOString(),
        },
        { isTruncated: !flags['no-trunc'] },
      ),
    );
  yield* stdout.write(yield* formatList(process, format, networkType, rows));
  return 0;
});
