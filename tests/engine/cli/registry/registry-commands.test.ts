import { describe, expect, it } from 'vitest';
import { createMachine, type LoggedMachine } from '../../../../src/engine';
import { smallWorld } from '../../machine/machine-with';

const size = { columns: 100, rows: 30 };

async function machine(): Promise<LoggedMachine> {
  const world = await smallWorld();
  const access = {
    anonymousPull: false,
    users: [{ name: 'ada', password: 's3cret', mayPush: ['*'] }],
  };
  const listing = (name: string, stars: number, official: boolean, description = name) => ({
    name,
    stars,
    official,
    description,
  });
  const search = [
    listing(
      'debian',
      5_400,
      true,
      'Debian is a Linux distribution that is composed entirely of free software.',
    ),
    listing('ada/debian', 3, false),
    listing('nginx', 21_000, true, 'The official build of Nginx, on debian.'),
  ];
  const registries = [
    ...world.registries,
    { host: 'localhost:5001', images: [], access },
    { host: 'docker.io', images: [], search },
  ];
  return createMachine({ ...world, registries }, { seed: 'registry' });
}

const unencrypted =
  "\nWARNING! Your credentials are stored unencrypted in '/root/.docker/config.json'.\nConfigure a credential helper to remove this warning. See\nhttps://docs.docker.com/go/credential-store/\n\n";

describe('docker login', () => {
  it('asks for the name, and for the password without showing it', async () => {
    const docker = await machine();
    const { stdout, status } = docker.typeInTerminal('docker login localhost:5001', ['ada', 's3cret'], size);
    expect(stdout.replaceAll('\r', '')).toBe(`Username: ada\nPassword: \n${unencrypted}Login Succeeded\n`);
    expect(status).toBe(0);
    expect(docker.typeInTerminal('cat', ['shown', '^D'], size).stdout).toContain('shown');
  });

  it('tries what it kept before it asks again', async () => {
    const docker = await machine();
    docker.type('echo s3cret | docker login -u ada --password-stdin localhost:5001');
    const { stdout, stderr, status } = docker.type('docker login localhost:5001');
    expect(status).toBe(0);
    expect(stdout).toBe('Login Succeeded\n');
    expect(stderr).toContain(
      'Authenticating with existing credentials... [Username: ada]\n\n Info -> To login with a different account',
    );
    docker.type('docker logout localhost:5001');
    expect(docker.type('docker login localhost:5001').stderr).toBe(
      'error: cannot perform an interactive login from a non-TTY device\n',
    );
  });

  it('keeps what stood in the file, in a folder that --config names', async () => {
    const docker = await machine();
    docker.writeFile(
      '/srv/conf/config.json',
      '{"detachKeys": "ctrl-a", "auths": {"b.example": {"auth": "eDp5"}}}',
    );
    docker.type('echo s3cret | docker --config /srv/conf login -u ada --password-stdin localhost:5001');
    expect(JSON.parse(docker.type('cat /srv/conf/config.json').stdout)).toEqual({
      auths: { 'b.example': { auth: 'eDp5' }, 'localhost:5001': { auth: 'YWRhOnMzY3JldA==' } },
      detachKeys: 'ctrl-a',
    });
    expect(docker.type('cat ~/.docker/config.json').status).toBe(1);
  });

  it('says where it stops: no web-based login, no accounts on Docker Hub', async () => {
    const docker = await machine();
    const web = docker.typeInTerminal('docker login', [], size);
    expect(web.stdout).toContain('web-based login to Docker Hub is not modelled');
    expect(web.status).toBe(1);
    expect(docker.type('docker login -u ada -p x').stderr).toContain(
      'Error response from daemon: Get "https://registry-1.docker.io/v2/": unauthorized: incorrect username or password\n',
    );
    expect(docker.type('docker login -u ada -p x localhost:5999').stderr).toContain(
      'Error response from daemon: Get "http://localhost:5999/v2/": dial tcp 127.0.0.1:5999: connect: connection refused\n',
    );
  });
});

describe('docker search', () => {
  it('lists by stars, cut for the window', async () => {
    const { stdout } = (await machine()).type('docker search debian');
    expect(stdout).toBe(
      'NAME         DESCRIPTION                                     STARS     OFFICIAL\n' +
        'nginx        The official build of Nginx, on debian.         21000     [OK]\n' +
        'debian       Debian is a Linux distribution that is compo…   5400      [OK]\n' +
        'ada/debian   ada/debian                                      3         \n',
    );
  });

  it('filters, limits and formats', async () => {
    const docker = await machine();
    const names = (options: string) => docker.type(`docker search ${options} --format '{{.Name}}' debian`);
    expect(names('--filter is-official=false').stdout).toBe('ada/debian\n');
    expect(names('--filter stars=100 --limit 1').stdout).toBe('debian\n');
    expect(names('--limit 101').stderr).toBe(
      'Error response from daemon: limit 101 is outside the range of [1, 100]\n',
    );
    expect(names('--filter stars=many').stderr).toBe(
      "Error response from daemon: invalid filter 'stars=many'\n",
    );
    expect(names('--filter name=x').stderr).toBe("Error response from daemon: invalid filter 'name'\n");
  });
});

