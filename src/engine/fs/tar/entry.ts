import type { Content } from '../node';

/** One member of a tar archive. Source of the form: POSIX.1-2001 pax, ustar. */
export interface TarEntry {
  /** As written, without a slash at the end; `a/b`, `./a`, `/a`. */
  readonly name: string;
  readonly kind: (typeof tarKinds)[number];
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Archives hold whole seconds. */
  readonly mtimeMs: number;
  /** Of a file. */
  readonly content?: Content;
  /** Of a symlink its target; of a hard link the name of an earlier member. */
  readonly linkname?: string;
  readonly userName?: string;
  readonly groupName?: string;
  /** Of a device. */
  readonly major?: number;
  readonly minor?: number;
}

/** A file that is in an archive only in part. */
export interface TruncatedMember {
  readonly name: string;
  readonly expectedBytes: number;
  readonly bytes: number;
}

/** Bytes that are no archive. `message` is that of Go's archive/tar, which Docker shows. */
export class TarError extends Error {
  override readonly name = 'TarError';

  /** `member`: the file within which the archive ends. */
  constructor(
    readonly code: 'truncated' | 'header',
    readonly member?: TruncatedMember,
  ) {
    super(code === 'truncated' ? 'unexpected EOF' : 'archive/tar: invalid tar header');
  }
}

export const TAR_BLOCK_BYTES = 512;

/** The kinds in the order of their type flags, `0` to `6`. */
export const tarKinds = ['file', 'hardlink', 'symlink', 'character', 'block', 'directory', 'fifo'] as const;

/** Where the fields of a header block begin, and how long they are. */
export const headerFields = {
  name: [0, 100],
  mode: [100, 8],
  uid: [108, 8],
  gid: [116, 8],
  size: [124, 12],
  mtime: [136, 12],
  checksum: [148, 8],
  type: [156, 1],
  linkname: [157, 100],
  magic: [257, 8],
  userName: [265, 32],
  groupName: [297, 32],
  major: [329, 8],
  minor: [337, 8],
  prefix: [345, 155],
} as const satisfies Readonly<Record<string, readonly [number, number]>>;

/** The sum of a header's bytes, the checksum's own counted as spaces. */
export function headerChecksum(header: Uint8Array): number {
  const [start, length] = headerFields.checksum;
  let sum = length * 0x20;
  for (let i = 0; i < TAR_BLOCK_BYTES; i += 1) if (i < start || i >= start + length) sum += header[i] ?? 0;
  return sum;
}

/** Records of a pax header in which synthetic content is described instead of written out. */
export const syntheticRecords = { size: 'DRYDOCK.size', seed: 'DRYDOCK.seed', head: 'DRYDOCK.head' } as const;
