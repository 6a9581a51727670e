import { isErrno, strerror, type Task } from '../../kernel';
import { decodeBytes } from '../bytes';
import { LeaveFunction } from '../control';
import type { Shell } from '../shell';
import { runText } from '../source';
import { handleSignals } from '../traps';
import { fault } from './builtin';

/** The file that `. name` means: with a slash as it is, else in PATH; bash looks in the folder too. */
function findFile(shell: Shell, name: string): string | undefined {
  if (name.includes('/')) return name;
  for (const folder of (shell.variables.get('PATH') ?? '').split(':')) {
    const path = `${folder === '' ? '.' : folder}/${name}`;
    if (shell.p.files.exists(path) && shell.p.files.stat(path).kind === 'file') return path;
  }
  return shell.isBash || !is138(shell) ? name : undefined;
}

/** ash looked in the folder too, before 1.38. */
function is138(shell: Shell): boolean {
  return shell.dialect.name === 'dash' || shell.dialect.version.startsWith('1.38');
}

function* missing(shell: Shell, command: string, name: string, code: 'ENOENT' | string): Task<number> {
  if (shell.isBash) {
    yield* shell.complain(`${name}: ${code}`);
    return 1;
  }
  const text = shell.dialect.messages.open(name, 'ENOENT');
  const is137 = !is138(shell);
  if (!name.includes('/') && !is137) return yield* fault(shell, command, `${name}: not found`, 2);
  return yield* fault(
    shell,
    command,
    is137
      ? `can't open '${name}': ${code}`
      : text.replace('No such file', code === strerror('ENOENT') ? 'No such file' : code),
    2,
  );
}

export function* source(shell: Shell, args: readonly string[]): Task<number> {
  const words = args[1] === '--' ? args.slice(2) : args.slice(1);
  const [command = '.'] = args;
  const [name, ...rest] = words;
  if (name === undefined) {
    if (!shell.isBash) return shell.dialect.name === 'dash' ? 0 : 2;
    yield* shell.complain('filename argument required', command);
    yield* shell.writeError(`${command}: usage: ${command} filename [arguments]\n`);
    return 2;
  }
  const path = findFile(shell, name);
  if (path === undefined) return yield* missing(shell, command, name, strerror('ENOENT'));
  let text: string;
  try {
    text = decodeBytes(shell.p.files.readFile(path));
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (shell.isBash && error.code === 'EISDIR') {
      yield* shell.complain(`${name}: is a directory`, command);
      return 1;
    }
    if (error.code === 'EISDIR') return 0;
    return yield* missing(shell, command, name, strerror(error.code));
  }
  return yield* runFile(shell, path, text, rest);
}

function* runFile(shell: Shell, path: string, text: string, args: readonly string[]): Task<number> {
  const before = {
    positional: shell.positional,
    frames: shell.frames,
    commandName: shell.commandName,
    line: shell.line,
  };
  if (args.length > 0 && shell.dialect.name !== 'dash') shell.positional = args;
  shell.frames = [...shell.frames, { name: 'source', source: path, line: shell.line }];
  if (!shell.isBash) shell.commandName = path;
  shell.sourceDepth++;
  try {
    yield* handleSignals(shell);
    return yield* runText(shell, text, 1);
  } catch (error) {
    if (error instanceof LeaveFunction) return error.status;
    throw error;
  } finally {
    if (args.length > 0) shell.positional = before.positional;
    shell.frames = before.frames;
    shell.commandName = before.commandName;
    shell.line = before.line;
    shell.sourceDepth--;
  }
}
