/** What the library's fs stands on. */
import type { Task } from '../../../../kernel';
import { internalsOf, type ShownName, throwInside } from '../internals';
import { num, plainString, truthy } from '../objects';
import { Err, Obj, Thrown, type Value } from '../values';
import type { Vm } from '../vm';
import { badArgument } from './arguments';
import { array } from './objects';
import { bytesFrom, dataOf, decode } from './buffers';
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
              syscall === 'rename' || syscall === 'copyfile' ? plainString(rest[0]) : undefined,
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
    const data = files.readFile(path);
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
      if (want !== '' && !files.access(path, want))
        throw vm.error('Error', `EACCES: permission denied, access '${path}'`);
    }),
  );
  file('readdir', 'scandir', (path) => array(vm, [...files.readDirectory(path)].sort()));
  file('mkdir', 'mkdir', (path) => none(() => files.mkdir(path)));
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
      const { kind, mode, uid, gid, sizeBytes, mtimeMs, ctimeMs, nlink, ino } = files[name](path);
      const type = kind === 'directory' ? 0o040000 : kind === 'symlink' ? 0o120000 : 0o100000;
      return vm.object({ kind, mode: mode | type, uid, gid, size: sizeBytes, mtimeMs, ctimeMs, nlink, ino });
    });
  }
}
