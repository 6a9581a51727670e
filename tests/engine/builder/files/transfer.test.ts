import { describe, expect, test } from 'vitest';
import { makeWorkingDirectory, layLinked } from '../../../../src/engine/builder/files';
import { emptyTree, gzip, linkGroups, nodeAt, writeTar, type TarEntry } from '../../../../src/engine/fs';
import { listing, nodeOf, paths, startMs, textAt, treeOf } from '../trees';
import { copied, failureOf, nowMs, planOf } from './copying';

const source = treeOf({
  '/a.txt': 'a',
  '/b.txt': { text: 'b', mode: 0o600 },
  '/run.sh': { text: 'run', mode: 0o755 },
  '/src/c.txt': 'c',
  '/src/sub/d.txt': 'd',
  '/src/link': { link: 'c.txt' },
  '/direct': { link: 'src/c.txt' },
  '/folder-link': { link: 'src' },
  '/closed': { folder: true, mode: 0o700 },
  '/closed/e.txt': 'e',
});
const target = treeOf({
  '/etc/passwd': 'root:x:0:0::/root:/bin/sh\ndev:x:1500:1600::/home/dev:/bin/sh\n',
  '/etc/group': 'root:x:0:\nstaff:x:50:\n',
  '/usr/lib/x': 'x',
  '/lib': { link: 'usr/lib' },
  '/file': 'file',
});

describe('where COPY puts files', () => {
  test.each([
    ['COPY a.txt /one/', '/', ['/one/', '/one/a.txt']],
    ['COPY a.txt /one', '/', ['/one']],
    ['COPY a.txt /deep/er/b.txt', '/', ['/deep/', '/deep/er/', '/deep/er/b.txt']],
    ['COPY a.txt .', '/app', ['/app/', '/app/a.txt']],
    ['COPY a.txt ./sub/', '/app', ['/app/', '/app/sub/', '/app/sub/a.txt']],
    ['COPY ../../a.txt x', '/', ['/x']],
    ['COPY src /s', '/', ['/s/', '/s/c.txt', '/s/link', '/s/sub/', '/s/sub/d.txt']],
    ['COPY src/ /s/', '/', ['/s/', '/s/c.txt', '/s/link', '/s/sub/', '/s/sub/d.txt']],
    ['COPY src/sub .', '/', ['/d.txt']],
    ['COPY a.txt b.txt /both/', '/', ['/both/', '/both/a.txt', '/both/b.txt']],
    ['COPY [ab].txt */c.txt /w/', '/', ['/w/', '/w/a.txt', '/w/b.txt', '/w/c.txt']],
    ['COPY nothing* /w/', '/', []],
    ['COPY folder-link/sub /s/', '/', ['/s/', '/s/d.txt']],
    ['COPY --exclude=sub --exclude=link src /s', '/', ['/s/', '/s/c.txt']],
    ['COPY --exclude=*.sh --exclude=a* *.* /s/', '/', ['/s/', '/s/b.txt']],
    [
      'COPY --parents src/sub/d.txt a.txt /p/',
      '/',
      ['/p/', '/p/a.txt', '/p/src/', '/p/src/sub/', '/p/src/sub/d.txt'],
    ],
    ['COPY --parents src/./sub/*.txt /p/', '/', ['/p/', '/p/sub/', '/p/sub/d.txt']],
    [
      'COPY --parents **/*.txt /p/',
      '/',
      [
        '/p/',
        '/p/a.txt',
        '/p/b.txt',
        '/p/closed/',
        '/p/closed/e.txt',
        '/p/src/',
        '/p/src/c.txt',
        '/p/src/sub/',
        '/p/src/sub/d.txt',
      ],
    ],
  ])('%s in %s', (text, workdir, expected) => {
    expect(paths(copied(text, { source, workdir }))).toEqual(expected);
  });

  test('several sources without a slash: the last one wins', () => {
    expect(textAt(copied('COPY a.txt b.txt /x', { source }), '/x')).toBe('b');
  });

  test('into a folder that is there, through a symlink', () => {
    const tree = copied('COPY a.txt /lib', { source, target });
    expect(textAt(tree, '/usr/lib/a.txt')).toBe('a');
    expect(textAt(tree, '/usr/lib/x')).toBe('x');
    expect(nodeAt(tree, '/lib')?.kind).toBe('symlink');
  });

  test('a file takes the place of a file or a symlink', () => {
    expect(listing(copied('COPY b.txt /file', { source, target: treeOf({ '/file': 'old' }) }))).toEqual([
      '/file 600 0:0 b',
    ]);
    const linked = treeOf({ '/d/c.txt': { link: '../else' }, '/else': 'else' });
    expect(listing(copied('COPY src/c.txt /d/', { source, target: linked }))).toEqual([
      '/d/ 755 0:0',
      '/d/c.txt 644 0:0 c',
      '/else 644 0:0 else',
    ]);
  });

  test('symlinks named as the source are followed, those in a folder stay', () => {
    expect(textAt(copied('COPY direct /x', { source }), '/x')).toBe('c');
    expect(nodeAt(copied('COPY src /s', { source }), '/s/link')).toMatchObject({ target: 'c.txt' });
  });

  test('times stay, those of folders that are made are now', () => {
    const tree = copied('COPY src /s', { source });
    expect(nodeAt(tree, '/s')?.mtimeMs).toBe(nowMs);
    expect(nodeAt(tree, '/s/sub')?.mtimeMs).toBe(startMs);
    expect(nodeAt(tree, '/s/c.txt')?.mtimeMs).toBe(startMs);
  });

  test('files with two names stay one file', () => {
    const [file] = [nodeOf('same')];
    const entries = new Map([
      ['one', { ...file, linkId: 7 }],
      ['two', { ...file, linkId: 7 }],
    ]);
    const linked = { ...emptyTree, entries } as typeof emptyTree;
    expect([...linkGroups(copied('COPY . /d/', { source: linked })).values()]).toEqual([['d/one', 'd/two']]);
  });
});

