// The kinds of flag values: spf13/pflag's and docker/cli's own (opts/), with their texts for wrong ones.
import {
  formatAddress,
  parseAddress,
  parsePrefix,
  parseBool,
  parseDuration,
  parseInteger,
  parseRamSize,
  parseUnsigned,
  ValueError,
} from '../units';
import { splitCsv } from './csv';

/** What the values of each kind of flag are. Durations are in nanoseconds; lists are texts as checked. */
export interface FlagValueOf {
  bool: boolean;
  string: string;
  int: number;
  int64: number;
  uint16: number;
  uint64: number;
  /** Nanoseconds. */
  duration: number;
  /** A size in bytes; units are powers of 1024. */
  bytes: number;
  /** As `bytes`, and -1. */
  'swap-bytes': number;
  /** Billionths of a CPU. */
  decimal: number;
  /** An IP address, or '' when none is given. */
  ip: string;
  list: readonly string[];
  map: readonly string[];
  filter: readonly string[];
  ulimit: readonly string[];
  network: readonly string[];
  mount: readonly string[];
  'gpu-request': readonly string[];
  stringArray: readonly string[];
  stringSlice: readonly string[];
  stringToString: readonly string[];
  ipSlice: readonly string[];
  ipNetSlice: readonly string[];
}

export type FlagType = keyof FlagValueOf;

/** Any flag's value. */
export type FlagValue = FlagValueOf[FlagType];

interface Single<Type extends FlagType> {
  /** The value's name in help. */
  readonly shown: string;
  /** The default's text when nothing is declared. */
  readonly zero: string;
  readonly read: (text: string) => FlagValueOf[Type];
}

interface Several {
  readonly shown: string;
  readonly zero: string;
  /** Several values in one text. */
  readonly split?: (text: string) => readonly string[];
}

type SeveralType = { [T in FlagType]: FlagValueOf[T] extends readonly string[] ? T : never }[FlagType];
type SingleType = Exclude<FlagType, SeveralType>;

const integer = (text: string): number => parseInteger(text, { base: 0 });

const singles: { readonly [Type in SingleType]: Single<Type> } = {
  bool: { shown: '', zero: 'false', read: parseBool },
  string: { shown: 'string', zero: '', read: (text) => text },
  int: { shown: 'int', zero: '0', read: integer },
  int64: { shown: 'int', zero: '0', read: integer },
  uint16: { shown: 'uint16', zero: '0', read: (text) => parseUnsigned(text, { base: 0, bits: 16 }) },
  uint64: { shown: 'uint', zero: '0', read: (text) => parseUnsigned(text, { base: 0 }) },
  duration: { shown: 'duration', zero: '0s', read: parseDuration },
  bytes: { shown: 'bytes', zero: '0', read: parseRamSize },
  'swap-bytes': { shown: 'bytes', zero: '0', read: (text) => (text === '-1' ? -1 : parseRamSize(text)) },
  decimal: { shown: 'decimal', zero: '', read: parseNanoCpus },
  ip: { shown: 'ip', zero: '<nil>', read: parseIp },
};

const severals: { readonly [Type in SeveralType]: Several } = {
  list: { shown: 'list', zero: '' },
  map: { shown: 'map', zero: 'map[]' },
  filter: { shown: 'filter', zero: '' },
  ulimit: { shown: 'ulimit', zero: '' },
  network: { shown: 'network', zero: '' },
  mount: { shown: 'mount', zero: '' },
  'gpu-request': { shown: 'gpu-request', zero: '' },
  stringArray: { shown: 'stringArray', zero: '' },
  stringSlice: { shown: 'strings', zero: '', split: splitCsv },
  stringToString: { shown: 'stringToString', zero: '[]', split: splitPairs },
  ipSlice: { shown: 'ipSlice', zero: '[]', split: splitAddresses },
  ipNetSlice: { shown: 'ipNetSlice', zero: '[]', split: splitPrefixes },
};

function isSeveral(type: FlagType): type is SeveralType {
  return type in severals;
}

/** What help calls a value of this kind; nothing for a switch. */
export function shownType(type: FlagType): string {
  return isSeveral(type) ? severals[type].shown : singles[type].shown;
}

/** The default's text when nothing is declared. */
export function zeroText(type: FlagType): string {
  return isSeveral(type) ? severals[type].zero : singles[type].zero;
}

/** The value before anything is given. */
export function initialValue(type: FlagType, defaultText: string): FlagValue {
  if (isSeveral(type)) return [];
  const isNothing = defaultText === '' || defaultText === '<nil>';
  if (isNothing && (type === 'decimal' || type === 'ip')) return type === 'ip' ? '' : 0;
  return singles[type].read(defaultText);
}

/** The value after one more text was given for the flag. */
export function nextValue(
  type: FlagType,
  previous: FlagValue,
  text: string,
  check: (value: string) => string = (value) => value,
): FlagValue {
  if (!isSeveral(type)) return singles[type].read(text);
  if (type === 'filter' && text === '') return previous;
  const earlier = Array.isArray(previous) ? previous : [];
  return [...earlier, ...(severals[type].split?.(text) ?? [text]).map(check)];
}

/** `1.5` or `3/2` CPUs in billionths. Source: docker/cli opts.ParseCPUs. */
function parseNanoCpus(text: string): number {
  const [, sign, whole = '', fraction = '', exponent = '0', divisor = '1'] =
    /^([+-]?)(?=\.?\d)(\d*)\.?(\d*)(?:e([+-]?\d{1,3}))?(?:\/(\d+))?$/i.exec(text) ?? [];
  if (sign === undefined || BigInt(divisor) === 0n) {
    throw new ValueError(`failed to parse ${text} as a rational number`);
  }
  const scale = 9 + Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction) * 10n ** BigInt(Math.max(scale, 0));
  const denominator = BigInt(divisor) * 10n ** BigInt(Math.max(-scale, 0));
  if (digits % denominator !== 0n) throw new ValueError('value is too precise');
  return Number(digits / denominator) * (sign === '-' ? -1 : 1);
}

function parseIp(text: string): string {
  const address = parseAddress(text.trim());
  if (address === undefined) throw new ValueError(`failed to parse IP: ${JSON.stringify(text.trim())}`);
  return formatAddress(address);
}

function splitPairs(text: string): readonly string[] {
  const pairs = splitCsv(text);
  const wrong = pairs.find((pair) => !pair.includes('='));
  if (wrong !== undefined) throw new ValueError(`${wrong} must be formatted as key=value`);
  return pairs;
}

function splitAddresses(text: string): readonly string[] {
  return splitCsv(text).map((part) => {
    const address = parseAddress(part.trim());
    if (address === undefined)
      throw new ValueError(`invalid string being converted to IP address: ${part.trim()}`);
    return formatAddress(address);
  });
}

function splitPrefixes(text: string): readonly string[] {
  return splitCsv(text).map((part) => {
    const prefix = parsePrefix(part.trim());
    if (prefix === undefined) throw new ValueError(`invalid string being converted to CIDR: ${part.trim()}`);
    return `${formatAddress(prefix.network)}/${prefix.bits}`;
  });
}
