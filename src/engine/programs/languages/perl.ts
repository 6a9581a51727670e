import type { Process, Task } from '../../kernel';
import { installedVersion } from '../shared/installed';
import { program } from '../shared/program';
import { parseArguments, PerlUsageError } from './perl/arguments';
import { runPerl } from './perl/run';

/** Of a Perl whose package does not say. */
const DEFAULT = '5.40.1';

/** How many patches Debian says that a release has, as far as it was seen. */
const PATCHES: Readonly<Record<string, string>> = { '5.36.0': '54' };

/** The last year of each release's copyright. */
const COPYRIGHT: Readonly<Record<string, string>> = { 34: '2021', 36: '2022', 38: '2023', 40: '2025' };

function versionOf(p: Process): string {
  return (
    /\d+\.\d+\.\d+/.exec(installedVersion(p, 'perl-base') ?? installedVersion(p, 'perl') ?? '')?.[0] ??
    DEFAULT
  );
}

function versionText(version: string): string {
  const [major = '5', minor = '40', patch = '1'] = version.split('.');
  const patches = PATCHES[version];
  return `\nThis is perl ${major}, version ${minor}, subversion ${patch} (v${version}) built for x86_64-linux-gnu-thread-multi\n${patches === undefined ? '' : `(with ${patches} registered patches, see perl -V for more detail)\n`}\nCopyright 1987-${COPYRIGHT[minor] ?? '2025'}, Larry Wall\n`;
}

function* run(p: Process): Task<number> {
  const version = versionOf(p);
  try {
    const wanted = parseArguments(p.argv.slice(1));
    if (wanted.shows === 'version') {
      yield* p.stdout.write(versionText(version));
      return 0;
    }
    if (wanted.shows === 'help') {
      yield* p.stdout.write(
        `Usage: ${p.argv[0] ?? 'perl'} [switches] [--] [programfile] [arguments]\nSwitches modelled on this simulated machine: -0 -a -c -e -E -F -i -I -l -M -n -p -v -w\n`,
      );
      return 0;
    }
    return yield* runPerl(p, version, wanted);
  } catch (error) {
    if (!(error instanceof PerlUsageError)) throw error;
    yield* p.stderr.write(error.message);
    return 29;
  }
}

export const perl = program({
  id: 'perl-base/perl',
  names: ['perl5.34.0', 'perl5.36.0', 'perl5.38.2', 'perl5.40.1'],
  paths: ['/usr/bin/perl'],
  flavours: ['gnu'],
  stopAtOperand: 'raw',
  run: (c) => run(c.p),
});
