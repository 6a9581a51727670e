import { describe, expect, test } from 'vitest';
import { type Credentials, isErrno, type Process } from '../../../src/engine/kernel';
import { fileNode, folderNode, ROOT, TestMachine, USER } from './machine';

/** What one call answers, or its error code. */
function attempt(call: () => unknown): unknown {
  try {
    return call() ?? 'done';
  } catch (error) {
    if (isErrno(error)) return error.code;
    throw error;
  }
}

function inProcess(as: Credentials, calls: (p: Process) => readonly unknown[], readOnly = false): unknown {
  const machine = new TestMachine(
    {
      *main(p) {
        yield* p.stdout.write(JSON.stringify(calls(p)));
        return 0;
      },
    },
    {
      '/public': fileNode('public'),
      '/secret': fileNode('secret', { mode: 0o600 }),
      '/script.sh': fileNode('#!/bin/main -x\n', { mode: 0o755 }),
      '/plain.sh': fileNode('echo hi\n', { mode: 0o755 }),
      '/not-executable': fileNode('#!/bin/main\n'),
      '/home/ada': folderNode({ uid: 1000, gid: 1000 }),
      '/closed': folderNode({ mode: 0o700 }),
      '/link': { kind: 'symlink', target: '/home/ada/../../public', mode: 0o777, uid: 0, gid: 0, mtimeMs: 0 },
      '/loop': { kind: 'symlink', target: 'loop', mode: 0o777, uid: 0, gid: 0, mtimeMs: 0 },
      '/tmp/roots': fileNode('x'),
    },
  );
  const { mounts } = machine.host;
  if (readOnly) {
    const folder = machine.kernel.newFileSystem(
      {
        kind: 'directory',
        mode: 0o777,
        uid: 0,
        gid: 0,
        mtimeMs: 0,
        entries: new Map([['f', fileNode('f', { mode: 0o666 })]]),
      },
      'ext4',
    );
    mounts.add({
      path: '/tmp',
      source: 'disk',
      type: 'ext4',
      readOnly: true,
      fileSystem: folder,
      root: folder.root,
    });
  }
  const { output } = machine.start(['/bin/main'], { as });
  machine.settle();
  expect(machine.bugs).toEqual([]);
  return JSON.parse(output.text);
}

describe('paths', () => {
  test('are followed through symlinks, dots and the working directory', () => {
    const answers = inProcess(ROOT, (p) => {
      p.chdir('/home/ada');
      p.files.writeFile('note', 'hi');
      return [
        p.cwd,
        p.files.readText('../../link'),
        p.files.realpath('./../ada/note'),
        attempt(() => p.files.readText('/loop')),
        attempt(() => p.chdir('note')),
        attempt(() => p.files.stat('note/x')),
      ];
    });
    expect(answers).toEqual(['/home/ada', 'public', '/home/ada/note', 'ELOOP', 'ENOTDIR', 'ENOTDIR']);
  });

  test('lead to descriptors under /dev and to processes under /proc', () => {
    const answers = inProcess(ROOT, (p) => [
      p.files.readText('/proc/self/comm'),
      p.files.readlink('/dev/stdout'),
      p.files.readDirectory('/dev').includes('null'),
      attempt(() => p.open('/dev/tty', { read: true })),
    ]);
    expect(answers).toEqual(['main\n', '/proc/self/fd/1', true, 'ENXIO']);
  });
});

describe('permissions', () => {
  test('keep a user out of what is not theirs', () => {
    const answers = inProcess(USER, (p) => [
      p.files.readText('/public'),
      attempt(() => p.files.readText('/secret')),
      attempt(() => p.files.writeFile('/public', 'x')),
      attempt(() => p.files.writeFile('/new', 'x')),
      attempt(() => p.files.writeFile('/home/ada/new', 'x')),
      attempt(() => p.files.readDirectory('/closed')),
      attempt(() => p.files.chmod('/public', 0o777)),
      attempt(() => p.files.chown('/home/ada/new', 0, undefined)),
      attempt(() => p.files.unlink('/tmp/roots')),
      attempt(() => p.files.mkdir('/tmp/mine')),
    ]);
    expect(answers).toEqual([
      'public',
      'EACCES',
      'EACCES',
      'EACCES',
      'done',
      'EACCES',
      'EPERM',
      'EPERM',
      'EPERM',
      'done',
    ]);
  });

  test('let root through, except for executing what nobody may', () => {
    const answers = inProcess(ROOT, (p) => [
      p.files.readText('/secret'),
      attempt(() => p.checkExecutable('/not-executable')),
      attempt(() => p.checkExecutable('/plain.sh')),
      attempt(() => p.checkExecutable('/script.sh')),
      attempt(() => p.checkExecutable('/nowhere')),
      attempt(() => p.checkExecutable('/home')),
    ]);
    expect(answers).toEqual(['secret', 'EACCES', 'ENOEXEC', 'done', 'ENOENT', 'EACCES']);
  });

  test('do not help on a file system that is read-only', () => {
    const answers = inProcess(
      ROOT,
      (p) => [
        p.files.readText('/tmp/f'),
        attempt(() => p.files.writeFile('/tmp/f', 'x')),
        attempt(() => p.files.writeFile('/tmp/new', 'x')),
        attempt(() => p.files.unlink('/tmp/f')),
        attempt(() => p.files.chmod('/tmp/f', 0)),
        attempt(() => p.files.rmdir('/tmp')),
      ],
      true,
    );
    expect(answers).toEqual(['f', 'EROFS', 'EROFS', 'EROFS', 'EROFS', 'EBUSY']);
  });

  test('of a new file follow the umask', () => {
    const answers = inProcess(ROOT, (p) => {
      p.umask = 0o027;
      p.files.writeFile('/f', '');
      p.files.mkdir('/d');
      return [p.files.stat('/f').mode.toString(8), p.files.stat('/d').mode.toString(8)];
    });
    expect(answers).toEqual(['640', '750']);
  });
});
