import { beforeEach, expect, test } from 'vitest';
import { createMachine, type LoggedMachine } from '../../../../src/engine';
import { recordedWorld } from '../../../conformance/recorded-world';

const world = recordedWorld();
let machine: LoggedMachine;

beforeEach(() => {
  machine = createMachine(world, { seed: 'build commands' });
  machine.type('mkdir /tmp/app && cd /tmp/app');
  machine.writeFile(
    '/tmp/app/Dockerfile',
    'FROM alpine AS base\nARG A=1\nRUN echo $A > /a\nFROM base\nCOPY a.txt /\n',
  );
  machine.writeFile('/tmp/app/a.txt', 'a\n');
});

const failed = (command: string): string => {
  const { stderr, status } = machine.type(command);
  expect(status).not.toBe(0);
  return stderr.trimEnd();
};

test('wrong flags are refused in buildx’s words', () => {
  expect(failed('docker build --secret id=x,foo=1 .')).toBe("ERROR: unexpected key 'foo' in 'foo=1'");
  expect(failed('docker build --secret id .')).toBe("ERROR: invalid field 'id' must be a key=value pair");
  expect(failed('docker build -t App .')).toBe(
    'ERROR: failed to build: invalid tag "App": repository name must be lowercase',
  );
  expect(failed('docker build --network bridge .')).toContain(
    'network mode "bridge" not supported by buildkit',
  );
  expect(failed('docker build -q --progress=plain .')).toBe(
    'ERROR: progress=plain and quiet cannot be used together',
  );
  expect(failed('docker build -f nofolder/Dockerfile .')).toBe(
    'ERROR: failed to build: resolve : lstat nofolder: no such file or directory',
  );
  expect(failed('docker build --build-context lib .')).toBe(
    'ERROR: invalid context value: lib, expected key=value',
  );
  expect(failed('docker build --add-host nowhere .')).toBe('ERROR: failed to build: invalid host nowhere');
  expect(failed('docker build -o type=local .')).toBe(
    'ERROR: failed to build: dest is required for local exporter',
  );
  expect(failed('echo x | docker build -f - -')).toBe(
    "ERROR: failed to build: invalid argument: can't use stdin for both build context and dockerfile",
  );
  expect(failed('docker build --call=nonsense,x .')).toBe('ERROR: invalid print value: nonsense,x');
});

test('what is not modelled says so', () => {
  expect(failed('docker build https://github.com/docker/buildx.git')).toContain('is not modelled here');
  expect(failed('DOCKER_BUILDKIT=0 docker build .')).toContain(
    'DEPRECATED: The legacy builder is deprecated',
  );
});

test('--iidfile and --metadata-file are written; an old id file goes when the build fails', () => {
  const id = machine.type('docker build -q --iidfile id --metadata-file meta.json .').stdout.trim();
  expect(machine.type('cat id').stdout).toBe(id);
  const metadata: Record<string, unknown> = JSON.parse(machine.type('cat meta.json').stdout);
  expect([metadata['containerimage.digest'], metadata['containerimage.config.digest']]).toContain(id);
  machine.type('docker build -q --iidfile id --build-arg A -f nofile .');
  expect(machine.type('cat id').status).toBe(1);
});

test('--explain names the step’s verdict after the build, also of a failed one', () => {
  machine.type('docker build -q .');
  machine.writeFile('/tmp/app/a.txt', 'changed\n');
  const { stderr, status } = machine.type('docker build --progress=plain --explain .');
  expect(status).toBe(0);
  const [, explained = ''] = stderr.split('Why each step ran or did not (--explain is not in Docker):\n');
  expect(explained).toContain(' = [base 2/2] RUN echo 1 > /a\n');
  expect(explained).toMatch(/cached: nothing that it depends on has changed/);
  expect(explained).toMatch(/COPY a\.txt \/.*\n {5}ran: the content of .*a\.txt changed/);
  machine.type('rm a.txt');
  expect(machine.type('docker build --progress=plain --explain .').stderr).toContain('Why each step ran');
});

test('an archive on standard input is the context', () => {
  machine.type('tar -cf ../app.tar . && cd /');
  const { status } = machine.type('docker build -q -t app - < /tmp/app.tar');
  expect(status).toBe(0);
  expect(machine.type('docker run --rm app cat /a.txt').stdout).toBe('a\n');
});

test('targets are listed', () => {
  expect(machine.type('docker build --progress=none --call=targets .').stdout).toBe(
    'TARGET     DESCRIPTION\nbase       \n(default)  \n',
  );
});

