import type { ProcessFiles } from '../kernel';

/** Whether a path leads to a folder. */
export function isFolder(files: ProcessFiles, path: string): boolean {
  return files.exists(path) && files.stat(path).kind === 'directory';
}

/** Makes a folder and those above it, as far as they are missing. */
export function makeFolders(files: ProcessFiles, path: string, mode = 0o755): void {
  let made = '';
  for (const part of path.split('/').filter((name) => name !== '')) {
    made += `/${part}`;
    if (!files.exists(made)) files.mkdir(made, mode);
  }
}

/** Removes a file, or a folder with all that is in it. */
export function removeAll(files: ProcessFiles, path: string): void {
  if (files.lstat(path).kind !== 'directory') {
    files.unlink(path);
    return;
  }
  for (const name of files.readDirectory(path)) removeAll(files, `${path}/${name}`);
  files.rmdir(path);
}

/** The sum of the lengths of all files in a folder. */
export function apparentSizeBytes(files: ProcessFiles, path: string): number {
  const { kind, sizeBytes } = files.lstat(path);
  if (kind !== 'directory') return kind === 'file' ? sizeBytes : 0;
  return files
    .readDirectory(path)
    .reduce((sum, name) => sum + apparentSizeBytes(files, `${path}/${name}`), 0);
}
