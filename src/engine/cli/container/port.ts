// docker container port
import { findContainer } from '../../daemon';
import { parsePort } from '../../units';
import { CommandError, implement, print } from '../context';
import { containerPort } from '../declarations/container';
import { compareNatural } from '../formats';

export const port = implement(containerPort, function* (context) {
  const [reference = '', wanted = ''] = context.operands;
  const { publishedPorts } = findContainer(context.daemon, reference);
  if (wanted === '') {
    const lines = publishedPorts.map((published) => `${keyOf(published)} -> ${addressOf(published)}`);
    for (const line of [...lines].sort(compareNatural)) yield* print(context, line);
    return 0;
  }
  const { number, protocol } = parsePort(wanted);
  const found = publishedPorts.filter((published) => keyOf(published) === `${number}/${protocol}`);
  if (found.length === 0) throw new CommandError(`no public port '${wanted}' published for ${reference}`);
  for (const line of addressLines(found)) yield* print(context, line);
  return 0;
});

/** Where one port of a container is published, in the order of people. */
export function addressLines(published: readonly Address[]): readonly string[] {
  return published.map(addressOf).sort(compareNatural);
}

interface Address {
  readonly hostIp: string;
  readonly hostPort: number;
}

function keyOf({
  containerPort,
  protocol,
}: {
  readonly containerPort: number;
  readonly protocol: string;
}): string {
  return `${containerPort}/${protocol}`;
}

function addressOf({ hostIp, hostPort }: Address): string {
  return `${hostIp.includes(':') ? `[${hostIp}]` : hostIp}:${hostPort}`;
}
