import { EXECUTABLE_HEAD_BYTES, type Inode, isElf, programIdOf } from '../fs';
import { Errno } from './errno';
import { hasOption } from './mounts';
import { locate, pathOf, type Viewpoint } from './path-walk';
import { EXECUTE, require } from './permissions';
import type { Program, ProgramLoader } from './program';

const MAX_INTERPRETERS = 4;
const HASH = 0x23;
const BANG = 0x21;
const HEAD_BYTES = Math.max(EXECUTABLE_HEAD_BYTES, 256);

/** What an executable file turns out to run. */
export interface Executable {
  readonly program: Program;
  /** As the program gets it: a script's interpreter has the script's path among its arguments. */
  readonly argv: readonly string[];
  /** The path of what runs, without symlinks: of a script, its interpreter. */
  readonly path: string;
  /** As /proc/<pid>/comm shows it: of a script, its own. */
  readonly name: string;
  /** The file that runs, and whether its setuid bits count for nothing there. */
  readonly inode: Inode;
  readonly isNosuid: boolean;
}

/** Finds what execve(2) would run, or throws its error. */
export function findExecutable(
  view: Viewpoint,
  path: string,
  argv: readonly string[],
  load: ProgramLoader,
  scripts: readonly string[] = [],
): Executable {
  if (scripts.length > MAX_INTERPRETERS) throw new Errno('ELOOP', path);
  const location = locate(view, path);
  const { inode, mount } = location;
  if (inode.kind !== 'file' || hasOption(mount, 'noexec')) throw new Errno('EACCES', path);
  require(view.credentials, inode, EXECUTE, path);
  const head = mount.fileSystem.read(inode, 0, HEAD_BYTES);
  const script = interpreterOf(head);
  if (script) {
    const [interpreter, ...options] = script;
    const scriptArgv = [interpreter, ...options, path, ...argv.slice(1)];
    return findExecutable(view, interpreter, scriptArgv, load, [...scripts, path]);
  }
  const id = isElf(head) ? programIdOf(head) : undefined;
  const program = id === undefined ? undefined : load(id);
  if (program === undefined) throw new Errno('ENOEXEC', path);
  const [name = path] = scripts;
  const real = pathOf(location, view.root);
  return { program, argv, path: real, name, inode, isNosuid: hasOption(mount, 'nosuid') };
}

/** The words of a `#!` line: the interpreter and at most one argument. */
function interpreterOf(head: Uint8Array): [string, ...string[]] | undefined {
  if (head[0] !== HASH || head[1] !== BANG) return undefined;
  const text = new TextDecoder().decode(head);
  const [, interpreter, argument] = /^#![ \t]*([^ \t\n]+)(?:[ \t]+([^\n]*?))?[ \t]*(?:\n|$)/.exec(text) ?? [];
  if (interpreter === undefined) return undefined;
  return argument === undefined || argument === '' ? [interpreter] : [interpreter, argument];
}
