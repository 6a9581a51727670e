import { isErrno, part, type ErrnoCode, type Task } from '../kernel';
import { decodeBytes } from './bytes';
import { findProgram } from './find-program';
import type { Shell } from './shell';
import { sortByAlmquistHash, sortByHash } from './variables';

export const functionCalls = part<typeof import('./constructs/function-call')>(
  'shell/constructs/function-call',
);

const scriptFiles = part<typeof import('./script-file')>('shell/script-file');

const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;
const BASH_BUCKETS = 1024;

/** Replaces this (forked) process by a program; answers only where that fails, with its status. */
export function* execProgram(
  shell: Shell,
  args: readonly string[],
  assignments: readonly (readonly [string, string])[],
  searchPath?: string,
  calledAs?: string,
): Task<number> {
  const [name = ''] = args;
  const applet = shell.dialect.isStandalone && !name.includes('/') ? shell.hooks.applet?.(name) : undefined;
  const path =
    assignments.find(([variable]) => variable === 'PATH')?.[1] ?? searchPath ?? shell.variables.get('PATH');
  const found = applet === undefined ? findProgram(shell, name, path) : { path: applet };
  if ('code' in found) return yield* refuse(shell, args, found.code, found.path, path);
  const environment = new Map(environmentOf(shell, assignments, found.path));
  for (const fd of shell.savedFds) if (shell.p.isOpen(fd)) shell.p.close(fd);
  shell.savedFds = [];
  for (const { read, write } of shell.coprocesses)
    for (const fd of [read, write]) if (shell.p.isOpen(fd)) shell.p.close(fd);
  try {
    shell.p.checkExecutable(found.path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (error.code === 'ENOEXEC') return yield* runAsScript(shell, found.path, args, environment);
    if (error.code === 'ENOENT' && shell.isBash) {
      yield* shell.complain(`${name}: cannot execute: required file not found`);
      return NOT_FOUND;
    }
    return yield* refuse(shell, args, error.code, found.path, path);
  }
  return yield* shell.p.exec(
    found.path,
    calledAs === undefined ? args : [calledAs, ...args.slice(1)],
    environment,
  );
}

/** The environment of a program: what is exported and its own assignments, in the shell's order. */
export function environmentOf(
  shell: Shell,
  assignments: readonly (readonly [string, string])[],
  path: string,
): (readonly [string, string])[] {
  const entries = new Map(shell.exportedEntries());
  for (const [name, text] of assignments) entries.set(name, text);
  if (!shell.isBash) return sortByAlmquistHash([...entries]);
  entries.delete('_');
  return [...sortByHash([...entries], BASH_BUCKETS), ['_', path]];
}

function* refuse(
  shell: Shell,
  args: readonly string[],
  code: ErrnoCode,
  path: string | undefined,
  searchPath: string | undefined,
): Task<number> {
  const [name = ''] = args;
  const { messages } = shell.dialect;
  const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
  if (name === '' && !shell.isBash) {
    yield* shell.complain(messages.cannotExecute(name, 'EACCES'));
    return NOT_FOUND;
  }
  if (isMissing && !name.includes('/')) {
    const handler = shell.isBash ? shell.functions.get('command_not_found_handle') : undefined;
    if (handler) return yield* (yield* functionCalls(shell.p)).runFunction(shell, handler, args);
    if (shell.isBash && (searchPath ?? '') === '') yield* shell.complain(messages.cannotExecute(name, code));
    else yield* shell.complain(messages.notFound(name));
    return NOT_FOUND;
  }
  yield* shell.complain(messages.cannotExecute(shell.isBash ? (path ?? name) : name, code));
  return code === 'ENOENT' ? NOT_FOUND : NOT_EXECUTABLE;
}

/** What bash and Debian's dash take for no script: an ELF file's start, or a NUL in the first line. */
function isBinary(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x7f && decodeBytes(bytes.subarray(1, 4)) === 'ELF') return true;
  const [firstLine = ''] = decodeBytes(bytes.subarray(0, 80)).split('\n');
  return firstLine.includes('\0');
}

/** A text file without `#!` is a script of this shell. */
function* runAsScript(
  shell: Shell,
  path: string,
  args: readonly string[],
  environment: ReadonlyMap<string, string>,
): Task<number> {
  const bytes = shell.p.files.readFile(path);
  const [name = ''] = args;
  if (shell.dialect.name !== 'ash' && isBinary(bytes)) {
    yield* shell.complain(shell.dialect.messages.cannotExecute(name, 'ENOEXEC'));
    return NOT_EXECUTABLE;
  }
  return yield* (yield* scriptFiles(shell.p)).runScriptFile(
    shell,
    path,
    decodeBytes(bytes),
    args.slice(1),
    environment,
  );
}
