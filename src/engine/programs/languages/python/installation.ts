/** Which Python this is: of the image, of the distribution, or of a virtual environment. */
import type { Process } from '../../../kernel';
import { findProgram } from '../../shared/exec';
import { parentOf } from '../../shared/trees';
import type { Installation } from './vm';

/** Of each series, what the distribution that packages it has. */
const PACKAGED: Readonly<Record<string, readonly [version: string, compiler: string, built: string]>> = {
  debian12: ['3.11.2', 'GCC 12.2.0', 'Apr 28 2025, 14:11:48'],
  debian13: ['3.13.5', 'GCC 14.2.0', 'Jun 25 2025, 18:55:22'],
  'ubuntu22.04': ['3.10.12', 'GCC 11.4.0', 'Aug 15 2025, 14:32:43'],
  'ubuntu24.04': ['3.12.3', 'GCC 13.3.0', 'Aug 14 2025, 17:47:21'],
};
const DEFAULT = ['3.13.5', 'GCC 14.2.0', 'Jun 25 2025, 18:55:22'] as const;
const IMAGE_BUILT = 'Oct  7 2025, 00:00:00';

export function findInstallation(p: Process): Installation {
  const called = p.argv[0] ?? 'python3';
  const executable = absolute(p, findProgram(p, called) ?? called);
  const config = `${parentOf(parentOf(executable))}/pyvenv.cfg`;
  if (p.files.exists(config)) {
    const home = /^home\s*=\s*(.*)$/m.exec(p.files.readText(config))?.[1]?.trim() ?? '/usr/local/bin';
    return { ...installed(p, parentOf(home)), executable, prefix: parentOf(parentOf(executable)) };
  }
  const prefix = executable.startsWith('/usr/local/') ? '/usr/local' : '/usr';
  return { ...installed(p, prefix), executable };
}

function absolute(p: Process, path: string): string {
  return path.startsWith('/') ? path : `${p.cwd === '/' ? '' : p.cwd}/${path}`;
}

function installed(p: Process, prefix: string): Installation {
  const release = (name: string): string =>
    p.files.exists('/etc/os-release')
      ? (new RegExp(`^${name}="?([^"\\n]*)`, 'm').exec(p.files.readText('/etc/os-release'))?.[1] ?? '')
      : '';
  const distribution = `${release('ID')}${release('VERSION_ID')}`;
  const isMusl = release('ID') === 'alpine';
  const [version, compiler, built] = PACKAGED[distribution] ?? DEFAULT;
  const made = prefix === '/usr/local' ? ownVersion(p, prefix) : undefined;
  return {
    prefix,
    executable: `${prefix}/bin/python3`,
    version: made ?? version,
    compiler: isMusl ? 'GCC 14.2.0' : made === undefined ? compiler : 'GCC 14.2.0',
    built: made === undefined ? built : IMAGE_BUILT,
  };
}

/** The version of a Python that was built from source, of its own header. */
function ownVersion(p: Process, prefix: string): string | undefined {
  const folder = `${prefix}/include`;
  if (!p.files.exists(folder)) return undefined;
  for (const name of p.files.readDirectory(folder)) {
    const header = `${folder}/${name}/patchlevel.h`;
    if (!name.startsWith('python') || !p.files.exists(header)) continue;
    const found = /^#define PY_VERSION\s+"([^"]+)"/m.exec(p.files.readText(header));
    if (found) return found[1];
  }
  return undefined;
}
