/** What the npm registry offers, package.json, and what lies in node_modules. */
import { executableContent, syntheticContent } from '../../../fs';
import type { Process, Task } from '../../../kernel';
import { isErrno } from '../../../kernel';

export interface NodePackage {
  readonly name: string;
  readonly version: string;
  readonly installedBytes: number;
  readonly depends: readonly string[];
  readonly hasFunding: boolean;
  readonly bins: readonly string[];
}

/** The fields of a package.json that npm reads. */
export interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

interface RegistryFacts {
  readonly columns: readonly string[];
  readonly packages: readonly string[];
}

function isRegistryFacts(value: unknown): value is RegistryFacts {
  return typeof value === 'object' && value !== null && 'columns' in value && 'packages' in value;
}

export function* readRegistry(p: Process): Task<ReadonlyMap<string, NodePackage>> {
  const facts = yield* p.need('packages/npm');
  if (!isRegistryFacts(facts)) throw new TypeError('packages/npm holds the facts of a registry');
  return new Map(
    facts.packages.map((row): [string, NodePackage] => {
      const cells = row.split('\t');
      const cell = (name: string): string => cells[facts.columns.indexOf(name)] ?? '';
      return [
        cell('name'),
        {
          name: cell('name'),
          version: cell('version'),
          installedBytes: Number(cell('installedBytes')),
          depends: cell('depends').split(' ').filter(Boolean),
          hasFunding: cell('funding') !== '',
          bins: cell('bins').split(' ').filter(Boolean),
        },
      ];
    }),
  );
}

/** A package.json; undefined: there is none. Throws SyntaxError where it is not JSON. */
export function readManifest(p: Process, path: string): Manifest | undefined {
  let text: string;
  try {
    text = p.files.readText(path);
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? value : {};
}

/** Everything that these packages need, them included; a name that is not known is given back by itself. */
export function closureOf(
  registry: ReadonlyMap<string, NodePackage>,
  names: readonly string[],
): { readonly packages: readonly NodePackage[]; readonly unknown: readonly string[] } {
  const found = new Map<string, NodePackage>();
  const unknown: string[] = [];
  const pending = [...names];
  for (let name = pending.shift(); name !== undefined; name = pending.shift()) {
    if (found.has(name)) continue;
    const one = registry.get(name);
    if (one === undefined) {
      if (names.includes(name)) unknown.push(name);
      continue;
    }
    found.set(name, one);
    pending.push(...one.depends);
  }
  return { packages: [...found.values()], unknown };
}

export function isPlaced(p: Process, { name, version }: NodePackage): boolean {
  return readManifest(p, `node_modules/${name}/package.json`)?.version === version;
}

export function placeModule(p: Process, { name, version, installedBytes, bins }: NodePackage): void {
  const folder = `node_modules/${name}`;
  makeFolder(p, folder);
  const manifest = `${JSON.stringify({ name, version, main: 'index.js' }, null, 2)}\n`;
  p.files.writeFile(`${folder}/package.json`, manifest);
  const data = `${folder}/index.js`;
  p.files.placeFile(
    data,
    syntheticContent(new Uint8Array(), Math.max(0, installedBytes - manifest.length), data),
    0o644,
  );
  if (bins.length > 0) makeFolder(p, 'node_modules/.bin');
  for (const bin of bins) {
    p.files.placeFile(`node_modules/.bin/${bin}`, executableContent(`installed/${bin}`, 300), 0o755);
  }
}

function makeFolder({ files }: Process, path: string): void {
  let folder = '';
  for (const name of path.split('/')) {
    folder += `${folder === '' ? '' : '/'}${name}`;
    if (!files.exists(folder)) files.mkdir(folder, 0o755);
  }
}
