/** Copying files and folders, for cp, mv across file systems, and install. */
import type { Stat, Task } from '../../kernel';
import { codeOf, reason } from './errors';
import type { OptionSpec } from './options';
import type { Call } from './program';
import { join, lstatOf, parentOf, sortedNames, statOf } from './trees';

export interface CopyOptions {
  readonly recursive?: boolean;
  /** Symlinks are followed: never, only those named as arguments, always. */
  readonly follow: 'never' | 'arguments' | 'always';
  readonly keepMode?: boolean;
  readonly keepOwner?: boolean;
  readonly keepTime?: boolean;
  readonly keepLinks?: boolean;
  readonly force?: boolean;
  /** Make links instead of copies. */
  readonly link?: 'hard' | 'symbolic';
  /** Asked before an existing file is replaced. */
  readonly mayReplace?: (from: string, to: string) => Task<boolean>;
  readonly copied?: (from: string, to: string) => Task<void>;
}

/** Copies with this program's words for what fails. */
export class Copier<S extends OptionSpec> {
  readonly #links = new Map<string, string>();
  failed = false;

  constructor(
    readonly c: Call<S>,
    readonly options: CopyOptions,
  ) {}

  *#refuse(gnu: string, busybox: string, error?: unknown): Task<void> {
    const why = error === undefined ? '' : `: ${reason(error)}`;
    yield* this.c.warn((this.c.gnu ? gnu : busybox) + why);
    this.failed = true;
  }

  *copy(from: string, to: string, top = true): Task<void> {
    const { c, options } = this;
    const { files } = c.p;
    yield* c.p.turn();
    let stat: Stat;
    try {
      const follow = options.follow === 'always' || (top && options.follow === 'arguments');
      stat = follow ? files.stat(from) : files.lstat(from);
    } catch (error) {
      yield* this.#refuse(`cannot stat '${from}'`, `can't stat '${from}'`, error);
      return;
    }
    const target = stat.kind === 'symlink' ? lstatOf(c.p, to) : (statOf(c.p, to) ?? lstatOf(c.p, to));
    if (target && target.ino === stat.ino && target.deviceId === stat.deviceId && target.kind === stat.kind) {
      yield* this.#refuse(
        `'${from}' and '${to}' are the same file`,
        `'${from}' and '${to}' are the same file`,
      );
      return;
    }
    if (stat.kind === 'directory') {
      yield* this.#directory(from, to, stat, target);
      return;
    }
    if (target?.kind === 'directory') {
      yield* this.#refuse(
        `cannot overwrite directory '${to}' with non-directory '${from}'`,
        `'${to}' is a directory`,
      );
      return;
    }
    if (target && options.mayReplace && !(yield* options.mayReplace(from, to))) return;
    const key = `${String(stat.deviceId)}:${String(stat.ino)}`;
    const earlier = stat.nlink > 1 && options.keepLinks ? this.#links.get(key) : undefined;
    try {
      if (earlier !== undefined || options.link) {
        if (target) files.unlink(to);
        if (options.link === 'symbolic') files.symlink(from, to);
        else files.link(earlier ?? from, to);
      } else if (!(yield* this.#content(from, to, stat, target))) return;
    } catch (error) {
      const what = stat.kind === 'symlink' ? 'symbolic link' : 'link';
      yield* this.#refuse(`cannot create ${what} '${to}'`, `can't create ${what} '${to}'`, error);
      return;
    }
    this.#links.set(key, to);
    if (!options.link) yield* this.#attributes(to, stat);
    if (options.copied) yield* options.copied(from, to);
  }

  /** False: said why not. */
  *#content(from: string, to: string, stat: Stat, target: Stat | undefined): Task<boolean> {
    const { c, options } = this;
    const { files } = c.p;
    if (stat.kind === 'symlink') {
      if (target) files.unlink(to);
      files.symlink(files.readlink(from), to);
      return true;
    }
    if (options.recursive && stat.kind !== 'file') {
      if (target) files.unlink(to);
      if (stat.kind === 'fifo') files.mkfifo(to, stat.mode);
      else if (stat.kind === 'character' || stat.kind === 'block')
        files.mknod(to, stat.kind, stat.major ?? 0, stat.minor ?? 0, stat.mode);
      return true;
    }
    let input: number;
    try {
      input = c.p.open(from, { read: true });
    } catch (error) {
      yield* this.#refuse(`cannot open '${from}' for reading`, `can't open '${from}'`, error);
      return false;
    }
    try {
      const output = yield* this.#create(to, stat);
      if (output === undefined) return false;
      const [source, sink] = [c.p.stream(input), c.p.stream(output)];
      try {
        for (let data = yield* source.read(1 << 20); data.length > 0; data = yield* source.read(1 << 20)) {
          yield* sink.write(data);
          yield* c.p.turn();
        }
      } catch (error) {
        yield* this.#refuse(`error writing '${to}'`, `can't write '${to}'`, error);
        return false;
      } finally {
        c.p.close(output);
      }
      return true;
    } finally {
      c.p.close(input);
    }
  }

  *#create(to: string, stat: Stat): Task<number | undefined> {
    const { c } = this;
    const options = { write: true, create: true, truncate: true, mode: stat.mode & 0o777 };
    try {
      if (to.endsWith('/') && !statOf(c.p, to)) {
        yield* this.#refuse(
          `cannot create regular file '${to}': Not a directory`,
          `can't create '${to}': Is a directory`,
        );
        return undefined;
      }
      return c.p.open(to, options);
    } catch (error) {
      if (this.options.force && codeOf(error) !== 'ENOENT' && lstatOf(c.p, to)) {
        try {
          c.p.files.unlink(to);
          return c.p.open(to, options);
        } catch (second) {
          yield* this.#refuse(`cannot remove '${to}'`, `can't create '${to}'`, second);
          return undefined;
        }
      }
      yield* this.#refuse(`cannot create regular file '${to}'`, `can't create '${to}'`, error);
      return undefined;
    }
  }

  *#directory(from: string, to: string, stat: Stat, target: Stat | undefined): Task<void> {
    const { c, options } = this;
    const { files } = c.p;
    if (!options.recursive) {
      yield* this.#refuse(`-r not specified; omitting directory '${from}'`, `omitting directory '${from}'`);
      return;
    }
    if (target && target.kind !== 'directory') {
      yield* this.#refuse(
        `cannot overwrite non-directory '${to}' with directory '${from}'`,
        `target '${to}' is not a directory`,
      );
      return;
    }
    if (this.#isInside(from, to)) {
      yield* this.#refuse(
        `cannot copy a directory, '${from}', into itself, '${to}'`,
        `recursion detected, omitting directory '${to}'`,
      );
      return;
    }
    let names: string[];
    try {
      names = sortedNames(c.p, from);
    } catch (error) {
      yield* this.#refuse(`cannot access '${from}'`, `can't open '${from}'`, error);
      return;
    }
    try {
      if (!target) files.mkdir(to, (stat.mode & 0o777) | 0o700);
    } catch (error) {
      yield* this.#refuse(`cannot create directory '${to}'`, `can't create directory '${to}'`, error);
      return;
    }
    if (!target && options.copied) yield* options.copied(from, to);
    for (const name of names) yield* this.copy(join(from, name), join(to, name), false);
    if (!target && !options.keepMode) files.chmod(to, stat.mode & 0o7777 & ~c.p.umask);
    yield* this.#attributes(to, stat);
  }

  #isInside(from: string, to: string): boolean {
    try {
      const { files } = this.c.p;
      const own = files.realpath(from);
      const parent = files.realpath(statOf(this.c.p, to) ? to : parentOf(to));
      return parent === own || parent.startsWith(own === '/' ? own : `${own}/`);
    } catch {
      return false;
    }
  }

  *#attributes(to: string, stat: Stat): Task<void> {
    const { options } = this;
    const { files } = this.c.p;
    const link = stat.kind === 'symlink';
    try {
      if (options.keepOwner) files.chown(to, stat.uid, stat.gid, { noFollow: true });
    } catch (error) {
      // Who is not root keeps what can be kept, as cp does.
      if (codeOf(error) !== 'EPERM')
        yield* this.#refuse(
          `failed to preserve ownership for '${to}'`,
          `can't preserve ownership of '${to}'`,
          error,
        );
    }
    try {
      if (options.keepMode && !link) files.chmod(to, stat.mode);
      if (options.keepTime) files.utimes(to, stat.mtimeMs, { noFollow: true });
    } catch (error) {
      yield* this.#refuse(
        `preserving permissions for '${to}'`,
        `can't preserve permissions of '${to}'`,
        error,
      );
    }
  }
}
