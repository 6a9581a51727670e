/** What apk knows: the packages that are installed, what was asked for (world), and the repositories' index. */
import type { Process, Task } from '../../../kernel';
import { isErrno } from '../../../kernel';
import { APK_INSTALLED } from '../../shared/installed';

export const WORLD = '/etc/apk/world';
export const REPOSITORIES = '/etc/apk/repositories';
export const CACHE = '/var/cache/apk';

export interface ApkFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly target?: string;
}

export interface ApkPackage {
  readonly name: string;
  readonly version: string;
  readonly downloadBytes: number;
  readonly installedBytes: number;
  readonly depends: readonly string[];
  readonly files: readonly ApkFile[];
  readonly description: string;
}

export interface ApkInstalled {
  readonly name: string;
  readonly version: string;
  readonly installedBytes: number;
  readonly depends: readonly string[];
  readonly description: string;
  readonly files: readonly string[];
}

interface ApkFacts {
  readonly baseBytes: Readonly<Record<string, number>>;
  readonly distinctPackages: number;
  readonly indexes: Readonly<Record<string, { readonly bytes: number; readonly description: string }>>;
  readonly columns: readonly string[];
  readonly packages: readonly string[];
}

function isApkFacts(value: unknown): value is ApkFacts {
  return typeof value === 'object' && value !== null && 'baseBytes' in value && 'packages' in value;
}

/** What the repositories offer; undefined: their facts are not to be had. */
export function* apkFacts(p: Process): Task<ApkFacts> {
  const facts = yield* p.need('packages/alpine');
  if (!isApkFacts(facts)) throw new TypeError('packages/alpine holds the facts of a repository');
  return facts;
}

export function packagesOf({ packages, columns }: ApkFacts): ReadonlyMap<string, ApkPackage> {
  return new Map(
    packages.map((row): [string, ApkPackage] => {
      const cells = row.split('\t');
      const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
      const words = (name: string): string[] => cell(name).split(' ').filter(Boolean);
      return [
        cell('name'),
        {
          name: cell('name'),
          version: cell('version'),
          downloadBytes: Number(cell('downloadBytes')),
          installedBytes: Number(cell('installedBytes')),
          depends: words('depends'),
          files: words('files').map(fileOf),
          description: cell('description'),
        },
      ];
    }),
  );
}

function fileOf(text: string): ApkFile {
  const [, path = '', mark, rest = ''] = /^([^=>]*)([=>])(.*)$/.exec(text) ?? [];
  return mark === '>'
    ? { path: `/${path}`, sizeBytes: 0, target: rest }
    : { path: `/${path}`, sizeBytes: Number(rest) };
}

function linesOf({ files }: Process, path: string): readonly string[] {
  try {
    return files.readText(path).split('\n');
  } catch (error) {
    if (isErrno(error)) return [];
    throw error;
  }
}

/** The installed packages in the order of the database. */
export function readInstalled(
  p: Process,
  baseBytes: Readonly<Record<string, number>>,
): Map<string, ApkInstalled> {
  const installed = new Map<string, ApkInstalled>();
  for (const stanza of linesOf(p, APK_INSTALLED).join('\n').split(/\n\n+/)) {
    const lines = stanza.split('\n').filter(Boolean);
    const field = (letter: string): string =>
      lines.find((line) => line.startsWith(`${letter}:`))?.slice(2) ?? '';
    const name = field('P');
    if (name === '') continue;
    let folder = '';
    const files: string[] = [];
    for (const line of lines) {
      if (line.startsWith('F:')) folder = line.slice(2);
      else if (line.startsWith('R:')) files.push(`/${folder}/${line.slice(2)}`);
    }
    installed.set(name, {
      name,
      version: field('V'),
      installedBytes: Number(field('I')) || (baseBytes[name] ?? 0),
      depends: field('D').split(' ').filter(Boolean),
      description: field('T'),
      files,
    });
  }
  return installed;
}

export function writeInstalled(p: Process, installed: ReadonlyMap<string, ApkInstalled>): void {
  const stanzas = [...installed.values()].map((one) => {
    const lines = [`P:${one.name}`, `V:${one.version}`, 'A:x86_64'];
    if (one.installedBytes > 0) lines.push(`I:${one.installedBytes}`);
    if (one.description !== '') lines.push(`T:${one.description}`);
    if (one.depends.length > 0) lines.push(`D:${one.depends.join(' ')}`);
    for (const path of one.files) {
      const slash = path.lastIndexOf('/');
      lines.push(`F:${path.slice(1, slash)}`, `R:${path.slice(slash + 1)}`);
    }
    return `${lines.join('\n')}\n\n`;
  });
  p.files.placeFile(APK_INSTALLED, new TextEncoder().encode(stanzas.join('')), 0o644);
}

export function readWorld(p: Process): Set<string> {
  return new Set(
    linesOf(p, WORLD)
      .flatMap((line) => line.split(/\s+/))
      .filter(Boolean),
  );
}

export function writeWorld(p: Process, world: ReadonlySet<string>): void {
  const text = [...world]
    .sort()
    .map((one) => `${one}\n`)
    .join('');
  p.files.placeFile(WORLD, new TextEncoder().encode(text), 0o644);
}

export function readRepositories(p: Process): readonly string[] {
  return linesOf(p, REPOSITORIES)
    .map((line) => line.replace(/#.*/, '').trim())
    .filter(Boolean);
}

/** `curl`, `curl=8.14.1-r2`, `curl~8.14`, `curl>8`: the name without what is asked of its version. */
export function nameOf(word: string): string {
  return word.replace(/[=<>~].*/, '');
}
