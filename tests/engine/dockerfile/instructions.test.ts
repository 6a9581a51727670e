import { expect, test } from 'vitest';
import { parseDockerfile, parseTrigger, type Instruction } from '../../../src/engine/dockerfile';

/** The own fields of the one instruction after `FROM alpine`. */
function own(text: string) {
  const [stage] = parseDockerfile(`FROM alpine\n${text}`).stages;
  const [instruction] = stage?.instructions ?? [];
  if (instruction === undefined) throw new Error('no instruction');
  return ownFields(instruction);
}

function ownFields(instruction: Instruction) {
  const base = new Set(['keyword', 'source', 'range', 'flags', 'comments']);
  return Object.fromEntries(Object.entries(instruction).filter(([field]) => !base.has(field)));
}

const transfer = { contents: [], chown: '', chmod: '', isLinked: false, excludes: [] };

test.each([
  [
    'ARG A B=1',
    {
      name: 'ARG',
      declarations: [
        { key: 'A', value: undefined, description: '' },
        { key: 'B', value: '1', description: '' },
      ],
    },
  ],
  ['CMD ["a", "b"]', { name: 'CMD', command: { args: ['a', 'b'], isShell: false, files: [] } }],
  ['CMD a  b', { name: 'CMD', command: { args: ['a  b'], isShell: true, files: [] } }],
  ["CMD ['a']", { name: 'CMD', command: { args: ["['a']"], isShell: true, files: [] } }],
  ['ENTRYPOINT []', { name: 'ENTRYPOINT', command: { args: [], isShell: false, files: [] } }],
  [
    'ENV A=1 B="x y"',
    {
      name: 'ENV',
      pairs: [
        { key: 'A', value: '1', isLegacy: false },
        { key: 'B', value: '"x y"', isLegacy: false },
      ],
    },
  ],
  ['ENV A 1 B=2', { name: 'ENV', pairs: [{ key: 'A', value: '1 B=2', isLegacy: true }] }],
  ['LABEL a=b', { name: 'LABEL', pairs: [{ key: 'a', value: 'b', isLegacy: false }] }],
  ['EXPOSE 8080 80/tcp', { name: 'EXPOSE', ports: ['80/tcp', '8080'] }],
  ['MAINTAINER me', { name: 'MAINTAINER', maintainer: 'me' }],
  ['ONBUILD RUN  make', { name: 'ONBUILD', trigger: 'RUN  make' }],
  ['SHELL ["bash", "-c"]', { name: 'SHELL', shell: ['bash', '-c'] }],
  ['STOPSIGNAL 9', { name: 'STOPSIGNAL', signal: '9' }],
  ['USER nobody root', { name: 'USER', user: 'nobody root' }],
  ['VOLUME /a /b', { name: 'VOLUME', paths: ['/a', '/b'] }],
  ['VOLUME ["/a b"]', { name: 'VOLUME', paths: ['/a b'] }],
  ['WORKDIR /my app', { name: 'WORKDIR', path: '/my app' }],
  [
    'HEALTHCHECK NONE',
    {
      name: 'HEALTHCHECK',
      healthcheck: {
        test: ['NONE'],
        intervalNs: 0,
        timeoutNs: 0,
        startPeriodNs: 0,
        startIntervalNs: 0,
        retries: 0,
      },
    },
  ],
  [
    'HEALTHCHECK --interval=5s --retries=3 CMD ["true"]',
    {
      name: 'HEALTHCHECK',
      healthcheck: {
        test: ['CMD', 'true'],
        intervalNs: 5e9,
        timeoutNs: 0,
        startPeriodNs: 0,
        startIntervalNs: 0,
        retries: 3,
      },
    },
  ],
  [
    'COPY --from=build --chown=1:2 --chmod=755 --link --parents --exclude=*.md a b /c/',
    {
      name: 'COPY',
      sources: ['a', 'b'],
      destination: '/c/',
      contents: [],
      from: 'build',
      chown: '1:2',
      chmod: '755',
      isLinked: true,
      keepsParents: true,
      excludes: ['*.md'],
    },
  ],
  [
    'ADD --checksum=sha256:1 --keep-git-dir --unpack=false https://x/y /',
    {
      name: 'ADD',
      ...transfer,
      sources: ['https://x/y'],
      destination: '/',
      keepsGitDir: true,
      checksum: 'sha256:1',
      unpacks: false,
    },
  ],
  [
    'COPY <<A <<-"B" /d/\n$x\nA\n\tb\nB',
    {
      name: 'COPY',
      ...transfer,
      sources: [],
      contents: [
        { path: 'A', data: '$x\n', expands: true },
        { path: 'B', data: 'b\n', expands: false },
      ],
      destination: '/d/',
      from: '',
      keepsParents: false,
    },
  ],
  [
    'RUN --mount=type=cache,target=/c --mount=from=build,target=/b --network=none --security=insecure --device=x/y=z make',
    {
      name: 'RUN',
      command: { args: ['make'], isShell: true, files: [] },
      mountSpecs: ['type=cache,target=/c', 'from=build,target=/b'],
      mountSources: ['', 'build'],
      network: 'none',
      security: 'insecure',
      devices: [{ name: 'x/y=z', isRequired: false }],
    },
  ],
  [
    'RUN <<EOF\none\nEOF',
    {
      name: 'RUN',
      command: { args: ['<<EOF'], isShell: true, files: [{ name: 'EOF', data: 'one\n', chomps: false }] },
      mountSpecs: [],
      mountSources: [],
      network: 'default',
      security: 'sandbox',
      devices: [],
    },
  ],
])('%j is understood', (text, expected) => {
  expect(own(text)).toEqual(expected);
});

test('a FROM keeps its words as written, its stage name in lower case and its description', () => {
  const { stages } = parseDockerfile(
    '# build makes it\nfrom --platform=$P alpine:$V AS Build\n# build makes it',
  );
  expect(stages.map(({ from, name }) => [name, ownFields(from)])).toEqual([
    [
      'build',
      {
        name: 'FROM',
        image: 'alpine:$V',
        stageName: 'build',
        as: { keyword: 'AS', stageName: 'Build' },
        platform: '$P',
        description: 'makes it',
      },
    ],
  ]);
});

test('every instruction keeps its text, lines and flags', () => {
  const [stage] = parseDockerfile('FROM a\n\n# why\ncopy --link \\\n  x y\n').stages;
  expect(stage?.instructions[0]).toMatchObject({
    name: 'COPY',
    keyword: 'copy',
    source: 'copy --link   x y',
    range: { startLine: 4, endLine: 5 },
    flags: ['--link'],
    comments: ['why'],
  });
});

test('a trigger counts as written on the lines of the FROM that uses it', () => {
  const [stage] = parseDockerfile('ARG A\nFROM a\n').stages;
  if (stage === undefined) throw new Error('no stage');
  expect(parseTrigger('COPY . /app', stage.from)).toMatchObject({
    name: 'COPY',
    destination: '/app',
    range: { startLine: 2, endLine: 2 },
  });
  expect(() => parseTrigger('RUN a\nRUN b', stage.from)).toThrow(
    'onbuild trigger should be a single expression',
  );
});
