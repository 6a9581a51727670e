import { bytesToHex } from '@noble/hashes/utils.js';
import { contentBytes, contentSize, isSynthetic, joinBytes } from '../content';
import type { Content } from '../node';
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

/** One member of an archive, in bytes. */
export interface TarMember {
  readonly name: string;
  /** Its headers, and a short body right behind them. */
  readonly head: Uint8Array;
  /** A body that is not in `head`. */
  readonly body: Content | undefined;
  /** In the archive: whole blocks. */
  readonly sizeBytes: number;
}

/** Bodies up to this length are kept with their headers: one piece to copy and to hash. */
const shortBodyBytes = 16 * 1024;

/** The two empty blocks that end an archive. */
export const tarEnd: TarMember = {
  name: '',
  head: new Uint8Array(2 * TAR_BLOCK_BYTES),
  body: undefined,
  sizeBytes: 2 * TAR_BLOCK_BYTES,
};

/**
 * An archive with these members, as Go's archive/tar writes it: ustar, with a pax header only for what does
 * not fit (long or non-ASCII names, large numbers). The same members always give the same bytes.
 */
export function writeTar(entries: Iterable<TarEntry>, options: WriteTarOptions = {}): Uint8Array {
  const members: TarMember[] = [];
  for (const entry of entries) members.push(tarMember(entry, options));
  members.push(tarEnd);
  return joinMembers(members);
}

/** How long these members are in an archive. */
export function membersBytes(members: readonly TarMember[]): number {
  return members.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

/**
 * These members' bytes, one after the other.
 *
 * @param into What is used in place of new bytes: as long as the members or longer, and overwritten.
 */
export function joinMembers(
  members: readonly TarMember[],
  into: Uint8Array = new Uint8Array(membersBytes(members)),
): Uint8Array {
  let offset = 0;
  for (const { head, body, sizeBytes } of members) {
    into.set(head, offset);
    const end = offset + sizeBytes;
    if (body !== undefined) {
      const bytes = contentBytes(body);
      into.set(bytes, offset + head.length);
      into.fill(0, offset + head.length + bytes.length, end);
    }
    offset = end;
  }
  return into.subarray(0, offset);
}

/** How long `writeTar`'s archive of these members is, without making it. */
export function tarSizeBytes(entries: Iterable<TarEntry>): number {
  let size = tarEnd.sizeBytes;
  for (const entry of entries) size += tarMember(entry).sizeBytes;
  return size;
}

/** The member that an entry is written as. */
export function tarMember(entry: TarEntry, options: WriteTarOptions = {}): TarMember {
  const { headers, body } = memberOf(entry, options.describeSynthetic ?? false);
  const { name } = entry;
  if (body === undefined) return { name, head: headers, body, sizeBytes: headers.length };
  const sizeBytes = headers.length + padded(contentSize(body));
  if (isSynthetic(body) || body.length > shortBodyBytes) return { name, head: headers, body, sizeBytes };
  const head = new Uint8Array(sizeBytes);
  head.set(headers);
  head.set(body, headers.length);
  return { name, head, body: undefined, sizeBytes };
}

function padded(bytes: number): number {
  return Math.ceil(bytes / TAR_BLOCK_BYTES) * TAR_BLOCK_BYTES;
}

interface Written {
  readonly headers: Uint8Array;
  readonly body?: TarEntry['content'];
}

function memberOf(entry: TarEntry, describeSynthetic: boolean): Written {
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
  const headers = records.size === 0 ? header : joinBytes([paxHeader(name, records), header]);
  return isDescribed || body === undefined ? { headers } : { headers, body };
}

/** Extended header: a member of its own whose body is lines `length key=value`. */
function paxHeader(name: string, records: ReadonlyMap<string, string>): Uint8Array {
  const lines = [...records]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => paxRecord(key, value));
  const body = joinBytes(lines);
  const header = new Uint8Array(TAR_BLOCK_BYTES);
  const slash = name.replace(/\/$/, '').lastIndexOf('/') + 1;
  const headerName = `${name.slice(0, slash)}PaxHeaders.0/${name.slice(slash)}`;
  putAscii(header, 'name', ascii(headerName).slice(0, 100));
  for (const field of ['mode', 'uid', 'gid', 'mtime', 'major', 'minor'] as const) putNumber(header, field, 0);
  putNumber(header, 'size', body.length);
  finish(header, 'x');
  const padding = new Uint8Array(padded(body.length) - body.length);
  return joinBytes([header, body, padding]);
}

function ascii(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '');
}

/** The length in front counts itself. */
function paxRecord(key: string, value: string): Uint8Array {
  const rest = new TextEncoder().encode(` ${key}=${value}\n`);
  let length = rest.length;
  while (`${length}`.length + rest.length !== length) length = `${length}`.length + rest.length;
  return joinBytes([new TextEncoder().encode(`${length}`), rest]);
}

function putName(header: Uint8Array, name: string, records: Map<string, string>): void {
  const [, nameLength] = headerFields.name;
  const isPlain = ascii(name) === name;
  if (isPlain && name.length > nameLength) {
    // ustar can hold the folders apart, if a slash lies well.
    const slash = name.lastIndexOf('/', Math.min(headerFields.prefix[1], name.length - 2));
    if (slash > 0 && name.length - slash - 1 <= nameLength) {
      putAscii(header, 'prefix', name.slice(0, slash));
      putAscii(header, 'name', name.slice(slash + 1));
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
  if (text === '') return;
  const plain = ascii(text);
  const [, length] = headerFields[field];
  if (plain !== text || text.length > length) records.set(record, text);
  putAscii(header, field, plain.slice(0, length));
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
  putAscii(header, field, (fits ? digits : '').padStart(length - 1, '0'));
}

function putAscii(header: Uint8Array, field: keyof typeof headerFields, text: string): void {
  const [start] = headerFields[field];
  for (let i = 0; i < text.length; i += 1) header[start + i] = text.charCodeAt(i);
}

function finish(header: Uint8Array, type: string): void {
  putAscii(header, 'type', type);
  putAscii(header, 'magic', 'ustar\x0000');
  const checksum = headerChecksum(header).toString(8).padStart(6, '0');
  putAscii(header, 'checksum', `${checksum}\0 `);
}