describe('docker push and pull', () => {
  it('take all tags of a repository', async () => {
    const docker = await machine();
    docker.type('docker create --name box busybox');
    for (const tag of ['1', '2']) docker.type(`docker commit box localhost:5000/app:${tag}`);
    expect(docker.type('docker push --all-tags localhost:5000/app').stdout).toMatch(
      /^The push refers to repository \[localhost:5000\/app\]\n[^]*\n1: digest: [^]*\n2: digest: /,
    );
    expect(docker.type('docker push -a localhost:5000/app:1').stderr).toBe(
      "tag can't be used with --all-tags/-a\n",
    );
    const pulled = docker.type('docker pull -a localhost:5000/app').stdout;
    expect(pulled).toMatch(/^1: Pulling from app\n[^]*\n2: Pulling from app\n[^]*\nlocalhost:5000\/app\n$/);
    expect(docker.type('docker pull -a localhost:5000/nosuch').stderr).toBe(
      'Error response from daemon: repository localhost:5000/nosuch not found: name unknown: repository name not known to registry\n',
    );
    expect(docker.type('docker pull -a localhost:5999/app').stderr).toBe(
      'Error response from daemon: Get "http://localhost:5999/v2/": dial tcp 127.0.0.1:5999: connect: connection refused\n',
    );
  });

  it('know that an image is for one platform', async () => {
    const docker = await machine();
    docker.type('docker create --name box busybox; docker commit box localhost:5000/app');
    docker.type('docker push -q localhost:5000/app');
    expect(docker.type('docker pull -q --platform amd64 localhost:5000/app').status).toBe(0);
    expect(docker.type('docker pull -q --platform linux/arm64 localhost:5000/app').stderr).toContain(
      'no match for platform in manifest: not found',
    );
    expect(docker.type('docker pull --platform nonsense localhost:5000/app').stderr).toContain(
      '"nonsense": unknown operating system or architecture: invalid argument\n',
    );
  });
});

describe('what is attached to an image', () => {
  it('is no layer, whether it is there already or not', async () => {
    const docker = await machine();
    for (const name of ['one', 'two']) {
      docker.type(
        `printf 'FROM busybox\nRUN echo ${name} > /f\n' | docker build -q -t localhost:5000/${name} -`,
      );
      docker.type(`docker push localhost:5000/${name}`);
    }
    const again = docker.type('docker push localhost:5000/one').stdout;
    expect(again.match(/: Layer already exists$/gm)).toHaveLength(2);
    expect(again.match(/: Already exists$/gm)).toHaveLength(2);
    // The empty config of the other image's attestation stays.
    docker.type('docker rmi localhost:5000/one');
    const pulled = docker.type('docker pull localhost:5000/one').stdout;
    expect(pulled).toMatch(/^44136fa355b3: Already exists$/m);
    expect(docker.type('docker pull localhost:5000/one').stdout).not.toContain('Already exists');
  });
});

// The words and the forms are those of the client 28.2 before a registry of this kind.
describe('docker manifest inspect', () => {
  async function pushed(): Promise<LoggedMachine> {
    const world = await smallWorld();
    const docker = createMachine(
      { ...world, registries: [...world.registries, { host: 'localhost:5000', images: [] }] },
      { seed: 'manifest' },
    );
    docker.type('docker tag busybox localhost:5000/box:1; docker push -q localhost:5000/box:1');
    docker.type('echo FROM busybox > Dockerfile; docker build -q -t localhost:5000/app .');
    docker.type('docker push -q localhost:5000/app');
    return docker;
  }

  it('shows one manifest as it is, and a list made anew', async () => {
    const docker = await pushed();
    const one = docker.type('docker manifest inspect --insecure localhost:5000/box:1').stdout;
    expect(one).toMatch(
      /^\{\n\t"schemaVersion": 2,\n\t"mediaType": "[^"]+manifest[^"]+",\n\t"config": \{\n\t\t/,
    );
    const list = docker.type('docker manifest inspect --insecure localhost:5000/app').stdout;
    expect(list).toMatch(
      /^\{\n {3}"schemaVersion": 2,\n {3}"mediaType": "[^"]+index[^"]+",\n {3}"manifests": \[\n {6}\{\n {9}"mediaType": "[^"]+",\n {9}"size": \d+,\n {9}"digest": /,
    );
    expect(list).toContain('"architecture": "unknown"');
    expect(list).not.toContain('annotations');
    expect(docker.type('docker manifest inspect --insecure -v localhost:5000/app').stdout).toMatch(
      /^\[\n\t\{\n\t\t"Ref": "localhost:5000\/app:latest@sha256:[0-9a-f]{64}",\n\t\t"Descriptor": /,
    );
  });

  it.each([
    ['localhost:5000/box:1', 'no such manifest: localhost:5000/box:1'],
    ['--insecure localhost:5000/box:2', 'manifest unknown'],
    ['Box', 'invalid reference format: repository name (library/Box) must be lowercase'],
    [
      '--insecure localhost:5999/x',
      'failed to configure transport: error pinging v2 registry: Get "https://localhost:5999/v2/": dial tcp 127.0.0.1:5999: connect: connection refused',
    ],
  ])('%s', async (operands, problem) => {
    const docker = await pushed();
    expect(docker.type(`docker manifest inspect ${operands}`).stderr).toBe(`${problem}\n`);
  });
});
