import { describe, expect, test } from 'vitest';
import type { Machine } from '../../../src/engine';
import { newMachine, output } from '../machine/machine-with';

async function withContainer(): Promise<Machine> {
  const machine = await newMachine();
  output(
    machine,
    `docker run -d --name web -p 8080:80 -p 8443:443 -v data:/data --restart on-failure:3 --ulimit nofile=5:6 -l team=core busybox sleep 1000`,
  );
  return machine;
}

describe('docker inspect --format sees the object as Go has it', () => {
  test.each([
    ['{{.HostConfig.RestartPolicy}} {{.HostConfig.LogConfig}}', '{on-failure 3} {json-file map[]}'],
    ['{{.HostConfig.Ulimits}}', '[nofile=5:6]'],
    ['{{.Mounts}}', '[{volume data /var/lib/docker/volumes/data/_data /data local z true }]'],
    ['{{.Config.ExposedPorts}}', 'map[80/tcp:{} 443/tcp:{}]'],
    [
      '{{.NetworkSettings.Ports}}',
      'map[80/tcp:[{0.0.0.0 8080} {:: 8080}] 443/tcp:[{0.0.0.0 8443} {:: 8443}]]',
    ],
    ['{{printf "%.1s" .ID | len}} {{.HostConfig.NanoCPUs}} {{.HostConfig.DNS}}', '1 0 []'],
    ['{{.Config.Entrypoint}} {{.HostConfig.PidsLimit}} {{.State.Health}}', '[] <nil> <nil>'],
    ['{{.Config.Labels.nosuch}}', '<no value>'],
    ['{{.NetworkSettings.Networks.nosuch.IPAddress}}', '<no value>'],
    ['{{if .State.Health}}{{.State.Health.Status}}{{else}}no check{{end}}', 'no check'],
  ])('%s', async (format, expected) => {
    const machine = await withContainer();
    expect(output(machine, `docker inspect -f '${format}' web`)).toBe(`${expected}\n`);
  });

  test('pointers inside a printed struct show as addresses, at the top as what they point to', async () => {
    const machine = await withContainer();
    const inspect = (format: string): string => output(machine, `docker inspect -f '${format}' web`);
    expect(inspect('{{.NetworkSettings.Networks}}')).toMatch(/^map\[bridge:0xc[0-9a-f]{9}\]\n$/);
    expect(inspect('{{.State}}')).toMatch(
      /^\{running true false false false false \d+ 0 {2}2\S+ 0001\S+ <nil>\}\n$/,
    );
  });
});

describe('what Go’s object does not have is looked up in the JSON', () => {
  test.each([
    ['{{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}}', '0 <no value>'],
    [
      '{{index .NetworkSettings.Ports "80/tcp"}}',
      '[map[HostIp:0.0.0.0 HostPort:8080] map[HostIp::: HostPort:8080]]',
    ],
    ['{{(index (index .NetworkSettings.Ports "443/tcp") 0).HostPort}}', '8443'],
  ])('%s', async (format, expected) => {
    const machine = await withContainer();
    expect(output(machine, `docker inspect -f '${format}' web`)).toBe(`${expected}\n`);
  });

  test.each([
    [
      '{{.State.Health.Status}}',
      ':1:8: executing "" at <.State.Health.Status>: map has no entry for key "Health"',
    ],
    [
      '{{.Id}} {{eq .State.ExitCode 0}}',
      ':1:10: executing "" at <eq .State.ExitCode 0>: error calling eq: incompatible types for comparison',
    ],
  ])('%s is an error there', async (format, problem) => {
    const machine = await withContainer();
    expect(machine.type(`docker inspect -f '${format}' web`)).toMatchObject({
      stderr: `template parsing error: template: ${problem}\n`,
      status: 1,
    });
  });
});

