import { expect, test } from 'vitest';
import { newMachine } from '../machine/machine-with';
import { build, fates, folder, printed, request } from './building';

const text = 'FROM busybox\nCOPY a.txt /\nRUN cat /a.txt && echo one > /one\nWORKDIR /src\n';

/** `CACHED` or `DONE` for each numbered step after FROM. */
function steps(told: Parameters<typeof fates>[0]): readonly string[] {
  return [...fates(told)].flatMap(([name, fate]) => (/^\[[2-9]/.test(name) ? [`${name}: ${fate}`] : []));
}

test('steps are built, and taken from the cache as long as nothing that counts changes', async () => {
  const machine = await newMachine();
  const first = build(machine, request(text, folder({ 'a.txt': 'hello\n' })));
  expect(first.error).toBeUndefined();
  expect(printed(first.told)).toBe('hello\n');
  expect(machine.type('docker run --rm app cat /one').stdout).toBe('one\n');
  const again = build(machine, request(text, folder({ 'a.txt': 'hello\n', 'b.txt': 'not used' })));
  expect(steps(again.told)).toEqual([
    '[2/4] COPY a.txt /: CACHED',
    '[3/4] RUN cat /a.txt && echo one > /one: CACHED',
    '[4/4] WORKDIR /src: CACHED',
  ]);
  const changed = build(machine, request(text, folder({ 'a.txt': 'changed\n' })));
  expect(steps(changed.told)).toEqual([
    '[2/4] COPY a.txt /: DONE',
    '[3/4] RUN cat /a.txt && echo one > /one: DONE',
    '[4/4] WORKDIR /src: DONE',
  ]);
  const back = build(machine, request(text, folder({ 'a.txt': 'hello\n' })));
  expect(steps(back.told).every((step) => step.endsWith('CACHED'))).toBe(true);
});

test('a failing step says where it stands, and is tried again', async () => {
  const machine = await newMachine();
  for (const from of ['DONE', 'CACHED']) {
    const { error, told } = build(
      machine,
      request('FROM busybox\nRUN echo so far; exit 3\nRUN echo never\n'),
    );
    const message = 'process "/bin/sh -c echo so far; exit 3" did not complete successfully: exit code: 3';
    expect(error?.message).toBe(message);
    expect(error?.details.source?.ranges).toEqual([{ startLine: 2, endLine: 2 }]);
    expect(printed(told)).toBe('so far\n');
    const known = [...fates(told)];
    expect(known.find(([name]) => name.startsWith('[1/3] FROM'))?.[1]).toBe(from);
    expect(known.at(-1)).toEqual(['[2/3] RUN echo so far; exit 3', message]);
  }
});

test('scratch has no users: an owner by name cannot be looked up, one by number can', async () => {
  const machine = await newMachine();
  const failure = (steps: string): string | undefined =>
    build(machine, request(`FROM scratch\n${steps}`, folder({ 'a.txt': 'a' }))).error?.message;
  expect(failure('COPY --chown=bob a.txt /\n')).toBe('invalid user index: -1');
  expect(failure('USER bob\nWORKDIR /x\n')).toBe('invalid user index: -1');
  expect(failure('COPY --chown=5:6 a.txt /\nUSER 5\nWORKDIR /x\n')).toBeUndefined();
});

test('RUN with an empty list has nothing to run', async () => {
  const { error } = build(await newMachine(), request('FROM busybox\nRUN []\n'));
  expect(error?.message).toBe('failed to marshal LLB definition: arguments are required');
  expect(error?.details.source).toBeUndefined();
});

test('an ssh mount without an agent: the variable is there, the socket is not, and may be required', async () => {
  const machine = await newMachine();
  const { error, told } = build(
    machine,
    request('FROM busybox\nRUN --mount=type=ssh echo $SSH_AUTH_SOCK; ls $SSH_AUTH_SOCK 2>&1 || true\n'),
  );
  expect(error).toBeUndefined();
  expect(printed(told)).toBe(
    '/run/buildkit/ssh_agent.0\nls: /run/buildkit/ssh_agent.0: No such file or directory\n',
  );
  const required = build(machine, request('FROM busybox\nRUN --mount=type=ssh,required true\n'));
  expect(required.error?.message).toBe('no SSH key "" forwarded from the client');
});
