import { expect, test } from 'vitest';
import { TestSystem } from './system';

const REPOSITORY = 'https://dl-cdn.alpinelinux.org/alpine/v3.24';
const FETCH = `fetch ${REPOSITORY}/main/x86_64/APKINDEX.tar.gz\nfetch ${REPOSITORY}/community/x86_64/APKINDEX.tar.gz\n`;

test('curl is there once it was added, with what it needs, and gone again after it was deleted', () => {
  const system = new TestSystem('alpine');
  expect(system.run('curl --version')).toMatchObject({ status: 127 });
  const added = system.run('apk add --no-cache curl');
  expect(added.text.startsWith(`${FETCH}( 1/10) Installing `)).toBe(true);
  expect(added.text).toMatch(
    /\(10\/10\) Installing curl \(8\.\S+\)\nExecuting busybox-\S+\.trigger\nExecuting ca-certificates-\S+\.trigger\nOK: 13 MiB in 24 packages\n$/,
  );
  expect(system.run('curl --version | head -1').stdout).toMatch(/^curl 8\./);
  expect(system.run('ls /var/cache/apk').stdout).toBe('');
  expect(system.run('cat /etc/apk/world').stdout).toContain('\ncurl\n');
  expect(system.run('apk info -e curl')).toMatchObject({ stdout: 'curl\n', status: 0 });
  const deleted = system.run('apk del curl 2>/dev/null');
  expect(deleted.stdout).toContain('(10/10) Purging');
  expect(deleted.stdout).toContain('OK: 8 MiB in 14 packages');
  expect(system.run('curl --version').status).toBe(127);
});

test('an index that is kept is not fetched again', () => {
  const system = new TestSystem('alpine');
  expect(system.run('apk update').stdout).toContain(`${FETCH}v3.24 [${REPOSITORY}/main]`);
  expect(system.run('ls /var/cache/apk | wc -l').stdout.trim()).toBe('2');
  expect(system.run('apk add tree').stdout).toMatch(/^\(1\/1\) Installing tree/);
});

test('what does not exist, a version that is not offered, no rights, no network: apk words and statuses', () => {
  const system = new TestSystem('alpine');
  expect(system.run('apk add --no-cache nope')).toMatchObject({
    stderr: 'ERROR: unable to select packages:\n  nope (no such package):\n    required by: world[nope]\n',
    status: 1,
  });
  expect(system.run('apk add --no-cache curl=1.0').stderr).toMatch(
    /^ERROR: unable to select packages:\n {2}curl-\S+:\n {4}breaks: world\[curl=1\.0\]\n$/,
  );
  expect(system.run('apk del nope')).toMatchObject({ status: 1 });
  expect(system.run('apk add curl', { uid: 1000 })).toMatchObject({
    stderr:
      'ERROR: Unable to lock database: Permission denied\nERROR: Failed to open apk database: Permission denied\n',
    status: 99,
  });
  const offline = new TestSystem('alpine', false);
  expect(offline.run('apk add --no-cache curl 2>&1').stdout).toBe(
    `fetch ${REPOSITORY}/main/x86_64/APKINDEX.tar.gz
WARNING: fetching ${REPOSITORY}/main: temporary error (try again later)
fetch ${REPOSITORY}/community/x86_64/APKINDEX.tar.gz
WARNING: fetching ${REPOSITORY}/community: temporary error (try again later)
ERROR: unable to select packages:
  curl (no such package):
    required by: world[curl]
`,
  );
  expect(offline.run('apk update')).toMatchObject({ status: 4 });
  expect(offline.run('apk update').stdout).toContain(
    '4 unavailable, 0 stale; 14 distinct packages available\n',
  );
});

test('a virtual set goes with all that came for it', () => {
  const system = new TestSystem('alpine');
  expect(system.run('apk add --no-cache --virtual .deps gcc make').stdout).toContain(
    'Installing .deps (20261124.09',
  );
  expect(system.run('gcc --version').stderr).toContain('not modelled');
  expect(system.run('apk del .deps 2>/dev/null').stdout).toContain('OK: 8 MiB in 14 packages');
});
