// --device, --device-read-bps …, --blkio-weight-device, --gpus. Source: docker/cli container/opts.go, opts/.
import type { DeviceMapping } from '../../daemon';
import { parseInteger, parseRamSize, parseUnsigned, ValueError } from '../../units';
import { splitCsv } from '../csv';
import { cut, pairsToRecord } from './cut';

/** What `--gpus` and CDI devices ask for, under the Engine API's names. */
export interface DeviceRequest {
  readonly Driver: string;
  readonly Count: number;
  readonly DeviceIDs: readonly string[] | null;
  readonly Capabilities: readonly (readonly string[])[] | null;
  readonly Options: Readonly<Record<string, string>> | null;
}

function isDeviceMode(text: string): boolean {
  return /^[rwm]+$/.test(text) && new Set(text).size === text.length;
}

/** Reads `/dev/snd:/dev/sound:rw`. */
export function parseDevice(text: string): DeviceMapping {
  const parts = text.split(':');
  const [host = '', second, third] = parts;
  if (parts.length > 3 || host === '') throw new ValueError(`bad format for path: ${text}`);
  const isModeSecond = parts.length === 2 && second !== undefined && isDeviceMode(second);
  const inside = second === undefined || isModeSecond ? host : second;
  const mode = isModeSecond ? second : third;
  if (mode !== undefined && !isDeviceMode(mode)) throw new ValueError(`bad mode specified: ${mode}`);
  if (!inside.startsWith('/')) throw new ValueError(`${inside} is not an absolute path`);
  return { PathOnHost: host, PathInContainer: inside, CgroupPermissions: mode ?? 'rwm' };
}

/** Whether a `--device` value is a name of the Container Device Interface, `vendor.com/class=name`. */
export function isCdiDevice(text: string): boolean {
  return /^[A-Za-z][\w.-]*[A-Za-z0-9]\/[A-Za-z][\w-]*[A-Za-z0-9]=[A-Za-z0-9](?:[\w.:-]*[A-Za-z0-9])?$/.test(
    text,
  );
}

function splitRate(text: string): readonly [string, string] {
  const [path, rate, hasRate] = cut(text, ':');
  if (!hasRate || path === '') throw new ValueError(`bad format: ${text}`);
  if (!path.startsWith('/dev/')) throw new ValueError(`bad format for device path: ${text}`);
  return [path, rate];
}

function orElse<Value>(parse: () => Value, message: string): Value {
  try {
    return parse();
  } catch {
    throw new ValueError(message);
  }
}

/** Reads `/dev/sda:1mb`. */
export function parseDeviceBps(text: string): { readonly Path: string; readonly Rate: number } {
  const [path, rate] = splitRate(text);
  const message = `invalid rate for device: ${text}. The correct format is <device-path>:<number>[<unit>]. Number must be a positive integer. Unit is optional and can be kb, mb, or gb`;
  return { Path: path, Rate: orElse(() => parseRamSize(rate), message) };
}

/** Reads `/dev/sda:1000`. */
export function parseDeviceIops(text: string): { readonly Path: string; readonly Rate: number } {
  const [path, rate] = splitRate(text);
  const message = `invalid rate for device: ${text}. The correct format is <device-path>:<number>. Number must be a positive integer`;
  return { Path: path, Rate: orElse(() => parseUnsigned(rate), message) };
}

/** Reads `/dev/sda:100`. */
export function parseWeightDevice(text: string): { readonly Path: string; readonly Weight: number } {
  const [path, weightText] = splitRate(text);
  const message = `invalid weight for device: ${text}`;
  const weight = orElse(() => parseUnsigned(weightText, { bits: 16 }), message);
  if (weight > 0 && (weight < 10 || weight > 1000)) throw new ValueError(message);
  return { Path: path, Weight: weight };
}

/** Reads `all`, `2` or `driver=nvidia,count=1`. */
export function parseGpus(text: string): DeviceRequest {
  const values = new Map<string, string>();
  for (const field of splitCsv(text)) {
    const [name, fieldValue, hasValue] = cut(field, '=');
    if (values.has(name)) throw new ValueError(`gpu request key '${name}' can be specified only once`);
    if (hasValue && !['driver', 'count', 'device', 'capabilities', 'options'].includes(name)) {
      throw new ValueError(`unexpected key '${name}' in '${field}'`);
    }
    values.set(hasValue ? name : 'count', hasValue ? fieldValue : name);
  }
  const count = values.get('count');
  const devices = values.get('device')?.split(',') ?? null;
  const capabilities = values.get('capabilities')?.split(',') ?? [];
  return {
    Driver: values.get('driver') ?? '',
    Count: count === undefined ? (devices === null ? 1 : 0) : parseGpuCount(count),
    DeviceIDs: devices,
    Capabilities: [[...capabilities, 'gpu']],
    Options: pairsToRecord(splitCsv(values.get('options') ?? '')),
  };
}

function parseGpuCount(text: string): number {
  if (text === 'all') return -1;
  try {
    return parseInteger(text, { functionName: 'Atoi' });
  } catch (error) {
    const why = error instanceof ValueError ? error.message.replace(/^.*: /s, '') : '';
    throw new ValueError(`invalid count (${text}): value must be either "all" or an integer: ${why}`);
  }
}
