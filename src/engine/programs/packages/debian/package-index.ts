import type { ArchiveFacts, PackagesFacts } from '../../../world';
import { versionAt } from './moving-versions';

/** A package as an archive offers it on some day. */
export interface DebPackage {
  readonly name: string;
  readonly version: string;
  readonly downloadBytes: number;
  readonly installedKiB: number;
  readonly architecture: 'amd64' | 'all';
  readonly isEssential: boolean;
  /** It may be there for several architectures at a time: dpkg calls it `name:amd64`. */
  readonly isMultiArchSame: boolean;
  readonly section: string;
  readonly priority: string;
  /** Archives that hold it, the one to fetch it from first. */
  readonly archives: readonly ArchiveFacts[];
  readonly source: string;
  /** Relations as a control file writes them. */
  readonly depends: string;
  readonly preDepends: string;
  readonly recommends: string;
  readonly suggests: string;
  readonly provides: string;
  /** Files and folders that dpkg counts more when it is installed. */
  readonly fileCount: number;
  readonly files: readonly PackageFile[];
  readonly description: string;
  /** Further packages that it needs, by ways that the facts do not tell. */
  readonly closure: readonly string[];
}

/** A file that a package puts into place: of a size, or a symlink. */
export interface PackageFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly target?: string;
}

/** What a release's archives hold on some day. */
export interface PackageIndex {
  readonly suite: string;
  readonly packages: ReadonlyMap<string, DebPackage>;
  /** Who provides a name that no package, or also another one, has. */
  readonly providers: ReadonlyMap<string, readonly string[]>;
  readonly archives: readonly ArchiveFacts[];
  readonly baseFiles: number;
}

const PRIORITIES: Readonly<Record<string, string>> = {
  q: 'required',
  i: 'important',
  s: 'standard',
  o: 'optional',
  x: 'extra',
};
const DAY_MS = 86_400_000;

const known = new WeakMap<PackagesFacts, Map<number, PackageIndex>>();

/** The archives of a release at `nowMs`. `standIn`: of the release whose packages stand for its own. */
export function indexAt(facts: PackagesFacts, nowMs: number, standIn?: PackagesFacts): PackageIndex {
  const day = Math.floor(nowMs / DAY_MS);
  const days = known.get(facts) ?? new Map<number, PackageIndex>();
  known.set(facts, days);
  const index = days.get(day) ?? makeIndex(facts, day * DAY_MS, standIn ?? facts);
  days.set(day, index);
  return index;
}

function makeIndex(facts: PackagesFacts, dayMs: number, rows: PackagesFacts): PackageIndex {
  const packages = new Map<string, DebPackage>();
  const providers = new Map<string, string[]>();
  for (const row of rows.packages) {
    const one = packageOf(row, facts, rows.columns, dayMs);
    packages.set(one.name, one);
    for (const name of namesIn(one.provides)) providers.set(name, [...(providers.get(name) ?? []), one.name]);
  }
  if (facts !== rows) renewExactRelations(packages);
  const { suite, archives } = facts;
  return { suite, packages, providers, archives, baseFiles: rows.baseFiles };
}

