import { beforeEach, describe, expect, test } from 'vitest';
import type { LoggedMachine } from '../../../src/engine';
import { formatImageTree } from '../../../src/engine/cli/formats';
import { newMachine, output } from '../machine/machine-with';

let machine: LoggedMachine;

beforeEach(async () => {
  machine = await newMachine();
});

/** The lines of the list without what depends on an image: its id and sizes. */
function lines(text: string): readonly string[] {
  return text.split('\n').map((line) => line.replace(/ +[0-9a-f]{12} +\S+B +\S+B/, ' ID').trimEnd());
}

describe('docker images', () => {
  test('lists a line a name, by name; U marks what a container uses', () => {
    output(machine, 'docker tag busybox a/box:2; docker create --name used busybox true');

    expect(lines(output(machine, 'docker images'))).toEqual([
      'IMAGE            ID             DISK USAGE   CONTENT SIZE   EXTRA',
      'a/box:2 ID   U',
      'busybox:latest ID   U',
      'debian:latest ID',
      '',
    ]);
  });

  test('hides what has no name, but with --all and where dangling ones are asked for', () => {
    output(
      machine,
      'docker run --name old busybox true; docker commit old app; docker run --name new app touch /x',
    );
    output(machine, 'docker commit new app');
    const untagged = (line: string): number =>
      lines(output(machine, line)).filter((text) => text.startsWith('<untagged>')).length;

    expect(output(machine, 'docker images -q | wc -l')).toBe('3\n');
    expect(output(machine, 'docker images -aq | wc -l')).toBe('4\n');
    expect(untagged('docker images')).toBe(0);
    expect(untagged('docker images --filter dangling=false')).toBe(0);
    expect(untagged('docker images --all')).toBe(1);
    expect(untagged('docker images --filter dangling=true')).toBe(1);
    expect(output(machine, 'docker images -a --format {{.Repository}} | tail -n 3 | sort')).toContain(
      '<none>',
    );
  });

  test('shows platforms with --tree, and an image once', () => {
    output(machine, 'docker tag busybox box');

    expect(lines(output(machine, 'docker images --tree busybox')).slice(1)).toEqual([
      'busybox:latest ID',
      '└─ linux/amd64 ID',
      '',
      '',
    ]);
    const [, first, second] = lines(output(machine, 'docker images --tree --filter reference=b*'));
    expect([first, second]).toEqual(['box:latest', 'busybox:latest ID']);
    expect(machine.type('docker images --tree --digests').stderr).toBe(
      '--show-digest is not yet supported with --tree\n',
    );
  });

  test('guesses what a name that is a command was meant to be', () => {
    expect(machine.type('docker images ls').stderr).toBe(
      '\nNo images found matching "ls": did you mean "docker image ls"?\n',
    );
    expect(machine.type('docker image ls ls').stderr).toBe('');
  });

  test('on a terminal has a legend and colours, unless NO_COLOR is set', () => {
    output(machine, 'docker create --name used busybox true');
    const size = { columns: 80, rows: 24 };
    const { stdout } = machine.typeInTerminal('docker images busybox', [], size);
    const plain = machine.typeInTerminal('NO_COLOR=1 docker images busybox', [], size);

    expect(stdout).toContain('\x1b[34m\x1b[1mbusybox:latest\x1b[0m   \x1b[39m');
    expect(stdout).toContain('   \x1b[38;5;0m\x1b[48;5;14m U \x1b[0m  \r\n');
    expect(plain.stdout).toContain(`${' '.repeat(80 - 18)} Info ->  U In Use\r\nIMAGE            ID`);
  });
});

describe('the list in a narrow window', () => {
  const images = [
    {
      names: ['registry.example.com/team/service:1.0'],
      details: { id: 'sha256:0123456789abcdef', diskUsage: '1MB', contentSize: '500kB', isInUse: true },
    },
  ];
  const shown = (columns: number): readonly string[] =>
    formatImageTree(images, { isSpaced: false, terminal: { columns, hasColour: false } }).split('\n');

  test('cuts names', () => {
    expect(shown(80).slice(1)).toEqual([
      'IMAGE                           ID             DISK USAGE   CONTENT SIZE   EXTRA',
      'registry.example.com/team/se…   0123456789ab          1MB          500kB   U    ',
      '',
    ]);
  });

  test('leaves columns out', () => {
    expect(shown(45).slice(1)).toEqual([
      'IMAGE               ID             DISK USAGE',
      'registry.example…   0123456789ab          1MB',
      '',
    ]);
  });
});

