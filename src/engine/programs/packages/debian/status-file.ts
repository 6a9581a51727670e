import type { Process } from '../../../kernel';
import { isErrno } from '../../../kernel';
import { DPKG_STATUS } from '../../shared/installed';
import { namesIn, type DebPackage } from './package-index';

/** A package as dpkg knows it. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly installedKiB: number;
  readonly isEssential: boolean;
  readonly description: string;
  /** One version for all architectures at a time: shown as `name:amd64`. */
  readonly isMultiArchSame: boolean;
  /** The three words of its Status field. */
  readonly want: string;
  readonly state: string;
  readonly fields: ReadonlyMap<string, string>;
}

export type Status = ReadonlyMap<string, InstalledPackage>;

export const EXTENDED_STATES = '/var/lib/apt/extended_states';
export const INFO = '/var/lib/dpkg/info';

/** Packages that dpkg knows, by name. */
export function readStatus(p: Process): Map<string, InstalledPackage> {
  return new Map(
    stanzasIn(textOf(p, DPKG_STATUS)).map((fields): [string, InstalledPackage] => {
      const one = installedOf(fields);
      return [one.name, one];
    }),
  );
}

export function isInstalled(one: InstalledPackage | undefined): one is InstalledPackage {
  return one?.state === 'installed';
}

/** What apt does not remove lightly: what dpkg calls essential, and apt itself. */
export function isVital({ name, isEssential }: InstalledPackage): boolean {
  return isEssential || name === 'apt';
}

export const RELATIONS = [
  'Pre-Depends',
  'Depends',
  'Recommends',
  'Suggests',
  'Breaks',
  'Conflicts',
  'Replaces',
  'Enhances',
];

/** Whether what is installed names a package: apt knows its name then, though no archive has it. */
export function isReferredTo(status: Status, name: string): boolean {
  return [...status.values()].some(({ fields }) =>
    RELATIONS.some((relation) => namesIn(fields.get(relation) ?? '').includes(name)),
  );
}

function installedOf(fields: ReadonlyMap<string, string>): InstalledPackage {
  const field = (name: string): string => fields.get(name) ?? '';
  const [want = 'install', , state = 'installed'] = field('Status').split(' ');
  return {
    name: field('Package'),
    version: field('Version'),
    architecture: field('Architecture'),
    installedKiB: Number(field('Installed-Size') || 0),
    isEssential: field('Essential') === 'yes',
    description: field('Description').split('\n')[0] ?? '',
    isMultiArchSame: field('Multi-Arch') === 'same',
    want,
    state,
    fields,
  };
}

/** A package's entry after it was unpacked and set up. */
export function installedAs(one: DebPackage): InstalledPackage {
  const fields: [string, string][] = [
    ['Package', one.name],
    ...(one.isEssential ? [['Essential', 'yes'] as [string, string]] : []),
    ['Status', 'install ok installed'],
    ['Priority', one.priority],
    ['Section', one.section],
    ['Installed-Size', String(one.installedKiB)],
    ['Architecture', one.architecture],
    ...(one.isMultiArchSame ? [['Multi-Arch', 'same'] as [string, string]] : []),
    ...(one.source === one.name ? [] : [['Source', one.source] as [string, string]]),
    ['Version', one.version],
  ];
  const relations: readonly (readonly [string, string])[] = [
    ['Provides', one.provides],
    ['Depends', one.depends],
    ['Pre-Depends', one.preDepends],
    ['Recommends', one.recommends],
    ['Suggests', one.suggests],
    ['Description', one.description],
  ];
  for (const [name, value] of relations) if (value !== '') fields.push([name, value]);
  return installedOf(new Map(fields));
}

/** The same entry with another Status field, such as `deinstall ok config-files`. */
export function withStatus(one: InstalledPackage, status: string): InstalledPackage {
  return installedOf(new Map([...one.fields, ['Status', status]]));
}

export function writeStatus(p: Process, status: Status): void {
  const stanzas = [...status.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ fields }) => stanza(fields));
  replace(p, DPKG_STATUS, `${stanzas.join('\n')}\n`);
}

/** Packages that came because others needed them. */
export function readAutomatic(p: Process): Set<string> {
  return new Set(
    stanzasIn(textOf(p, EXTENDED_STATES))
      .filter((fields) => fields.get('Auto-Installed') === '1')
      .map((fields) => fields.get('Package') ?? ''),
  );
}

export function writeAutomatic(p: Process, names: ReadonlySet<string>): void {
  const stanzas = [...names]
    .sort()
    .map((name) => `Package: ${name}\nArchitecture: amd64\nAuto-Installed: 1\n`);
  replace(p, EXTENDED_STATES, stanzas.length === 0 ? '' : `${stanzas.join('\n')}\n`);
}

/** As dpkg and apt do: written beside, then renamed into place. */
function replace(p: Process, path: string, text: string): void {
  p.files.placeFile(path, new TextEncoder().encode(text), 0o644);
}

function stanza(fields: ReadonlyMap<string, string>): string {
  return [...fields].map(([name, value]) => `${name}: ${value}\n`).join('');
}

function stanzasIn(text: string): ReadonlyMap<string, string>[] {
  return text
    .split(/\n\n+/)
    .filter((one) => one.trim() !== '')
    .map((one) => {
      const fields = new Map<string, string>();
      let last = '';
      for (const line of one.split('\n')) {
        const colon = line.indexOf(':');
        if (/^\s/.test(line)) fields.set(last, `${fields.get(last) ?? ''}\n${line}`);
        else if (colon > 0) {
          last = line.slice(0, colon);
          fields.set(last, line.slice(colon + 1).trim());
        }
      }
      return fields;
    });
}

/** A file's text; empty where it is missing or may not be read. */
export function textOf(p: Process, path: string): string {
  try {
    return p.files.readText(path);
  } catch (error) {
    if (isErrno(error)) return '';
    throw error;
  }
}

/** `name`, or `name:amd64` for a library that may be there for several architectures. */
export function shownName({ name, isMultiArchSame }: InstalledPackage): string {
  return isMultiArchSame ? `${name}:amd64` : name;
}
