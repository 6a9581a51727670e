import { expect, it } from 'vitest';
import { newMachine } from '../../machine/machine-with';

it('keeps contexts, lists and uses them', async () => {
  const docker = await newMachine();
  expect(docker.type('docker context ls').stdout).toBe(
    'NAME        DESCRIPTION                               DOCKER ENDPOINT               ERROR\n' +
      'default *   Current DOCKER_HOST based configuration   unix:///var/run/docker.sock   \n',
  );
  const made = docker.type(
    'docker context create far --description away --docker host=tcp://far.example:2376',
  );
  expect(made).toMatchObject({ stdout: 'far\n', stderr: 'Successfully created context "far"\n', status: 0 });
  expect(docker.type('docker context use far').stderr).toBe('Current context is now "far"\n');
  expect(docker.type('docker context show').stdout).toBe('far\n');
  expect(
    docker.type("docker context inspect -f '{{.Endpoints.docker.Host}} {{.Metadata.Description}}'").stdout,
  ).toBe('tcp://far.example:2376 away\n');
  expect(docker.type('docker ps').stderr).toContain('tcp://far.example:2376 is not modelled here');
  expect(docker.type('docker --context default ps -q').status).toBe(0);
  expect(docker.type('docker context rm far').stderr).toBe(
    'context "far" is in use, set -f flag to force remove\n',
  );
  expect(docker.type('docker context rm -f far').stdout).toBe('far\n');
  expect(docker.type('docker context ls -q').stdout).toBe('default\n');
  expect(docker.type('docker ps -q').status).toBe(0);
});

it('says what is wrong with a name or an endpoint', async () => {
  const docker = await newMachine();
  expect(docker.type('docker context use nosuch').stderr).toMatch(
    /^context "nosuch": context not found: open \/root\/\.docker\/contexts\/meta\/[0-9a-f]{64}\/meta\.json: no such file or directory\n$/,
  );
  expect(docker.type('docker context create default').stderr).toBe('"default" is a reserved context name\n');
  expect(docker.type('docker context create x --docker nonsense=1').stderr).toContain(
    'context name "x" is invalid',
  );
  expect(docker.type('docker context create xy --docker nonsense=1').stderr).toBe(
    'unable to create docker endpoint config: unrecognized config key: nonsense\n',
  );
  expect(docker.type('DOCKER_HOST=unix:///nowhere.sock docker ps').stderr).toBe(
    'failed to connect to the docker API at unix:///nowhere.sock; check if the path is correct and if the daemon is running: dial unix /nowhere.sock: connect: no such file or directory\n',
  );
});

it('writes a context into an archive, and reads it back under another name', async () => {
  const docker = await newMachine();
  docker.type('docker context create far --description away --docker host=tcp://far.example:2376');

  expect(docker.type('docker context export far')).toMatchObject({
    stdout: '',
    stderr: 'Written file "far.dockercontext"\n',
    status: 0,
  });
  expect(docker.type('docker context export far').stderr).toBe('open far.dockercontext: file exists\n');
  expect(docker.type('docker context export far - | tar -t | wc -l').stdout).toBe('2\n');
  expect(docker.type('tar -xOf far.dockercontext meta.json').stdout).toBe(
    '{"Name":"far","Metadata":{"Description":"away"},"Endpoints":{"docker":{"Host":"tcp://far.example:2376","SkipTLSVerify":false}}}',
  );
  expect(docker.type('docker context import near far.dockercontext')).toMatchObject({
    stdout: 'near\n',
    stderr: 'Successfully imported context "near"\n',
  });
  expect(docker.type("docker context inspect near -f '{{.Name}} {{.Metadata.Description}}'").stdout).toBe(
    'near away\n',
  );
});

it.each([
  ['import default x', '"default" is a reserved context name'],
  ['import near nosuch', 'open nosuch: no such file or directory'],
  ['import near - < /dev/null', 'invalid context: no metadata found'],
  ['import near - < notes', 'unexpected EOF'],
  ['import near notes.tar', 'notes: unexpected context file'],
  ['export far /nosuch/far', 'open /nosuch/far: no such file or directory'],
])('docker context %s is refused', async (operands, problem) => {
  const docker = await newMachine();
  docker.type(
    'docker context create far --docker host=tcp://far.example:2376; echo hi > notes; tar -cf notes.tar notes',
  );

  expect(docker.type(`docker context ${operands}`)).toMatchObject({ stderr: `${problem}\n`, status: 1 });
});

it.each([
  [
    'docker context create far --docker host=bad',
    'unable to create docker endpoint config: unable to apply docker endpoint options: unable to parse docker host `bad`',
  ],
  [
    'docker --context default -H tcp://far ps',
    'conflicting options: cannot specify both --host and --context',
  ],
])('%s is refused', async (line, problem) => {
  const docker = await newMachine();
  expect(docker.type(line)).toMatchObject({ stdout: '', stderr: `${problem}\n`, status: 1 });
});