test('an outline tells what the target and the stages that it needs take', () => {
  machine.writeFile(
    '/tmp/app/Dockerfile',
    [
      '# BASE what it stands on',
      'ARG BASE=${NAME}',
      'ARG UNUSED=1',
      'FROM ${BASE:-alpine} AS base',
      'ARG A=1',
      '# dev for developers',
      'FROM base AS dev',
      'ARG TARGETARCH',
      'RUN --mount=type=secret,id=token,required --mount=type=ssh true',
      'FROM alpine AS other',
      'ARG OTHER=1',
      'RUN --mount=type=secret,target=/run/key true',
      '',
    ].join('\n'),
  );
  const { stdout, stderr } = machine.type(
    'docker build --progress=plain --call=outline --target dev --build-arg A=2 .',
  );
  expect(stdout).toBe(
    [
      'TARGET:      dev',
      'DESCRIPTION: for developers',
      '',
      'BUILD ARG   VALUE   DESCRIPTION',
      'BASE                what it stands on',
      'A           2       ',
      '',
      'SECRET   REQUIRED',
      'token    true',
      '',
      'SSH       REQUIRED',
      'default   ',
      '',
      '',
    ].join('\n'),
  );
  expect(stderr).toContain('load metadata for docker.io/library/alpine:latest');
  expect(machine.type('docker build --progress=none --call=outline .').stdout).toBe(
    'TARGET: other\n\nBUILD ARG   VALUE   DESCRIPTION\nOTHER       1       \n\nSECRET   REQUIRED\nkey      \n\n',
  );
  const asJson = machine.type(
    'docker build --progress=none --call=outline,format=json --target base .',
  ).stdout;
  expect(JSON.parse(asJson)).toMatchObject({
    name: 'base',
    args: [{ name: 'BASE' }, { name: 'A', value: '1' }],
  });
  expect(machine.type('docker build --progress=plain --call=targets .').stderr).not.toContain('metadata');
});

