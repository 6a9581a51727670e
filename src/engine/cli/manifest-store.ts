// Lists of manifests that a client puts together before it pushes them. Source: docker/cli cli/manifest/store.
import type { Task } from '../kernel';
import { formatReference, type Reference } from '../oci';
import { configFolder, type ConfigPlace, makeFolder } from './client-config';
import { CommandError } from './context';
import { askForManifests, type KeptManifest, keptManifest, type RegistryAsker } from './registry-manifests';

/** Where a list is kept: a folder, with a file for each of its manifests. */
function folderOf(place: ConfigPlace, list: Reference): string {
  return `${configFolder(place)}/manifests/${fileName(list)}`;
}

function fileName(reference: Reference): string {
  return formatReference(reference).replaceAll(':', '-').replaceAll('/', '_');
}

export function noSuchManifest(reference: Reference): CommandError {
  return new CommandError(`No such manifest: ${formatReference(reference)}`);
}

/** The manifests of a list, in the order of their names; undefined where there is no such list. */
export function keptList(place: ConfigPlace, list: Reference): readonly KeptManifest[] | undefined {
  const { files } = place.process;
  const folder = folderOf(place, list);
  if (!files.exists(folder)) return undefined;
  return [...files.readDirectory(folder)].sort().map((name) => readKept(place, `${folder}/${name}`));
}

/** One manifest of a list; undefined where it is not in it. */
export function findKept(place: ConfigPlace, list: Reference, manifest: Reference): KeptManifest | undefined {
  const path = `${folderOf(place, list)}/${fileName(manifest)}`;
  return place.process.files.exists(path) ? readKept(place, path) : undefined;
}

function readKept({ process }: ConfigPlace, path: string): KeptManifest {
  try {
    const value: unknown = JSON.parse(process.files.readText(path));
    if (isKept(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new CommandError(`${path} does not hold a manifest`);
}

function isKept(value: unknown): value is KeptManifest {
  return typeof value === 'object' && value !== null && 'Ref' in value && 'Descriptor' in value;
}

/** Takes a manifest into a list, in the place of what the list had by its name. */
export function keep(place: ConfigPlace, list: Reference, manifest: Reference, kept: KeptManifest): void {
  const folder = folderOf(place, list);
  makeFolder(place, folder);
  place.process.files.writeFile(`${folder}/${fileName(manifest)}`, JSON.stringify(kept), { mode: 0o644 });
}

/** Forgets a list. */
export function forget(place: ConfigPlace, list: Reference): void {
  const { files } = place.process;
  const folder = folderOf(place, list);
  for (const name of files.readDirectory(folder)) files.unlink(`${folder}/${name}`);
  files.rmdir(folder);
}

/** A manifest as the list has it, or as its registry does. */
export function* keptOrAsked(
  asker: RegistryAsker,
  list: Reference,
  reference: Reference,
): Task<KeptManifest> {
  const kept = findKept(asker, list, reference);
  if (kept !== undefined) return kept;
  const { isIndex, manifests } = yield* askForManifests(asker, reference);
  const name = formatReference(reference);
  if (isIndex) throw new CommandError(`${name} is a manifest list`);
  const [manifest] = manifests;
  if (manifest === undefined) throw new CommandError(`no such manifest: ${name}`);
  return keptManifest(name, manifest);
}
