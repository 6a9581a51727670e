import { expect, it } from 'vitest';
import { newMachine, output } from '../../machine/machine-with';

const show = (filters: string, format: string): string =>
  `docker events --since 1h --until 0s ${filters} --format '${format}'`;

it('tells of the volumes and networks of a run, before its start and before its end', async () => {
  const docker = await newMachine();
  docker.type('docker run --rm --name box -v data:/d:ro busybox true');
  expect(output(docker, show('', '{{.Type}} {{.Action}}'))).toBe(
    [
      'volume create',
      'container create',
      'container attach',
      'volume mount',
      'network connect',
      'container start',
      'network disconnect',
      'volume unmount',
      'container die',
      'container destroy',
      '',
    ].join('\n'),
  );
  expect(output(docker, show('--filter event=mount', '{{json .Actor}}'))).toMatch(
    /^\{"ID":"data","Attributes":\{"container":"[0-9a-f]{64}","destination":"\/d","driver":"local","propagation":"","read\/write":"false"\}\}\n$/,
  );
  expect(output(docker, show('--filter network=bridge', '{{.Action}} {{.Actor.Attributes.type}}'))).toBe(
    'connect bridge\ndisconnect bridge\n',
  );
});

it('tells of a network that a stopped container is put into only when it starts', async () => {
  const docker = await newMachine();
  docker.type(
    'docker network create lan; docker create --name box busybox true; docker network connect lan box',
  );
  expect(output(docker, show('--filter network=lan', '{{.Action}}'))).toBe('create\n');
  docker.type('docker start -a box');
  expect(output(docker, show('--filter network=lan', '{{.Action}}'))).toBe('create\nconnect\ndisconnect\n');
});

it('tells of a build that it made an image, and of each name', async () => {
  const docker = await newMachine();
  docker.type('printf "FROM busybox\\nLABEL a=b\\n" | docker build -q -t app:1 -t app:2 -');
  expect(output(docker, show('--filter type=image', '{{.Action}} {{.Actor.Attributes.a}}'))).toBe(
    'create b\ntag b\ntag b\n',
  );
  docker.type('docker tag app:1 app:3');
  expect(output(docker, show('--filter image=app --filter event=tag', '{{json .Actor.Attributes}}'))).toBe(
    '{"a":"b","name":"app:1"}\n{"a":"b","name":"app:2"}\n{"name":"app:3"}\n',
  );
});

it('finds by the beginning of a name, and an exec without what it runs', async () => {
  const docker = await newMachine();
  docker.type('docker run -d --name web busybox sleep 100; docker exec web true; docker exec web ls /');
  expect(output(docker, show('--filter container=we --filter event=exec_create', '{{.Action}}|'))).toBe(
    'exec_create: true |\nexec_create: ls /|\n',
  );
  expect(output(docker, show('--filter image=busy', '{{.Action}}'))).toBe('');
});

it('tells of images by their ids, and of each name that is given or loaded', async () => {
  const docker = await newMachine();
  docker.type('docker create --name c1 busybox true');
  docker.type(
    'docker commit c1 snap; docker tag snap snap:2; docker save snap:latest snap:2 > s.tar; docker load -i s.tar',
  );
  docker.type('docker export c1 | docker import - flat');
  const told = output(docker, show('--filter type=image', '{{.Action}} {{.Actor.Attributes.name}}'));

  expect(told.replaceAll(/sha256:[0-9a-f]{64}/g, 'ID')).toBe(
    [
      'create ID',
      'tag snap:latest',
      'tag snap:2',
      'save ID',
      'save ID',
      'load ID',
      'load ID',
      'import ID',
      '',
    ].join('\n'),
  );
  expect(output(docker, show('--filter event=commit', '{{.Actor.Attributes.imageRef}}'))).toBe(
    'snap:latest\n',
  );
});

it('tells of a build cache pruned through the API, not of what a builder prunes', async () => {
  const machine = await newMachine();
  const told =
    "docker events --since 1h --until 0s --filter type=builder --format '{{.Action}} {{.Actor.Attributes.reclaimed}}'";
  machine.type('docker builder prune -f');
  expect(output(machine, told)).toBe('');
  machine.type('docker system prune -f');
  expect(output(machine, told)).toBe('prune 0\n');
});
