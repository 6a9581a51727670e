import { formatSignificant, parseFloat64 } from './numbers';
import { ValueError } from './value-error';

const decimalUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'] as const;
const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'] as const;

function withUnit(sizeBytes: number, base: number, units: readonly string[], precision: number): string {
  let size = sizeBytes;
  let unit = 0;
  while (size >= base && unit < units.length - 1) {
    size /= base;
    unit += 1;
  }
  return `${formatSignificant(size, precision)}${units[unit] ?? ''}`;
}

/**
 * A size with a unit of 1000, `1.049MB`; Docker's lists show three significant digits, other places four.
 * Source: docker/go-units HumanSize, HumanSizeWithPrecision.
 */
export function humanSize(sizeBytes: number, precision = 4): string {
  return withUnit(sizeBytes, 1000, decimalUnits, precision);
}

/** A size with a unit of 1024, `5.372TiB`. Source: docker/go-units BytesSize. */
export function bytesSize(sizeBytes: number): string {
  return withUnit(sizeBytes, 1024, binaryUnits, 4);
}

/** Reads a size whose units are powers of 1000: `32kB` is 32000. Source: docker/go-units FromHumanSize. */
export function parseHumanSize(text: string): number {
  return parseSize(text, 1000);
}

/** Reads a size whose units are powers of 1024: `32k` is 32768. Source: docker/go-units RAMInBytes. */
export function parseRamSize(text: string): number {
  return parseSize(text, 1024);
}

function parseSize(text: string, base: number): number {
  const parts = /^([^ ]*) (.*)$/s.exec(text) ?? /^(.*[0-9.])([^0-9.]*)$/s.exec(text);
  if (parts === null) throw new ValueError(`invalid size: '${text}'`);
  const [, number = '', suffix = ''] = parts;
  const size = parseFloat64(number);
  if (size < 0) throw new ValueError(`invalid size: '${text}'`);
  if (suffix === '') return Math.trunc(size);
  if (suffix.length > 3) throw new ValueError(`invalid suffix: '${suffix}'`);
  const unit = suffix.toLowerCase();
  if (unit === 'b') return Math.trunc(size);
  const power = 'kmgtp'.indexOf(unit.charAt(0)) + 1;
  if (power === 0 || !/^.(i?b)?$/s.test(unit)) throw new ValueError(`invalid suffix: '${unit}'`);
  return Math.trunc(size * base ** power);
}
