/** Which package a file is of: from dpkg's lists, and for what the image is made of from the release's facts. */
import type { Process, Task } from '../../../kernel';
import { releaseIndex } from './lists';
import { globToRegex } from './name-patterns';
import { fileBin } from './order';
import { filesOf } from './package-files';
import { isInstalled, textOf, type InstalledPackage } from './status-file';

/** All files of an installed package that are known. */
export function* ownFiles(p: Process, one: InstalledPackage): Task<readonly string[]> {
  const listed = filesOf(p, one);
  if (listed.length > 0) return listed;
  const codename = /^VERSION_CODENAME=(\w+)/m.exec(textOf(p, '/etc/os-release'))?.[1] ?? '';
  const index = yield* releaseIndex(p, codename, p.nowMs);
  const paths = new Set(['/.']);
  for (const { path } of index?.packages.get(one.name)?.files ?? []) {
    const names = path.split('/').slice(1);
    for (let depth = 1; depth <= names.length; depth++) paths.add(`/${names.slice(0, depth).join('/')}`);
  }
  return [...paths];
}

/** Paths that match, each with its packages; a pattern without a slash or star may be anywhere in a path. */
export function* ownersOf(
  p: Process,
  status: ReadonlyMap<string, InstalledPackage>,
  word: string,
): Task<readonly { readonly path: string; readonly owners: readonly InstalledPackage[] }[]> {
  const pattern = globToRegex(/^[/*]/.test(word) ? word : `*${word}*`);
  const found = new Map<string, InstalledPackage[]>();
  for (const one of status.values()) {
    if (!isInstalled(one)) continue;
    for (const path of yield* ownFiles(p, one)) {
      if (pattern.test(path)) found.set(path, [...(found.get(path) ?? []), one]);
    }
  }
  return [...found].sort(([a], [b]) => fileBin(a) - fileBin(b)).map(([path, owners]) => ({ path, owners }));
}