test('an image or a folder can stand in for the image that FROM and --from name', () => {
  machine.writeFile('/tmp/app/Dockerfile', 'FROM alpine\nRUN . /etc/os-release; echo "on $NAME"\n');
  const { stderr } = machine.type(
    'docker build --progress=plain --build-context alpine:latest=docker-image://debian:trixie .',
  );
  expect(stderr).toMatch(/\[context alpine\] load metadata for debian:trixie\n/);
  expect(stderr).toMatch(
    /\[context alpine\] debian:trixie\n#\d+ resolve docker\.io\/library\/debian:trixie /,
  );
  expect(stderr).toMatch(/\[1\/2\] RUN .*\n#\d+ [\d.]+ on Debian GNU\/Linux\n/);
  expect(stderr).not.toContain('FROM docker.io');
  machine.writeFile('/tmp/app/Dockerfile', 'FROM files AS f\nFROM alpine\nCOPY --from=f a.txt /\n');
  expect(machine.type('docker build -q -t app --build-context files=. .').status).toBe(0);
  expect(machine.type('docker run --rm app cat /a.txt').stdout).toBe('a\n');
});

test('a pattern that is none in .dockerignore ends a build before its steps', () => {
  machine.type("echo '!' > .dockerignore");
  expect(failed('docker build --progress=none .')).toBe(
    'ERROR: failed to build: failed to solve: illegal exclusion pattern: "!"',
  );
  expect(machine.type('docker build --progress=plain --check .').stderr).toContain(
    'ERROR: illegal exclusion pattern: "!"\n',
  );
});

test('a here-document becomes a file when its step runs', () => {
  machine.writeFile('/tmp/app/Dockerfile', 'FROM alpine\nCOPY <<EOF /a\nhi\nEOF\n');
  machine.type('docker build -q -t app .');
  const [seconds, now] = machine
    .type('docker run --rm app stat -c %Y /a; date +%s')
    .stdout.trim()
    .split('\n')
    .map(Number);
  expect(Math.abs((now ?? 0) - (seconds ?? 0))).toBeLessThan(60);
});

test('the history lists, replays and forgets builds', () => {
  machine.type('docker build -q -t app .');
  machine.type('docker build -q -t app --target base .');
  const names = machine.type("docker buildx history ls --format '{{.Name}} {{.Status}}'").stdout;
  expect(names).toBe('app (base) Completed\napp Completed\n');
  expect(machine.type('docker buildx history logs').stderr).toContain('#1 [internal] load build definition');
  expect(machine.type('docker buildx history inspect').stdout).toMatch(/^Name:\t+app \(base\)\n/);
  expect(machine.type('docker buildx history inspect').stdout).toMatch(
    /\nMaterials:\nURI\t+DIGEST\npkg:docker\/alpine@latest\?platform=linux%2Famd64\tsha256:[0-9a-f]{64}\n\nAttachments:\nDIGEST\t+PLATFORM\tTYPE\n(sha256:.*\n){3}\n/,
  );
  const inspected = (format: string): string =>
    machine.type(`docker buildx history inspect --format '${format}'`).stdout;
  expect(inspected('{{.Name}}: {{.Status}}, {{len .Attachments}}')).toBe('app (base): completed, 3\n');
  expect(JSON.parse(inspected('json'))).toMatchObject({
    Name: 'app (base)',
    Context: '.',
    Target: 'base',
    Config: { ImageResolveMode: 'local' },
    NumTotalSteps: 6,
  });
  expect(failed("docker buildx history inspect --format '{{json .}}'")).toBe(
    'ERROR: failed to parse format template: template: inspect:1: function "json" not defined',
  );
  machine.type('docker buildx history rm --all');
  expect(failed('docker buildx history logs')).toBe('ERROR: no records found');
});

test('the cache is listed and pruned', () => {
  machine.type('docker build -q -t app .');
  const listed = machine.type('docker buildx du').stdout.split('\n');
  expect(listed[0]).toMatch(/^ID +RECLAIMABLE +SIZE +LAST ACCESSED$/);
  expect(listed.at(-2)).toMatch(/^Total:\t+\d/);
  expect(machine.type('docker buildx du --verbose').stdout).toContain('\nReclaimable:  true\n');
  expect(failed('docker buildx du --filter until=x --filter until=y')).toBe(
    'ERROR: "until" filter expects only one value',
  );
  const pruned = machine.type('docker buildx prune -af').stdout;
  expect(pruned).toMatch(/^ID\t+RECLAIMABLE\t+SIZE\t+LAST ACCESSED\n/);
  expect(machine.type('docker buildx prune -af').stdout).toBe('Total:\t0B\n');
});

test('there is one builder', () => {
  expect(machine.type('docker buildx ls').stdout.split('\n').slice(1, 3)).toEqual([
    expect.stringMatching(/^default\* +docker +$/),
    expect.stringMatching(/^ \\_ default +\\_ default +running +linux\/amd64/),
  ]);
  expect(failed('docker buildx use other')).toContain('failed to find instance "other"');
  expect(machine.type('docker buildx version').stdout).toBe('github.com/docker/buildx v0.36.0\n');
});

test('^C calls a build off', () => {
  machine.writeFile('/tmp/app/Dockerfile', 'FROM alpine\nRUN sleep 100\n');
  const { stdout, status } = machine.typeInTerminal('docker build --progress=plain .', ['^C'], {
    columns: 100,
    rows: 40,
  });
  expect(stdout).toContain('CANCELED');
  expect(stdout).toContain('ERROR: failed to build: failed to solve: Canceled: context canceled');
  expect(status).toBe(130);
});

test('an entitlement has to be asked for, and is the daemon’s to grant', () => {
  machine.writeFile(
    '/tmp/app/Dockerfile',
    'FROM alpine\nRUN --network=host true\nRUN --security=insecure true\n',
  );
  const last = (command: string): string => failed(command).split('\n').at(-1) ?? '';
  expect(last('docker build .')).toBe(
    'ERROR: failed to build: failed to solve: failed to load LLB: network.host is not allowed',
  );
  expect(last('docker build --network host .')).toContain('security.insecure is not allowed');
  expect(last('docker build --allow security.insecure .')).toBe(
    'ERROR: failed to build: failed to solve: granting entitlement security.insecure is not allowed by build daemon configuration',
  );
  expect(failed('docker build --allow all .')).toBe('ERROR: failed to build: unknown entitlement all');
  machine.writeFile('/tmp/app/Dockerfile', 'FROM alpine\nRUN --network=host true\n');
  expect(machine.type('docker build --allow network.host .').status).toBe(0);
});

test('annotations stand in the documents that they are for', () => {
  machine.type(
    'docker build -q -t app --annotation a=1 --annotation index:b=2 --annotation manifest,manifest-descriptor:c=3 .',
  );
  machine.type('docker save app -o app.tar && mkdir saved && tar xf app.tar -C saved');
  const jq = (file: string, filter: string): unknown =>
    JSON.parse(machine.type(`jq -c '${filter}' saved/${file}`).stdout);
  const index = `blobs/sha256/${String(jq('index.json', '.manifests[0].digest')).slice(7)}`;
  expect(jq(index, '.annotations')).toEqual({ b: '2' });
  expect(jq(index, '.manifests[0].annotations')).toEqual({ c: '3' });
  const manifest = `blobs/sha256/${String(jq(index, '.manifests[0].digest')).slice(7)}`;
  expect(jq(manifest, '.annotations')).toEqual({ a: '1', c: '3' });
  expect(failed('docker build -q --annotation a .')).toContain('invalid annotation "a", expected key=value');
  expect(failed('docker build -q --annotation config:a=1 .')).toContain('unknown annotation type "config"');
  expect(failed('docker build -q --provenance=false --annotation index:a=1 .')).toContain(
    'index annotations not supported for single platform export',
  );
});

test('an image is written as an archive of either kind, and loads again', () => {
  expect(machine.type('docker build -t app -o type=docker,dest=docker.tar .').stderr).toContain(
    'exporting to docker image format',
  );
  expect(machine.type('docker images -q app').stdout).toBe('');
  expect(machine.type('docker load -i docker.tar').stdout).toBe('Loaded image: app:latest\n');
  expect(machine.type('docker run --rm app cat /a.txt').stdout).toBe('a\n');
  expect(machine.type('docker build -t app -o type=oci . | tar t').stdout).not.toContain('manifest.json');
  expect(
    machine.type('docker build -t other -o type=oci,dest=oci.tar . && docker load -i oci.tar').stdout,
  ).toBe('Loaded image: other:latest\n');
});
