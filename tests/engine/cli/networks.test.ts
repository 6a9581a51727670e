import { beforeEach, expect, test } from 'vitest';
import type { Machine } from '../../../src/engine';
import { newMachine, output } from '../machine/machine-with';

let machine: Machine;

beforeEach(async () => {
  machine = await newMachine();
});

test('a container without a network can leave it for another', () => {
  machine.type('docker network create app; docker run -d --name web --network none busybox sleep 1000');
  expect(machine.type('docker network connect app web').stderr).toContain('in private (none) mode');
  machine.type('docker network disconnect none web; docker network connect app web');
  expect(output(machine, 'docker exec web ls /sys/class/net')).toBe('eth0\nlo\n');
  expect(machine.type('docker run --rm --network app busybox ping -c 1 web').status).toBe(0);
});

test('a container on the network of the host stays there', () => {
  machine.type('docker network create app; docker run -d --name web --network host busybox sleep 1000');
  expect(machine.type('docker network connect app web').stderr).toBe(
    'Error response from daemon: container sharing network namespace with another container or host cannot be connected to any other network\n',
  );
});

test("a network's packets are as long as its option says", () => {
  machine.type('docker network create -o com.docker.network.driver.mtu=1400 app');
  expect(output(machine, 'docker run --rm --network app busybox cat /sys/class/net/eth0/mtu')).toBe('1400\n');
  expect(machine.type('docker network create -o com.docker.network.driver.mtu=x other').stderr).toBe(
    'Error response from daemon: failed to parse com.docker.network.driver.mtu value: x (strconv.Atoi: parsing "x": invalid syntax)\n',
  );
});

test('who does not answer in time is given up; who has answered leaves no zombie', () => {
  machine.type(
    "docker network create app; docker run -d --name web --network app busybox sh -c 'echo hi > index.html; httpd -f'",
  );
  const wget = 'docker run --rm --network app busybox wget -T 1 -qO- web';
  expect(output(machine, wget)).toBe('hi\n');
  expect(output(machine, 'docker exec web ps')).not.toContain('[httpd]');
  machine.type('docker pause web');
  expect(machine.type(wget)).toMatchObject({ stderr: 'wget: download timed out\n', status: 1 });
});

test('netstat lists where something listens, and who has both versions of IP', () => {
  machine.type('docker run -d --name web busybox httpd -f -p 8080');
  expect(output(machine, 'docker exec web netstat -tln').split('\n').slice(1)).toEqual([
    'Proto Recv-Q Send-Q Local Address           Foreign Address         State       ',
    'tcp        0      0 :::8080                 :::*                    LISTEN      ',
    '',
  ]);
  expect(machine.type('docker exec web netstat -tlnp').stderr).toContain("netstat: invalid option -- 'p'");
});

test('nc tells when it has nothing more to say, and still hears what comes', () => {
  machine.type('docker network create app');
  machine.type(
    `docker run -d --name web --network app -p 8099:9000 busybox sh -c 'while :; do printf "HTTP/1.0 200 OK\\r\\n\\r\\nhello\\n" | nc -l -p 9000; done'`,
  );
  expect(output(machine, 'docker run --rm --network app busybox wget -qO- web:9000')).toBe('hello\n');
  expect(output(machine, 'docker logs web')).toMatch(/^GET \/ HTTP\/1.1\r\n/);
  expect(output(machine, 'curl -s localhost:8099')).toBe('hello\n');
  machine.type('docker run -d --name ear --network app busybox nc -l -p 7000');
  expect(machine.type('echo hi | docker run -i --rm --network app busybox nc ear 7000').status).toBe(0);
  expect(output(machine, 'docker logs ear; docker wait ear')).toBe('hi\n0\n');
});

test.each([
  ['--subnet foo', `netip.ParsePrefix("foo"): no '/'`],
  ['--subnet 10.0.0.0/40', 'netip.ParsePrefix("10.0.0.0/40"): prefix length out of range'],
  ['--subnet 10.0.0/8', 'netip.ParsePrefix("10.0.0/8"): ParseAddr("10.0.0"): IPv4 address too short'],
  ['--aux-address foo', 'ParseAddr(""): unable to parse IP'],
])('docker network create %s: %s', (flags, problem) => {
  expect(machine.type(`docker network create ${flags} app`).stderr).toBe(`${problem}\n`);
});

test('any subnet of a size is the first free part of a pool, and one address is a subnet, too', () => {
  machine.type(
    'docker network create --subnet 0.0.0.0/24 any; docker network create --subnet 10.9.9.9/32 one',
  );
  const format = "'{{range .IPAM.Config}}{{.Subnet}} {{.Gateway}}{{end}}'";
  expect(output(machine, `docker network inspect -f ${format} any one`)).toBe(
    '172.18.0.0/24 172.18.0.1\n10.9.9.9/32 10.9.9.9\n',
  );
});

