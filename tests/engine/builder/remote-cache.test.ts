import { beforeEach, describe, expect, test } from 'vitest';
import { createMachine, type LoggedMachine } from '../../../src/engine';
import { smallWorld } from '../machine/machine-with';

let docker: LoggedMachine;

function output(line: string): string {
  const { stdout, stderr, status } = docker.type(line);
  expect(status, `${line}\n${stderr}`).toBe(0);
  return stdout;
}

/** What became of the steps of a build, and of what else progress names with these words. */
function told(line: string): readonly string[] {
  const { stderr, status } = docker.type(line);
  expect(status, `${line}\n${stderr}`).toBe(0);
  const names = new Map<string, string>();
  const found: string[] = [];
  for (const text of stderr.split('\n')) {
    const [, number = '', rest = ''] = /^#(\d+) (.*)$/.exec(text) ?? [];
    if (!names.has(number)) names.set(number, rest);
    const name = names.get(number) ?? '';
    if (/^(CACHED|DONE|ERROR)/.test(rest) && /^(\[[\w-]* ?\d|importing|exporting cache)/.test(name)) {
      found.push(`${name}: ${rest.replace(/ \d+\.\d+s$/, '')}`);
    }
  }
  return found.filter((each) => !each.includes('FROM')).sort();
}

function forget(): void {
  docker.type('docker rmi -f app localhost:5000/app');
  output('docker builder prune -af && docker image prune -f');
}

const plain = 'docker build --progress=plain';

beforeEach(async () => {
  docker = createMachine(await smallWorld(), { seed: 'remote-cache' });
  docker.type('echo a > a; printf "FROM busybox AS tools\\nRUN echo tool > /tool\\n" > Dockerfile');
  docker.type(
    'printf "FROM busybox\\nCOPY a /a\\nRUN --mount=type=cache,target=/c echo made > /b\\nCOPY --from=tools /tool /\\n" >> Dockerfile',
  );
});

const tools = '[tools 2/2] RUN echo tool > /tool';
const copy = '[stage-1 2/4] COPY a /a';
const run = '[stage-1 3/4] RUN --mount=type=cache,target=/c echo made > /b';
const last = '[stage-1 4/4] COPY --from=tools /tool /';

describe.each([
  ['a registry', 'type=registry,ref=localhost:5000/cache', 'localhost:5000/cache', 'localhost:5000/cache'],
  ['a folder', 'type=local,dest=kept/cache', 'type=local,src=kept/cache', 'local:'],
])('a cache in %s', (_, to, from, name) => {
  test('gives its steps to a builder that has forgotten them', () => {
    output(`docker build -q -t app --cache-to ${to},mode=max .`);
    const id = output(`docker inspect -f '{{.RootFS.Layers}} {{.Created}}' app`);
    forget();
    const steps = told(`${plain} -t app --cache-from ${from} .`);
    expect(steps.filter((step) => !step.startsWith('importing'))).toEqual([
      `${copy}: CACHED`,
      `${run}: CACHED`,
      `${last}: CACHED`,
      `${tools}: CACHED`,
    ]);
    expect(steps.at(-1)).toMatch(new RegExp(`^importing cache manifest from ${name}\\d*: DONE$|tool`));
    expect(output(`docker inspect -f '{{.RootFS.Layers}} {{.Created}}' app`)).toBe(id);
    expect(output('docker run --rm app cat /a /b /tool')).toBe('a\nmade\ntool\n');
  });

  test('gives what it has of a build that has changed', () => {
    output(`docker build -q --cache-to ${to},mode=max .`);
    forget();
    docker.type("sed -i 's/echo made/echo other/' Dockerfile");
    const steps = told(`${plain} --cache-from ${from} .`);
    expect(steps).toContain(`${copy}: CACHED`);
    expect(steps).toContain(`${run.replace('made', 'other')}: DONE`);
    expect(steps).toContain(`${tools}: CACHED`);
  });
});

test('without mode=max a cache has the steps of the result alone', () => {
  output('docker build -q --cache-to localhost:5000/cache .');
  forget();
  docker.type("sed -i 's/echo made/echo other/' Dockerfile");
  const steps = told(`${plain} --cache-from localhost:5000/cache .`);
  expect(steps).toContain(`${copy}: CACHED`);
  expect(steps).toContain(`${tools}: DONE`);
});

test.each(['--cache-to type=inline', '--build-arg BUILDKIT_INLINE_CACHE=1'])(
  'an image holds its own steps: %s',
  (flag) => {
    expect(docker.type(`${plain} --push -t localhost:5000/app ${flag} .`).stderr).toMatch(
      /exporting layers .*done\n#\d+ preparing layers for inline cache .*done\n#\d+ exporting manifest/,
    );
    forget();
    const steps = told(`${plain} --cache-from localhost:5000/app .`);
    expect(steps).toContain(`${copy}: CACHED`);
    expect(steps).toContain(`${run}: CACHED`);
    expect(steps).toContain('importing cache manifest from localhost:5000/app: DONE');
  },
);

test('what a build does not use of a cache does not stay', () => {
  output('docker build -q --cache-to type=registry,ref=localhost:5000/cache,mode=max .');
  forget();
  docker.type('printf "FROM busybox\\nRUN echo else\\n" > Dockerfile');
  output('docker build -q --cache-from localhost:5000/cache .');
  expect(output('docker buildx du --verbose')).not.toContain('/tool');
});

test('a cache that is not there is told of, and the build goes on', () => {
  const { stderr, status } = docker.type(`${plain} --cache-from localhost:5000/none .`);
  expect(status).toBe(0);
  expect(stderr).toContain(
    'ERROR: failed to configure registry cache importer: localhost:5000/none:latest: not found\n',
  );
  expect(stderr).toContain('------\n > importing cache manifest from localhost:5000/none:\n------\n');
  expect(docker.type('docker build -q --cache-from type=local,src=none .').stderr).toBe(
    'WARNING: local cache import at none not found due to err: could not read none/index.json: open none/index.json: no such file or directory\n',
  );
});

test('an image alone is no cache', () => {
  docker.type('echo FROM busybox > Dockerfile');
  const { stderr } = docker.type(`${plain} --cache-to localhost:5000/cache .`);
  expect(stderr).toMatch(
    /exporting cache to registry\n#\d+ skipping cache export for empty result done\n#\d+ preparing build cache for export done\n/,
  );
});

test.each([
  ['--cache-to type=foo', 'failed to build: failed to solve: unknown cache exporter: "foo"'],
  ['--cache-to type=local', 'failed to build: local cache exporter requires dest'],
  ['--cache-to type=registry', 'failed to build: registry cache exporter requires ref'],
  ['--cache-from type=local', 'failed to build: local cache importer requires src'],
  ['--cache-from src=x', 'type required form> "src=x"'],
  ['--cache-from type=local,x', 'invalid value x'],
])('refuses %s', (flag, message) => {
  expect(docker.type(`docker build -q ${flag} .`)).toMatchObject({
    stderr: expect.stringContaining(`ERROR: ${message}\n`) as string,
    status: 1,
  });
});
