/** What the package databases of Debian and Alpine say is installed. */
import { readTextIfThere } from '../../kernel';
import type { Process } from '../../kernel';
import { fileLines } from './users';

export const DPKG_STATUS = '/var/lib/dpkg/status';
export const APK_INSTALLED = '/lib/apk/db/installed';

/** The version of an installed package, for programs that print their own; undefined: not installed as one. */
export function installedVersion(p: Process, name: string): string | undefined {
  const { files } = p;
  const text = readTextIfThere(files, DPKG_STATUS);
  if (text !== undefined) {
    const at = `\n${text}`.indexOf(`\nPackage: ${name}\n`);
    if (at >= 0) return /^Version: (.*)$/m.exec(text.slice(at))?.[1];
  }
  const lines = fileLines(files, APK_INSTALLED);
  const at = lines.indexOf(`P:${name}`);
  return at < 0
    ? undefined
    : lines
        .slice(at)
        .find((line) => line.startsWith('V:'))
        ?.slice(2);
}

const DPKG_INFO = '/var/lib/dpkg/info';

/** The package that brought a program, with what it says of itself: `htop (interactive processes viewer)`. */
export function packageOf(p: Process, program: string): string | undefined {
  const { files } = p;
  if (files.access(DPKG_INFO, 'r')) {
    const ending = new RegExp(`/(s?bin|games)/${program.replace(/[^\w]/g, '\\$&')}$`, 'm');
    for (const name of files.readDirectory(DPKG_INFO)) {
      if (!name.endsWith('.list') || !ending.test(files.readText(`${DPKG_INFO}/${name}`))) continue;
      const owner = name.replace(/(:\w+)?\.list$/, '');
      const status = files.access(DPKG_STATUS, 'r') ? `\n${files.readText(DPKG_STATUS)}` : '';
      const [stanza = ''] = status.slice(status.indexOf(`\nPackage: ${owner}\n`)).split('\n\n');
      const description = /^Description: (.*)$/m.exec(stanza)?.[1];
      return description === undefined ? owner : `${owner} (${description})`;
    }
  }
  return undefined;
}
