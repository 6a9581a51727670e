import { FsError } from '../../fs';
import type { Credentials } from '../../kernel';
import { Errno } from '../../kernel';
import { StartError } from '../errors';
import { isFolder } from '../files';
import type { Sandbox } from '../host';
import type { StartKind } from './runtime-errors';
import { exitCodeOf, reasonOf, startError } from './runtime-errors';

export interface Launch {
  readonly argv: readonly string[];
  readonly path: string;
  readonly cwd: string;
  readonly credentials: Credentials;
  /** The folders in which a name without a slash is looked for. */
  readonly searchPath: string;
}

/**
 * The file that a command means in a container, as runc looks for it before it lets the container run. Throws
 * a `StartError` with runc's text: 127 where there is none, 126 where it may not be executed.
 */
export function locateProgram(sandbox: Sandbox, kind: StartKind, launch: Omit<Launch, 'path'>): string {
  const [name = ''] = launch.argv;
  checkFolder(sandbox, kind, launch.cwd);
  const refuse = (reason: string): never => {
    const text = `exec: ${JSON.stringify(name)}: ${reason}`;
    throw startError(kind, text, exitCodeOf(text));
  };
  if (name.includes('/')) {
    const problem = problemWith(sandbox, name, launch);
    if (problem === undefined) return name;
    return refuse(problem === reasonOf(new Errno('ENOENT')) ? `stat ${name}: ${problem}` : problem);
  }
  let refused: string | undefined;
  for (const folder of launch.searchPath.split(':')) {
    const path = `${folder === '' ? '.' : folder}/${name}`;
    const problem = name === '' ? '' : problemWith(sandbox, path, launch);
    if (problem === undefined) return path;
    if (problem === reasonOf(new Errno('EACCES'))) refused = problem;
  }
  return refuse(refused === undefined || name === '' ? 'executable file not found in $PATH' : refused);
}

/** Why a path cannot be executed; undefined if it can, as far as Go's LookPath sees. */
function problemWith(
  sandbox: Sandbox,
  path: string,
  { credentials, cwd }: Omit<Launch, 'path'>,
): string | undefined {
  const absolute = path.startsWith('/') ? path : `${cwd === '/' ? '' : cwd}/${path}`;
  if (isFolder(sandbox.files, absolute)) return 'is a directory: permission denied';
  try {
    sandbox.checkExecutable(absolute, credentials, cwd);
    return undefined;
  } catch (error) {
    if (!(error instanceof Errno) && !(error instanceof FsError)) throw error;
    // What only execve would notice comes later, from inside the container.
    if (error.code === 'ENOEXEC') return undefined;
    if (error.code === 'ENOENT' && sandbox.files.exists(absolute)) return undefined;
    return reasonOf(error);
  }
}

function checkFolder(sandbox: Sandbox, kind: StartKind, cwd: string): void {
  if (kind === 'exec' && !cwd.startsWith('/')) {
    throw new StartError('OCI runtime exec failed: exec failed: Cwd must be an absolute path', 128);
  }
  const reason = !sandbox.files.exists(cwd)
    ? 'no such file or directory'
    : isFolder(sandbox.files, cwd)
      ? undefined
      : 'not a directory';
  if (reason === undefined) return;
  throw startError(
    kind,
    `chdir to cwd (${JSON.stringify(cwd)}) set in config.json failed: ${reason}`,
    exitCodeOf(reason),
  );
}
