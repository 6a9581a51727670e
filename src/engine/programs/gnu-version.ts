import type { Process } from '../kernel';
import { installedVersion } from './shared/installed';

/** What stands behind a program's name; others name no package of their own. */
const MAKERS: Readonly<Record<string, string>> = {
  coreutils: '(GNU coreutils)',
  diffutils: '(GNU diffutils)',
  findutils: '(GNU findutils)',
  grep: '(GNU grep)',
  gzip: '',
  mount: 'from util-linux',
  procps: 'from procps-ng',
  sed: '(GNU sed)',
  tar: '(GNU tar)',
  'util-linux': 'from util-linux',
};

/**
 * The first line that a program prints with `--version`, as the version is installed here; the real ones of GNU go on
 * with authors and licence. Undefined: the program is of another make, or of no known package.
 */
export function versionLine(p: Process, program: string, packageName: string): string | undefined {
  const maker = MAKERS[packageName];
  const installed = maker === undefined ? undefined : installedVersion(p, packageName);
  if (maker === undefined || installed === undefined) return undefined;
  // Debian's epoch and revision, and what it says of repacked sources, are not of the program's own version.
  const upstream = installed
    .replace(/^\d+:/, '')
    .replace(/-[^-]*$/, '')
    .replace(/[+~]dfsg.*$/, '');
  return [program, maker, upstream].filter((word) => word !== '').join(' ');
}