test('networks, volumes and images have types of Go, too', async () => {
  const machine = await newMachine();
  output(machine, 'docker network create --subnet 10.5.0.0/16 net1; docker volume create data');
  expect(output(machine, `docker network inspect -f '{{.IPAM.Config}} {{.ID | len}}' net1`)).toBe(
    '[{10.5.0.0/16 invalid Prefix 10.5.0.1 map[]}] 64\n',
  );
  expect(output(machine, `docker network inspect -f '{{.Created}}' net1`)).toMatch(
    /^[-\d]+ [:.\d]+ \+0000 UTC\n$/,
  );
  expect(output(machine, `docker volume inspect -f '{{.Options}} {{.UsageData}}' data`)).toBe(
    'map[] <nil>\n',
  );
  expect(output(machine, `docker image inspect -f '{{.Config.Healthcheck}} {{.RootFS}}' busybox`)).toMatch(
    /^<nil> \{layers \[sha256:[0-9a-f]{64}\]\}\n$/,
  );
});

test('the ports of a container are sorted as texts in JSON', async () => {
  const machine = await withContainer();
  expect(output(machine, `docker inspect -f '{{json .NetworkSettings.Ports}}' web`)).toMatch(
    /^\{"443\/tcp".*"80\/tcp"/,
  );
});

test('the keys of maps are sorted in JSON, as Go sorts them', async () => {
  const machine = await newMachine();
  output(
    machine,
    'docker volume create -o type=tmpfs -o o=size=1m -o device=tmpfs --label b=2 --label a=1 data',
  );
  expect(output(machine, "docker volume inspect -f '{{json .Options}} {{json .Labels}}' data")).toBe(
    '{"device":"tmpfs","o":"size=1m","type":"tmpfs"} {"a":"1","b":"2"}\n',
  );
  output(
    machine,
    'docker create --name c1 -p 80:80 -p 443:443 --log-opt max-size=1m --log-opt max-file=2 busybox',
  );
  expect(
    output(
      machine,
      "docker inspect -f '{{json .HostConfig.PortBindings}} {{json .HostConfig.LogConfig.Config}}' c1",
    ),
  ).toBe(
    '{"443/tcp":[{"HostIp":"","HostPort":"443"}],"80/tcp":[{"HostIp":"","HostPort":"80"}]} {"max-file":"2","max-size":"1m"}\n',
  );
});

test('what a template cannot show of one object keeps none of the others away', async () => {
  const machine = await newMachine();
  machine.type('docker volume create data; docker create --name web busybox');
  expect(machine.type("docker inspect -f '{{.Name}}' data busybox web nosuch")).toMatchObject({
    stdout: 'data\n/web\n',
    stderr:
      'template parsing error: template: :1:2: executing "" at <.Name>: map has no entry for key "Name"\nerror: no such object: nosuch\n',
    status: 1,
  });
  // Where nothing is shown there is an empty line.
  expect(output(machine, "docker inspect -f '{{.Name}}' nosuch 2>/dev/null || echo $?")).toBe('\n1\n');
});

// docker/cli cli/command/system/inspect.go: with a type, what the daemon says of that kind is told.
test.each([
  ['--type plugin', 'Error response from daemon: plugin "web" not found'],
  ['--type node', 'Error response from daemon: This node is not a swarm manager. Use "docker swarm init"'],
  ['--type config', 'Error response from daemon: This node is not a swarm manager. Use "docker swarm init"'],
  ['--type volume', 'Error response from daemon: get web: no such volume'],
  ['', 'error: no such object: web'],
])('docker inspect %s of what is not there', async (flags, message) => {
  const { stderr, stdout, status } = (await newMachine()).type(`docker inspect ${flags} web`);
  expect([stdout, status]).toEqual(['[]\n', 1]);
  expect(stderr).toContain(message);
});

test('--size is ignored, and said to be, for all but containers', async () => {
  const machine = await newMachine();
  machine.type('docker volume create data; docker create --name web busybox');
  expect(machine.type("docker inspect -s -f '{{.Name}}' data web bridge").stderr).toBe(
    'WARNING: --size ignored for volume\nWARNING: --size ignored for network\n',
  );
});
