import { EXECUTABLE_HEAD_BYTES, isElf, programIdOf } from '../fs';
import { Errno } from './errno';
import { locate, type Viewpoint } from './path-walk';
import { EXECUTE, require } from './permissions';
import type { Program, ProgramLoader } from './program';

const MAX_INTERPRETERS = 4;
const HEAD_BYTES = Math.max(EXECUTABLE_HEAD_BYTES, 256);

/** What an executable file turns out to run. */
export interface Executable {
  readonly program: Program;
  /** As the program gets it: a script's interpreter has the script's path among its arguments. */
  readonly argv: readonly string[];
  /** The path of what runs: of a script, its interpreter. */
  readonly path: string;
}

/** Finds what execve(2) would run, or throws its error. */
export function findExecutable(
  view: Viewpoint,
  path: string,
  argv: readonly string[],
  load: ProgramLoader,
  depth = 0,
): Executable {
  if (depth > MAX_INTERPRETERS) throw new Errno('ELOOP', path);
  const { inode, mount } = locate(view, path);
  if (inode.kind !== 'file') throw new Errno('EACCES', path);
  require(view.credentials, inode, EXECUTE, path);
  const head = mount.fileSystem.read(inode, 0, HEAD_BYTES);
  const script = interpreterOf(head);
  if (script) {
    const [interpreter, ...options] = script;
    const scriptArgv = [interpreter, ...options, path, ...argv.slice(1)];
    return findExecutable(view, interpreter, scriptArgv, load, depth + 1);
  }
  const id = isElf(head) ? programIdOf(head) : undefined;
  const program = id === undefined ? undefined : load(id);
  if (program === undefined) throw new Errno('ENOEXEC', path);
  return { program, argv, path };
}

/** The words of a `#!` line: the interpreter and at most one argument. */
function interpreterOf(head: Uint8Array): [string, ...string[]] | undefined {
  const text = new TextDecoder().decode(head);
  const [, interpreter, argument] = /^#![ \t]*(\S+)(?:[ \t]+([^\n]*?))?[ \t]*(?:\n|$)/.exec(text) ?? [];
  if (interpreter === undefined) return undefined;
  return argument === undefined || argument === '' ? [interpreter] : [interpreter, argument];
}
