// Names of files that match a pattern: loaded when a shell first meets one.
import type { Process } from '../../kernel';
import { isErrno } from '../../kernel';
import { compareByCodePoint } from '../glob';
import { matchesPattern, type PatternOptions } from '../pattern';
import { hasPattern } from '../pattern-text';

export interface GlobOptions extends PatternOptions {
  readonly dotFiles: boolean;
  /** `**` is any depth of folders. */
  readonly star: boolean;
  /** `.*` does not match `.` and `..`. */
  readonly skipsDots: boolean;
}

/** Names of files that match, sorted; none where nothing does. */
export function expandGlob(p: Process, pattern: string, options: GlobOptions): string[] {
  const isAbsolute = pattern.startsWith('/');
  const parts = pattern
    .split(/\/+/)
    .filter((part, index, all) => part !== '' || (index === all.length - 1 && index > 0));
  let found: string[] = [isAbsolute ? '/' : ''];
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    found = found.flatMap((base) => step(p, base, part, isLast, options));
    if (found.length === 0) return [];
  }
  return found.filter((name) => name !== '').sort(compareByCodePoint);
}

function step(p: Process, base: string, part: string, isLast: boolean, options: GlobOptions): string[] {
  if (part === '') return isDirectory(p, base) ? [`${base.replace(/\/$/, '')}/`] : [];
  const join = (name: string): string =>
    base === '' || base.endsWith('/') ? base + name : `${base}/${name}`;
  if (part === '**' && options.star) {
    const folders = descend(p, base, options);
    const below = folders.flatMap((folder) =>
      listed(p, folder === '' ? '.' : folder)
        .filter((name) => options.dotFiles || !name.startsWith('.'))
        .map((name) => (folder === '' || folder.endsWith('/') ? folder + name : `${folder}/${name}`)),
    );
    return isLast
      ? [...new Set([...(base === '' ? [] : [base.endsWith('/') ? base : `${base}/`]), ...below])]
      : folders;
  }
  if (!hasPattern(part, options.extended)) {
    const name = join(part.replace(/\\([\s\S])/g, '$1'));
    return (isLast ? existsAtAll(p, name) : isDirectory(p, name)) ? [name] : [];
  }
  const names = listed(p, base === '' ? '.' : base);
  const isDotted = part.startsWith('.') || part.startsWith('\\.');
  const candidates = isDotted && !options.skipsDots ? ['.', '..', ...names] : names;
  return candidates
    .filter(
      (name) =>
        (isDotted || options.dotFiles || !name.startsWith('.')) && matchesPattern(part, name, options),
    )
    .map(join)
    .filter((name) => isLast || isDirectory(p, name));
}

function descend(p: Process, base: string, options: GlobOptions): string[] {
  const here = listed(p, base === '' ? '.' : base)
    .filter((name) => options.dotFiles || !name.startsWith('.'))
    .map((name) => (base === '' || base.endsWith('/') ? base + name : `${base}/${name}`))
    .filter((name) => isRealDirectory(p, name));
  return [base, ...here.flatMap((name) => descend(p, name, options))];
}

function listed(p: Process, path: string): readonly string[] {
  return quietly(() => p.files.readDirectory(path), []);
}

function isDirectory(p: Process, path: string): boolean {
  return quietly(() => p.files.stat(path).kind === 'directory', false);
}

function isRealDirectory(p: Process, path: string): boolean {
  return quietly(() => p.files.lstat(path).kind === 'directory', false);
}

/** Also true for a symlink that leads nowhere. */
function existsAtAll(p: Process, path: string): boolean {
  return quietly(() => p.files.lstat(path) !== undefined, false);
}

function quietly<T>(ask: () => T, otherwise: T): T {
  try {
    return ask();
  } catch (error) {
    if (isErrno(error)) return otherwise;
    throw error;
  }
}
