import { beforeEach, expect, test } from 'vitest';
import { createMachine, type LoggedMachine } from '../../../../src/engine';
import { recordedWorld } from '../../../conformance/recorded-world';

const world = recordedWorld();
let machine: LoggedMachine;

beforeEach(() => {
  machine = createMachine(world, { seed: 'build secrets' });
});

const printed = (flag: string, mount: string, command: string): string => {
  machine.writeFile('/root/Dockerfile', `FROM alpine\nRUN --mount=type=secret,${mount} ${command}\n`);
  const { stderr } = machine.type(`docker build --progress=plain ${flag} .`);
  return [...stderr.matchAll(/^#\d+ \d+\.\d{3} (.*)$/gm)].map(([, line]) => line).join('\n');
};

test('a secret of a variable that is not set is there, and empty', () => {
  expect(printed('--secret id=token,env=TOKEN', 'id=token,required', 'wc -c /run/secrets/token')).toBe(
    '0 /run/secrets/token',
  );
});

test('what a secret is asked for as is a variable also where there is no secret', () => {
  expect(printed('', 'id=token,env=TOKEN', 'env | grep TOKEN')).toBe('TOKEN=');
  // Whose secret it is does not count for the cache: another command.
  expect(printed('--secret id=token,env=HOME', 'id=token,env=TOKEN', 'echo $TOKEN')).toBe('/root');
});

test('an image for another kind of machine is not unpacked here', () => {
  machine.writeFile('/root/Dockerfile', 'FROM scratch\nCOPY Dockerfile /\n');
  const lines = (platform: string): string =>
    machine.type(`docker build --progress=plain --platform ${platform} -t app .`).stderr;
  expect(lines('linux/amd64')).toContain(' unpacking to docker.io/library/app:latest ');
  const foreign = lines('linux/arm64');
  expect(foreign).toContain(' naming to docker.io/library/app:latest ');
  expect(foreign).not.toContain('unpacking');
});