test('a network takes its settings from one that only keeps them', () => {
  machine.type(
    'docker network create --config-only --subnet 10.50.0.0/16 --label a=b -o com.docker.network.driver.mtu=1400 conf',
  );
  expect(
    output(machine, "docker network inspect -f '{{.Driver}} {{.ConfigOnly}} {{.IPAM.Config}}' conf"),
  ).toBe('null true [{10.50.0.0/16 invalid Prefix invalid IP map[]}]\n');
  machine.type('docker network create --config-from conf app');
  const format = "'{{.ConfigFrom.Network}} {{.Driver}} {{.Options}} {{.Labels}}'";
  expect(output(machine, `docker network inspect -f ${format} app`)).toBe(
    'conf bridge map[com.docker.network.driver.mtu:1400] map[a:b]\n',
  );
  expect(output(machine, 'docker run --rm --network app busybox hostname -i')).toBe('10.50.0.2\n');
});

test.each([
  ['create --config-from nosuch app', 'configuration network "nosuch" does not exist'],
  [
    'create --config-only --config-from conf app',
    'a configuration network cannot depend on another configuration network',
  ],
  [
    'create --config-from conf --label a=b app',
    'user specified configurations are not supported if the network depends on a configuration network',
  ],
  [
    'create --config-from conf -o a=b app',
    'network driver options are not supported if the network depends on a configuration network',
  ],
  [
    'create --config-only --internal app',
    'configuration network can only contain network specific fields. Network operator fields like [ ingress | internal | attachable | scope ] are not supported.',
  ],
  ['rm conf', 'error while removing network: configuration network "conf" is in use'],
  ['connect conf web', 'cannot create endpoint on configuration-only network'],
])('docker network %s: %s', (words, problem) => {
  machine.type('docker network create --config-only conf; docker network create --config-from conf used');
  machine.type('docker run -d --name web busybox sleep 1000');
  expect(machine.type(`docker network ${words}`).stderr).toContain(
    `Error response from daemon: ${problem}\n`,
  );
});

test('what was asked of a network is kept as it came: nothing by run, empty values by connect', () => {
  machine.type('docker network create --subnet 172.30.0.0/16 one; docker network create two');
  machine.type('docker create --name web --network one busybox; docker network connect two web');
  machine.type(
    'docker create --name db --network one --ip 172.30.0.9 --mac-address 02:42:ac:1e:00:09 busybox',
  );
  const asked = (name: string, network: string): string =>
    output(
      machine,
      `docker inspect -f '{{with .NetworkSettings.Networks.${network}}}{{json .IPAMConfig}} {{json .Aliases}} {{json .DriverOpts}} {{.MacAddress}}{{end}}' ${name}`,
    );
  expect(asked('web', 'one')).toBe('null null null \n');
  expect(asked('web', 'two')).toBe('{"IPv4Address":"","IPv6Address":""} [] {} \n');
  expect(asked('db', 'one')).toBe(
    '{"IPv4Address":"172.30.0.9","IPv6Address":""} null null 02:42:ac:1e:00:09\n',
  );
});

// moby daemon/libnetwork/drivers/bridge/bridge_linux.go (fromLabels, Validate, checkConflict).
test.each([
  [
    'bridge.name=docker0',
    /^cannot create network [0-9a-f]{64} \(docker0\): conflicts with network [0-9a-f]{64} \(docker0\): networks have same bridge name$/,
  ],
  [
    'bridge.gateway_mode_ipv4=foo',
    /^failed to parse com.docker.network.bridge.gateway_mode_ipv4 value: foo \(unknown gateway mode foo\)$/,
  ],
  ['bridge.gateway_mode_ipv6=isolated', /^gateway mode 'isolated' can only be used for an internal network$/],
  [
    'bridge.host_binding_ipv4=foo',
    /^failed to parse com.docker.network.bridge.host_binding_ipv4 value: foo \(nil ip\)$/,
  ],
  ['driver.mtu=-5', /^invalid MTU number: -5$/],
])('docker network create -o com.docker.network.%s is refused', async (option, message) => {
  const { stderr } = (await newMachine()).type(`docker network create -o com.docker.network.${option} net`);
  expect(stderr.replace('Error response from daemon: ', '').trim()).toMatch(message);
});

test('ports are published where the network says, if the container does not', async () => {
  const machine = await newMachine();
  machine.type('docker network create -o com.docker.network.bridge.host_binding_ipv4=127.0.0.1 net');
  machine.type('docker run -d --name web --network net -p 8080:80 -p 0.0.0.0:8081:81 busybox sleep 1000');
  expect(output(machine, 'docker port web')).toBe('80/tcp -> 127.0.0.1:8080\n81/tcp -> 0.0.0.0:8081\n');
});

// moby daemon/libnetwork/network.go: auxiliary addresses are taken when the network is made.
test.each(['10.0.0.0', '10.0.0.1', '10.0.0.5', '10.0.0.255'])(
  'nobody gets %s, which is taken',
  async (ip) => {
    const machine = await newMachine();
    machine.type('docker network create --subnet 10.0.0.0/24 --aux-address router=10.0.0.5 net');
    expect(machine.type(`docker run --rm --network net --ip ${ip} busybox true`).stderr).toContain(
      'failed to set up container networking: Address already in use',
    );
  },
);
