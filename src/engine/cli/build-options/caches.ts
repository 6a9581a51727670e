// --cache-from and --cache-to. Source: buildx, util/buildflags/cache.go; BuildKit, client/solve.go parseCacheOptions.
import type { CacheExport, CacheImport } from '../../builder';
import { isErrno, strerror, type Process } from '../../kernel';
import {
  blobPath,
  digestHex,
  digestOfText,
  isDigest,
  JsonObject,
  readDescriptor,
  type Digest,
} from '../../oci';
import { quote } from '../../units';
import { splitCsv } from '../csv';
import { cut } from '../run-options/cut';
import { failedToBuild, refusal } from './build-error';

/** One cache as it was written. */
export interface CacheEntry {
  readonly type: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Reads the words of a flag: names in registries, or `type=…,key=value`. Throws buildx's refusal. */
export function readCacheEntries(words: readonly string[]): readonly CacheEntry[] {
  return words
    .filter((word) => word !== '')
    .flatMap((word) => (word.includes('=') ? [readEntry(word)] : splitCsv(word).map(ofRegistry)))
    .filter(isActive);
}

function ofRegistry(ref: string): CacheEntry {
  return { type: 'registry', attributes: new Map([['ref', ref]]) };
}

function readEntry(word: string): CacheEntry {
  const attributes = new Map<string, string>();
  for (const field of splitCsv(word)) {
    const [key, value, hasValue] = cut(field, '=');
    if (!hasValue) throw refusal(`invalid value ${field}`);
    attributes.set(key.toLowerCase().trim(), value);
  }
  const type = attributes.get('type') ?? '';
  if (type === '') throw refusal(`type required form> ${quote(word)}`);
  attributes.delete('type');
  return { type, attributes };
}

/** The cache of GitHub's runners is there on them alone; elsewhere it is passed over. */
function isActive({ type, attributes }: CacheEntry): boolean {
  return type !== 'gha' || (attributes.has('token') && (attributes.has('url') || attributes.has('url_v2')));
}

/** `--cache-to`. With `hasInlineArgument` the old way to ask for an inline cache counts too. */
export function chooseExports(
  entries: readonly CacheEntry[],
  hasInlineArgument: boolean,
): readonly CacheExport[] {
  const chosen = entries.map(({ type, attributes }): CacheExport => {
    const isMax = attributes.get('mode') === 'max';
    switch (type) {
      case 'inline':
        return { kind: 'inline' };
      case 'registry':
        return { kind: 'registry', name: required(attributes, 'ref', 'registry cache exporter'), isMax };
      case 'local':
        return { kind: 'local', destination: required(attributes, 'dest', 'local cache exporter'), isMax };
      default:
        return { kind: 'unknown', type };
    }
  });
  return hasInlineArgument ? [...chosen, { kind: 'inline' }] : chosen;
}

/** What `--cache-from` leads to, and what is to be warned of: folders that hold no cache are passed over. */
export function chooseImports(
  entries: readonly CacheEntry[],
  process: Process,
): { readonly imports: readonly CacheImport[]; readonly warnings: readonly string[] } {
  const imports: CacheImport[] = [];
  const warnings: string[] = [];
  for (const { type, attributes } of entries) {
    if (type === 'registry') {
      imports.push({ kind: 'registry', name: required(attributes, 'ref', 'registry cache importer') });
    } else if (type === 'local') {
      const folder = required(attributes, 'src', 'local cache importer');
      const found = findInFolder(folder, attributes, process);
      if ('problem' in found) {
        warnings.push(`local cache import at ${folder} not found due to err: ${found.problem}`);
      } else {
        const name = `local:${hashOf(`${found.digest} ${folder}`)}`;
        imports.push({ kind: 'local', name, digest: found.digest, read: reader(folder, process) });
      }
    } else {
      const text = [...attributes].flat().join(' ');
      imports.push({ kind: 'unknown', name: `${type}:${hashOf(text)}`, type });
    }
  }
  return { imports, warnings };
}

/** A number that stands for what was asked for, as progress shows it. */
function hashOf(text: string): string {
  return BigInt(`0x${digestHex(digestOfText(text)).slice(0, 16)}`).toString();
}

function required(attributes: CacheEntry['attributes'], name: string, who: string): string {
  const value = attributes.get(name) ?? '';
  if (value === '') throw failedToBuild(`${who} requires ${name}`);
  return value;
}

function findInFolder(
  folder: string,
  attributes: CacheEntry['attributes'],
  { files }: Process,
): { readonly digest: Digest } | { readonly problem: string } {
  const given = attributes.get('digest') ?? '';
  if (isDigest(given)) return { digest: given };
  const path = `${folder}/index.json`;
  try {
    const tag = attributes.get('tag') ?? 'latest';
    const manifests = JsonObject.parse(files.readFile(path)).objects('manifests').map(readDescriptor);
    const found = manifests.find(
      ({ annotations }) => annotations?.['org.opencontainers.image.ref.name'] === tag,
    );
    if (found !== undefined) return { digest: found.digest };
  } catch (error) {
    if (!isErrno(error)) throw error;
    return {
      problem: `could not read ${path}: open ${path}: ${strerror(error.code).toLowerCase()}`,
    };
  }
  throw failedToBuild(
    'local cache importer requires either explicit digest, "latest" tag or custom tag on index.json',
  );
}

function reader(folder: string, { files }: Process): (digest: Digest) => Uint8Array | undefined {
  return (digest) => {
    const path = `${folder}/${blobPath(digest)}`;
    return files.exists(path) ? files.readFile(path) : undefined;
  };
}