describe('docker load of a spoilt archive', () => {
  const spoil = (what: string): string =>
    `mkdir s; cd s; docker save busybox | tar -x; ${what}; tar -cf ../s.tar *; cd ..; docker load -i s.tar`;

  test.each([
    [
      "echo '{}' > manifest.json",
      'untar manifest "manifest.json": json: cannot unmarshal object into Go value of type []struct { Config string; RepoTags []string; Layers []string }',
    ],
    [
      'echo no > manifest.json',
      "untar manifest \"manifest.json\": invalid character 'o' in literal null (expecting 'u')",
    ],
    ['echo > oci-layout', 'untar oci layout "oci-layout": EOF'],
    ['echo x > index.json', "invalid character 'x' looking for beginning of value"],
    ['rm oci-layout manifest.json', 'unrecognized image format'],
  ])('%s', (what, problem) => {
    const { stdout, stderr, status } = machine.type(spoil(what));
    expect({ stdout, stderr, status }).toEqual({ stdout: '', stderr: `${problem}\n`, status: 1 });
  });

  test('it needs the older list only where it is no OCI layout', () => {
    expect(output(machine, spoil('rm manifest.json'))).toBe('Loaded image: busybox:latest\n');
  });
});

test.each([
  ['docker commit -c "FOO x" c1', 'Error response from daemon: FOO is not a valid change command'],
  ['docker commit -c "from x" c1', 'Error response from daemon: from is not a valid change command'],
  ['docker commit -c ENV c1', 'Error response from daemon: ENV requires at least one argument'],
  [`docker commit c1 a@sha256:${'0'.repeat(64)}`, 'refusing to create a tag with a digest reference'],
  ['docker images -f dangling=maybe', "Error response from daemon: invalid filter 'dangling=[maybe]'"],
  [
    'docker images -f until=x',
    'Error response from daemon: invalid value for \'until\' filter: failed to parse value as time or duration: invalid seconds "x": invalid syntax',
  ],
  [
    'docker container prune -f --filter until=2020-1',
    'Error response from daemon: parsing time "2020-1" as "2006-01-02": cannot parse "1" as "01"',
  ],
  [
    'docker logs --since 2020-13-01 c1',
    'invalid value for "since": parsing time "2020-13-01": month out of range',
  ],
])('%s is refused', (line, problem) => {
  output(machine, 'docker create --name c1 busybox true');
  expect(machine.type(line).stderr).toBe(`${problem}\n`);
});

describe('docker rmi', () => {
  test('takes a name away, and the image with its last one', () => {
    output(machine, 'docker tag busybox app:1; docker tag busybox app:2');
    const id = output(machine, 'docker images -q --no-trunc busybox').trim();

    expect(output(machine, 'docker rmi app:1')).toBe('Untagged: app:1\n');
    expect(machine.type(`docker rmi ${id}`).stderr).toBe(
      `Error response from daemon: conflict: unable to delete ${id.slice(7, 19)} (must be forced) - image is referenced in multiple repositories\n`,
    );
    output(machine, 'docker rmi app:2');
    expect(output(machine, `docker rmi ${id.slice(7, 14)}`)).toBe(
      `Untagged: busybox:latest\nDeleted: ${id}\n`,
    );
    expect(output(machine, 'docker images -q busybox')).toBe('');
  });

  test('by repository and digest means all of its tags', () => {
    output(machine, 'docker tag busybox app:1; docker tag busybox app:2');
    const id = output(machine, 'docker images -q --no-trunc busybox').trim();

    expect(output(machine, `docker rmi app@${id}`)).toBe('Untagged: app:1\nUntagged: app:2\n');
  });

  test('keeps an image for its containers: only the name goes, and only with -f', () => {
    const container = output(machine, 'docker create --name user busybox true').trim().slice(0, 12);
    const id = output(machine, 'docker images -q busybox').trim();

    expect(machine.type('docker rmi busybox').stderr).toBe(
      `Error response from daemon: conflict: unable to delete busybox:latest (must be forced) - container ${container} is using its referenced image ${id}\n`,
    );
    expect(machine.type(`docker rmi ${id}`).stderr).toBe(
      `Error response from daemon: conflict: unable to delete ${id} (must be forced) - image is being used by stopped container ${container}\n`,
    );
    expect(output(machine, 'docker rmi -f busybox')).toBe('Untagged: busybox:latest\n');
    expect(output(machine, 'docker image prune -f')).toBe('Total reclaimed space: 0B\n');
    expect(output(machine, 'docker start -a user')).toBe('');
    output(machine, 'docker rm user');
    expect(output(machine, 'docker image prune -f | head -n 2')).toMatch(
      /^Deleted Images:\nuntagged: sha256:/,
    );
  });

  test('with -f what is missing is told, but is no failure', () => {
    expect(machine.type('docker rmi -f nosuch')).toMatchObject({
      stderr: 'Error response from daemon: No such image: nosuch:latest\n',
      status: 0,
    });
  });
});

