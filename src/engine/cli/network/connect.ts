// docker network connect
import { connectToNetwork, findContainer } from '../../daemon';
import { CommandError, implement } from '../context';
import { networkConnect } from '../declarations/network';

export const connect = implement(networkConnect, function* ({ flags, daemon, operands }) {
  const [network = '', container = ''] = operands;
  yield {};
  connectToNetwork(daemon, network, findContainer(daemon, container), {
    IPAMConfig: {
      ...(flags.ip === '' ? {} : { IPv4Address: flags.ip }),
      ...(flags.ip6 === '' ? {} : { IPv6Address: flags.ip6 }),
      ...(flags['link-local-ip'].length === 0 ? {} : { LinkLocalIPs: flags['link-local-ip'] }),
    },
    Links: flags.link.length === 0 ? null : flags.link,
    Aliases: flags.alias,
    DriverOpts: driverOptions(flags['driver-opt']),
    GwPriority: flags['gw-priority'],
  });
  return 0;
});

function driverOptions(words: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    words.map((word) => {
      const separator = word.indexOf('=');
      if (separator < 0) throw new CommandError('invalid key/value pair format in driver options');
      return [word.slice(0, separator).trim().toLowerCase(), word.slice(separator + 1).trim()];
    }),
  );
}
