import type { Process } from '../../kernel';
import { formatPrefix, parsePrefix } from '../../units';
import { isLoopback } from './interfaces';

/** `ip -6 route`: the networks of the interfaces, those of their links, and the way out. */
export function ipv6RoutesText(p: Process, isGnu: boolean): string {
  const { interfaces, ipv6Gateway } = p.network;
  const outside = interfaces.filter((one) => !isLoopback(one) && one.ipv6 !== undefined);
  const line = (to: string, name: string, metric: number): string =>
    isGnu
      ? `${to} dev ${name} ${metric === OF_KERNEL ? 'proto kernel ' : ''}metric ${metric} pref medium\n`
      : `${to} dev ${name}  metric ${metric} \n`;
  const networks = outside.map(({ name, ipv6 = '' }) => {
    const prefix = parsePrefix(ipv6);
    return line(prefix === undefined ? ipv6 : formatPrefix(prefix), name, OF_KERNEL);
  });
  const links = outside.map(({ name }) => line('fe80::/64', name, OF_KERNEL));
  const [first] = outside;
  const wayOut =
    first === undefined || ipv6Gateway === undefined
      ? ''
      : line(`default via ${ipv6Gateway}`, first.name, OF_USER);
  return [...networks, ...links, wayOut].join('');
}

/** Metrics of routes that the kernel makes of addresses, and of those that somebody sets (linux/ipv6_route.h). */
const OF_KERNEL = 256;
const OF_USER = 1024;
