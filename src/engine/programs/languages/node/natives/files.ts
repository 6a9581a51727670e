/** What the library's fs stands on. */
import { Errno, isErrno, type Stat, type Task } from '../../../../kernel';
import { internalsOf, type ShownName, throwInside } from '../internals';
import { num, plainString, truthy } from '../objects';
import { Err, Obj, Thrown, type Value } from '../values';
import type { Vm } from '../vm';
import { badArgument } from './arguments';
import { array } from './objects';
import { bytesFrom, dataOf } from './buffers';
import { decode } from './encodings';
import { systemError } from './system-errors';

/** Shows where in Node's own code a call is refused. */
function placed(vm: Vm, name: string, isText: boolean, error: Error): Error {
  if (!(error instanceof Thrown) || !(error.value instanceof Err)) return error;
  const { files } = internalsOf(vm);
  const sync = `${name}Sync`;
  const isUtf8 = sync === 'readFileSync' && isText;
  const places = files[isUtf8 ? 'readFileUtf8Sync' : sync];
  if (places === undefined) return error;
  const shown = isUtf8 ? 'readFileUtf8Sync' : sync === 'readFileSync' ? 'openSync' : sync;
  throwInside(vm, error.value, places, shown as ShownName);
  return error;
}

const TYPES: Readonly<Partial<Record<Stat['kind'], number>>> = {
  directory: 0o040000,
  symlink: 0o120000,
  character: 0o020000,
  block: 0o060000,
};

export function statObject(vm: Vm, facts: Stat): Value {
  const { kind, mode, uid, gid, sizeBytes, mtimeMs, ctimeMs, nlink, ino, deviceId } = facts;
  const type = TYPES[kind] ?? 0o100000;
  return vm.object({
    kind,
    mode: mode | type,
    uid,
    gid,
    size: sizeBytes,
    mtimeMs,
    ctimeMs,
    nlink,
    ino,
    dev: deviceId,
  });
}

export function addFiles(vm: Vm, native: Obj): void {
  const { files } = vm.p;
  const file = (
    name: string,
    syscall: string,
    act: (path: string, rest: readonly Value[]) => Value | Task<Value>,
  ): void => {
    native.put(
      name,
      vm.native(name, function* (inner, _self, [path, ...rest]) {
        if (typeof path !== 'string' && !(path instanceof Obj)) {
          const refused = badArgument(inner, 'path', 'of type string or an instance of Buffer or URL', path);
          throw new Thrown(
            name === 'readFile'
              ? throwInside(inner, refused, internalsOf(inner).calls.openSync ?? [])
              : refused,
          );
        }
        const text =
          path instanceof Obj && path.find('pathname')
            ? plainString(path.find('pathname')?.value)
            : plainString(path);
        try {
          const result = act(text, rest);
          return typeof result === 'object' && result !== null && 'next' in result ? yield* result : result;
        } catch (error) {
          throw placed(
            inner,
            name,
            typeof rest[0] === 'string',
            systemError(
              inner,
              error,
              syscall,
              text,
              ['rename', 'copyfile', 'symlink', 'link'].includes(syscall) ? plainString(rest[0]) : undefined,
            ),
          );
        }
      }),
      false,
    );
  };
  const none = (act: () => void): Value => {
    act();
    return undefined;
  };
  file('readFile', 'open', (path, [encoding]) => {
    let data: Uint8Array;
    try {
      data = files.readFile(path);
    } catch (error) {
      if (isErrno(error) && error.code === 'EISDIR') throw systemError(vm, error, 'read');
      throw error;
    }
    return typeof encoding === 'string' ? decode(data, encoding) : bytesFrom(vm, data);
  });
  file('writeFile', 'open', function* (path, [data, isAppended, mode]) {
    const bytes = yield* dataOf(vm, data);
    files.writeFile(path, bytes, { append: truthy(isAppended), ...(typeof mode === 'number' && { mode }) });
    return undefined;
  });
  file('exists', 'access', (path) => {
    try {
      files.stat(path);
      return true;
    } catch {
      return false;
    }
  });
  file('access', 'access', (path, [mode]) =>
    none(() => {
      files.stat(path);
      const bits = num(mode, 0);
      const want = `${bits & 4 ? 'r' : ''}${bits & 2 ? 'w' : ''}${bits & 1 ? 'x' : ''}`;
      if (want !== '' && !files.access(path, want)) throw new Errno('EACCES', path);
    }),
  );
  file('readdir', 'scandir', (path) => array(vm, [...files.readDirectory(path)].sort()));
  file('existsHere', 'lstat', (path) => {
    try {
      files.lstat(path);
      return true;
    } catch {
      return false;
    }
  });
  file('mkdir', 'mkdir', (path, [mode]) =>
    none(() => files.mkdir(path, mode === undefined ? undefined : num(mode))),
  );
  file('link', 'link', (path, [to]) => none(() => files.link(path, plainString(to))));
  file('copyFile', 'copyfile', (path, [to, isNew]) =>
    none(() => {
      const target = plainString(to);
      if (truthy(isNew) && files.exists(target)) throw new Errno('EEXIST', target);
      files.writeFile(target, files.readFile(path), { mode: files.stat(path).mode & 0o777 });
    }),
  );
  file('chown', 'chown', (path, [uid, gid]) => none(() => files.chown(path, num(uid), num(gid))));
  file('truncate', 'open', (path, [length]) => none(() => files.truncate(path, num(length, 0))));
  file('utimes', 'utime', (path, [ms]) => none(() => files.utimes(path, num(ms))));
  file('rmdir', 'rmdir', (path) => none(() => files.rmdir(path)));
  file('unlink', 'unlink', (path) => none(() => files.unlink(path)));
  file('rename', 'rename', (path, [to]) => none(() => files.rename(path, plainString(to))));
  file('symlink', 'symlink', (path, [to]) => none(() => files.symlink(path, plainString(to))));
  file('readlink', 'readlink', (path) => files.readlink(path));
  file('realpath', 'realpath', (path) => files.realpath(path));
  file('chmod', 'chmod', (path, [mode]) =>
    none(() => files.chmod(path, typeof mode === 'string' ? parseInt(mode, 8) : num(mode))),
  );
  for (const name of ['stat', 'lstat'] as const) {
    file(name, name, (path) => {
      return statObject(vm, files[name](path));
    });
  }
}
