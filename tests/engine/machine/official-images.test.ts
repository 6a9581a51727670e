import { beforeAll, describe, expect, test } from 'vitest';
import { createMachine, type LoggedMachine } from '../../../src/engine';
import { wholeLaptop } from '../../../src/engine/world/whole';
import { output } from './machine-with';

const world = wholeLaptop();
const hub = world.registries.find(({ host }) => host === 'docker.io');
let machine: LoggedMachine;

beforeAll(() => {
  machine = createMachine(world, { seed: 'official images' });
});

describe('what an image says it runs is in it', () => {
  const images = (hub?.images ?? []).map(({ repository, tags, config }) => ({
    name: `${repository}:${tags[0]}`,
    words: [...(config.Entrypoint?.slice(0, 1) ?? []), ...(config.Cmd?.slice(0, 1) ?? [])],
  }));
  test.each(images)('$name has $words', ({ name, words }) => {
    expect(words).not.toEqual([]);
    for (const word of words) {
      output(machine, `docker create -q --name probe ${name} && docker start probe; docker rm -f probe`);
      const { status, stderr } = machine.type(
        `docker run --rm -e X=1 --entrypoint ${word} ${name} --version`,
      );
      expect(stderr).not.toMatch(/executable file not found|exec format error/i);
      expect([0, 1, 2, 127]).toContain(status);
    }
  });
});

test.each([
  [
    'golang',
    'go build .',
    'go: not modelled on this simulated machine; the real go compiles and runs Go programs\n',
  ],
  [
    'redis',
    'redis-benchmark',
    'redis-benchmark: not modelled on this simulated machine; the real redis-benchmark measures how fast a Redis server answers\n',
  ],
  [
    'mysql',
    'mysqldump shop',
    'mysqldump: not modelled on this simulated machine; the real mysqldump looks after a MySQL server (the database that runs here is postgres)\n',
  ],
])('in %s, %s says in one line that it is not modelled', (image, command, line) => {
  output(machine, `docker pull -q ${image}`);
  expect(machine.type(`docker run --rm ${image} ${command}`).stderr).toBe(line);
});

test.each([
  ['golang', 'go version', 'go version go1.26.5 linux/amd64\n'],
  ['postgres:17', 'pg_dump --version', 'pg_dump (PostgreSQL) 17.11 (Debian 17.11-1.pgdg13+2)\n'],
  ['python:3.13', 'git --version', 'git version 2.47.3\n'],
])('in %s, %s answers', (image, command, line) => {
  output(machine, `docker pull -q ${image}`);
  expect(output(machine, `docker run --rm ${image} ${command}`)).toBe(line);
});

test('httpd serves its page, lists folders, and logs', () => {
  output(machine, 'docker run -d -q --name www -p 8081:80 httpd; sleep 1');
  expect(output(machine, 'curl -s localhost:8081')).toBe('<html><body><h1>It works!</h1></body></html>\n');
  output(machine, "docker exec www sh -c 'mkdir htdocs/docs && echo hi >htdocs/docs/a.txt'");
  expect(output(machine, 'curl -s localhost:8081/docs/')).toContain('<li><a href="a.txt"> a.txt</a></li>');
  expect(output(machine, 'curl -s localhost:8081/nope')).toContain('<h1>Not Found</h1>');
  expect(output(machine, 'docker top www').match(/httpd -DFOREGROUND/g)).toHaveLength(4);
  output(machine, 'docker stop www');
  expect(machine.type('docker logs --tail 1 www').stderr).toContain(
    'AH00492: caught SIGWINCH, shutting down gracefully',
  );
});

test('mysql asks for a password before anything else, on Oracle Linux', () => {
  output(machine, 'docker pull -q mysql');
  const { stderr, status } = machine.type('docker run --rm mysql');
  expect(stderr).toMatch(
    /\[ERROR\] \[Entrypoint\]: Database is uninitialized and password option is not specified\n {4}You need/,
  );
  expect(status).toBe(1);
  expect(machine.type('docker run --rm -e MYSQL_ROOT_PASSWORD=pw mysql').stderr).toBe(
    'mysqld: not modelled on this simulated machine; the real mysqld is the MySQL server (the database that runs here is postgres)\n',
  );
  expect(output(machine, 'docker run --rm mysql cat /etc/os-release')).toContain(
    'NAME="Oracle Linux Server"',
  );
});

