import { beforeEach, describe, expect, test } from 'vitest';
import { createMachine, type Machine } from '../../../../src/engine';
import type { World } from '../../../../src/engine/world';
import { recordedWorld } from '../../../conformance/recorded-world';

/** A registry that gives tokens, as Docker Hub does, beside the recorded one that wants a name and password itself. */
function world(): World {
  const recorded = recordedWorld();
  const users = [{ name: 'ada', password: 'word', mayPush: ['ada/*'] }];
  const tokens = {
    host: 'tokens.example.com',
    images: [],
    authentication: 'token',
    access: { anonymousPull: false, users },
  } as const;
  return { ...recorded, registries: [...recorded.registries, tokens] };
}

const login = 'echo s3cret | docker login -u ada --password-stdin localhost:5001';
const tokenLogin = 'echo word | docker login -u ada --password-stdin tokens.example.com';

let machine: Machine;

beforeEach(() => {
  machine = createMachine(world(), { seed: 'private registry' });
  machine.type('mkdir /tmp/app && cd /tmp/app');
});

/** An image that only the registry has, and a Dockerfile that stands on it. */
function publish(name: string): void {
  machine.type(`docker tag busybox ${name} && docker push -q ${name} && docker rmi ${name}`);
  machine.writeFile('/tmp/app/Dockerfile', `FROM ${name}\nRUN echo hello > /hello\n`);
}

describe('FROM a private registry', () => {
  test('takes the login of the client, and says so once', () => {
    machine.type(login);
    publish('localhost:5001/base:1');
    const { stderr, status } = machine.type(
      'docker build --progress=plain --push -t localhost:5001/team/app .',
    );
    expect(status).toBe(0);
    expect(stderr.match(/\[auth\].*/g)).toEqual(['[auth] sharing credentials for localhost:5001']);
    machine.type('docker rmi -f localhost:5001/team/app');
    expect(machine.type('docker run --rm localhost:5001/team/app cat /hello').stdout).toBe('hello\n');
  });

  test('without a login is refused by the registry, in the words of BuildKit', () => {
    machine.type(login);
    publish('localhost:5001/base:1');
    machine.type('docker logout localhost:5001');
    const { stderr, status } = machine.type('docker build -t app .');
    expect(status).toBe(1);
    expect(stderr).not.toContain('[auth]');
    expect(stderr).toContain(
      'ERROR: failed to build: failed to solve: localhost:5001/base:1: failed to resolve source metadata for localhost:5001/base:1: unexpected status from HEAD request to http://localhost:5001/v2/base/manifests/1: 401 Unauthorized\n',
    );
  });
});

describe('a registry that gives tokens', () => {
  test('is asked for one for each thing to be done, and it is good for minutes', () => {
    machine.type(tokenLogin);
    publish('tokens.example.com/ada/base');
    const auths = () =>
      machine
        .type('docker build --progress=plain --pull --push -t tokens.example.com/ada/app .')
        .stderr.match(/\[auth\].*/g) ?? [];
    const told = [
      '[auth] ada/base:pull token for tokens.example.com',
      '[auth] ada/app:pull,push token for tokens.example.com',
    ];
    expect(auths()).toEqual(told);
    expect(auths()).toEqual([]);
    machine.type('sleep 300');
    expect(auths()).toEqual(told);
  });

  test('refuses a push to what is not yours', () => {
    machine.type(tokenLogin);
    publish('tokens.example.com/ada/base');
    const { stderr } = machine.type('docker build --progress=plain --push -t tokens.example.com/bob/app .');
    const reason =
      'failed to push tokens.example.com/bob/app:latest: push access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed';
    expect(stderr).toMatch(/#\d+ pushing layers .*done\n#\d+ ERROR: failed to push/);
    expect(stderr).toContain('------\n > exporting to image:\n------\n');
    expect(stderr).toContain(`ERROR: failed to build: failed to solve: ${reason}\n`);
  });
});

test('--push without a login names the blob that was asked for first', () => {
  machine.writeFile('/tmp/app/Dockerfile', 'FROM busybox\n');
  expect(machine.type('docker build --push -t localhost:5001/team/app .').stderr).toMatch(
    /failed to push localhost:5001\/team\/app:latest: unexpected status from HEAD request to http:\/\/localhost:5001\/v2\/team\/app\/blobs\/sha256:\w{64}: 401 Unauthorized\n$/,
  );
});