test('an id is meant by four of its digits, not by three', () => {
  const id = output(machine, 'docker images -q busybox').trim();

  expect(machine.type(`docker rmi ${id.slice(0, 3)}`).stderr).toBe(
    `Error response from daemon: No such image: ${id.slice(0, 3)}:latest\n`,
  );
  expect(output(machine, `docker inspect -f '{{json .RepoTags}}' ${id.slice(0, 4)}`)).toBe(
    '["busybox:latest"]\n',
  );
});

test('only what there is of an image can be taken from it', () => {
  const id = output(machine, "docker inspect -f '{{.Id}}' busybox").trim();

  expect(machine.type('docker rmi -f --platform linux/arm64 busybox').stderr).toBe(
    `Error response from daemon: failed to delete platform linux/arm64 for image ${id}: image with reference busybox:latest was found but does not provide the specified platform\n`,
  );
});

describe('docker image prune --all', () => {
  test('keeps the names that containers were made by, and an image that one was made of by its id', () => {
    output(machine, 'docker tag busybox other; docker create busybox true');
    output(machine, 'docker tag debian second; docker create $(docker images -q debian) true');

    expect(output(machine, 'docker image prune -af')).toBe(
      'Deleted Images:\nuntagged: debian:latest\nuntagged: other:latest\n\nTotal reclaimed space: 0B\n',
    );
    expect(output(machine, `docker images --format '{{.Repository}}' | sort`)).toBe('busybox\nsecond\n');
  });

  test('tells each blob that went, and their sizes', () => {
    const content = output(machine, `docker image inspect -f '{{.Size}}' debian`).trim();
    output(machine, 'docker create busybox true');
    const report = output(machine, 'docker image prune -af');

    expect(report.split('\n').filter((line) => line.startsWith('deleted: sha256:')).length).toBe(3);
    expect(report).toContain(`Total reclaimed space: ${(Number(content) / 1e6).toPrecision(4)}MB`);
  });
});

test('an image says when it was last tagged', () => {
  const tagged = (): string => output(machine, `docker image inspect -f '{{.Metadata.LastTagTime}}' busybox`);
  const before = tagged();
  output(machine, 'sleep 2; docker tag busybox box');

  expect(tagged() > before).toBe(true);
});

test.each([
  ['docker image inspect --platform linux/arm64 busybox', 'image with reference busybox:latest was found but does not provide the specified platform (linux/arm64)'],
  ['docker history --platform linux/arm64 busybox', 'image with reference busybox:latest was found but does not provide the specified platform (linux/arm64)'],
  ['docker save busybox | docker load --platform linux/arm64', "image busybox:latest was loaded, but doesn't provide the requested platform ([linux/arm64])"],
  ['docker load --platform x', 'invalid platform: "x": unknown operating system or architecture: invalid argument'],
])('%s is refused', (line, message) => {
  const { stderr, status } = machine.type(line);
  expect({ stderr: stderr.replace('Error response from daemon: ', ''), status }).toEqual({
    stderr: `${message}\n`,
    status: 1,
  });
}); // prettier-ignore

test("an image's origin is told by what built it, and by where it was pulled from or pushed to", () => {
  machine.type("mkdir app; printf 'FROM busybox\nCMD ls\n' > app/Dockerfile");
  machine.type('docker build -q -t localhost:5000/app app; docker push -q localhost:5000/app');
  const [built] = output(machine, "docker buildx history ls --format '{{.Ref}}'").split('\n');
  const format = "'{{range .Identity.Pull}}{{.Repository}}{{end}} {{range .Identity.Build}}{{.Ref}}{{end}}'";
  const ref = built?.split('/').at(-1) ?? '';
  expect(output(machine, `docker image inspect -f ${format} localhost:5000/app`)).toBe(
    `localhost:5000/app ${ref}\n`,
  );
  const keys = Object.keys(
    JSON.parse(output(machine, "docker image inspect -f '{{json .}}' localhost:5000/app")) as object,
  );
  expect(keys).toEqual([
    'Id', 'RepoTags', 'RepoDigests', 'Comment', 'Created', 'Config', 'Architecture', 'Os', 'Size', 'RootFS',
    'Metadata', 'Descriptor', 'Identity',
  ]); // prettier-ignore
  expect(output(machine, "docker image inspect -f '{{json .Identity}}' busybox")).toBe('null\n');
});

test('the name of a digest algorithm is no name for an image', () => {
  expect(machine.type('docker tag busybox sha256:1').stderr).toBe(
    'Error response from daemon: refusing to create an ambiguous tag using digest algorithm as name\n',
  );
});
