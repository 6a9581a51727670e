// What list flags accept, one value at a time: each gives the value in its normal form, or throws Docker's text. A part:
// it is loaded when a flag that has a check is typed (`reading.ts`).
import { formatAddress, parseAddress, parseUlimit, quote, ValueError } from '../../units';
import { cut } from './cut';
import { parseDeviceBps, parseDeviceIops, parseGpus, parseWeightDevice } from './devices';
import { parseMount } from './mounts';
import { parseNetwork } from './networks';

/** A check that only parses: the value stays as it is. */
function parsedBy(parse: (value: string) => unknown): (value: string) => string {
  return (value) => {
    parse(value);
    return value;
  };
}

const checkDeviceBps = parsedBy(parseDeviceBps);
const checkDeviceIops = parsedBy(parseDeviceIops);
const checkWeightDevice = parsedBy(parseWeightDevice);
const checkGpus = parsedBy(parseGpus);
const checkUlimit = parsedBy(parseUlimit);
const checkMount = parsedBy((value) => parseMount(value));
const checkNetwork = parsedBy(parseNetwork);
export const checkLink = parsedBy(parseLink);

/** `name:alias`, or a name that is its own alias. */
export function parseLink(text: string): { readonly name: string; readonly alias: string } {
  if (text === '') throw new ValueError('empty string specified for links');
  const [name = '', alias, ...more] = text.split(':');
  if (more.length > 0) throw new ValueError(`bad format for links: ${text}`);
  if (alias === undefined) return { name, alias: name };
  return name.startsWith('/')
    ? { name: name.slice(1), alias: alias.slice(alias.lastIndexOf('/') + 1) }
    : { name, alias };
}

export function checkAttach(text: string): string {
  const stream = text.toLowerCase();
  if (['stdin', 'stdout', 'stderr'].includes(stream)) return stream;
  throw new ValueError('valid streams are STDIN, STDOUT and STDERR');
}

export function checkEnv(text: string): string {
  if (text === '' || text.startsWith('=')) throw new ValueError(`invalid environment variable: ${text}`);
  return text;
}

export function checkLabel(text: string): string {
  const key = cut(text, '=')[0].replace(/^[ \t]+/, '');
  if (key === '') throw new ValueError(`invalid label '${text}': empty name`);
  if (/[ \t]/.test(key)) throw new ValueError(`label '${key}' contains whitespaces`);
  return text;
}

export function checkIpAddress(text: string): string {
  const address = parseAddress(text.trim());
  if (address === undefined) throw new ValueError(`IP address is not correctly formatted: ${text}`);
  return formatAddress(address);
}

export function checkDnsSearch(text: string): string {
  const domain = text.replace(/^ +| +$/g, '');
  if (domain === '.') return domain;
  const label = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
  const [, name] = new RegExp(`^(:?${label}(?:\\.${label})*)\\.?\\s*$`).exec(domain) ?? [];
  if (!/[a-zA-Z]/.test(domain) || name === undefined || name.length >= 255) {
    throw new ValueError(`${domain} is not a valid domain`);
  }
  return name;
}

export function checkExtraHost(text: string): string {
  const [host, rawAddress, hasAddress] = text.includes('=') ? cut(text, '=') : cut(text, ':');
  if (!hasAddress || host === '' || host.includes(':')) {
    throw new ValueError(`bad format for add-host: ${quote(text)}`);
  }
  if (rawAddress === 'host-gateway') return `${host}:${rawAddress}`;
  const address = /^\[(.+)\]$/.exec(rawAddress)?.[1] ?? rawAddress;
  if (parseAddress(address.trim()) === undefined) {
    throw new ValueError(`invalid IP address in add-host: ${quote(address)}`);
  }
  return `${host}:${address}`;
}

function checkDeviceCgroupRule(text: string): string {
  if (/^[acb] ([0-9]+|\*):([0-9]+|\*) [rwm]{1,3}$/.test(text)) return text;
  throw new ValueError(`invalid device cgroup format '${text}'`);
}

const sysctls = new Set(
  'kernel.msgmax kernel.msgmnb kernel.msgmni kernel.sem kernel.shmall kernel.shmmax kernel.shmmni kernel.shm_rmid_forced'.split(
    ' ',
  ),
);

function checkSysctl(text: string): string {
  const [name, , hasValue] = cut(text, '=');
  if (hasValue && (sysctls.has(name) || /^(net|fs\.mqueue)\./.test(name))) return text;
  throw new ValueError(`sysctl '${text}' is not allowed`);
}

function checkFilter(text: string): string {
  if (!text.includes('=')) throw new ValueError('bad format of filter (expected name=value)');
  const [name, value] = cut(text, '=');
  return `${name.trim().toLowerCase()}=${value.trim()}`;
}

/** Every check, by the name that declarations call it. */
export const checks = {
  deviceBps: checkDeviceBps,
  deviceIops: checkDeviceIops,
  weightDevice: checkWeightDevice,
  gpus: checkGpus,
  ulimit: checkUlimit,
  mount: checkMount,
  network: checkNetwork,
  link: checkLink,
  attach: checkAttach,
  env: checkEnv,
  label: checkLabel,
  ipAddress: checkIpAddress,
  dnsSearch: checkDnsSearch,
  extraHost: checkExtraHost,
  deviceCgroupRule: checkDeviceCgroupRule,
  sysctl: checkSysctl,
  filter: checkFilter,
} as const satisfies Readonly<Record<string, (value: string) => string>>;
