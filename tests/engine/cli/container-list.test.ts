import { expect, test } from 'vitest';
import { newMachine, output } from '../machine/machine-with';

test('docker ps shows a container’s platform and health', async () => {
  const machine = await newMachine();
  output(machine, 'docker run -d --name plain busybox sleep 1000');
  output(
    machine,
    'docker run -d --name checked --health-cmd true --health-interval 1s busybox sleep 1000; sleep 2',
  );
  expect(output(machine, "docker ps --format '{{.Names}} {{.HealthStatus}} {{.Platform}}'")).toBe(
    'checked healthy linux/amd64\nplain none linux/amd64\n',
  );
  expect(output(machine, "docker ps --filter name=plain --format '{{json .Platform}}'")).toBe(
    '{"architecture":"amd64","os":"linux"}\n',
  );
});

test('docker ps -q does not take a format, and says so', async () => {
  const machine = await newMachine();
  output(machine, 'docker run -d --name web busybox sleep 1000');
  expect(machine.type("docker ps -q --format '{{.Names}}' | wc -c")).toMatchObject({
    stdout: '13\n',
    stderr: 'WARNING: Ignoring custom format, because both --format and --quiet are set.\n',
  });
});

test.each([
  ['abc', "error while looking up for publish abc: invalid start port 'abc': invalid syntax"],
  ['80-x', "error while looking up for publish 80-x: invalid end port 'x': invalid syntax"],
  ['90-80', 'error while looking up for publish 90-80: invalid port range: 90-80'],
  ['99999', "error while looking up for publish 99999: invalid start port '99999': value out of range"],
  ['1.2.3.4:80', "filter for 'publish' should not contain ':': 1.2.3.4:80"],
])('docker ps --filter publish=%s is refused', async (value, problem) => {
  const machine = await newMachine();
  expect(machine.type(`docker ps --filter publish=${value}`)).toMatchObject({
    stderr: `Error response from daemon: ${problem}\n`,
    status: 1,
  });
});

test("a label's column is named by the last part of its name", async () => {
  const machine = await newMachine();
  machine.type('docker create --name web -l com.example.my-tier=1 busybox');
  expect(output(machine, `docker ps -a --format 'table {{.Names}}\\t{{.Label "com.example.my-tier"}}'`)).toBe(
    'NAMES     my tier\nweb       1\n',
  );
});

test("a container's addresses stand beside its networks", async () => {
  const machine = await newMachine();
  machine.type('docker run -d --name web busybox sleep 1000; docker create --name new busybox');
  expect(output(machine, `docker ps --format '{{.IPAddresses}} {{json .IPAddresses}}'`)).toMatch(
    /^\[bridge\/([\d.]+)\] \[\{"Network":"bridge","IP":"\1"\}\]\n$/,
  );
  expect(
    output(machine, `docker ps --format '{{join .IPAddresses ","}}{{range .IPAddresses}} {{.IP}}{{end}}'`),
  ).toMatch(/^bridge\/([\d.]+) \1\n$/);
  expect(output(machine, `docker ps -af name=new --format '{{.IPAddresses}}'`)).toBe('[]\n');
});

test('docker warns of an image that is not for this host, where no platform is asked for', async () => {
  const machine = await newMachine();
  machine.type(
    "printf 'FROM scratch\\nCOPY --from=busybox / /\\n' > Dockerfile; docker build -q --platform linux/arm64 -t arm .",
  );
  expect(machine.type('docker run --rm arm /bin/true').stderr).toBe(
    "WARNING: The requested image's platform (linux/arm64) does not match the detected host platform (linux/amd64/v3) and no specific platform was requested\n",
  );
  expect(machine.type('docker run --rm --platform linux/arm64 arm /bin/true').stderr).toBe('');
});
