// -p, --publish: docker/go-connections nat, docker/cli convertToStandardNotation. --expose: moby's own network.PortRange.
import { parseAddress, parsePortRange as portRange, ValueError } from '../../units';
import { cut } from './cut';

/** One port of a container and where it is to be reached. */
export interface PortMapping {
  /** `80/tcp`. */
  readonly port: string;
  readonly hostIp: string;
  /** A number, a range (one of it is taken), or '' for any free port. */
  readonly hostPort: string;
}

/** First and last port of a range. */
export type PortRange = readonly [number, number];

const outOfRange = 'value out of range (0–65535)';

/** A port's number; the error says only what is wrong with it. */
export function parsePortNumber(text: string): number {
  if (text === '') throw new ValueError('value is empty');
  if (!/^[+-]?\d+$/.test(text)) throw new ValueError('invalid syntax');
  const port = Number(text);
  if (port < 0 || port > 65535) throw new ValueError(outOfRange);
  return port;
}

/** A port, 0 for nothing. */
export function parsePort(text: string): number {
  return text === '' ? 0 : within(`invalid port '${text}'`, () => parsePortNumber(text));
}

/** `8000-9000`, or one port. */
export function parsePortRange(text: string, parse: (port: string) => number = parsePortNumber): PortRange {
  const [startText, endText, isRange] = cut(text, '-');
  const start = within(`invalid start port '${startText}'`, () => parse(startText));
  const end = isRange ? within(`invalid end port '${endText}'`, () => parse(endText)) : start;
  if (end < start) throw new ValueError(`invalid port range: ${text}`);
  return [start, end];
}

function within<Result>(what: string, parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    throw error instanceof ValueError ? new ValueError(`${what}: ${error.message}`) : error;
  }
}

/** `80/udp` in parts; tcp is the default. */
export function splitProtocol(text: string): { readonly port: string; readonly protocol: string } {
  const [port, protocol] = cut(text, '/');
  if (port === '') return { port: '', protocol: '' };
  return { port, protocol: protocol === '' ? 'tcp' : protocol };
}

/** Every port that a `-p` value in short form publishes. */
export function parsePublish(text: string): readonly PortMapping[] {
  const parts = text.split(':');
  const { port, protocol: rawProtocol } = splitProtocol(parts.at(-1) ?? '');
  if (port === '') throw new ValueError(`no port specified: ${text}<empty>`);
  const protocol = rawProtocol.toLowerCase();
  if (!['tcp', 'udp', 'sctp'].includes(protocol)) throw new ValueError(`invalid proto: ${protocol}`);
  const hostIp = parseHostIp(parts.slice(0, -2).join(':'));
  const hostPort = parts.at(-2) ?? '';
  const [start, end] = rangeOf('containerPort', port);
  const [hostStart, hostEnd] = hostPort === '' ? [0, end - start] : rangeOf('hostPort', hostPort);
  if (end - start !== hostEnd - hostStart && end !== start) {
    throw new ValueError(`invalid ranges specified for container and host Ports: ${port} and ${hostPort}`);
  }
  const isAnyOfRange = start === end && hostStart !== hostEnd;
  return Array.from({ length: end - start + 1 }, (_, index) => ({
    port: `${start + index}/${protocol}`,
    hostIp,
    hostPort: hostPort === '' ? '' : isAnyOfRange ? `${hostStart}-${hostEnd}` : String(hostStart + index),
  }));
}

function parseHostIp(text: string): string {
  const isBracketed = text.startsWith('[');
  if (isBracketed && !text.endsWith(']')) {
    throw new ValueError(`invalid IP address ${text}: address ${text}:: missing ']' in address`);
  }
  const address = isBracketed ? text.slice(1, -1) : text;
  if (address !== '' && parseAddress(address) === undefined) {
    throw new ValueError(`invalid IP address: ${address}`);
  }
  return address;
}

function rangeOf(what: string, text: string): PortRange {
  try {
    return parsePortRange(text);
  } catch {
    throw new ValueError(`invalid ${what}: ${text}`);
  }
}

/** A mapping as `-p` takes it. */
export function formatPublish({ port, hostIp, hostPort }: PortMapping): string {
  return `${hostIp.includes(':') ? `[${hostIp}]` : hostIp}:${hostPort}:${port}`;
}

/** A `-p` value in short form: `published=80,target=8080` is `80:8080/tcp`. */
export function toShortPublish(text: string): string {
  if (!text.includes('=')) return text;
  const values = new Map([['protocol', 'tcp']]);
  for (const part of text.split(',')) {
    const [key, value, hasValue] = cut(part, '=');
    if (!hasValue || key === '') {
      throw new ValueError(`invalid publish opts format (should be name=value but got '${part}')`);
    }
    values.set(key, value);
  }
  return `${values.get('published') ?? ''}:${values.get('target') ?? ''}/${values.get('protocol') ?? ''}`;
}

/** The ports that an `--expose` value names. */
export function parseExpose(text: string): readonly string[] {
  const { first, last, protocol } = within('invalid range format for --expose', () => portRange(text));
  return Array.from({ length: last - first + 1 }, (_, index) => `${first + index}/${protocol}`);
}