describe('owners and modes', () => {
  test.each([
    ['COPY a.txt /x', '/x 644 0:0 a'],
    ['COPY --chown=dev a.txt /x', '/x 644 1500:1600 a'],
    ['COPY --chown=dev:staff a.txt /x', '/x 644 1500:50 a'],
    ['COPY --chown=dev:0 a.txt /x', '/x 644 1500:0 a'],
    ['COPY --chown=77 a.txt /x', '/x 644 77:77 a'],
    ['COPY --chown=77:88 a.txt /x', '/x 644 77:88 a'],
    ['COPY --chown=ghost:ghosts a.txt /x', '/x 644 0:0 a'],
    ['COPY --chmod=750 a.txt /x', '/x 750 0:0 a'],
    ['COPY --chmod=4711 a.txt /x', '/x 4711 0:0 a'],
    ['COPY --chmod=u=rwX,go=rX a.txt /x', '/x 644 0:0 a'],
    ['COPY --chmod=+x b.txt /x', '/x 711 0:0 b'],
    ['COPY --chmod=g=u,o-r b.txt /x', '/x 660 0:0 b'],
  ])('%s', (text, line) => {
    expect(listing(copied(text, { source, target })).find((one) => one.startsWith('/x '))).toBe(line);
  });

  test('--chown is for folders on the way too; --chmod is not', () => {
    const tree = copied('COPY --chown=1:2 --chmod=600 closed /made/d', { source });
    expect(listing(tree)).toEqual(['/made/ 755 1:2', '/made/d/ 755 1:2', '/made/d/e.txt 600 1:2 e']);
  });

  test('the folder that is copied gives its mode to no one, folders in it do', () => {
    expect(listing(copied('COPY . /all', { source })).filter((line) => line.includes('closed'))).toEqual([
      '/all/closed/ 700 0:0',
      '/all/closed/e.txt 644 0:0 e',
    ]);
    expect(listing(copied('COPY closed /c', { source }))[0]).toBe('/c/ 755 0:0');
  });

  test('without --chown, owners of another stage stay', () => {
    const stage = treeOf({
      '/out': { folder: true, uid: 5, mode: 0o700 },
      '/out/f': { text: 'f', uid: 6, gid: 7 },
    });
    expect(listing(copied('COPY --from=x /out /o', { source: stage }))).toEqual([
      '/o/ 755 0:0',
      '/o/f 644 6:7 f',
    ]);
  });

  test('--link sees nothing of what is below', () => {
    const layer = copied('COPY --link a.txt /lib/', { source, target });
    expect(paths(layer)).toEqual(['/lib/', '/lib/a.txt']);
    expect(nodeAt(layLinked(target, layer), '/lib')?.kind).toBe('directory');
    expect(textAt(layLinked(target, layer), '/usr/lib/x')).toBe('x');
    const byName = () => copied('COPY --link --chown=dev a.txt /x', { source, target });
    expect(failureOf(byName)).toBe('invalid user index: -1');
  });
});

describe('what cannot be done', () => {
  test.each([
    ['COPY nope /', '"/nope": not found'],
    ['COPY a.txt nope /x/', '"/nope": not found'],
    ['COPY src/../../../secret /', '"/secret": not found'],
    ['COPY nowhere/*.txt /', 'lstat /nowhere: no such file or directory'],
    ['COPY --parents src/nope /', '"/src/nope": not found'],
    ['COPY a.txt /usr/', 'cannot replace to directory /mnt/buildkit1/usr/a.txt with file'],
    ['COPY src /file', 'cannot copy to non-directory: /mnt/buildkit1/file'],
    ['COPY src /file/', 'mkdir /file: not a directory'],
    ['COPY a.txt /file/x', 'mkdir /file: not a directory'],
  ])('%s', (text, message) => {
    const tree = treeOf({ '/usr/a.txt': { folder: true } }, target);
    expect(failureOf(() => copied(text, { source, target: tree }))).toBe(message);
  });
});

