import { isErrno, strerror, type ErrnoCode, type Task } from '../../kernel';
import type { Shell } from '../shell';
import { badOption, fault, parseOptions } from './builtin';

/** `path` from `base` with `.` and `..` taken away by their names, as `cd -L` does. */
export function logicalPath(base: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${path.startsWith('/') ? '' : `${base}/`}${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  // POSIX leaves two slashes at the beginning to each system, and shells leave them.
  const isDouble = /^\/\/(?!\/)/.test(path.startsWith('/') ? path : base);
  return `${isDouble ? '/' : ''}/${parts.join('/')}`;
}

/** Changes the folder and PWD, OLDPWD; the error code where that is refused. */
export function changeFolder(shell: Shell, target: string, isPhysical: boolean): ErrnoCode | undefined {
  const { p } = shell;
  const logical = logicalPath(shell.workingDirectory, target);
  try {
    p.chdir(isPhysical ? target : logical);
  } catch (error) {
    if (isErrno(error)) return error.code;
    throw error;
  }
  const old = shell.workingDirectory;
  shell.workingDirectory = isPhysical ? p.cwd : logical;
  shell.variables.set('OLDPWD', old);
  shell.variables.set('PWD', shell.workingDirectory);
  if (!shell.isBash)
    for (const name of ['OLDPWD', 'PWD']) shell.variables.setAttributes(name, { exported: true });
  else shell.variables.setAttributes('OLDPWD', { exported: true });
  return undefined;
}

function* refuse(shell: Shell, path: string, code: ErrnoCode): Task<number> {
  if (shell.isBash) return yield* fault(shell, 'cd', `${path}: ${strerror(code)}`);
  const reason = shell.dialect.name === 'ash' ? `: ${strerror(code)}` : '';
  return yield* fault(shell, 'cd', `can't cd to ${path}${reason}`, 2);
}

/** Folders that CDPATH adds for a relative path. */
function candidates(shell: Shell, path: string): string[] {
  const search = shell.variables.get('CDPATH');
  if (search === undefined || search === '' || /^(\/|\.\.?(\/|$))/.test(path)) return [path];
  const found = search
    .split(':')
    .map((folder) => (folder === '' || folder === '.' ? path : `${folder}/${path}`));
  return [...found.filter((one) => shell.p.files.exists(one)), path];
}

function* shown(shell: Shell, path: string): Task<number> {
  yield* shell.write(`${path}
`);
  return 0;
}

/** bash finds that the folder it is in has no name any more, and stays there under one that grows. */
function* stayInRemovedFolder(shell: Shell): Task<number> {
  yield* shell.writeError(
    `cd: error retrieving current directory: getcwd: cannot access parent directories: ${strerror('ENOENT')}\n`,
  );
  shell.variables.set('OLDPWD', shell.workingDirectory);
  shell.workingDirectory += '/.';
  shell.variables.set('PWD', shell.workingDirectory);
  return 0;
}

export function* cd(shell: Shell, args: readonly string[]): Task<number> {
  const { flags, operands, bad } = parseOptions(args, 'LPe@');
  if (bad !== undefined && operands[0] !== '-')
    return yield* badOption(shell, 'cd', bad, 'cd [-L|[-P [-e]] [-@]] [dir]');
  if (operands.length > 1 && shell.isBash) return yield* fault(shell, 'cd', 'too many arguments');
  let [path] = operands;
  let isShown = false;
  if (path === undefined) {
    path = shell.variables.get('HOME');
    if (path === undefined && shell.isBash) return yield* fault(shell, 'cd', 'HOME not set');
    if (path === undefined || path === '') return 0;
  }
  if (path === '') return 0;
  if (path === '-') {
    path = shell.variables.get('OLDPWD');
    if (path === undefined && shell.isBash) return yield* fault(shell, 'cd', 'OLDPWD not set');
    path ??= shell.workingDirectory;
    isShown = true;
    // An empty one is nowhere to go, and is shown as it is.
    if (path === '' && shell.isBash) return yield* shown(shell, '');
  }
  const target = candidates(shell, path)[0] ?? path;
  const code = changeFolder(shell, target, flags.has('P') || shell.has('physical'));
  if (code === 'ENOENT' && shell.isBash && path === '.') return yield* stayInRemovedFolder(shell);
  if (code !== undefined) return yield* refuse(shell, path, code);
  if (isShown || target !== path) yield* shell.write(`${shell.workingDirectory}\n`);
  return 0;
}

export function* pwd(shell: Shell, args: readonly string[]): Task<number> {
  const { flags, bad } = parseOptions(args, 'LP');
  if (bad !== undefined) return yield* badOption(shell, 'pwd', bad, 'pwd [-LP]');
  yield* shell.write(`${flags.has('P') ? shell.p.cwd : shell.workingDirectory}\n`);
  return 0;
}
