import { ValueError } from './value-error';

/** Ports of one protocol, the first and the last one included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
  readonly protocol: string;
}

/**
 * `80` or `80/udp`; a protocol may be in capitals, and without one it is tcp. Throws a ValueError.
 * Source: moby api/types/network/port.go, ParsePort.
 */
export function parsePort(text: string): { readonly number: number; readonly protocol: string } {
  if (text === '') throw new ValueError('invalid port: value is empty');
  const { before, after } = cutAt(text, '/');
  return { number: parseNumber('port', before), protocol: protocolOf(after) };
}

/** `80`, `80/udp` or `8000-8010`. Throws a ValueError. Source: moby api/types/network/port.go, ParsePortRange. */
export function parsePortRange(text: string): PortRange {
  if (text === '') throw new ValueError('invalid port range: value is empty');
  const { before: range, after } = cutAt(text, '/');
  const { before: start, after: end } = cutAt(range, '-');
  const first = parseNumber('start port', start);
  const protocol = protocolOf(after);
  if (end === undefined || start === end) return { first, last: first, protocol };
  const last = parseNumber('end port', end);
  if (last < first) throw new ValueError(`invalid port range: ${text}`);
  return { first, last, protocol };
}

function parseNumber(what: string, text: string): number {
  const invalid = (problem: string): ValueError => new ValueError(`invalid ${what} '${text}': ${problem}`);
  if (text === '') throw invalid('value is empty');
  if (!/^\d+$/.test(text)) throw invalid('invalid syntax');
  if (Number(text) > 0xffff) throw invalid('value out of range');
  return Number(text);
}

function protocolOf(text: string | undefined): string {
  return text === undefined || text === '' ? 'tcp' : text.toLowerCase();
}

function cutAt(text: string, mark: string): { readonly before: string; readonly after?: string } {
  const index = text.indexOf(mark);
  return index < 0 ? { before: text } : { before: text.slice(0, index), after: text.slice(index + 1) };
}
