// Scripts that stand in a file: named on a shell's command line, or started like a program.
import { isErrno, strerror, type ErrnoCode, type Task } from '../kernel';
import { decodeBytes } from './bytes';
import { findProgram } from './find-program';
import { runToEnd } from './processes';
import { Shell } from './shell';
import { runText } from './source';
import { bindSpecialVariables } from './special-variables';
import { setVariables } from './startup';

/** The script named on the command line: in the folder, else (bash) in PATH. */
export function* runScriptArgument(shell: Shell, name: string): Task<number> {
  let path = name;
  if (!name.includes('/') && !shell.p.files.exists(name) && shell.isBash) {
    const found = findProgram(shell, name);
    if (!('code' in found)) path = found.path;
  }
  let bytes: Uint8Array;
  try {
    bytes = shell.p.files.readFile(path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    // Only bash looks: to the others a folder is a file that ends at once.
    if (error.code === 'EISDIR' && !shell.isBash) return 0;
    return yield* refuseScript(shell, name, error.code);
  }
  const firstLine = bytes.subarray(0, bytes.indexOf(10) < 0 ? bytes.length : bytes.indexOf(10));
  if (firstLine.includes(0) && shell.isBash) {
    yield* shell.writeError(`${shell.p.argv[0] ?? 'bash'}: ${name}: cannot execute binary file\n`);
    return 126;
  }
  return yield* runText(shell, decodeBytes(bytes), 1);
}

function* refuseScript(shell: Shell, name: string, code: ErrnoCode): Task<number> {
  const called = shell.p.argv[0] ?? shell.dialect.name;
  const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
  if (shell.isBash) {
    yield* shell.writeError(`${code === 'EISDIR' ? name : called}: ${name}: ${strerror(code)}\n`);
    return isMissing ? 127 : 126;
  }
  if (shell.dialect.name === 'dash')
    yield* shell.writeError(`${called}: 0: ${shell.dialect.messages.open(name, code)}\n`);
  else if (shell.dialect.version.startsWith('1.38'))
    yield* shell.writeError(`${called}: line 0: ${shell.dialect.messages.open(name, code)}\n`);
  else yield* shell.writeError(`${called}: can't open '${name}': ${strerror(code)}\n`);
  return 2;
}

/** Runs a text file as a new script of the same shell, in this process (a file without `#!`). */
export function* runScriptFile(
  shell: Shell,
  path: string,
  text: string,
  args: readonly string[],
  environment: ReadonlyMap<string, string>,
): Task<number> {
  const fresh = new Shell(shell.p, shell.dialect, shell.hooks);
  bindSpecialVariables(fresh);
  setVariables(fresh, environment);
  fresh.arg0 = path;
  fresh.positional = args;
  if (fresh.isBash)
    for (const option of ['braceexpand', 'hashall', 'interactive-comments']) fresh.options.add(option);
  if (fresh.dialect.name === 'ash') fresh.commandName = path;
  return yield* runToEnd(fresh, () => runText(fresh, text, 1));
}
