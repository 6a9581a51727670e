/** `apt show` and `apt-cache show`: a package's fields, as an archive offers it or as dpkg knows it. */
import type { Task } from '../../../kernel';
import type { AptSession } from './apt-session';
import { sizeText } from './apt-text';
import type { Lists } from './lists';
import { poolPath, type DebPackage } from './package-index';
import { isInstalled, isReferredTo, type InstalledPackage } from './status-file';

type Fields = readonly (readonly [string, string])[];

export function* show(s: AptSession, words: readonly string[]): Task<number> {
  const lists = yield* s.lists();
  let shown = 0;
  for (const word of words) {
    const one = lists.packages.get(word);
    const there = s.status.get(word);
    if (one === undefined && there === undefined) {
      if (isReferredTo(s.status, word)) {
        if (s.quiet === 0)
          yield* s.message('N', `Can't select versions from package '${word}' as it is purely virtual`);
        shown++;
        continue;
      }
      // A notice, which apt keeps for who sits at a terminal.
      if (s.quiet === 0) yield* s.message('N', `Unable to locate package ${word}`);
      continue;
    }
    shown++;
    yield* s.print(`${textOf(s, fieldsOf(s, lists, one, there))}\n`);
  }
  if (shown === 0) return yield* s.fail('No packages found');
  return 0;
}

/** apt 3 has names in bold on a terminal, and a package's own name in green. */
function textOf(s: AptSession, fields: Fields): string {
  const isColoured = s.hasNewLayout && s.isTty;
  return fields
    .map(([name, value]) => {
      if (!isColoured) return `${name}: ${value}\n`;
      const shown = name === 'Package' ? `\u001b[32m${value}\u001b[0m` : value;
      return REWRITTEN.has(name)
        ? `\u001b[1m${name}: \u001b[0m${shown}\n`
        : `\u001b[1m${name}:\u001b[0m ${shown}\n`;
    })
    .join('');
}

/** Fields that apt writes itself; the others it takes as they stand in the record. */
const REWRITTEN: ReadonlySet<string> = new Set([
  'Package',
  'Installed-Size',
  'Download-Size',
  'APT-Manual-Installed',
  'APT-Sources',
  'Description',
]);

function fieldsOf(
  s: AptSession,
  lists: Lists,
  one: DebPackage | undefined,
  there: InstalledPackage | undefined,
): Fields {
  if (one === undefined || one.downloadBytes === 0) {
    if (there === undefined) return [];
    return s.name === 'apt' ? installedForApt(s, there) : [...there.fields];
  }
  if (s.name !== 'apt') return given(archiveFields(one));
  const status = isInstalled(there);
  return given([
    ['Package', one.name],
    ['Version', one.version],
    ['Priority', one.priority],
    ['Essential', one.isEssential ? 'yes' : ''],
    ['Section', one.section],
    ['Source', one.source === one.name ? '' : one.source],
    ['Installed-Size', `${sizeText(one.installedKiB * 1024)}B`],
    ['Provides', one.provides],
    ['Pre-Depends', one.preDepends],
    ['Depends', one.depends],
    ['Recommends', one.recommends],
    ['Suggests', one.suggests],
    ['Download-Size', `${sizeText(one.downloadBytes)}B`],
    ['APT-Manual-Installed', status ? (s.automatic.has(one.name) ? 'no' : 'yes') : ''],
    ['APT-Sources', sourceOf(lists, one)],
    ['Description', `${one.description}\n`],
  ]);
}

function sourceOf(lists: Lists, { archives }: DebPackage): string {
  const [archive] = archives;
  if (archive === undefined) return '';
  const uri = lists.sourceOf(archive)?.uri ?? '';
  return `${uri} ${archive.suite}/${archive.component} amd64 Packages`;
}

/** What dpkg's own file has, in the order in which apt shows it. */
function installedForApt(s: AptSession, one: InstalledPackage): Fields {
  const { fields } = one;
  const field = (name: string): readonly [string, string] => [name, fields.get(name) ?? ''];
  return given([
    field('Package'),
    field('Version'),
    field('Status'),
    field('Priority'),
    field('Essential'),
    field('Section'),
    field('Source'),
    field('Maintainer'),
    ['Installed-Size', `${sizeText(one.installedKiB * 1024)}B`],
    field('Provides'),
    field('Pre-Depends'),
    field('Depends'),
    field('Recommends'),
    field('Suggests'),
    field('Conflicts'),
    field('Breaks'),
    field('Replaces'),
    field('Homepage'),
    ['Download-Size', 'unknown'],
    ['APT-Manual-Installed', s.automatic.has(one.name) ? 'no' : 'yes'],
    ['APT-Sources', '/var/lib/dpkg/status'],
    ['Description', `${fields.get('Description') ?? ''}\n`],
  ]);
}

function archiveFields(one: DebPackage): Fields {
  return [
    ['Package', one.name],
    ['Source', one.source === one.name ? '' : one.source],
    ['Version', one.version],
    ['Installed-Size', String(one.installedKiB)],
    ['Architecture', one.architecture],
    ['Provides', one.provides],
    ['Pre-Depends', one.preDepends],
    ['Depends', one.depends],
    ['Recommends', one.recommends],
    ['Suggests', one.suggests],
    ['Description', one.description],
    ['Multi-Arch', one.isMultiArchSame ? 'same' : ''],
    ['Section', one.section],
    ['Priority', one.priority],
    ['Filename', poolPath(one)],
    ['Size', String(one.downloadBytes)],
  ];
}

function given(fields: Fields): Fields {
  return fields.filter(([, value]) => value !== '');
}
