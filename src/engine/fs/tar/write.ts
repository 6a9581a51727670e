import { bytesToHex } from '@noble/hashes/utils.js';
import { contentBytes, contentSize, isSynthetic } from '../content';
import {
  headerChecksum,
  headerFields,
  syntheticRecords,
  TAR_BLOCK_BYTES,
  tarKinds,
  type TarEntry,
} from './entry';

export interface WriteTarOptions {
  /**
   * Describe synthetic content in a few bytes instead of writing it out. Only `readTar` understands such an
   * archive.
   */
  readonly describeSynthetic?: boolean;
}

/**
 * An archive with these members, as Go's archive/tar writes it: ustar, with a pax header only for what does
 * not fit (long or non-ASCII names, large numbers). The same members always give the same bytes.
 */
export function writeTar(
  entries: Iterable<TarEntry>,
  { describeSynthetic = false }: WriteTarOptions = {},
): Uint8Array {
  const members: Member[] = [];
  let sizeBytes = 2 * TAR_BLOCK_BYTES;
  for (const entry of entries) {
    const member = memberOf(entry, describeSynthetic);
    members.push(member);
    sizeBytes += member.headers.length + padded(member.body === undefined ? 0 : contentSize(member.body));
  }
  const tar = new Uint8Array(sizeBytes);
  let offset = 0;
  for (const { headers, body } of members) {
    tar.set(headers, offset);
    offset += headers.length;
    if (body === undefined) continue;
    tar.set(contentBytes(body), offset);
    offset += padded(contentSize(body));
  }
  return tar;
}

/** How long `writeTar`'s archive of these members is, without making it. */
export function tarSizeBytes(entries: Iterable<TarEntry>): number {
  let sizeBytes = 2 * TAR_BLOCK_BYTES;
  for (const entry of entries) {
    const { headers, body } = memberOf(entry, false);
    sizeBytes += headers.length + padded(body === undefined ? 0 : contentSize(body));
  }
  return sizeBytes;
}

function padded(bytes: number): number {
  return Math.ceil(bytes / TAR_BLOCK_BYTES) * TAR_BLOCK_BYTES;
}

interface Member {
  readonly headers: Uint8Array;
  readonly body?: TarEntry['content'];
}

function memberOf(entry: TarEntry, describeSynthetic: boolean): Member {
  const name = entry.kind === 'directory' ? `${entry.name}/` : entry.name;
  const body = entry.kind === 'file' ? entry.content : undefined;
  const records = new Map<string, string>();
  const isDescribed = describeSynthetic && body !== undefined && isSynthetic(body);
  if (isDescribed) {
    records.set(syntheticRecords.head, bytesToHex(body.head));
    records.set(syntheticRecords.seed, body.seed);
    records.set(syntheticRecords.size, `${body.sizeBytes}`);
  }
  const header = new Uint8Array(TAR_BLOCK_BYTES);
  putName(header, name, records);
  putText(header, 'linkname', entry.linkname ?? '', records, 'linkpath');
  putText(header, 'userName', entry.userName ?? '', records, 'uname');
  putText(header, 'groupName', entry.groupName ?? '', records, 'gname');
  putNumber(header, 'mode', entry.mode);
  putNumber(header, 'uid', entry.uid, records, 'uid');
  putNumber(header, 'gid', entry.gid, records, 'gid');
  putNumber(header, 'mtime', Math.max(0, Math.floor(entry.mtimeMs / 1000)), records, 'mtime');
  putNumber(header, 'size', body === undefined || isDescribed ? 0 : contentSize(body), records, 'size');
  putNumber(header, 'major', entry.major ?? 0);
  putNumber(header, 'minor', entry.minor ?? 0);
  finish(header, `${tarKinds.indexOf(entry.kind)}`);
  const headers = records.size === 0 ? header : joined([paxHeader(name, records), header]);
  return isDescribed || body === undefined ? { headers } : { headers, body };
}

/** Extended header: a member of its own whose body is lines `length key=value`. */
function paxHeader(name: string, records: ReadonlyMap<string, string>): Uint8Array {
  const lines = [...records]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => paxRecord(key, value));
  const body = joined(lines);
  const header = new Uint8Array(TAR_BLOCK_BYTES);
  const slash = name.replace(/\/$/, '').lastIndexOf('/') + 1;
  const headerName = `${name.slice(0, slash)}PaxHeaders.0/${name.slice(slash)}`;
  putBytes(header, 'name', new TextEncoder().encode(ascii(headerName).slice(0, 100)));
  for (const field of ['mode', 'uid', 'gid', 'mtime', 'major', 'minor'] as const) putNumber(header, field, 0);
  putNumber(header, 'size', body.length);
  finish(header, 'x');
  const padding = new Uint8Array(padded(body.length) - body.length);
  return joined([header, body, padding]);
}

function ascii(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '');
}

/** The length in front counts itself. */
function paxRecord(key: string, value: string): Uint8Array {
  const rest = new TextEncoder().encode(` ${key}=${value}\n`);
  let length = rest.length;
  while (`${length}`.length + rest.length !== length) length = `${length}`.length + rest.length;
  return joined([new TextEncoder().encode(`${length}`), rest]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

function putName(header: Uint8Array, name: string, records: Map<string, string>): void {
  const [, nameLength] = headerFields.name;
  const isPlain = ascii(name) === name;
  if (isPlain && name.length > nameLength) {
    // ustar can hold the folders apart, if a slash lies well.
    const slash = name.lastIndexOf('/', Math.min(headerFields.prefix[1], name.length - 2));
    if (slash > 0 && name.length - slash - 1 <= nameLength) {
      putBytes(header, 'prefix', new TextEncoder().encode(name.slice(0, slash)));
      putBytes(header, 'name', new TextEncoder().encode(name.slice(slash + 1)));
      return;
    }
  }
  putText(header, 'name', name, records, 'path');
}

function putText(
  header: Uint8Array,
  field: 'name' | 'linkname' | 'userName' | 'groupName',
  text: string,
  records: Map<string, string>,
  record: string,
): void {
  const plain = ascii(text);
  const [, length] = headerFields[field];
  if (plain !== text || text.length > length) records.set(record, text);
  putBytes(header, field, new TextEncoder().encode(plain.slice(0, length)));
}

function putNumber(
  header: Uint8Array,
  field: keyof typeof headerFields,
  value: number,
  records?: Map<string, string>,
  record = '',
): void {
  const [, length] = headerFields[field];
  const digits = value.toString(8);
  const fits = digits.length < length;
  if (!fits) records?.set(record, `${value}`);
  putBytes(header, field, new TextEncoder().encode((fits ? digits : '').padStart(length - 1, '0')));
}

function putBytes(header: Uint8Array, field: keyof typeof headerFields, bytes: Uint8Array): void {
  header.set(bytes, headerFields[field][0]);
}

function finish(header: Uint8Array, type: string): void {
  putBytes(header, 'type', new TextEncoder().encode(type));
  putBytes(header, 'magic', new TextEncoder().encode('ustar\x0000'));
  const checksum = headerChecksum(header).toString(8).padStart(6, '0');
  putBytes(header, 'checksum', new TextEncoder().encode(`${checksum}\0 `));
}
