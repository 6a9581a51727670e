import type { Process } from '../kernel';
import { isErrno, readTextIfThere } from '../kernel';
import type { Shell } from './shell';

/** Where bash looks when nothing says where. Source: bash, config-top.h DEFAULT_PATH_VALUE. */
const BASH_PATH = '/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin:.';

/** Gives a fresh shell its variables: the environment's, and those that it always has. */
export function setVariables(shell: Shell, environment: ReadonlyMap<string, string>): void {
  const { variables, p } = shell;
  for (const [name, value] of environment)
    if (/^[A-Za-z_]\w*$/.test(name))
      variables.setValue(name, { kind: 'scalar', text: value }, { exported: true });
  const preset = (name: string, value: string): void => {
    if (variables.get(name) === undefined) variables.set(name, value);
  };
  variables.set('IFS', ' \t\n');
  variables.set('OPTIND', '1');
  variables.setValue(
    'PPID',
    { kind: 'scalar', text: String(p.ppid) },
    shell.isBash ? { readonly: true, integer: true } : {},
  );
  shell.workingDirectory = logicalFolder(p, environment.get('PWD'));
  variables.setValue('PWD', { kind: 'scalar', text: shell.workingDirectory }, { exported: true });
  shell.originalUmask = p.umask;
  if (shell.dialect.name !== 'dash') raiseShellLevel(shell);
  if (!shell.isBash) {
    preset('PS4', '+ ');
    preset('PS2', '> ');
    preset('PATH', shell.dialect.name === 'ash' ? '/sbin:/usr/sbin:/bin:/usr/bin' : DASH_PATH);
    if (p.credentials.uid === 0) preset('PS1', shell.dialect.prompt.root);
    else preset('PS1', shell.dialect.prompt.user);
    return;
  }
  setBashVariables(shell, preset);
}

/** Where Debian's dash looks when nothing says where. */
const DASH_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

function setBashVariables(shell: Shell, preset: (name: string, value: string) => void): void {
  const { variables, p } = shell;
  preset('PATH', BASH_PATH);
  preset('PS4', '+ ');
  preset('TERM', 'dumb');
  preset('HOSTNAME', p.hostname);
  preset('BASH', '/usr/bin/bash');
  const [, major = '5', minor = '2', patch = '37', build = '1', status = 'release'] =
    /^(\d+)\.(\d+)\.(\d+)\((\d+)\)-(\w+)$/.exec(shell.dialect.version) ?? [];
  variables.set('BASH_VERSION', shell.dialect.version);
  const info = [major, minor, patch, build, status, 'x86_64-pc-linux-gnu'];
  variables.setValue(
    'BASH_VERSINFO',
    { kind: 'indexed', elements: new Map(info.map((one, at) => [at, one])) },
    { readonly: true },
  );
  variables.set('HOSTTYPE', 'x86_64');
  variables.set('OSTYPE', 'linux-gnu');
  variables.set('MACHTYPE', 'x86_64-pc-linux-gnu');
  const passwd = passwdEntry(p);
  preset('SHELL', passwd[6] ?? '/bin/sh');
  preset('HOME', passwd[5] ?? '/');
  for (const name of ['UID', 'EUID'])
    variables.setValue(
      name,
      { kind: 'scalar', text: String(p.credentials.uid) },
      { readonly: true, integer: true },
    );
  if (!variables.lookupDirectly('OLDPWD')) variables.setAttributes('OLDPWD', { exported: true });
  variables.set('_', shell.arg0);
}

function raiseShellLevel(shell: Shell): void {
  const level = Number(shell.variables.get('SHLVL') ?? '0');
  const text = String((Number.isInteger(level) ? Math.max(0, level) : 0) + 1);
  shell.variables.setValue('SHLVL', { kind: 'scalar', text }, { exported: true });
}

/** PWD if it names the folder that the process is in (maybe through symlinks), else that folder itself. */
function logicalFolder(p: Process, claimed: string | undefined): string {
  if (claimed === undefined || !claimed.startsWith('/')) return p.cwd;
  try {
    return p.files.realpath(claimed) === p.cwd ? claimed : p.cwd;
  } catch (error) {
    if (isErrno(error)) return p.cwd;
    throw error;
  }
}

function passwdEntry(p: Process): string[] {
  const line = readTextIfThere(p.files, '/etc/passwd')
    ?.split('\n')
    .find((one) => one.split(':')[2] === String(p.credentials.uid));
  return line?.split(':') ?? [];
}

/** Files that a shell reads before its first command, in order. */
export function startupFiles(shell: Shell, isLogin: boolean, skips: ReadonlySet<string>): string[] {
  const home = shell.variables.get('HOME') ?? '';
  const exists = (path: string): boolean => shell.p.files.exists(path) && shell.p.files.access(path, 'r');
  if (isLogin) {
    if (skips.has('noprofile')) return [];
    const own = shell.isBash ? ['.bash_profile', '.bash_login', '.profile'] : ['.profile'];
    const first = own.map((name) => `${home}/${name}`).find(exists);
    return ['/etc/profile', ...(first === undefined ? [] : [first])].filter(exists);
  }
  if (shell.isBash) {
    if (shell.isInteractive)
      return skips.has('norc') ? [] : ['/etc/bash.bashrc', `${home}/.bashrc`].filter(exists);
    return [shell.variables.get('BASH_ENV') ?? ''].filter((path) => path !== '' && exists(path));
  }
  return shell.isInteractive
    ? [shell.variables.get('ENV') ?? ''].filter((path) => path !== '' && exists(path))
    : [];
}
