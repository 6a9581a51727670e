/** What packages' files hold, for the few of them that somebody reads: a server's configuration. */
import type { Process, Task } from '../../../kernel';
import type { FilesRecipe } from '../../../world';
import { INIT_SCRIPTS } from './init-scripts';
import type { DebPackage } from './package-index';

/** Packages whose contents are known, by the releases whose they are; Ubuntu's stand on those of Debian. */
const KNOWN: ReadonlySet<string> = new Set(['nginx-common']);
const RELEASES: Readonly<Record<string, string>> = {
  trixie: 'trixie',
  resolute: 'trixie',
  bookworm: 'bookworm',
  noble: 'bookworm',
  jammy: 'bookworm',
};

/** Puts them into place over a package's files of which only the size is known; gives back their paths. */
export function* placeContents(
  p: Process,
  { name }: DebPackage,
  suite: string | undefined,
): Task<readonly string[]> {
  const release = RELEASES[suite ?? ''];
  if (!KNOWN.has(name) || release === undefined) return [];
  const contents = yield* p.need(`packages/contents-${name}-${release}`);
  if (!isRecipe(contents)) return [];
  const { directories = [], symlinks = [] } = contents;
  const script = INIT_SCRIPTS[name];
  const files = [...(contents.files ?? []), ...(script ? [{ ...script, mode: 0o755 }] : [])];
  for (const { path, mode = 0o755 } of directories) makeFolder(p, path, mode);
  for (const { path, text, mode = 0o644 } of files) {
    makeFolder(p, path.slice(0, path.lastIndexOf('/')), 0o755);
    p.files.writeFile(path, text);
    p.files.chmod(path, mode);
  }
  for (const { path, target } of symlinks) if (!p.files.exists(path)) p.files.symlink(target, path);
  return [...directories, ...files, ...symlinks].map(({ path }) => path);
}

function makeFolder({ files }: Process, path: string, mode: number): void {
  const names = path.split('/').filter(Boolean);
  for (const [index] of names.entries()) {
    const folder = `/${names.slice(0, index + 1).join('/')}`;
    if (!files.exists(folder)) files.mkdir(folder, mode);
  }
}

function isRecipe(value: unknown): value is FilesRecipe {
  return typeof value === 'object' && value !== null && 'files' in value;
}