test('what the real Docker Hub has and this one has not is said so; what nobody has is refused', () => {
  expect(machine.type('docker pull ruby').stderr).toBe(
    'Error response from daemon: ruby is on the real Docker Hub, but not on this simulated one, which holds a few images only\n',
  );
  expect(machine.type('docker pull node:20-alpine').stderr).toMatch(
    /^Error response from daemon: the simulated Docker Hub holds only some tags of node, not 20-alpine: 22, .*22-alpine/,
  );
  expect(machine.type('docker pull pyhton').stderr).toBe(
    "Error response from daemon: pull access denied for pyhton, repository does not exist or may require 'docker login'\n",
  );
  expect(machine.type('docker pull nginx:lastest').stderr).toContain(
    'docker.io/library/nginx:lastest: not found',
  );
});

test('programs that run as root have their setuid bit, and su asks whoever is not root', () => {
  output(machine, 'docker pull -q debian');
  expect(output(machine, 'docker run --rm debian find / -xdev -type f -perm -4000')).toBe(
    ['chfn', 'chsh', 'gpasswd', 'mount', 'newgrp', 'passwd', 'su', 'umount']
      .map((name) => `/usr/bin/${name}\n`)
      .join(''),
  );
  const su = (flags: string): string => {
    const line = `docker run --rm -it ${flags} debian bash -c 'echo root:pw | chpasswd; exec su nobody -s /bin/bash -c "su -c id"'`;
    return machine.typeInTerminal(line, ['pw'], { columns: 80, rows: 24 }).stdout.replaceAll('\r', '');
  };
  expect(su('')).toBe('Password: \nuid=0(root) gid=0(root) groups=0(root)\n');
  expect(su('--security-opt no-new-privileges')).toBe('Password: \nsu: Authentication failure\n');
});

test(
  'https needs certificates to trust: curl and wget say what is missing, and -k does without',
  { timeout: 60_000 },
  () => {
    const lines = [
      'apt-get update -qq && apt-get install -y -qq --no-install-recommends curl wget >/dev/null 2>&1',
      'curl -sS https://example.com; echo $?',
      'wget -q https://example.com; echo $?',
      'curl -sSk https://example.com | grep title',
      'apt-get install -y -qq ca-certificates >/dev/null 2>&1',
      'curl -sS https://example.com | grep title',
      'wget -qO- https://example.com | grep title',
    ];
    const title = '<title>Example</title>\n';
    const { stdout, stderr } = machine.type(`docker run --rm debian bash -c '${lines.join('\n')}'`);
    expect(stdout).toBe(`77\n5\n${title.repeat(3)}`);
    expect(stderr).toContain(
      'curl: (77) error setting certificate file: /etc/ssl/certs/ca-certificates.crt\n',
    );
  },
);

test(
  'whatever holds too much memory at once is killed, and the container says why',
  { timeout: 60_000 },
  () => {
    const killed = (name: string, command: string): string => {
      machine.type(`docker run --name ${name} -m 10m busybox ${command}`);
      const state = output(machine, `docker inspect -f '{{.State.ExitCode}} {{.State.OOMKilled}}' ${name}`);
      output(machine, `docker rm ${name}`);
      return state;
    };
    output(machine, 'docker pull -q busybox');
    expect(killed('held', 'tail /dev/zero')).toBe('137 true\n');
    expect(killed('block', 'dd if=/dev/zero of=/dev/null bs=100M count=1')).toBe('137 true\n');
    expect(killed('fits', 'dd if=/dev/zero of=/dev/null bs=1M count=4')).toBe('0 false\n');
    expect(killed('sorted', 'sh -c "head -c 12000000 /dev/zero | sort; true"')).toBe('0 true\n');
  },
);

test('that a published image is for no other platform is not said in Docker’s words: it may well be', () => {
  const plain =
    'linux/arm64 is not modelled here: of published images this simulated machine has linux/amd64 only';
  for (const image of ['nginx', 'alpine', 'hello-world']) {
    expect(machine.type(`docker pull -q --platform linux/arm64 ${image}`).stderr).toBe(
      `docker pull: ${plain}\n`,
    );
  }
  expect(machine.type("docker build --platform linux/arm64 - <<< 'FROM alpine'").stderr).toContain(plain);
});
