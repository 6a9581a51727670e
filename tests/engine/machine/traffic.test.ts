import { beforeAll, describe, expect, test } from 'vitest';
import { createMachine, type LoggedMachine } from '../../../src/engine';
import { wholeLaptop } from '../../../src/engine/world/whole';
import { output } from './machine-with';

let machine: LoggedMachine;

beforeAll(() => {
  machine = createMachine(wholeLaptop(), { seed: 'traffic' });
  output(machine, 'docker pull -q busybox; docker pull -q nginx; docker network create net1');
  output(machine, 'docker run -d --name web --network net1 -p 8080:80 nginx');
});

test('a container answers to its name on a user network, and on no other', () => {
  expect(output(machine, 'docker run --rm --network net1 busybox ping -c 2 web')).toMatch(
    /^PING web \(172\.18\.0\.2\): 56 data bytes\n64 bytes from 172\.18\.0\.2: seq=0 ttl=64 time=0\.\d{3} ms\n.*\n\n--- web ping statistics ---\n2 packets transmitted, 2 packets received, 0% packet loss\n/,
  );
  const { stderr, status } = machine.type('docker run --rm busybox ping -c 1 web');
  expect([stderr, status]).toEqual(["ping: bad address 'web'\n", 1]);
  expect(output(machine, 'docker run --rm --network net1 busybox nslookup web')).toContain(
    'Name:\tweb\nAddress: 172.18.0.2\n',
  );
});

test('nobody answers at an address that nobody has', () => {
  const { stdout, status } = machine.type('docker run --rm --network net1 busybox ping -c 1 172.18.0.99');
  expect(stdout).toContain('1 packets transmitted, 0 packets received, 100% packet loss');
  expect(status).toBe(1);
});

test("BusyBox' wget fetches pages and says what failed", () => {
  expect(output(machine, 'docker run --rm --network net1 busybox wget -qO- http://web | grep title')).toBe(
    '<title>Welcome to nginx!</title>\n',
  );
  expect(machine.type('docker run --rm --network net1 busybox wget web/nope').stderr).toBe(
    'Connecting to web (172.18.0.2:80)\nwget: server returned error: HTTP/1.1 404 Not Found\n',
  );
  expect(machine.type('docker run --rm --network net1 busybox wget web:81').stderr).toBe(
    "Connecting to web:81 (172.18.0.2:81)\nwget: can't connect to remote host (172.18.0.2): Connection refused\n",
  );
});

test("GNU's wget tells how it goes, and by its status what failed", () => {
  output(machine, 'wget -q localhost:8080 -O /tmp/page; test -s /tmp/page');
  const saved = machine.type('cd /tmp; wget localhost:8080/index.html');
  expect(saved.stderr).toMatch(
    /\nLength: 615 \[text\/html\]\nSaving to: '?.index\.html.\n\n {5}0K {55}100% /,
  );
  expect(machine.type('wget -nv localhost:8080/nope').status).toBe(8);
  expect(machine.type('wget -q localhost:8081').status).toBe(4);
});

test('a prompt is drawn again when one attaches', () => {
  machine.typeInTerminal('docker run -it --name shell busybox', ['^P^Q'], { columns: 80, rows: 24 });
  const { stdout } = machine.typeInTerminal('docker attach shell', ['exit'], { columns: 80, rows: 24 });
  expect(stdout).toMatch(/\/ # exit/);
});

test('the address of a container that has stopped is given to the next one', () => {
  output(
    machine,
    'docker run -d --name first busybox sleep 100; docker run -d --name second busybox sleep 100',
  );
  const address = (name: string): string =>
    output(machine, `docker inspect -f '{{.NetworkSettings.Networks.bridge.IPAddress}}' ${name}`);
  expect([address('first'), address('second')]).toEqual(['172.17.0.2\n', '172.17.0.3\n']);

  output(machine, 'docker stop -t 0 first; docker run -d --name third busybox sleep 100');
  expect(address('third')).toBe('172.17.0.2\n');
  output(machine, 'docker start first');
  expect(address('first')).toBe('172.17.0.4\n');
  output(machine, 'docker rm -f first second third');
});

describe('/dev/tcp in bash', () => {
  const inBash = (script: string) =>
    machine.type(`docker run --rm --network net1 debian bash -c 'exec 2>&1; ${script}'`).stdout;

  beforeAll(() => {
    machine.type('docker pull -q debian');
  });

  test('is a connection that can be read and written', () => {
    expect(
      inBash(
        'exec 3<>/dev/tcp/web/80; printf "GET / HTTP/1.0\\r\\n\\r\\n" >&3; head -n 1 <&3; (echo > /dev/tcp/web/80) && echo up',
      ),
    ).toBe('HTTP/1.1 200 OK\r\nup\n');
  });

  test('that is refused is told in two lines; names and services are looked up', () => {
    expect(inBash('echo > /dev/tcp/web/81; echo $?')).toBe(
      'bash: connect: Connection refused\nbash: line 1: /dev/tcp/web/81: Connection refused\n1\n',
    );
    expect(inBash('cat < /dev/tcp/web/http')).toBe(
      'bash: line 1: http: Servname not supported for ai_socktype\nbash: line 1: /dev/tcp/web/http: Invalid argument\n',
    );
  });

  test('is a file that is not there for other shells', () => {
    expect(machine.type('docker run --rm debian sh -c "echo > /dev/tcp/web/80"').stderr).toBe(
      'sh: 1: cannot create /dev/tcp/web/80: Directory nonexistent\n',
    );
  });
});
