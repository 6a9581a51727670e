/** Zip archives. Source: PKWARE's APPNOTE, sections 4.3 to 4.5; methods stored and deflate. */
import { deflateSync, inflateSync } from 'fflate';

export interface ZipMember {
  readonly name: string;
  readonly data: Uint8Array;
  readonly mtimeMs: number;
  readonly mode: number;
  readonly isDirectory: boolean;
  readonly isSymlink: boolean;
}

export interface ZipEntry extends ZipMember {
  readonly method: number;
  readonly compressedBytes: number;
  readonly crc: number;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xed_b8_83_20 ^ (value >>> 1) : value >>> 1;
  return value;
});

export function crc32(data: Uint8Array): number {
  let crc = 0xff_ff_ff_ff;
  for (const byte of data) crc = (CRC_TABLE[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xff_ff_ff_ff) >>> 0;
}

function dosTime(ms: number): [number, number] {
  const date = new Date(ms);
  return [
    (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1),
    (Math.max(0, date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate(),
  ];
}

function fromDos(time: number, day: number): number {
  return Date.UTC(
    (day >> 9) + 1980,
    ((day >> 5) & 15) - 1,
    day & 31,
    time >> 11,
    (time >> 5) & 63,
    (time & 31) * 2,
  );
}

/** The smaller of stored and deflated. */
export function pack(data: Uint8Array): { readonly method: number; readonly body: Uint8Array } {
  const body = deflateSync(data, { level: 6 });
  return body.length < data.length ? { method: 8, body } : { method: 0, body: data };
}

export function writeZip(members: readonly ZipMember[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const member of members) {
    const name = new TextEncoder().encode(member.name);
    const { method, body } = pack(member.data);
    const [time, day] = dosTime(member.mtimeMs);
    const shared = (view: DataView, at: number): void => {
      view.setUint16(at, 20, true);
      view.setUint16(at + 2, 0x800, true);
      view.setUint16(at + 4, method, true);
      view.setUint16(at + 6, time, true);
      view.setUint16(at + 8, day, true);
      view.setUint32(at + 10, crc32(member.data), true);
      view.setUint32(at + 14, body.length, true);
      view.setUint32(at + 18, member.data.length, true);
      view.setUint16(at + 22, name.length, true);
    };
    const local = new Uint8Array(30 + name.length);
    const localView = new DataView(local.buffer);
    localView.setUint32(0, 0x04_03_4b_50, true);
    shared(localView, 4);
    local.set(name, 30);
    const entry = new Uint8Array(46 + name.length);
    const view = new DataView(entry.buffer);
    view.setUint32(0, 0x02_01_4b_50, true);
    view.setUint16(4, 0x031e, true);
    shared(view, 6);
    const kind = member.isDirectory ? 0o040000 : member.isSymlink ? 0o120000 : 0o100000;
    view.setUint32(38, (((kind | member.mode) << 16) | (member.isDirectory ? 16 : 0)) >>> 0, true);
    view.setUint32(42, offset, true);
    entry.set(name, 46);
    central.push(entry);
    parts.push(local, body);
    offset += local.length + body.length;
  }
  const end = new Uint8Array(22);
  const view = new DataView(end.buffer);
  const centralBytes = central.reduce((sum, one) => sum + one.length, 0);
  view.setUint32(0, 0x06_05_4b_50, true);
  view.setUint16(8, members.length, true);
  view.setUint16(10, members.length, true);
  view.setUint32(12, centralBytes, true);
  view.setUint32(16, offset, true);
  const all = [...parts, ...central, end];
  const result = new Uint8Array(offset + centralBytes + end.length);
  let at = 0;
  for (const part of all) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

/** undefined: no zip archive (its end is missing). */
export function readZip(data: Uint8Array): ZipEntry[] | undefined {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let end = data.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06_05_4b_50) end--;
  if (end < 0) return undefined;
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let n = view.getUint16(end + 10, true); n > 0 && at + 46 <= data.length; n--) {
    if (view.getUint32(at, true) !== 0x02_01_4b_50) return undefined;
    const method = view.getUint16(at + 10, true);
    const compressedBytes = view.getUint32(at + 20, true);
    const nameBytes = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(data.subarray(at + 46, at + 46 + nameBytes));
    const local = view.getUint32(at + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const body = data.subarray(start, start + compressedBytes);
    const attributes = view.getUint32(at + 38, true) >>> 16;
    entries.push({
      name,
      method,
      compressedBytes,
      crc: view.getUint32(at + 16, true),
      mtimeMs: fromDos(view.getUint16(at + 12, true), view.getUint16(at + 14, true)),
      mode: attributes & 0o7777,
      isDirectory: name.endsWith('/'),
      isSymlink: (attributes & 0o170000) === 0o120000,
      data: method === 8 ? inflateSync(body) : body,
    });
    at += 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}