describe('here-documents', () => {
  test('are files of that name, 644', () => {
    const text = 'COPY <<one <<two /d/\nfirst\none\nsecond\ntwo';
    expect(listing(copied(text, {}))).toEqual([
      '/d/ 755 0:0',
      '/d/one 644 0:0 first\n',
      '/d/two 644 0:0 second\n',
    ]);
  });

  test('or of the name that the destination says', () => {
    expect(listing(copied('COPY --chmod=755 <<EOF /run.sh\necho\nEOF', {}))).toEqual([
      '/run.sh 755 0:0 echo\n',
    ]);
  });
});

describe('ADD', () => {
  const entry = (name: string, rest: Partial<TarEntry> = {}): TarEntry => ({
    name,
    kind: 'file',
    mode: 0o640,
    uid: 5,
    gid: 6,
    mtimeMs: 1_000_000,
    content: new TextEncoder().encode(name),
    ...rest,
  });
  const tar = writeTar([
    entry('.', { kind: 'directory', mode: 0o700 }),
    entry('a.txt'),
    entry('sub/b.txt'),
    entry('link', { kind: 'symlink', mode: 0o777, linkname: 'a.txt' }),
    entry('lib/y'),
  ]);
  const archives = {
    ...source,
    entries: new Map([
      ...source.entries,
      ['files.tar.gz', { ...nodeOf(''), kind: 'file', content: gzip(tar) }],
      ['archive', { ...nodeOf(''), kind: 'file', content: tar }],
      ['fake.tar', nodeOf('not really')],
    ]),
  } as typeof source;
  const unpacked = [
    '/opt/ 755 0:0',
    '/opt/a.txt 640 5:6 a.txt',
    '/opt/lib/ 755 0:0',
    '/opt/lib/y 640 5:6 lib/y',
    '/opt/link 777 5:6 -> a.txt',
    '/opt/sub/ 755 0:0',
    '/opt/sub/b.txt 640 5:6 sub/b.txt',
  ];

  test.each(['ADD files.tar.gz /opt', 'ADD archive /opt/', 'ADD files* /opt/'])('%s unpacks', (text) => {
    expect(listing(copied(text, { source: archives }))).toEqual(unpacked);
  });

  test.each([
    ['ADD fake.tar /opt/', '/opt/fake.tar'],
    ['ADD --unpack=false files.tar.gz /opt/kept', '/opt/kept'],
    ['COPY files.tar.gz /opt/', '/opt/files.tar.gz'],
  ])('%s copies', (text, path) => {
    expect(paths(copied(text, { source: archives }))).toEqual(['/opt/', path]);
  });

  test('what is unpacked replaces files, fills folders, goes through symlinks and has the owner asked for', () => {
    const tree = copied('ADD --chown=1:1 archive /', {
      source: archives,
      target: treeOf({ '/a.txt': 'old', '/sub/z': 'z' }, target),
    });
    expect(textAt(tree, '/a.txt')).toBe('a.txt');
    expect(textAt(tree, '/sub/z')).toBe('z');
    expect(nodeAt(tree, '/usr/lib/y')).toMatchObject({ uid: 1, gid: 1 });
  });

  const url = 'https://example.com/dl/tool-1.0.bin?x=1';
  const content = new TextEncoder().encode('tool');
  const downloads = new Map([[url, { content, fileName: 'tool-1.0.bin', mtimeMs: 5000, etag: undefined }]]);

  test('a download is 600, with the name of its address and the time of the server', () => {
    const tree = copied(`ADD ${url} /opt/`, { downloads });
    expect(listing(tree)).toEqual(['/opt/ 755 0:0', '/opt/tool-1.0.bin 600 0:0 tool']);
    expect(nodeAt(tree, '/opt/tool-1.0.bin')?.mtimeMs).toBe(5000);
    expect(paths(copied(`ADD --chmod=755 ${url} /opt/x`, { downloads }))).toEqual(['/opt/', '/opt/x']);
  });

  test('a download with another digest is refused', () => {
    const wrong = `sha256:${'0'.repeat(64)}`;
    expect(failureOf(() => copied(`ADD --checksum=${wrong} ${url} /x`, { downloads }))).toMatch(
      new RegExp(`^digest mismatch sha256:[0-9a-f]{64}: ${wrong}$`),
    );
  });

  test('a Git repository is refused', () => {
    const source = 'https://github.com/moby/buildkit.git#v0.1';
    expect(() => planOf(`ADD ${source} /`)).toThrow(`ADD ${source}: git repositories are not modelled here`);
  });
});

test('WORKDIR makes its folders for the user of that moment', () => {
  expect(listing(makeWorkingDirectory(emptyTree, '/one/deep', '', nowMs))).toEqual([
    '/one/ 755 0:0',
    '/one/deep/ 755 0:0',
  ]);
  const tree = makeWorkingDirectory(target, '/two/deep', 'dev', nowMs);
  expect(listing(tree).filter((line) => line.startsWith('/two'))).toEqual([
    '/two/ 755 1500:1600',
    '/two/deep/ 755 1500:1600',
  ]);
  expect(makeWorkingDirectory(target, '/usr/lib', 'dev', nowMs)).toEqual(target);
  expect(failureOf(() => makeWorkingDirectory(target, '/file/x', '', nowMs))).toBe(
    'mkdir /file: not a directory',
  );
});
