/** What PyPI offers, and what is installed in a site-packages folder. */
import { executableContent, syntheticContent } from '../../../fs';
import type { Process, Task } from '../../../kernel';
import { isErrno } from '../../../kernel';
import { findProgram } from '../../shared/exec';

export interface Distribution {
  readonly name: string;
  readonly version: string;
  readonly wheelBytes: number;
  readonly tag: string;
  readonly requires: readonly string[];
  readonly summary: string;
}

interface IndexFacts {
  readonly columns: readonly string[];
  readonly packages: readonly string[];
}

/** Unpacked, a wheel is about three times as large. */
const UNPACKED = 3;

function isIndexFacts(value: unknown): value is IndexFacts {
  return typeof value === 'object' && value !== null && 'columns' in value && 'packages' in value;
}

export function* readIndex(p: Process): Task<ReadonlyMap<string, Distribution>> {
  const facts = yield* p.need('packages/pypi');
  if (!isIndexFacts(facts)) throw new TypeError('packages/pypi holds the facts of an index');
  return new Map(
    facts.packages.map((row): [string, Distribution] => {
      const cells = row.split('\t');
      const cell = (name: string): string => cells[facts.columns.indexOf(name)] ?? '';
      const one = {
        name: cell('name'),
        version: cell('version'),
        wheelBytes: Number(cell('wheelBytes')),
        tag: cell('tag'),
        requires: cell('requires')
          .split(/,(?=[A-Za-z])/)
          .filter(Boolean),
        summary: cell('summary'),
      };
      return [canonical(one.name), one];
    }),
  );
}

/** PEP 503: names compare in lower case, runs of -, _ and . as one -. */
export function canonical(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

export interface Requirement {
  readonly text: string;
  readonly name: string;
  readonly specifier: string;
}

/** `flask[async]>=3,<4 ; python_version > "3"`. */
export function requirementOf(text: string): Requirement {
  const plain = text
    .replace(/;.*/, '')
    .replace(/\s+#.*/, '')
    .trim();
  const [, name = plain, , specifier = ''] = /^([\w.-]+)(\[[^\]]*\])?\s*(.*)$/.exec(plain) ?? [];
  return { text: plain.replace(/\s+/g, ''), name, specifier: specifier.replace(/\s+/g, '') };
}

/** Where the interpreter of the called pip keeps its packages. */
export interface Environment {
  readonly sitePackages: string;
  readonly scripts: string;
  readonly pythonVersion: string;
  /** Debian's own interpreter: its packages are dpkg's (PEP 668). */
  readonly isExternallyManaged: boolean;
}

export function environmentOf(p: Process): Environment {
  const path = findProgram(p, p.argv[0] ?? 'pip') ?? '/usr/bin/pip';
  const scripts = path.slice(0, path.lastIndexOf('/')) || '/usr/bin';
  const isVenv = p.files.exists(`${scripts}/../pyvenv.cfg`);
  const prefix = isVenv
    ? scripts.replace(/\/bin$/, '')
    : p.files.exists('/usr/local/bin/python3')
      ? '/usr/local'
      : '/usr';
  const names = list(p, `${prefix}/lib`).filter((name) => /^python3\.\d+$/.test(name));
  const pythonVersion = (names[0] ?? 'python3.13').slice('python'.length);
  const isDebian = prefix === '/usr';
  return {
    sitePackages: isDebian
      ? '/usr/lib/python3/dist-packages'
      : `${prefix}/lib/python${pythonVersion}/site-packages`,
    scripts: isDebian ? '/usr/local/bin' : `${prefix}/bin`,
    pythonVersion,
    isExternallyManaged: isDebian,
  };
}

export function list(p: Process, path: string): readonly string[] {
  try {
    return p.files.readDirectory(path);
  } catch (error) {
    if (isErrno(error)) return [];
    throw error;
  }
}

/** Installed distributions by canonical name: their dist-info folders. */
export function installedIn(
  p: Process,
  { sitePackages }: Environment,
): Map<string, { readonly name: string; readonly version: string }> {
  const found = new Map<string, { name: string; version: string }>();
  for (const folder of list(p, sitePackages)) {
    const [, name, version] = /^(.+)-([^-]+)\.dist-info$/.exec(folder) ?? [];
    if (name !== undefined && version !== undefined)
      found.set(canonical(name), { name: name.replace(/_/g, '-'), version });
  }
  return found;
}

function makeFolders(p: Process, path: string): void {
  const names = path.split('/').slice(1);
  for (let depth = 1; depth <= names.length; depth++) {
    const folder = `/${names.slice(0, depth).join('/')}`;
    if (!p.files.exists(folder)) p.files.mkdir(folder, 0o755);
  }
}

/** A module that can be imported, its metadata, and as many bytes as the real one has. */
export function place(
  p: Process,
  { sitePackages, scripts }: Environment,
  one: Distribution,
  version: string,
): void {
  const stem = one.name.replace(/[-.]/g, '_');
  const module = `${sitePackages}/${stem.toLowerCase()}`;
  const info = `${sitePackages}/${stem}-${version}.dist-info`;
  makeFolders(p, module);
  makeFolders(p, info);
  if (!p.files.exists(`${module}/__init__.py`))
    p.files.writeFile(`${module}/__init__.py`, `__version__ = '${version}'\n`);
  const data = `${module}/_data.bin`;
  p.files.placeFile(
    data,
    syntheticContent(new Uint8Array(), one.wheelBytes * UNPACKED, `${data} ${version}`),
    0o644,
  );
  p.files.writeFile(
    `${info}/METADATA`,
    `Metadata-Version: 2.4\nName: ${one.name}\nVersion: ${version}\nSummary: ${one.summary}\n`,
  );
  p.files.writeFile(`${info}/RECORD`, '');
  if (['flask', 'gunicorn', 'uvicorn', 'pytest', 'fastapi', 'cowsay'].includes(one.name)) {
    makeFolders(p, scripts);
    p.files.placeFile(`${scripts}/${one.name}`, executableContent(`installed/${one.name}`, 300), 0o755);
  }
}

export function removeDistribution(
  p: Process,
  { sitePackages, scripts }: Environment,
  name: string,
  version: string,
): void {
  const stem = name.replace(/[-.]/g, '_');
  for (const folder of [
    `${sitePackages}/${stem.toLowerCase()}`,
    `${sitePackages}/${stem}-${version}.dist-info`,
  ]) {
    for (const file of list(p, folder)) p.files.unlink(`${folder}/${file}`);
    if (p.files.exists(folder)) p.files.rmdir(folder);
  }
  if (p.files.exists(`${scripts}/${name}`)) p.files.unlink(`${scripts}/${name}`);
}
