import { describe, expect, test } from 'vitest';
import type { LoggedMachine } from '../../../src/engine';
import {
  buildViews,
  type FileSource,
  type FileView,
  inspectObject,
  openFile,
  placesOf,
  viewOfImage,
} from '../../../src/engine/views';
import { newMachine } from './machine-with';

async function machineAfter(...lines: readonly string[]): Promise<LoggedMachine> {
  const machine = await newMachine();
  for (const line of lines) machine.type(line);
  return machine;
}

function dockerfile(machine: LoggedMachine, text: string): void {
  machine.writeFile('/root/app/Dockerfile', text);
}

/** Entries as short lines: name, mode, owner, what has become of it. */
function listed(view: FileView): readonly string[] {
  if (view.kind !== 'folder') throw new Error(JSON.stringify(view));
  return view.entries.map(({ name, mode, owner, news = 'as before' }) => `${name} ${mode} ${owner} ${news}`);
}

describe('an image', () => {
  test('tells what each layer changes, what it hides, and what that wastes', async () => {
    const machine = await newMachine();
    dockerfile(
      machine,
      [
        'FROM busybox',
        'RUN mkdir /d && head -c 5000 /dev/zero > /d/big && echo one > /d/small',
        'RUN echo two > /d/small',
        'RUN rm -r /d',
      ].join('\n'),
    );
    machine.type('docker build -t app app');
    const { layers, changes } = viewOfImage(machine, 'app');
    const [, made, replaced, removed] = layers;
    expect(made?.wastedBytes).toBe(5004);
    expect(replaced?.wastedBytes).toBe(4);
    expect(removed?.wastedBytes).toBe(0);
    expect(changes[2]?.find(({ path }) => path === '/d/small')).toMatchObject({
      kind: 'modified',
      hiddenBytes: 4,
    });
    expect(changes[3]).toContainEqual({
      path: '/d',
      kind: 'deleted',
      sizeBytes: undefined,
      hiddenBytes: 5004,
    });
  });

  test('knows which other images have the same layers below', async () => {
    const machine = await newMachine();
    dockerfile(machine, 'FROM busybox\nRUN echo one > /one\nRUN echo two > /two');
    machine.type('docker build -t app app');
    dockerfile(machine, 'FROM busybox\nRUN echo one > /one\nRUN echo three > /three');
    machine.type('docker build -t other app');
    expect(viewOfImage(machine, 'app').layers.map(({ sharedWith }) => sharedWith)).toEqual([
      ['busybox:latest', 'other:latest'],
      ['other:latest'],
      [],
    ]);
  });
});

describe('a build', () => {
  const STAGES = [
    'FROM busybox AS tools',
    'RUN echo tool > /tool',
    'FROM busybox AS unused',
    'RUN false',
    'FROM tools AS made',
    'RUN --mount=from=busybox,target=/mnt echo made > /made',
    'FROM busybox',
    'COPY --from=made /made /made',
  ].join('\n');

  test('says what its stages stand on and take files from, and which are not needed', async () => {
    const machine = await newMachine();
    dockerfile(machine, STAGES);
    machine.type('docker build -t app app');
    const [build] = buildViews(machine);
    expect(
      build?.stages.map(({ label, isNeeded, isTarget, base, sources }) => [
        label,
        isNeeded,
        isTarget,
        base.kind,
        sources.map(({ by, from, line }) => [by, from.kind === 'stage' ? from.index : from.name, line]),
      ]),
    ).toEqual([
      ['tools', true, false, 'image', []],
      ['unused', false, false, 'image', []],
      ['made', true, false, 'stage', [['mount', 'busybox', 6]]],
      ['stage-3', true, true, 'image', [['COPY', 2, 8]]],
    ]);
    expect(build?.steps.filter(({ fate }) => fate === 'not-needed').map(({ stage }) => stage)).toEqual([
      1, 1,
    ]);
  });

  test('ties the layers of its result to its steps', async () => {
    const machine = await newMachine();
    dockerfile(machine, 'FROM busybox AS base\nRUN echo one > /one\nFROM base\nRUN echo two > /two');
    machine.type('docker build -t app app');
    const [build] = buildViews(machine);
    expect(build?.layers?.map(({ step }) => (step === undefined ? '' : build.steps[step]?.name))).toEqual([
      expect.stringContaining('FROM'),
      expect.stringContaining('RUN echo one'),
      expect.stringContaining('RUN echo two'),
    ]);
    machine.type('docker rmi app');
    expect(buildViews(machine)[0]?.layers).toBeUndefined();
  });

  test('that is stopped says what had ended, what was running, and what was not reached', async () => {
    const machine = await newMachine();
    dockerfile(machine, 'FROM busybox\nRUN echo one\nRUN sleep 1d\nRUN echo three');
    machine.typeInTerminal('docker build -t app app & sleep 60; kill -INT $!; wait', [], {
      columns: 80,
      rows: 24,
    });
    const [build] = buildViews(machine);
    expect(build?.status).toBe('canceled');
    expect(
      build?.steps
        .filter(({ fate }) => fate !== 'own')
        .map(({ fate }) => fate)
        .slice(1),
    ).toEqual(['ran', 'stopped', 'not-reached']);
  });
});

