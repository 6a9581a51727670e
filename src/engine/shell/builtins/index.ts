import type { Dialect } from '../dialect';
import type { Shell } from '../shell';
import { alias, unalias } from './alias';
import type { Builtin } from './builtin';
import { breakLoop } from './break';
import { caller } from './caller';
import { cd, pwd } from './cd';
import { colon, falseBuiltin, trueBuiltin } from './colon';
import { builtinCommand, command } from './command';
import { compgen, complete } from './complete';
import { declare, exportBuiltin, local, readonly } from './declare';
import { dirs, popd, pushd } from './dirs';
import { echo } from './echo';
import { enable } from './enable';
import { evalBuiltin } from './eval';
import { exec } from './exec';
import { exit, returnBuiltin } from './exit';
import { getopts } from './getopts';
import { hash } from './hash';
import { help } from './help';
import { fc, history } from './history';
import { bg, disown, fg, jobs } from './jobs';
import { kill } from './kill';
import { letBuiltin } from './let';
import { mapfile } from './mapfile';
import { printf } from './printf';
import { read } from './read';
import { set } from './set';
import { shift } from './shift';
import { shopt } from './shopt';
import { source } from './source';
import { test } from './test';
import { times } from './times';
import { trap } from './trap';
import { type } from './type';
import { ulimit } from './ulimit';
import { umask } from './umask';
import { unset } from './unset';
import { wait } from './wait';

export type { Builtin, BuiltinCall } from './builtin';

/** All builtins, sorted by module. */
const BUILTINS: readonly Builtin[] = [
  alias,
  unalias,
  breakLoop,
  caller,
  cd,
  pwd,
  colon,
  falseBuiltin,
  trueBuiltin,
  builtinCommand,
  command,
  compgen,
  complete,
  declare,
  exportBuiltin,
  local,
  readonly,
  dirs,
  popd,
  pushd,
  echo,
  enable,
  evalBuiltin,
  exec,
  exit,
  returnBuiltin,
  getopts,
  hash,
  help,
  fc,
  history,
  bg,
  disown,
  fg,
  jobs,
  kill,
  letBuiltin,
  mapfile,
  printf,
  read,
  set,
  shift,
  shopt,
  source,
  test,
  times,
  trap,
  type,
  ulimit,
  umask,
  unset,
  wait,
];

const BY_NAME = new Map(BUILTINS.flatMap((one) => one.names.map((name) => [name, one] as const)));

/** Names that only some of a builtin's shells know. */
const LIMITED: Readonly<Record<string, readonly string[]>> = {
  source: ['bash', 'ash'],
  chdir: ['dash', 'ash'],
  '[[': ['ash'],
  typeset: ['bash'],
  logout: ['bash'],
};

/** The builtin of that name in this shell, unless `enable -n` turned it off. */
export function findBuiltin(shell: Shell, name: string): Builtin | undefined {
  const found = BY_NAME.get(name);
  if (!found || shell.disabled.has(name)) return undefined;
  return knows(shell.dialect.name, found, name) ? found : undefined;
}

function knows(dialect: Dialect['name'], one: Builtin, name: string): boolean {
  return (one.dialects?.includes(dialect) ?? true) && (LIMITED[name]?.includes(dialect) ?? true);
}

/** Names of a shell's builtins, sorted. */
export function builtinNames(dialect: Dialect['name']): string[] {
  return [...BY_NAME]
    .filter(([name, one]) => knows(dialect, one, name))
    .map(([name]) => name)
    .sort();
}
