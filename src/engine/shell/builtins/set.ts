import type { Task } from '../../kernel';
import { settingText } from '../variable-listing';
import { listedOptionsOf, optionForLetter, setOption, setOptionsOf } from '../options';
import type { Shell } from '../shell';
import { functionText } from '../unparse';
import { fault, misuse } from './builtin';

const BASH_USAGE = 'set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]';

function* listVariables(shell: Shell): Task<number> {
  const names = shell.variables.names().sort((a, b) => (a < b ? -1 : 1));
  for (const name of names) {
    const variable = shell.variables.lookup(name);
    if (!variable?.value) continue;
    yield* shell.write(`${settingText(shell, name, variable)}\n`);
  }
  if (!shell.isBash || shell.has('posix')) return 0;
  for (const [name, { body }] of [...shell.functions].sort(([a], [b]) => (a < b ? -1 : 1)))
    yield* shell.write(`${functionText(name, body)}\n`);
  return 0;
}

function* listOptions(shell: Shell, asCommands: boolean): Task<void> {
  const options = listedOptionsOf(shell.dialect.name);
  if (!asCommands && shell.dialect.name === 'dash') yield* shell.write('Current option settings\n');
  for (const [, name] of options) {
    const isOn = shell.has(name);
    if (asCommands) yield* shell.write(`set ${isOn ? '-o' : '+o'} ${name}\n`);
    else
      yield* shell.write(
        shell.isBash
          ? `${name.padEnd(15)}\t${isOn ? 'on' : 'off'}\n`
          : `${name.padEnd(16)}${isOn ? 'on' : 'off'}\n`,
      );
  }
}

export function* set(shell: Shell, args: readonly string[]): Task<number> {
  if (args.length === 1) return yield* listVariables(shell);
  let i = 1;
  for (; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--') {
      setPositional(shell, args.slice(i + 1));
      return 0;
    }
    if (arg === '-') {
      shell.options.delete('xtrace');
      shell.options.delete('verbose');
      i++;
      break;
    }
    if (!/^[-+]./.test(arg)) break;
    const isOn = arg.startsWith('-');
    for (const letter of arg.slice(1)) {
      if (letter === 'o') {
        const name = args[++i];
        if (name === undefined) yield* listOptions(shell, !isOn);
        else if (!setOption(shell, name, isOn)) return yield* badName(shell, name, isOn);
        continue;
      }
      const option = optionForLetter(letter);
      const isKnown = setOptionsOf(shell.dialect.name).some(([own]) => own === letter);
      if (option !== undefined && isKnown) {
        if (isOn) shell.options.add(option);
        else shell.options.delete(option);
      } else if (shell.isBash)
        return yield* misuse(shell, 'set', BASH_USAGE, `${arg[0] ?? ''}${letter}: invalid option`);
      else return yield* refuseOption(shell, `${arg[0] ?? ''}${letter}`);
    }
  }
  if (i < args.length) setPositional(shell, args.slice(i));
  return 0;
}

function setPositional(shell: Shell, words: readonly string[]): void {
  shell.positional = words;
  if (!shell.isBash) shell.getopts = { word: 1, offset: 1 };
}

function* badName(shell: Shell, name: string, isOn: boolean): Task<number> {
  if (shell.isBash) return yield* fault(shell, 'set', `${name}: invalid option name`, 2);
  if (shell.dialect.name === 'dash') return yield* refuseOption(shell, `${isOn ? '-' : '+'}o ${name}`);
  // BusyBox goes on with what comes after it.
  yield* shell.complain(`illegal option ${isOn ? '-' : '+'}o ${name}`, 'set');
  return 1;
}

function* refuseOption(shell: Shell, option: string): Task<number> {
  const word = shell.dialect.name === 'dash' ? 'Illegal' : 'illegal';
  return yield* fault(shell, 'set', `${word} option ${option}`, 2);
}