describe('files', () => {
  test('of the host: kinds, modes, owners, targets, text', async () => {
    const machine = await machineAfter(
      'mkdir box',
      'echo hello > box/a.txt',
      'chmod 640 box/a.txt',
      'ln -s a.txt box/link',
    );
    const host: FileSource = { kind: 'host' };
    expect(listed(openFile(machine, host, '/root/box'))).toEqual([
      'a.txt -rw-r----- root as before',
      'link lrwxrwxrwx root as before',
    ]);
    expect(openFile(machine, host, '/root/box/a.txt')).toEqual({
      kind: 'text',
      text: 'hello\n',
      isCut: false,
    });
    expect(openFile(machine, host, '/root/box/link')).toEqual({
      kind: 'other',
      what: 'A symbolic link to a.txt.',
    });
    expect(openFile(machine, host, '/bin/bash').kind).not.toBe('text');
    expect(openFile(machine, host, '/root/none').kind).toBe('nothing');
  });

  test('after a step of a build, also of one that failed', async () => {
    const machine = await newMachine();
    dockerfile(machine, 'FROM busybox\nRUN echo one > /one\nRUN rm /one && echo two > /two && false');
    machine.type('docker build -t app app');
    const [build] = placesOf(machine).builds;
    expect(build?.steps.map(({ step, isFailed }) => [step, isFailed])).toEqual([
      [0, false],
      [1, false],
      [2, true],
    ]);
    const after = (step: number): readonly string[] =>
      listed(openFile(machine, { kind: 'build', build: 0, step }, '/')).filter((line) =>
        / (one|two) |^(one|two) /.test(line),
      );
    expect(after(1)).toEqual(['one -rw-r--r-- root added']);
    expect(after(2)).toEqual(['one -rw-r--r-- root deleted', 'two -rw-r--r-- root added']);
  });

  test('of an image after a layer, and of a container with what is mounted in it', async () => {
    const machine = await newMachine();
    dockerfile(machine, 'FROM busybox\nRUN echo one > /one\nRUN echo two > /two');
    machine.type('docker build -t app app');
    machine.type('docker run --name box -v data:/data app sh -c "echo new > /data/in; rm /one"');
    const { images, containers } = placesOf(machine);
    const id = images.find(({ names }) => names.some((name) => name.includes('app')))?.id ?? '';
    const names = (source: FileSource, path: string): readonly string[] =>
      listed(openFile(machine, source, path)).map((line) => line.replace(/ .* /, ' '));
    expect(names({ kind: 'image', id, layers: 2 }, '/')).toContain('one added');
    expect(names({ kind: 'image', id, layers: 2 }, '/')).not.toContain('two added');
    const box: FileSource = { kind: 'container', id: containers[0]?.id ?? '' };
    expect(names(box, '/')).toContain('one deleted');
    expect(openFile(machine, box, '/data/in')).toMatchObject({ text: 'new\n' });
  });
});

test('inspect answers as docker inspect prints', async () => {
  // Maps come sorted, whatever the order in which they were written.
  const machine = await machineAfter(
    'docker run -d --name box -v data:/data -l b=1 -l a=2 -p 8080:80 -p 443:443 --log-opt max-size=1m --log-opt max-file=2 busybox sleep 1d',
  );
  for (const [kind, name] of [
    ['container', 'box'],
    ['image', 'busybox'],
    ['volume', 'data'],
    ['network', 'bridge'],
  ] as const)
    expect(inspectObject(machine, kind, name)).toBe(
      machine.type(`docker inspect --type ${kind} ${name}`).stdout,
    );
});
