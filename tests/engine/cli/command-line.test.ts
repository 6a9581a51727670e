import { describe, expect, test } from 'vitest';
import { resolveCommandLine, type Resolution } from '../../../src/engine/cli/command-line';
import { readWith } from '../../../src/engine/cli/reading';
import { checks } from '../../../src/engine/cli/run-options/checks';
import { commandTree } from '../../../src/engine/cli/declarations';

function resolve(line: string): Resolution {
  return readWith(checks, resolveCommandLine(commandTree, line === '' ? [] : line.split(' ')));
}

/** Flags that were typed with their values, and the operands. */
function typed(line: string): unknown {
  const resolution = resolve(line);
  if (resolution.kind !== 'run') return resolution;
  const { flags, changed, operands } = resolution.arguments;
  return { flags: Object.fromEntries([...changed].map((name) => [name, flags[name]])), operands };
}

describe('flags', () => {
  test.each([
    ['run -itp 80:80 img', { interactive: true, tty: true, publish: ['80:80'] }, ['img']],
    ['run -p=80:80 img', { publish: ['80:80'] }, ['img']],
    ['run -p8080:80 --rm=false img', { publish: ['8080:80'], rm: false }, ['img']],
    ['run --name web img -it --rm', { name: 'web' }, ['img', '-it', '--rm']],
    ['run --memory 1.5g --cpus .5 img', { memory: 1_610_612_736, cpus: 500_000_000 }, ['img']],
    ['run -- img', {}, ['img']],
    ['run --health-interval 1m30s img', { 'health-interval': 90e9 }, ['img']],
    ['logs web --tail 010', { tail: '010' }, ['web']],
    ['stop web -t3', { timeout: 3 }, ['web']],
    ['network create --gateway 10.0.0.1,10.1.0.1 n', { gateway: ['10.0.0.1', '10.1.0.1'] }, ['n']],
  ])('docker %s', (line, flags, operands) => {
    expect(typed(line)).toEqual({ flags, operands });
  });

  test.each([
    ['ps -x', "unknown shorthand flag: 'x' in -x"],
    ['ps --nosuch', 'unknown flag: --nosuch'],
    ['ps --=x', 'bad flag syntax: --=x'],
    ['ps -n', "flag needs an argument: 'n' in -n"],
    ['ps --last', 'flag needs an argument: --last'],
    [
      'ps -n nine',
      'invalid argument "nine" for "-n, --last" flag: strconv.ParseInt: parsing "nine": invalid syntax',
    ],
    [
      'ps -f status',
      'invalid argument "status" for "-f, --filter" flag: bad format of filter (expected name=value)',
    ],
    [
      'run --cpus many x',
      'invalid argument "many" for "--cpus" flag: failed to parse many as a rational number',
    ],
    ['run --shm-size big x', 'invalid argument "big" for "--shm-size" flag: invalid size: \'big\''],
  ])('docker %s is refused in pflag’s words', (line, message) => {
    const command = line.split(' ')[0] ?? '';
    const resolution = resolve(line);
    const usage = command === 'ps' ? 'ps [OPTIONS]' : 'run [OPTIONS] IMAGE [COMMAND] [ARG...]';
    const text = `${message}\n\nUsage:  docker ${usage}\n\nRun 'docker ${command} --help' for more information\n`;
    expect(resolution).toEqual({ kind: 'error', text, status: 125 });
  });

  test('a deprecated flag works and warns', () => {
    const resolution = resolve('stop --time 3 web');
    expect(resolution.kind === 'run' && resolution.arguments.warnings).toEqual([
      'Flag --time has been deprecated, use --timeout instead',
    ]);
  });

  test('a flag for another system is refused', () => {
    expect(resolve('run --cpu-count 2 img')).toEqual({
      kind: 'error',
      text: '"--cpu-count" is only supported on a Docker daemon running on windows, but the Docker daemon is running on linux\n',
      status: 1,
    });
  });
});

describe('commands', () => {
  test.each([
    [
      'contianer ls',
      "docker: unknown command: docker contianer\n\nRun 'docker --help' for more information\n",
      1,
    ],
    [
      '__proto__',
      "docker: unknown command: docker __proto__\n\nRun 'docker --help' for more information\n",
      1,
    ],
    [
      'compose up -d',
      'docker compose is not modelled here; the real plugin is to: run the containers of an application as a file describes them\n',
      1,
    ],
    [
      'container nosuch',
      "docker: unknown command: docker container nosuch\n\nUsage:  docker container\n\nRun 'docker container --help' for more information\n",
      1,
    ],
    ['help nosuch', 'unknown help topic: nosuch\n', 1],
    [
      '--nosuch ps',
      "unknown flag: --nosuch\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]\n\nRun 'docker --help' for more information\n",
      125,
    ],
    [
      'stop',
      "docker: 'docker stop' requires at least 1 argument\n\nUsage:  docker stop [OPTIONS] CONTAINER [CONTAINER...]\n\nSee 'docker stop --help' for more information\n",
      1,
    ],
    [
      'build',
      "ERROR: docker: 'docker buildx build' requires 1 argument\n\nUsage:  docker buildx build [OPTIONS] PATH | URL | -\n\nRun 'docker buildx build --help' for more information\n",
      1,
    ],
  ])('docker %s', (line, text, status) => {
    expect(resolve(line)).toEqual({ kind: 'error', text, status });
  });

  test.each([
    ['', 'usage'],
    ['container', 'usage'],
    ['--help', 'help'],
    ['nosuch --help', 'help'],
    ['help rm', 'help'],
    ['-v', 'version'],
  ])('docker %s ends with %s', (line, kind) => {
    expect(resolve(line).kind).toBe(kind);
  });

  test('an alias, a shortcut and the full name are one declaration', () => {
    const found = ['ps', 'container ls', 'container list', 'container ps'].map((line) => {
      const resolution = resolve(line);
      return resolution.kind === 'run' ? resolution.place.declaration : undefined;
    });
    expect(new Set(found).size).toBe(1);
    expect(found[0]?.path).toEqual(['container', 'ls']);
  });
});
