import { parseInteger, quote, ValueError } from '../units';
import { DockerfileError } from './dockerfile-error';

/** The parts of an EXPOSE word `[[address:]host-port:]port[/protocol]`; parts that are missing are empty. */
export interface PortParts {
  readonly address: string;
  readonly hostPort: string;
  readonly port: string;
  readonly protocol: string;
}

/** Takes an EXPOSE word apart without checking it. */
export function splitPort(text: string): PortParts {
  const parts = text.split(':');
  const last = parts.at(-1) ?? '';
  const slash = last.indexOf('/');
  return {
    address: parts.slice(0, -2).join(':'),
    hostPort: parts.at(-2) ?? '',
    port: slash < 0 ? last : last.slice(0, slash),
    protocol: slash < 0 ? '' : last.slice(slash + 1),
  };
}

/**
 * What an EXPOSE word exposes: `port/protocol` for each port of its range.
 * Throws a DockerfileError of code `value` without range. Source: BuildKit dockerfile2llb/convert_expose.go.
 */
export function parsePort(text: string): readonly string[] {
  const { address, hostPort, port, protocol } = splitPort(text);
  if (port === '') throw invalid(`invalid port: ${quote(text)}: no port specified`);
  if (!['', 'tcp', 'udp', 'sctp'].includes(protocol.toLowerCase())) {
    throw invalid(`invalid port: ${quote(text)}: invalid proto: ${protocol}`);
  }
  if (address !== '') checkAddress(address);
  const range = parseRange(port, 'containerPort');
  if (hostPort !== '') {
    const hostRange = parseRange(hostPort, 'hostPort');
    const isSameSize = range.last - range.first === hostRange.last - hostRange.first;
    if (!isSameSize && range.last !== range.first) {
      throw invalid(`invalid ranges specified for container and host Ports: ${port} and ${hostPort}`);
    }
  }
  const ports: string[] = [];
  for (let number = range.first; number <= range.last; number++) {
    ports.push(`${number}/${protocol.toLowerCase() || 'tcp'}`);
  }
  return ports;
}

function invalid(message: string): DockerfileError {
  return new DockerfileError('value', message);
}

function checkAddress(written: string): void {
  if (written.startsWith('[') && !written.endsWith(']')) {
    const reason = written.includes(']') ? 'missing port in address' : "missing ']' in address";
    throw invalid(`invalid IP address ${written}: address ${written}:: ${reason}`);
  }
  const address = written.startsWith('[') ? written.slice(1, -1) : written;
  if (address !== '' && !isAddress(address)) throw invalid(`invalid IP address: ${address}`);
}

function isAddress(text: string): boolean {
  return isIpv4(text) || isIpv6(text);
}

function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return (
    parts.length === 4 && parts.every((part) => /^(0|[1-9][0-9]{0,2})$/.test(part) && Number(part) < 256)
  );
}

function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1);
  const hasIpv4 = last?.includes('.') === true && isIpv4(last);
  const hexGroups = hasIpv4 ? groups.slice(0, -1) : groups;
  const count = groups.length + (hasIpv4 ? 1 : 0);
  if (!hexGroups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  return halves.length === 2 ? count < 8 : count === 8;
}

function parseRange(text: string, name: string): { readonly first: number; readonly last: number } {
  const dash = text.indexOf('-');
  const start = dash < 0 ? text : text.slice(0, dash);
  const end = dash < 0 ? start : text.slice(dash + 1);
  const first = portNumber(start);
  const last = portNumber(end);
  if (first === undefined || last === undefined || last < first) throw invalid(`invalid ${name}: ${text}`);
  return { first, last };
}

function portNumber(text: string): number | undefined {
  try {
    const number = parseInteger(text);
    return number >= 0 && number <= 65535 ? number : undefined;
  } catch (error) {
    if (error instanceof ValueError) return undefined;
    throw error;
  }
}
