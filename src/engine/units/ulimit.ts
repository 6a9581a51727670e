import { parseInteger } from './numbers';
import { ValueError } from './value-error';

/** A limit on what a process may use; -1 is unlimited. Names are those of the Engine API. */
export interface Ulimit {
  readonly Name: string;
  readonly Soft: number;
  readonly Hard: number;
}

const ulimitNames = new Set(
  'core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack'.split(
    ' ',
  ),
);

/** Reads `nofile=512:1024` or `cpu=6`. Source: docker/go-units ParseUlimit. */
export function parseUlimit(text: string): Ulimit {
  const separator = text.indexOf('=');
  const name = separator < 0 ? text : text.slice(0, separator);
  const limits = separator < 0 ? '' : text.slice(separator + 1);
  if (separator < 0) throw new ValueError(`invalid ulimit argument: ${limits}`);
  if (!ulimitNames.has(name)) throw new ValueError(`invalid ulimit type: ${name}`);
  const colon = limits.indexOf(':');
  const soft = parseInteger(colon < 0 ? limits : limits.slice(0, colon));
  const hard = colon < 0 ? soft : parseInteger(limits.slice(colon + 1));
  if (hard !== -1) {
    const prefix = 'ulimit soft limit must be less than or equal to hard limit';
    if (soft === -1) throw new ValueError(`${prefix}: soft: -1 (unlimited), hard: ${hard}`);
    if (soft > hard) throw new ValueError(`${prefix}: ${soft} > ${hard}`);
  }
  return { Name: name, Soft: soft, Hard: hard };
}

/** `nofile=512:1024`. */
export function formatUlimit({ Name, Soft, Hard }: Ulimit): string {
  return `${Name}=${Soft}:${Hard}`;
}
