import { syntheticContent } from '../../../fs';
import type { Process, Task } from '../../../kernel';
import { isErrno } from '../../../kernel';
import type { ArchiveFacts, PackagesFacts } from '../../../world';
import { indexAt, namesIn, type DebPackage, type PackageIndex } from './package-index';
import { readSources, type Source } from './sources';
import { compareVersions } from './versions';

export const LISTS = '/var/lib/apt/lists';

/** Releases whose archives are known, by code name and by the names that point to them. */
const SUITES: Readonly<Record<string, string>> = {
  trixie: 'trixie',
  stable: 'trixie',
  bookworm: 'bookworm',
  oldstable: 'bookworm',
  jammy: 'jammy',
  noble: 'noble',
  resolute: 'resolute',
};

/** An archive that sources.list names, with what is known of it; undefined: nothing is. */
export interface Archive {
  readonly source: Source;
  readonly codename: string | undefined;
  readonly facts: readonly ArchiveFacts[];
}

/** What a release's mirror holds; undefined: this release's is not known. */
export function* releaseFacts(p: Process, suite: string): Task<PackagesFacts | undefined> {
  const codename = SUITES[suite.split('-')[0] ?? ''];
  if (codename === undefined) return undefined;
  const facts: unknown = yield* p.need(`packages/${codename}`);
  return isPackagesFacts(facts) ? facts : undefined;
}

/** The index of a release on a day. */
export function* releaseIndex(p: Process, suite: string, nowMs: number): Task<PackageIndex | undefined> {
  const facts = yield* releaseFacts(p, suite);
  if (facts === undefined) return undefined;
  const standIn = facts.standsIn === undefined ? undefined : yield* releaseFacts(p, facts.standsIn);
  return indexAt(facts, nowMs, standIn);
}

function isPackagesFacts(value: unknown): value is PackagesFacts {
  return typeof value === 'object' && value !== null && 'packages' in value && 'suite' in value;
}

/** The archives that are to be fetched from, in the order of sources.list. */
export function* readArchives(p: Process): Task<readonly Archive[]> {
  const archives: Archive[] = [];
  for (const source of readSources(p)) {
    const facts = yield* releaseFacts(p, source.suite);
    const known = (facts?.archives ?? []).filter(
      ({ suite, component }) => suite === source.suite && source.components.includes(component),
    );
    archives.push({ source, codename: facts?.suite, facts: known });
  }
  return archives;
}

function listPath({ uri, suite }: Source, rest: string): string {
  return `${LISTS}/${`${uri.replace(/^\w+:\/\//, '')}/dists/${suite}/${rest}`.replace(/\//g, '_')}`;
}

export function inReleasePath(source: Source): string {
  return listPath(source, 'InRelease');
}

export function packagesPath(source: Source, component: string): string {
  return listPath(source, `${component}/binary-amd64/Packages.lz4`);
}

/** Keeps what was fetched of an archive: of the day it was fetched, and as large as the real files. */
export function writeInRelease(p: Process, { source, codename, facts }: Archive, nowMs: number): void {
  const [first] = facts;
  if (first === undefined) return;
  const isUbuntu = source.uri.includes('ubuntu');
  const text = [
    '-----BEGIN PGP SIGNED MESSAGE-----',
    'Hash: SHA256',
    '',
    `Origin: ${isUbuntu ? 'Ubuntu' : 'Debian'}`,
    `Suite: ${first.label}`,
    `Codename: ${codename ?? source.suite}`,
    `Date: ${new Date(nowMs).toUTCString().replace('GMT', 'UTC')}`,
    `Components: ${source.components.join(' ')}`,
    '',
  ].join('\n');
  const path = inReleasePath(source);
  p.files.placeFile(
    path,
    syntheticContent(new TextEncoder().encode(text), first.inReleaseBytes, path),
    0o644,
  );
}

export function writePackages(p: Process, source: Source, facts: ArchiveFacts): void {
  const path = packagesPath(source, facts.component);
  p.files.placeFile(path, syntheticContent(new Uint8Array(), facts.storedBytes, path), 0o644);
}

/** When an archive's index was fetched, in milliseconds since the epoch; undefined: it was not. */
export function* fetchedMs(p: Process, source: Source): Task<number | undefined> {
  let fd: number;
  try {
    fd = p.open(inReleasePath(source), { read: true });
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
  try {
    const start = new TextDecoder().decode(yield* p.stream(fd).read(512));
    const ms = Date.parse(/^Date: (.*)$/m.exec(start)?.[1] ?? '');
    return Number.isNaN(ms) ? undefined : ms;
  } finally {
    p.close(fd);
  }
}

/** What apt knows from its lists. */
export interface Lists {
  readonly packages: ReadonlyMap<string, DebPackage>;
  readonly providers: ReadonlyMap<string, readonly string[]>;
  /** The source that an archive's packages are fetched from. */
  sourceOf(archive: ArchiveFacts): Source | undefined;
}

/** The packages of the archives whose lists are here, as they were on the day they were fetched. */
export function* readLists(p: Process): Task<Lists> {
  const packages = new Map<string, DebPackage>();
  const providers = new Map<string, readonly string[]>();
  const sources = new Map<ArchiveFacts, Source>();
  for (const { source, facts } of yield* readArchives(p)) {
    const ms = yield* fetchedMs(p, source);
    const index = ms === undefined ? undefined : yield* releaseIndex(p, source.suite, ms);
    const here = new Set(facts.filter(({ component }) => p.files.exists(packagesPath(source, component))));
    for (const one of here) sources.set(one, source);
    for (const [name, one] of index?.packages ?? []) {
      const archives = one.archives.filter((archive) => here.has(archive));
      const known = packages.get(name);
      if (archives.length === 0) continue;
      const difference = known === undefined ? 1 : compareVersions(one.version, known.version);
      if (difference > 0) packages.set(name, { ...one, archives });
      else if (known !== undefined && difference === 0)
        packages.set(name, { ...known, archives: [...known.archives, ...archives] });
    }
  }
  for (const { name, provides } of packages.values()) {
    for (const virtual of namesIn(provides))
      providers.set(virtual, [...(providers.get(virtual) ?? []), name]);
  }
  return { packages, providers, sourceOf: (archive) => sources.get(archive) };
}
