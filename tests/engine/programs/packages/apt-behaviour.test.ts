/** What a reader sees of package managers over time and in layers. */
import { expect, test } from 'vitest';
import { changesDiskBytes, diffTrees } from '../../../../src/engine/fs';
import { versionAt } from '../../../../src/engine/programs/packages/debian/moving-versions';
import { compareVersions } from '../../../../src/engine/programs/packages/debian/versions';
import { START_MS, TestSystem } from './system';

const DAY_MS = 86_400_000;

test('there is no curl until it is installed; then it runs, and dpkg knows it', () => {
  const system = new TestSystem('debian-trixie');
  expect(system.run('curl --version')).toMatchObject({ status: 127 });
  expect(system.run('apt-get update -qq && apt-get install -y --no-install-recommends curl').status).toBe(0);
  expect(system.run('curl --version | head -1').stdout).toMatch(/^curl 8\.14\.1 /);
  expect(system.run('dpkg -s curl | head -2').stdout).toBe('Package: curl\nStatus: install ok installed\n');
  expect(system.run('dpkg -S /usr/bin/curl').stdout).toBe('curl: /usr/bin/curl\n');
  expect(system.run('dpkg-query -W -f="\\${Package} \\${Version}" curl').stdout).toBe(
    'curl 8.14.1-2+deb13u7',
  );
});

test('the disk grows by what the packages and the lists are large, and shrinks again', () => {
  const system = new TestSystem('debian-trixie');
  const before = system.tree;
  const grown = (): number => changesDiskBytes(diffTrees(before, system.tree));
  system.run('apt-get update');
  const lists = grown();
  expect(lists).toBeGreaterThan(20e6);
  expect(lists).toBeLessThan(22e6);
  system.run('apt-get install -y --no-install-recommends curl');
  // As apt says: 14.8 MB of additional disk space will be used; and dpkg's own files.
  expect(grown() - lists).toBeGreaterThan(14.7e6);
  expect(grown() - lists).toBeLessThan(16.2e6);
  system.run('rm -rf /var/lib/apt/lists/*');
  expect(grown()).toBeLessThan(16.3e6);
});

test('apt makes its folders where an empty disk stands in for them, as a build’s cache mount does', () => {
  const system = new TestSystem('debian-trixie');
  system.run('rm -rf /var/lib/apt/lists /var/cache/apt/archives');
  expect(system.run('apt-get update -qq && apt-get install -y --no-install-recommends curl').status).toBe(0);
  expect(system.run('test -d /var/lib/apt/lists/partial && curl --version | head -1').stdout).toContain(
    'curl',
  );
});

test('a package that is asked for by another name of an archive is said to be missing here, not in Debian', () => {
  const system = new TestSystem('debian-trixie');
  system.run('apt-get update');
  expect(system.run('apt-get install -y ffmpeg')).toMatchObject({ status: 100 });
  expect(system.run('apt-get install -y ffmpeg').stderr).toContain('this simulated mirror does not hold it');
});

test('programs of a package that are not modelled say so, and whose they are', () => {
  const system = new TestSystem('debian-trixie');
  system.run('apt-get update && apt-get install -y htop');
  expect(system.run('htop')).toMatchObject({
    stderr:
      'htop: not modelled on this simulated machine; the real htop is of the package htop (interactive processes viewer)\n',
    status: 127,
  });
});

test('what is on hold is kept back; automatic and manual are told apart', () => {
  const system = new TestSystem('debian-bookworm');
  system.run('apt-get update && apt-get install -y --no-install-recommends jq');
  expect(system.run('apt-mark showauto').stdout).toBe('libjq1\nlibonig5\n');
  expect(system.run('apt-mark hold jq').stdout).toBe('jq set on hold.\n');
  expect(system.run('apt-mark manual libjq1').stdout).toBe('libjq1 set to manually installed.\n');
  expect(system.run('apt-get remove -y jq').stdout).toContain(
    'The following packages will be REMOVED:\n  jq\n',
  );
});

test('archives move on with the date: lists of another day lead to what is not there any more', () => {
  const old = new TestSystem('debian-trixie');
  old.run('apt-get update');
  const later = new TestSystem('debian-trixie', true, START_MS + 100 * DAY_MS, old.tree);
  const stale = later.run('apt-get install -y --no-install-recommends curl 2>&1');
  expect(stale.status).toBe(100);
  expect(stale.stdout).toContain(
    'E: Failed to fetch http://ftp.debian.org/debian/pool/main/c/curl/curl_8.14.1-2%2bdeb13u7_amd64.deb  404  Not Found [IP: 198.51.100.10 80]\n',
  );
  expect(stale.stdout).toMatch(
    /E: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing\?\n$/,
  );
  const update = later.run('apt-get update').stdout;
  expect(update).toContain('Get:1 http://ftp.debian.org/debian trixie InRelease [140 kB]\n');
  expect(update).toContain('Hit:2 http://ftp.debian.org/debian trixie-updates InRelease\n');
  const fresh = later.run('apt-get install -y --no-install-recommends curl');
  expect(fresh.status).toBe(0);
  expect(fresh.stdout).toContain('Setting up curl (8.14.1-2+deb13u8) ...');
});

