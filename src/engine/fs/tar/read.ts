import { hexToBytes } from '@noble/hashes/utils.js';
import { compactContent } from '../content';
import type { Content } from '../node';
import {
  headerChecksum,
  headerFields,
  syntheticRecords,
  TAR_BLOCK_BYTES,
  TarError,
  tarKinds,
  type TarEntry,
} from './entry';

type Field = keyof typeof headerFields;

/** By type flag; NUL and 7 are files of old and of contiguous kind. */
const kinds: ReadonlyMap<string, TarEntry['kind']> = new Map<string, TarEntry['kind']>([
  ...tarKinds.map((kind, flag) => [`${flag}`, kind] as const),
  ['\0', 'file'],
  ['7', 'file'],
]);

/**
 * The members of an archive, in order: ustar, pax, GNU long names and the older forms. Files share the
 * archive's bytes. Throws TarError. An archive may end without its two empty blocks, not within a member.
 */
export function readTar(tar: Uint8Array): readonly TarEntry[] {
  const entries: TarEntry[] = [];
  const globals = new Map<string, string>();
  let records = new Map<string, string>();
  let offset = 0;
  while (offset < tar.length) {
    const header = tar.subarray(offset, offset + TAR_BLOCK_BYTES);
    if (header.length < TAR_BLOCK_BYTES) throw new TarError('truncated');
    offset += TAR_BLOCK_BYTES;
    if (header.every((byte) => byte === 0)) break;
    if (numberField(header, 'checksum') !== headerChecksum(header)) throw new TarError('header');
    const type = String.fromCharCode(header[headerFields.type[0]] ?? 0);
    const sizeBytes = Number(records.get('size') ?? numberField(header, 'size'));
    const kind = kinds.get(type);
    const bodyBytes = kind === undefined || kind === 'file' ? sizeBytes : 0;
    const body = tar.subarray(offset, offset + bodyBytes);
    if (body.length < bodyBytes) {
      if (kind === undefined) throw new TarError('truncated');
      const { name } = entryOf(header, kind, body, new Map([...globals, ...records]));
      throw new TarError('truncated', { name, expectedBytes: bodyBytes, bytes: body.length });
    }
    offset += Math.ceil(bodyBytes / TAR_BLOCK_BYTES) * TAR_BLOCK_BYTES;
    if (kind !== undefined) {
      entries.push(entryOf(header, kind, body, new Map([...globals, ...records])));
      records = new Map();
    } else if (type === 'x') for (const [key, value] of paxRecords(body)) records.set(key, value);
    else if (type === 'g') for (const [key, value] of paxRecords(body)) globals.set(key, value);
    else if (type === 'L') records.set('path', textUpToNul(body));
    else if (type === 'K') records.set('linkpath', textUpToNul(body));
  }
  return entries;
}

function entryOf(
  header: Uint8Array,
  declared: TarEntry['kind'],
  body: Uint8Array,
  records: ReadonlyMap<string, string>,
): TarEntry {
  const prefix = hasPrefix(header) ? textField(header, 'prefix') : '';
  const short = textField(header, 'name');
  const fullName = records.get('path') ?? (prefix === '' ? short : `${prefix}/${short}`);
  // Before ustar, a folder was a file whose name ends in a slash.
  const kind = declared === 'file' && fullName.endsWith('/') ? 'directory' : declared;
  const name = fullName.length > 1 ? fullName.replace(/\/+$/, '') : fullName;
  const linkname = records.get('linkpath') ?? textField(header, 'linkname');
  const userName = records.get('uname') ?? textField(header, 'userName');
  const groupName = records.get('gname') ?? textField(header, 'groupName');
  return {
    name: name === '' ? '/' : name,
    kind,
    mode: numberField(header, 'mode') & 0o7777,
    uid: Number(records.get('uid') ?? numberField(header, 'uid')),
    gid: Number(records.get('gid') ?? numberField(header, 'gid')),
    mtimeMs: Math.round(Number(records.get('mtime') ?? numberField(header, 'mtime')) * 1000),
    ...(kind === 'file' && { content: contentOf(body, records) }),
    ...((kind === 'symlink' || kind === 'hardlink') && { linkname }),
    ...(userName !== '' && { userName }),
    ...(groupName !== '' && { groupName }),
    ...((kind === 'character' || kind === 'block') && {
      major: numberField(header, 'major'),
      minor: numberField(header, 'minor'),
    }),
  };
}

function contentOf(body: Uint8Array, records: ReadonlyMap<string, string>): Content {
  const sizeBytes = records.get(syntheticRecords.size);
  if (sizeBytes === undefined) return compactContent(body);
  return {
    head: hexToBytes(records.get(syntheticRecords.head) ?? ''),
    sizeBytes: Number(sizeBytes),
    seed: records.get(syntheticRecords.seed) ?? '',
  };
}

/** Old GNU headers (`ustar` and two spaces) have times where ustar has the prefix. */
function hasPrefix(header: Uint8Array): boolean {
  return textField(header, 'magic').startsWith('ustar') && header[headerFields.magic[0] + 5] === 0;
}

function* paxRecords(body: Uint8Array): Generator<readonly [string, string], void, void> {
  let offset = 0;
  while (offset < body.length) {
    const space = body.indexOf(0x20, offset);
    const length = Number(new TextDecoder().decode(body.subarray(offset, space)));
    if (space < 0 || !(length > 0)) throw new TarError('header');
    const line = new TextDecoder().decode(body.subarray(space + 1, offset + length - 1));
    const equals = line.indexOf('=');
    if (equals < 0) throw new TarError('header');
    yield [line.slice(0, equals), line.slice(equals + 1)];
    offset += length;
  }
}

function textField(header: Uint8Array, field: Field): string {
  const [start, length] = headerFields[field];
  return textUpToNul(header.subarray(start, start + length));
}

function textUpToNul(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** Octal text, or binary if the first bit is set (GNU, for what octal cannot hold). */
function numberField(header: Uint8Array, field: Field): number {
  const [start, length] = headerFields[field];
  const bytes = header.subarray(start, start + length);
  const first = bytes[0] ?? 0;
  if (first & 0x80) return bytes.subarray(1).reduce((sum, byte) => sum * 256 + byte, first & 0x7f);
  const digits = textUpToNul(bytes).trim();
  if (!/^[0-7]*$/.test(digits)) throw new TarError('header');
  return digits === '' ? 0 : parseInt(digits, 8);
}
