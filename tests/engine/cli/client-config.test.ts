import { beforeEach, expect, test } from 'vitest';
import type { LoggedMachine } from '../../../src/engine';
import { newMachine, output } from '../machine/machine-with';

let machine: LoggedMachine;

beforeEach(async () => {
  machine = await newMachine();
  machine.type('mkdir ~/.docker; docker create --name c1 busybox true; docker volume create data');
});

function configure(settings: object): void {
  machine.type(`echo '${JSON.stringify(settings)}' > ~/.docker/config.json`);
}

test('lists print what the config says, unless a format or quiet is asked for', () => {
  configure({
    psFormat: 'table {{.Names}}\\t{{.Image}}',
    imagesFormat: '{{.Repository}}',
    networksFormat: 'net {{.Name}}',
    volumesFormat: 'vol {{.Name}}',
  });

  expect(output(machine, 'docker ps -a')).toBe('NAMES     IMAGE\nc1        busybox\n');
  expect(output(machine, 'docker ps -aq')).toMatch(/^[0-9a-f]{12}\n$/);
  expect(output(machine, "docker ps -a --format '{{.Image}}'")).toBe('busybox\n');
  expect(output(machine, 'docker images busybox')).toBe('busybox\n');
  expect(output(machine, 'docker images -q busybox')).toMatch(/^[0-9a-f]{12}\n$/);
  expect(output(machine, 'docker network ls')).toBe('net bridge\nnet host\nnet none\n');
  expect(output(machine, 'docker volume ls')).toBe('vol data\n');
  expect(output(machine, 'docker volume ls -q')).toBe('data\n');
});

test('the keys that leave a container are those of the config', () => {
  configure({ detachKeys: 'ctrl-x' });
  machine.typeInTerminal('docker run -it --name box busybox sh', ['\x18'], { columns: 80, rows: 24 });

  expect(output(machine, "docker ps --format '{{.Names}}'")).toBe('box\n');
});

test.each([
  ['nonsense', "invalid character 'o' in literal null (expecting 'u')"],
  ['{', 'unexpected EOF'],
  ['[]', 'json: cannot unmarshal array into Go value of type configfile.ConfigFile'],
])('a config that says %j is warned of, and the command goes on', (text, problem) => {
  machine.type(`echo '${text}' > ~/.docker/config.json`);

  const { stdout, stderr, status } = machine.type('docker volume ls -q');
  expect({ stdout, stderr, status }).toEqual({
    stdout: 'data\n',
    stderr: `WARNING: Error parsing config file (/root/.docker/config.json): ${problem}\n`,
    status: 0,
  });
});

test('an empty config has no settings', () => {
  machine.type('echo > ~/.docker/config.json');
  expect(machine.type('docker volume ls -q').stderr).toBe('');
});
