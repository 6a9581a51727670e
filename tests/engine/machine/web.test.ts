import { expect, test } from 'vitest';
import { createMachine, type Machine } from '../../../src/engine';
import { output, smallWorld } from './machine-with';

async function online(): Promise<Machine> {
  const internet = { 'files.test': '198.51.100.60' };
  const modified = '2026-10-01T09:00:00Z';
  const web = [
    { url: 'https://files.test/hello.txt', modified, text: 'hello\n' },
    { url: 'https://files.test/all.zip', modified, archive: [{ path: 'in/a.txt', text: 'a\n' }] },
  ];
  return createMachine({ ...(await smallWorld()), internet, web }, { seed: 'web' });
}

test('a file of the world comes over http and over TLS, and what is not there is not found', async () => {
  const machine = await online();

  expect(output(machine, 'curl -s http://files.test/hello.txt https://files.test/hello.txt')).toBe(
    'hello\nhello\n',
  );
  expect(machine.type('curl -sSf https://files.test/nothing')).toMatchObject({
    stderr: 'curl: (22) The requested URL returned error: 404\n',
    status: 22,
  });
});

test('an archive is a real zip', async () => {
  const machine = await online();
  output(machine, 'curl -sO https://files.test/all.zip && unzip -q all.zip');

  expect(output(machine, 'cat in/a.txt')).toBe('a\n');
});

test('ADD downloads, as old as the server says and readable to root alone, and does not unpack', async () => {
  const machine = await online();
  output(machine, `printf 'FROM busybox\\nADD https://files.test/all.zip /d/\\n' > Dockerfile`);
  output(machine, 'docker build -q -t added .');

  expect(output(machine, 'docker run --rm added ls -l /d')).toMatch(
    /^-rw------- .* Oct {2}1 09:00 all\.zip$/m,
  );
});

test('ADD of what does not exist fails when its cache key is loaded', async () => {
  const machine = await online();
  const build = (url: string): string => {
    output(machine, `printf 'FROM busybox\\nADD ${url} /d/\\n' > Dockerfile`);
    return machine.type('docker build -q .').stderr;
  };

  expect(build('https://files.test/none')).toContain(
    'failed to solve: failed to load cache key: invalid response status 404',
  );
  expect(build('https://nowhere.test/x')).toContain(
    'failed to load cache key: Get "https://nowhere.test/x": dial tcp: lookup nowhere.test: no such host',
  );
});

test('the daemon’s socket is a file of the host that a container can be given; curl says that it does not speak to it', async () => {
  const machine = await online();
  const socket = '/var/run/docker.sock';
  expect(output(machine, `stat -c '%A %a %U %G' ${socket}`)).toBe('srw-rw---- 660 root docker\n');
  expect(output(machine, `docker run --rm -v ${socket}:${socket} busybox stat -c %A ${socket}`)).toBe(
    'srw-rw----\n',
  );
  expect(machine.type(`curl --unix-socket ${socket} http://localhost/version`)).toMatchObject({
    stderr: expect.stringContaining('curl: --unix-socket is not modelled here'),
    status: 2,
  });
  expect(output(machine, 'cat /etc/hostname')).toBe(output(machine, 'hostname'));
});

// Judged by curl 8.14 of Debian 13.
test.each([
  ['--max-time abc', 'curl: option --max-time: expected a proper numerical parameter'],
  ['-m -1', 'curl: option -m: expected a proper numerical parameter'],
  ['--connect-timeout abc', 'curl: option --connect-timeout: expected a proper numerical parameter'],
  ['--retry -1', 'curl: option --retry: expected a positive numerical parameter'],
  ['--max-redirs -2', 'curl: option --max-redirs: expected a proper numerical parameter'],
])('curl %s is refused, and nothing waits for it', async (options, text) => {
  const machine = await online();
  expect(machine.type(`curl -sS ${options} http://files.test/hello.txt`)).toMatchObject({
    stderr: `${text}\ncurl: try 'curl --help' or 'curl --manual' for more information\n`,
    status: 2,
  });
});

test.each([':99999', ':abc'])('a port that is none is said to be none: %s', async (port) => {
  const machine = await online();
  expect(machine.type(`curl -sS http://files.test${port}/`)).toMatchObject({
    stderr: 'curl: (3) URL rejected: Port number was not a decimal number between 0 and 65535\n',
    status: 3,
  });
});
