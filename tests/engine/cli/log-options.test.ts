import { beforeEach, expect, test } from 'vitest';
import type { Machine } from '../../../src/engine';
import { newMachine, output } from '../machine/machine-with';

let machine: Machine;

beforeEach(async () => {
  machine = await newMachine();
});

test.each([
  ['--log-opt foo=x', "unknown log opt 'foo' for json-file log driver"],
  ['--log-driver local --log-opt foo=x', "unknown log opt 'foo' for log driver local"],
  ['--log-opt mode=often', 'logger: logging mode not supported: often'],
  [
    '--log-opt max-buffer-size=1m',
    "logger: max-buffer-size option is only supported with 'mode=non-blocking'",
  ],
  [
    '--log-driver awslogs --log-opt awslogs-region=eu-west-1',
    "must specify a value for log opt 'awslogs-group'",
  ],
  ['--log-driver gelf', 'gelf-address is a required parameter'],
  ['--log-driver splunk --log-opt foo=x', "unknown log opt 'foo' for splunk log driver"],
  ['--log-driver fluentd --log-opt foo=x', "unknown log opt 'foo' for fluentd log driver"],
  ['--log-driver gcplogs --log-opt foo=x', '"foo" is not a valid option for the gcplogs driver'],
  [
    '--log-driver gelf --log-opt gelf-address=udp://h:1 --log-opt foo=x',
    'unknown log opt "foo" for gelf log driver',
  ],
  ['--log-driver nosuch', 'error looking up logging plugin nosuch: plugin "nosuch" not found'],
])('docker create %s: %s', (flags, problem) => {
  const { stderr, status } = machine.type(`docker create ${flags} busybox`);
  expect([stderr, status]).toEqual([`Error response from daemon: ${problem}\n`, 1]);
});

test.each([
  ['--log-opt max-size=x', "invalid size: 'x'"],
  ['--log-opt max-file=0', 'max-file cannot be less than 1'],
  ['--log-opt max-file=x', 'strconv.Atoi: parsing "x": invalid syntax'],
  ['--log-opt compress=true', 'compress cannot be true when max-file is less than 2 or max-size is not set'],
  ['--log-driver local --log-opt max-file=1', 'compression cannot be enabled when max file count is 1'],
  ['--log-driver syslog', 'Unix syslog delivery error'],
  ['--log-driver fluentd', 'dial tcp 127.0.0.1:24224: connect: connection refused'],
  [
    '--log-driver fluentd --log-opt fluentd-address=localhost:9000',
    'dial tcp 127.0.0.1:9000: connect: connection refused',
  ],
  ['--log-driver splunk', 'splunk: splunk-url is expected'],
  ['--log-driver splunk --log-opt splunk-url=https://logs:8088', 'splunk: splunk-token is expected'],
  ['--log-driver journald', 'journald is not enabled on this host'],
  [
    "--log-opt tag='{{.Foo}}'",
    'template: log-tag:1:2: executing "log-tag" at <.Foo>: can\'t evaluate field Foo in type *logger.Info',
  ],
  ["--log-opt tag='{{.ID'", 'template: log-tag:1: unclosed action'],
  ["--log-opt labels-regex='['", 'error parsing regexp: missing closing ]: `[`'],
  ["--log-opt env-regex='(a'", 'error parsing regexp: missing closing ): `(a`'],
  ["--log-opt env-regex='a**'", 'error parsing regexp: invalid nested repetition operator: `**`'],
])('a container with %s cannot start: %s', (flags, problem) => {
  const { stderr, status } = machine.type(`docker run --name box ${flags} busybox true`);
  expect(stderr).toContain(
    `docker: Error response from daemon: failed to create task for container: failed to initialize logging driver: ${problem}\n`,
  );
  expect(status).toBe(125);
  expect(output(machine, "docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' box")).toBe(
    'created 128\n',
  );
});

test('the oldest lines go with their file', () => {
  machine.type('docker run --name box --log-opt max-size=1k --log-opt max-file=3 busybox seq 200');
  const kept = output(machine, 'docker logs box').split('\n').slice(0, -1).map(Number);
  expect(kept.length).toBeLessThan(50);
  expect(kept).toEqual(Array.from({ length: kept.length }, (_, i) => 201 - kept.length + i));
});

test('who follows a log misses no line of it', () => {
  machine.type(
    "docker run -d --name box --log-opt max-size=100 busybox sh -c 'for i in 1 2 3 4 5; do echo $i; sleep 1; done'",
  );
  expect(output(machine, 'docker logs -f box')).toBe('1\n2\n3\n4\n5\n');
  expect(output(machine, 'docker logs box').length).toBeLessThan(10);
});

test('--details shows the labels and variables that a log option names or matches, escaped as in a query', () => {
  machine.type(
    "docker run --name box -l app.name=shop -l other=1 -e MODE='a b&c' -e MORE=2 -e X=3 --log-opt labels-regex='^app' --log-opt env=X --log-opt env-regex=^MO busybox echo hi",
  );
  expect(output(machine, 'docker logs --details box')).toBe('MODE=a+b%26c,MORE=2,X=3,app.name=shop hi\n');
});

test('a tag is told as a detail, too', () => {
  machine.type("docker run --name box --log-opt 'tag={{.ImageName}}/{{.Name}}' busybox echo hi");
  expect(output(machine, 'docker logs --details box')).toBe('tag=busybox%2Fbox hi\n');
});

test('fluentd may connect later, or to what another container publishes', () => {
  const box = 'docker run --rm --log-driver fluentd';
  expect(output(machine, `${box} --log-opt fluentd-async=true busybox echo hi`)).toBe('hi\n');
  machine.type('docker run -d -p 24224:24224 busybox sleep 100');
  expect(output(machine, `${box} busybox echo hi`)).toBe('hi\n');
});
