/** Puts a package's files into the tree and takes them out again, and keeps the list that dpkg keeps of them. */
import { executableContent, syntheticContent } from '../../../fs';
import type { Process } from '../../../kernel';
import { isErrno } from '../../../kernel';
import type { DebPackage, PackageFile } from './package-index';
import { INFO, textOf } from './status-file';

const PROGRAM_FOLDER = /^(\/usr)?(\/local)?\/(s?bin|games)\//;
const COPYRIGHT_BYTES = 1500;

/** The path of a package's list of files. */
export function listPath({
  name,
  isMultiArchSame,
}: {
  readonly name: string;
  readonly isMultiArchSame: boolean;
}): string {
  return `${INFO}/${name}${isMultiArchSame ? ':amd64' : ''}.list`;
}

/** Files of a package as they are put into place: all together as large as its Installed-Size says. */
function placedFiles({ name, files, installedKiB }: DebPackage): readonly PackageFile[] {
  const total = installedKiB * 1024;
  const known = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const scale = known > total && known > 0 ? total / known : 1;
  const scaled = files.map((file) => ({ ...file, sizeBytes: Math.round(file.sizeBytes * scale) }));
  const doc = `/usr/share/doc/${name}`;
  const rest = total - scaled.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (rest <= COPYRIGHT_BYTES) return [...scaled, { path: `${doc}/copyright`, sizeBytes: Math.max(rest, 0) }];
  return [
    ...scaled,
    { path: `${doc}/changelog.Debian.gz`, sizeBytes: rest - COPYRIGHT_BYTES },
    { path: `${doc}/copyright`, sizeBytes: COPYRIGHT_BYTES },
  ];
}

/** Unpacks a package; over an older version of it what is gone in the new one goes. */
export function placePackage(p: Process, one: DebPackage): void {
  const before = new Set(filesOf(p, one));
  const paths = new Set(['/.']);
  for (const file of placedFiles(one)) {
    makeFolders(p, file.path, paths);
    placeFile(p, file);
    paths.add(file.path);
    before.delete(file.path);
  }
  for (const path of before) removeFile(p, path);
  if (!p.files.exists(INFO)) p.files.mkdir(INFO, 0o755);
  p.files.writeFile(listPath(one), `${[...paths].join('\n')}\n`);
}

/** Adds to dpkg's list of a package's files. */
export function listMore(p: Process, one: DebPackage, more: readonly string[]): void {
  if (more.length === 0) return;
  const paths = new Set([...filesOf(p, one), ...more]);
  p.files.writeFile(listPath(one), `${[...paths].join('\n')}\n`);
}

function makeFolders({ files }: Process, path: string, seen: Set<string>): void {
  const names = path.split('/').slice(1, -1);
  let folder = '';
  for (const name of names) {
    folder += `/${name}`;
    seen.add(folder);
    if (!files.exists(folder)) files.mkdir(folder, 0o755);
  }
}

/** Programs that packages bring to run as root, whoever calls them; the lists of files do not say it. */
const SETUID_PROGRAMS: ReadonlySet<string> = new Set(['sudo', 'doas', 'pkexec', 'fusermount3', 'ntfs-3g']);

function placeFile({ files }: Process, { path, sizeBytes, target }: PackageFile): void {
  if (target !== undefined) {
    removeQuietly(files, path);
    files.symlink(target, path);
  } else if (PROGRAM_FOLDER.test(path)) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const mode = SETUID_PROGRAMS.has(name) ? 0o4755 : 0o755;
    files.placeFile(path, executableContent(`installed/${name}`, sizeBytes), mode);
  } else files.placeFile(path, syntheticContent(new Uint8Array(), sizeBytes, path), 0o644);
}

function removeQuietly(files: Process['files'], path: string): void {
  try {
    files.unlink(path);
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
}

/** The paths on dpkg's list of an installed package; none: it has no list. */
export function filesOf(
  p: Process,
  one: { readonly name: string; readonly isMultiArchSame: boolean },
): readonly string[] {
  return textOf(p, listPath(one)).split('\n').filter(Boolean);
}

/** Configuration stays until a package is purged. */
export function isConfiguration(path: string): boolean {
  return path.startsWith('/etc/');
}

/** Removes a package's files; gives back the configuration that stays. */
export function removePackage(
  p: Process,
  one: { readonly name: string; readonly isMultiArchSame: boolean },
  purge: boolean,
  baseFiles: readonly PackageFile[],
): readonly string[] {
  const listed = filesOf(p, one);
  const paths = listed.length > 0 ? listed : baseFiles.map(({ path }) => path);
  const isFile = (path: string): boolean => {
    try {
      return p.files.lstat(path).kind !== 'directory';
    } catch (error) {
      if (isErrno(error)) return false;
      throw error;
    }
  };
  const files = paths.filter(isFile);
  const kept = purge ? [] : files.filter(isConfiguration);
  for (const path of files) if (!kept.includes(path)) removeFile(p, path);
  for (const path of [...paths].reverse()) if (!files.includes(path)) removeFolder(p, path);
  removeQuietly(p.files, listPath(one));
  if (kept.length > 0) p.files.writeFile(listPath(one), `${kept.join('\n')}\n`);
  return kept;
}

function removeFile(p: Process, path: string): void {
  removeQuietly(p.files, path);
}

/** A folder goes when nothing is left in it, unless it is one of those that every system has. */
function removeFolder({ files }: Process, path: string): void {
  if (path.split('/').length < 5 && !/^\/usr\/(lib|share)\/[^/]+$/.test(path)) return;
  try {
    files.rmdir(path);
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
}
