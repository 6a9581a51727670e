import { isErrno, type ErrnoCode } from '../kernel';
import type { Shell } from './shell';

export type Found = { readonly path: string } | { readonly code: ErrnoCode; readonly path?: string };

/** Where a command's file is: itself if it has a slash, else the first in PATH that can be executed. */
export function findProgram(shell: Shell, name: string, searchPath = shell.variables.get('PATH')): Found {
  if (name.includes('/')) return checkFile(shell, name);
  let refused: Found | undefined;
  for (const folder of (searchPath ?? '').split(':')) {
    if (searchPath === undefined) break;
    const path = `${folder === '' ? '.' : folder.replace(/(?<=.)\/$/, '')}/${name}`;
    const found = checkFile(shell, folder === '/' ? `/${name}` : path);
    if (!('code' in found)) return found;
    if (found.code === 'EACCES') refused ??= { code: 'EACCES', path };
  }
  return refused ?? { code: 'ENOENT' };
}

function checkFile(shell: Shell, path: string): Found {
  const { files } = shell.p;
  try {
    const stat = files.stat(path);
    if (stat.kind === 'directory') return { code: 'EISDIR' };
    return files.access(path, 'x') && (stat.mode & 0o111) !== 0 ? { path } : { code: 'EACCES' };
  } catch (error) {
    if (isErrno(error)) return { code: error.code };
    throw error;
  }
}

/** All files that a name could mean, in the order of PATH: `type -a`, `which -a`. */
export function findAllPrograms(shell: Shell, name: string): string[] {
  if (name.includes('/')) return 'code' in checkFile(shell, name) ? [] : [name];
  const folders = (shell.variables.get('PATH') ?? '').split(':');
  return folders
    .map((folder) => `${folder === '' ? '.' : folder}/${name}`)
    .filter((path) => !('code' in checkFile(shell, path)));
}