test('what was installed before an update of its source is upgraded', () => {
  const old = new TestSystem('debian-trixie');
  old.run('apt-get update && apt-get install -y --no-install-recommends curl');
  const later = new TestSystem('debian-trixie', true, START_MS + 100 * DAY_MS, old.tree);
  expect(later.run('apt list --upgradable 2>/dev/null').stdout).toBe('Listing...\n');
  later.run('apt-get update');
  const upgrade = later.run('apt-get upgrade -y').stdout;
  expect(upgrade).toContain('The following packages will be upgraded:\n');
  expect(upgrade).toContain('Unpacking curl (8.14.1-2+deb13u8) over (8.14.1-2+deb13u7) ...');
  expect(later.run('dpkg -l curl | tail -1').stdout).toContain('8.14.1-2+deb13u8');
});

test('the version of a day is a function of the day', () => {
  const period = { released: '2025-08-09', snapshot: '2026-11-23' };
  const at = (day: string): string => versionAt('8.14.1-2+deb13u7', period, Date.parse(day));
  expect(at('2025-12-01')).toBe('8.14.1-2+deb13u7');
  expect(at('2026-11-24')).toBe('8.14.1-2+deb13u7');
  expect(at('2027-03-01')).toBe('8.14.1-2+deb13u8');
  expect(versionAt('2.2.1-1', period, Date.parse('2028-01-01'))).toBe('2.2.1-1');
});

test('versions compare as deb-version(7) has it', () => {
  const sorted = ['1.0~rc1-1', '1.0-1', '1.0-1+b1', '1.0-1+deb13u1', '1.0.1-1', '1.10-1', '1:0.5-1'];
  for (const [at, version] of sorted.entries()) {
    for (const [other, second] of sorted.entries()) {
      expect(Math.sign(compareVersions(version, second))).toBe(Math.sign(at - other));
    }
  }
});

test('without docker-clean fetched packages are kept, and not fetched again', () => {
  const system = new TestSystem('debian-trixie');
  system.run('rm -f /etc/apt/apt.conf.d/docker-clean; apt-get update');
  expect(system.run('apt-get install -y -d tree').stdout).toContain(
    'Download complete and in download only mode\n',
  );
  expect(system.run('ls /var/cache/apt/archives').stdout).toBe('lock\npartial\ntree_2.2.1-1_amd64.deb\n');
  expect(system.run('apt-get install -y tree').stdout).toContain('Need to get 0 B/59.4 kB of archives.\n');
});

test('Ubuntu has its own mirrors and versions', () => {
  const system = new TestSystem('ubuntu-24.04');
  expect(system.run('apt-get update').stdout).toContain(
    'Get:1 http://archive.ubuntu.com/ubuntu noble InRelease',
  );
  expect(system.run('apt-cache policy curl').stdout).toContain('Candidate: 8.5.0-2ubuntu10.6\n');
  expect(system.run('apt-get install -y curl').status).toBe(0);
});

test('without lists, a package that an installed one names is not available; each name is answered', () => {
  const system = new TestSystem('debian-trixie');
  const { stdout, stderr, status } = system.run('apt-get install -y bash less curl nosuch');
  expect(stdout).toBe(
    'Reading package lists...\nBuilding dependency tree...\nPackage less is not available, but is referred to by another package.\nThis may mean that the package is missing, has been obsoleted, or\nis only available from another source\n\n',
  );
  expect(stderr).toBe(
    "E: Package 'less' has no installation candidate\nE: Unable to locate package curl\nE: Unable to locate package nosuch\n",
  );
  expect(status).toBe(100);
  expect(system.run('apt-cache policy less nosuch').stdout).toBe(
    'less:\n  Installed: (none)\n  Candidate: (none)\n  Version table:\n',
  );
  expect(system.run('apt-get install -y ./nope.deb').stderr).toBe(
    'E: Unsupported file ./nope.deb given on commandline\n',
  );
});

test('what is essential is named before the count, and a simulation goes on', () => {
  const system = new TestSystem('debian-trixie');
  expect(system.run('apt-get remove -s bash')).toMatchObject({
    stdout:
      'Reading package lists...\nBuilding dependency tree...\nThe following packages will be REMOVED:\n  bash\nWARNING: The following essential packages will be removed.\nThis should NOT be done unless you know exactly what you are doing!\n  bash\n0 upgraded, 0 newly installed, 1 to remove and 0 not upgraded.\nRemv bash [5.2.37-2+b10]\n',
    status: 0,
  });
  expect(system.run('apt-get remove -y bash').status).toBe(100);
});

test('dpkg compares versions by its status, and lists the selections of some packages', () => {
  const system = new TestSystem('debian-trixie');
  expect(system.run('dpkg --compare-versions 1.2 lt 1.10').status).toBe(0);
  expect(system.run('dpkg --compare-versions 1.0~rc1 ge 1.0').status).toBe(1);
  expect(system.run('dpkg --compare-versions 1 xx 2').status).toBe(2);
  expect(system.run('dpkg --get-selections bash nosuch')).toMatchObject({
    stdout: 'bash\t\t\t\t\t\tinstall\n',
    stderr: 'dpkg: no packages found matching nosuch\n',
  });
});
