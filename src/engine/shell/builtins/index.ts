import { part } from '../../kernel';
import type { Dialect } from '../dialect';
import type { Shell } from '../shell';
import { colon, trueBuiltin, falseBuiltin } from './colon';
import { echo } from './echo';
import { shopt } from './shopt';
import { source } from './source';
import { test } from './test';
import type { Builtin, RunBuiltin } from './builtin';

export type { Builtin, BuiltinCall } from './builtin';

/** A builtin whose file is loaded when it first runs. */
function later(file: string, name: string): RunBuiltin {
  const functions = part<Readonly<Record<string, RunBuiltin>>>(`shell/builtins/${file}`);
  return function* (shell, args, call) {
    const run = (yield* functions(shell.p))[name];
    if (run === undefined) throw new Error(`${file} has no builtin ${name}`);
    return yield* run(shell, args, call);
  };
}

/** All builtins, sorted by module. Those of a shell's start and of every day are here; the others are parts. */
const BUILTINS: readonly Builtin[] = [
  { names: ['alias'], run: later('alias', 'alias') },
  { names: ['unalias'], run: later('alias', 'unalias') },
  { names: ['break', 'continue'], isSpecial: true, run: later('break', 'breakLoop') },
  { names: ['caller'], dialects: ['bash'], run: later('caller', 'caller') },
  { names: ['cd', 'chdir'], run: later('cd', 'cd') },
  { names: ['pwd'], run: later('cd', 'pwd') },
  { names: [':'], isSpecial: true, run: colon },
  { names: ['true'], run: trueBuiltin },
  { names: ['false'], run: falseBuiltin },
  { names: ['command'], run: later('command', 'command') },
  { names: ['builtin'], dialects: ['bash'], run: later('command', 'builtinCommand') },
  { names: ['complete', 'compopt'], dialects: ['bash'], run: later('complete', 'complete') },
  { names: ['bind'], dialects: ['bash'], run: later('complete', 'bind') },
  { names: ['compgen'], dialects: ['bash'], run: later('complete', 'compgen') },
  { names: ['export'], isSpecial: true, run: later('export', 'exportBuiltin') },
  { names: ['readonly'], isSpecial: true, run: later('export', 'readonly') },
  { names: ['local'], run: later('declare', 'local') },
  { names: ['declare', 'typeset'], dialects: ['bash'], run: later('declare', 'declare') },
  { names: ['pushd'], dialects: ['bash'], run: later('dirs', 'pushd') },
  { names: ['popd'], dialects: ['bash'], run: later('dirs', 'popd') },
  { names: ['dirs'], dialects: ['bash'], run: later('dirs', 'dirs') },
  { names: ['echo'], run: echo },
  { names: ['enable'], dialects: ['bash'], run: later('enable', 'enable') },
  { names: ['eval'], isSpecial: true, run: later('eval', 'evalBuiltin') },
  { names: ['exec'], isSpecial: true, run: later('exec', 'exec') },
  { names: ['exit'], isSpecial: true, run: later('exit', 'exit') },
  { names: ['logout'], dialects: ['bash'], run: later('exit', 'logout') },
  { names: ['return'], isSpecial: true, run: later('exit', 'returnBuiltin') },
  { names: ['getopts'], run: later('getopts', 'getopts') },
  { names: ['hash'], run: later('hash', 'hash') },
  { names: ['help'], dialects: ['bash', 'ash'], run: later('help', 'help') },
  { names: ['history'], dialects: ['bash', 'ash'], run: later('history', 'history') },
  { names: ['fc'], dialects: ['bash'], run: later('history', 'fc') },
  { names: ['jobs'], run: later('jobs', 'jobs') },
  { names: ['fg'], run: later('jobs', 'fg') },
  { names: ['bg'], run: later('jobs', 'bg') },
  { names: ['disown'], dialects: ['bash'], run: later('jobs', 'disown') },
  { names: ['kill'], run: later('kill', 'kill') },
  { names: ['let'], dialects: ['bash', 'ash'], run: later('let', 'letBuiltin') },
  { names: ['mapfile', 'readarray'], dialects: ['bash'], run: later('mapfile', 'mapfile') },
  { names: ['printf'], run: later('printf', 'printf') },
  { names: ['read'], run: later('read', 'read') },
  { names: ['set'], isSpecial: true, run: later('set', 'set') },
  { names: ['shift'], isSpecial: true, run: later('shift', 'shift') },
  { names: ['shopt'], dialects: ['bash'], run: shopt },
  { names: ['.', 'source'], isSpecial: true, run: source },
  { names: ['test', '['], run: test },
  { names: ['[['], dialects: ['ash'], run: later('double-bracket', 'doubleBracket') },
  { names: ['suspend'], dialects: ['bash'], run: later('jobs', 'suspend') },
  { names: ['times'], isSpecial: true, run: later('times', 'times') },
  { names: ['trap'], isSpecial: true, run: later('trap', 'trap') },
  { names: ['type'], run: later('type', 'type') },
  { names: ['ulimit'], run: later('ulimit', 'ulimit') },
  { names: ['umask'], run: later('umask', 'umask') },
  { names: ['unset'], isSpecial: true, run: later('unset', 'unset') },
  { names: ['wait'], run: later('wait', 'wait') },
];

const BY_NAME = new Map(BUILTINS.flatMap((one) => one.names.map((name) => [name, one] as const)));

/** Names that only some of a builtin's shells know. */
const LIMITED: Readonly<Record<string, readonly string[]>> = {
  source: ['bash', 'ash'],
  chdir: ['dash', 'ash'],
  typeset: ['bash'],
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