function packageOf(row: string, facts: PackagesFacts, columns: readonly string[], dayMs: number): DebPackage {
  const cells = row.split('\t');
  const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
  const name = cell('name');
  const source = cell('source') || name;
  const downloadBytes = Number(cell('downloadBytes'));
  const first =
    facts.standsIn === undefined ? cell('version') : borrowed(cell('version'), source, downloadBytes, facts);
  const version = versionAt(first, facts, dayMs);
  // Relations to packages of the same source name its version.
  const moved = (relations: string): string =>
    relations.replace(/\(= ([^)]*)\)/g, (_all, wanted: string) => `(= ${versionAt(wanted, facts, dayMs)})`);
  const held = cell('archive') || 'm';
  return {
    name,
    version,
    downloadBytes,
    installedKiB: Number(cell('installedKiB')),
    architecture: cell('architecture') === 'all' ? 'all' : 'amd64',
    isEssential: cell('traits').includes('E'),
    isMultiArchSame: cell('traits').includes('M'),
    section: cell('section'),
    priority: PRIORITIES[cell('priority')] ?? 'optional',
    archives: facts.archives.filter(({ suite, component }) =>
      suite.endsWith('-security')
        ? held.includes('s') && component === 'main'
        : held.includes('m') && suite === facts.suite && component === 'main',
    ),
    source,
    depends: moved(cell('depends')),
    preDepends: moved(cell('preDepends')),
    recommends: moved(cell('recommends')),
    suggests: cell('suggests'),
    provides: cell('provides'),
    fileCount: Number(cell('fileCount')),
    files: cell('files').split(' ').filter(Boolean).map(fileOf),
    description: cell('description'),
    closure: cell('closure').split(' ').filter(Boolean),
  };
}

function fileOf(text: string): PackageFile {
  const [, path = '', mark, rest = ''] = /^([^=>]*)([=>])(.*)$/.exec(text) ?? [];
  return mark === '>'
    ? { path: `/${path}`, sizeBytes: 0, target: rest }
    : { path: `/${path}`, sizeBytes: Number(rest) };
}

/** Ubuntu's own versions where they are known, else Debian's as Ubuntu would have numbered them. */
function borrowed(
  version: string,
  source: string,
  downloadBytes: number,
  { versions }: PackagesFacts,
): string {
  // What the image itself is made of is Debian's.
  if (downloadBytes === 0) return version;
  return (
    versions?.[source] ??
    version.replace(/[+~]deb\d+u(\d+)(\+b\d+)?$/, 'ubuntu0.$1').replace(/\+b\d+$/, 'build1')
  );
}

function renewExactRelations(packages: Map<string, DebPackage>): void {
  const renew = (relations: string): string =>
    relations.replace(/(\S+) \(= [^)]*\)/g, (all, name: string) => {
      const version = packages.get(name)?.version;
      return version === undefined ? all : `${name} (= ${version})`;
    });
  for (const [name, one] of packages) {
    packages.set(name, { ...one, depends: renew(one.depends), preDepends: renew(one.preDepends) });
  }
}

/** One alternative of a relation field, such as `libc6 (>= 2.34)`. */
export interface Relation {
  readonly name: string;
  readonly operator?: string;
  readonly version?: string;
}

/** A relation field: groups of alternatives. */
export function relationsIn(field: string): readonly (readonly Relation[])[] {
  return field === '' ? [] : field.split(/,\s*/).map((group) => group.split(/\s*\|\s*/).map(relationOf));
}

function relationOf(text: string): Relation {
  const [, name = '', operator, version] =
    /^([^\s(:]+)\S*(?:\s*\((\S+)\s+([^)]+)\))?/.exec(text.trim()) ?? [];
  return operator === undefined || version === undefined ? { name } : { name, operator, version };
}

export function namesIn(field: string): readonly string[] {
  return relationsIn(field).flatMap((group) => group.map(({ name }) => name));
}

/** The file name of a package in an archive: the epoch is escaped. */
export function debFileName({ name, version, architecture }: DebPackage): string {
  return `${name}_${version.replace(':', '%3a')}_${architecture}.deb`;
}

/** Where a package lies below an archive's address. */
export function poolPath(one: DebPackage): string {
  const { name, version, architecture, source, archives } = one;
  const letter = source.startsWith('lib') ? source.slice(0, 4) : source.slice(0, 1);
  const isDebianSecurity = archives[0]?.label.endsWith('stable-security');
  const pool = isDebianSecurity ? 'pool/updates/main' : 'pool/main';
  return `${pool}/${letter}/${source}/${name}_${version.replace(/^\d+:/, '')}_${architecture}.deb`;
}
