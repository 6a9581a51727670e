// What buildx says of the flags of a build that are wrong, or lead where nothing can be written.
import { beforeEach, expect, test } from 'vitest';
import { createMachine, type Machine } from '../../../../src/engine';
import { recordedWorld } from '../../../conformance/recorded-world';

const world = recordedWorld();
let machine: Machine;

beforeEach(() => {
  machine = createMachine(world, { seed: 'flags' });
  machine.type('mkdir /tmp/app && cd /tmp/app');
  machine.writeFile('/tmp/app/Dockerfile', 'FROM scratch\nLABEL a=b\n');
});

/** The end of what a quiet build says on standard error. */
function says(flags: string): string {
  return machine.type(`docker build -q ${flags} .`).stderr;
}

test('flags of the legacy builder are taken, three of them with a warning', () => {
  expect(says('--rm --force-rm --compress -m 1g -c 2 --cpu-period 5')).toBe('');
  expect(says('--squash --isolation x --security-opt y')).toBe(
    'WARNING: isolation flag is deprecated with BuildKit.\n' +
      'WARNING: security-opt flag is deprecated. "RUN --security=insecure" should be used with BuildKit.\n' +
      'WARNING: experimental flag squash is removed with BuildKit. ' +
      'You should squash inside build using a multi-stage Dockerfile for efficiency.\n',
  );
  expect(machine.type('docker build --help').stdout).not.toContain('squash');
});

test('an attestation is named by pairs', () => {
  expect(says('--provenance=foo')).toBe('ERROR: invalid value foo\n');
  expect(says('--attest mode=min')).toBe('ERROR: attestation type not specified\n');
  expect(says('--attest type=provenance,disabled=x')).toBe(
    'ERROR: invalid value disabled=x: strconv.ParseBool: parsing "x": invalid syntax\n',
  );
  expect(says('-t a --provenance=0')).toBe('');
  expect(machine.type('docker image inspect -f {{.Descriptor.mediaType}} a').stdout).toContain('manifest');
});

test('what is wrong is found when the build sets out', () => {
  expect(says('--annotation foo')).toBe(
    'ERROR: failed to build: parse annotations: invalid annotation "foo", expected key=value\n',
  );
  expect(says('--no-cache --no-cache-filter x')).toBe(
    'ERROR: failed to build: --no-cache and --no-cache-filter cannot currently be used together\n',
  );
  expect(says('--ssh default')).toBe(
    'ERROR: failed to build: invalid empty ssh agent socket: make sure SSH_AUTH_SOCK is set\n',
  );
});

test('files that cannot be written fail in the words of Go', () => {
  expect(says('--iidfile /no/id')).toBe(
    'ERROR: writing image ID file: open /no/id: no such file or directory\n',
  );
  expect(says('--metadata-file /no/data')).toBe(
    'ERROR: invalid output path: stat /no: no such file or directory\n',
  );
  expect(says('--metadata-file .')).toBe('ERROR: invalid output path: cannot write to a directory\n');
  expect(says('-o type=tar,dest=/no/a.tar')).toBe(
    'ERROR: failed to build: failed to open open /no/a.tar: no such file or directory\n',
  );
  expect(says('-o Dockerfile')).toBe('ERROR: failed to build: destination directory Dockerfile is a file\n');
  expect(says('-o Dockerfile/out')).toBe(
    'ERROR: failed to build: invalid destination directory: Dockerfile/out: stat Dockerfile/out: not a directory\n',
  );
});

test('a folder of results is for its owner only, an archive is there from the start', () => {
  says('-o out/in');
  expect(machine.type('stat -c %a out out/in').stdout).toBe('700\n700\n');
  expect(says('-o type=tar,dest=a.tar --target none')).toContain('could not be found');
  expect(machine.type('stat -c %s a.tar').stdout).toBe('0\n');
});

test('the old name of --reserved-space still counts', () => {
  const { stdout, status } = machine.type('docker builder prune -f --keep-storage 1GB');
  expect(status).toBe(0);
  expect(stdout).toContain(
    'Flag --keep-storage has been deprecated, keep-storage flag has been changed to reserved-space\n',
  );
});

test('buildx shows its help where it has no such command, and docker builder is buildx', () => {
  for (const line of ['docker buildx foo', 'docker builder foo']) {
    const { stdout, stderr, status } = machine.type(line);
    expect(stdout).toMatch(/^Usage:\s+docker buildx/);
    expect(stderr).toBe('ERROR: unknown command: "foo"\n');
    expect(status).toBe(1);
  }
  expect(machine.type('docker buildx').stdout).toMatch(/^Usage:\s+docker buildx/);
  expect(machine.type('docker buildx history foo').stderr).toBe('ERROR: unknown command: "foo"\n');
  expect(machine.type('docker builder du').stdout).toContain('RECLAIMABLE');
});

test('the help of buildx and its groups lists their flags, and commands that are not modelled', () => {
  const { stdout } = machine.type('docker builder --help');
  expect(stdout).toBe(machine.type('docker buildx').stdout);
  expect(stdout).toContain(
    'Usage:  docker buildx [OPTIONS] COMMAND\n\nExtended build capabilities with BuildKit\n\nOptions:\n      --builder string   Override the configured builder instance\n  -D, --debug            Enable debug logging\n\nManagement Commands:\n  dap         ',
  );
  expect(stdout).toMatch(
    /\n\nExperimental commands and flags are hidden\. Set BUILDX_EXPERIMENTAL=1 to show them\.\n$/,
  );
  expect(machine.type('docker buildx history').stdout).toContain(
    'Management Commands:\n  inspect     Inspect a build record\n\nCommands:\n  export ',
  );
  expect(machine.type('docker buildx dial-stdio').stderr).toContain(
    'docker buildx dial-stdio is not modelled here',
  );
});
