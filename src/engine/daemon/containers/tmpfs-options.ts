// What stands after the colon of `--tmpfs /t:size=64m,mode=700,ro`, and what `--mount type=tmpfs` makes of its keys.
// Sources: moby/sys/mount, MergeTmpfsOptions; moby, ConvertTmpfsOptions; Linux, shmem_parse_one, shmem_show_options.
import { parseRamSize, quote, ValueError } from '../../units';
import type { Mount } from '../api/container';
import { system } from '../errors';

/** A tmpfs as the kernel mounts it. */
export interface TmpfsSettings {
  readonly readOnly: boolean;
  /** The flags of mount(2) and the data in the words of mount(8), as /proc/mounts shows them after `rw`. */
  readonly options: string;
  /** Permission bits of its root; undefined: none are asked for. */
  readonly mode?: number;
  readonly uid: number;
  readonly gid: number;
  readonly sizeBytes?: number;
}

/** Words that set or clear a flag; undefined where two words are about the same one. */
const flagOf: Readonly<Record<string, string>> = {
  ro: 'ro',
  rw: 'ro',
  suid: 'nosuid',
  nosuid: 'nosuid',
  dev: 'nodev',
  nodev: 'nodev',
  exec: 'noexec',
  noexec: 'noexec',
  sync: 'sync',
  async: 'sync',
  dirsync: 'dirsync',
  remount: 'remount',
  mand: 'mand',
  nomand: 'mand',
  atime: 'noatime',
  noatime: 'noatime',
  diratime: 'nodiratime',
  nodiratime: 'nodiratime',
  relatime: 'relatime',
  norelatime: 'relatime',
  strictatime: 'strictatime',
  nostrictatime: 'strictatime',
};

const propagations = new Set(
  ['bind', 'unbindable', 'private', 'shared', 'slave'].flatMap((name) => [name, `r${name}`]),
);
const dataNames = new Set(['', 'size', 'mode', 'uid', 'gid', 'nr_inodes', 'nr_blocks', 'mpol']);
/** In the order of /proc/mounts. */
const shownFlags = ['sync', 'dirsync', 'mand', 'nosuid', 'nodev', 'noexec', 'noatime', 'nodiratime'] as const;

/** A value that the kernel does not take; the message is the data that runc hands it. */
export class TmpfsDataError extends Error {}

/**
 * Reads the options over Docker's own, a later word for an earlier one. Throws what the daemon says of words that it
 * does not know, and a `TmpfsDataError` where the kernel refuses a value. `memoryBytes`: what `size=10%` is a part of.
 */
export function readTmpfsOptions(text: string, memoryBytes: number): TmpfsSettings {
  const flags = new Map([
    ['noexec', 'noexec'],
    ['nosuid', 'nosuid'],
    ['nodev', 'nodev'],
  ]);
  const data = new Map<string, string>();
  const words = text === '' ? [] : text.split(',');
  // From the last to the first, as it is the last unknown word that the daemon names.
  for (const word of [...words].reverse()) {
    if (word === 'defaults' || propagations.has(word) || Object.hasOwn(flagOf, word)) continue;
    const equals = word.indexOf('=');
    const parts = equals < 0 ? [word] : [word.slice(0, equals), word.slice(equals + 1)];
    if (equals < 0 || !dataNames.has(parts[0] ?? ''))
      throw system(`invalid tmpfs option [${parts.map(quote).join(' ')}]`);
  }
  for (const word of words) {
    const flag = flagOf[word];
    const equals = word.indexOf('=');
    if (flag !== undefined) flags.set(flag, word);
    else if (equals >= 0) data.set(word.slice(0, equals), word.slice(equals + 1));
  }
  const isSet = (flag: string): boolean => flags.get(flag) === flag;
  const wrong = (): never => {
    throw new TmpfsDataError([...data].map(([name, value]) => `${name}=${value}`).join(','));
  };
  const number = (name: string, pattern: RegExp, base: number): number | undefined => {
    const value = data.get(name);
    if (value === undefined) return undefined;
    return pattern.test(value) ? parseInt(value, base) : wrong();
  };
  if (data.has('')) wrong();
  const size = data.get('size');
  const bytes = size === undefined ? undefined : (sizeOfTmpfs(size, memoryBytes) ?? wrong());
  // A size of none is no limit (tmpfs(5)).
  const sizeBytes = bytes === 0 ? undefined : bytes;
  const inodes = data.get('nr_inodes');
  const inodeCount = inodes === undefined ? undefined : (readCount(inodes) ?? wrong());
  const mode = number('mode', /^[0-7]+$/, 8);
  const uid = number('uid', /^\d+$/, 10) ?? 0;
  const gid = number('gid', /^\d+$/, 10) ?? 0;
  const isRelative = !isSet('noatime') && !isSet('strictatime');
  return {
    readOnly: isSet('ro'),
    options: [
      ...shownFlags.filter(isSet),
      ...(isRelative ? ['relatime'] : []),
      ...(sizeBytes === undefined ? [] : [`size=${Math.ceil(sizeBytes / 4096) * 4}k`]),
      ...(inodeCount === undefined ? [] : [`nr_inodes=${inodeCount}`]),
    ].join(','),
    ...(mode === undefined ? {} : { mode: mode & 0o7777 }),
    uid,
    gid,
    ...(sizeBytes === undefined ? {} : { sizeBytes }),
  };
}

/** What /proc/mounts shows of the root's owner and mode, where they are not those of any tmpfs. */
export function shownOwner({ mode, uid, gid }: { mode: number; uid: number; gid: number }): string {
  return [
    ...(mode === 0o1777 ? [] : [`mode=${mode.toString(8).padStart(3, '0')}`]),
    ...(uid === 0 ? [] : [`uid=${uid}`]),
    ...(gid === 0 ? [] : [`gid=${gid}`]),
  ]
    .map((word) => `,${word}`)
    .join('');
}

/** What `--mount` says, in the form of `--tmpfs`. */
export function tmpfsOptionsOfMount(
  readOnly: boolean,
  options: NonNullable<Mount['TmpfsOptions']> | undefined,
): string {
  const { SizeBytes = 0, Mode = 0 } = options ?? {};
  const [suffix, unit] = units.find(([, bytes]) => SizeBytes % bytes === 0) ?? ['', 1];
  return [
    ...(readOnly ? ['ro'] : []),
    ...(Mode === 0 ? [] : [`mode=${Mode.toString(8)}`]),
    ...(SizeBytes === 0 ? [] : [`size=${SizeBytes / unit}${suffix}`]),
  ].join(',');
}

const units = [
  ['g', 1024 ** 3],
  ['m', 1024 ** 2],
  ['k', 1024],
] as const;

function sizeOfTmpfs(text: string, memoryBytes: number): number | undefined {
  const percent = /^(\d+)%$/.exec(text);
  if (percent !== null) return Math.floor((memoryBytes * Number(percent[1])) / 100);
  return readCount(text);
}

/** As the kernel's memparse, with nothing behind. */
function readCount(text: string): number | undefined {
  if (!/^\d+[kmgtp]?$/i.test(text)) return undefined;
  try {
    return parseRamSize(text);
  } catch (error) {
    if (error instanceof ValueError) return undefined;
    throw error;
  }
}
