import type { Shell } from '../shell';
import type { Task } from '../../kernel';
import { BASH_SET_OPTIONS, setOption, SHOPT_NAMES } from '../options';
import { parseOptions } from './builtin';

const NAME_WIDTH = 15;

export function* shopt(shell: Shell, args: readonly string[]): Task<number> {
  const { flags, operands } = parseOptions(args, 'pqsuo');
  const isOn = (name: string): boolean => (flags.has('o') ? shell.has(name) : shell.shopts.has(name));
  let status = 0;
  const unsets = flags.has('u');
  const sets = flags.has('s');
  const names =
    operands.length > 0
      ? operands
      : (flags.has('o') ? BASH_SET_OPTIONS.map(([, name]) => name) : SHOPT_NAMES).filter((name) =>
          sets ? isOn(name) : unsets ? !isOn(name) : true,
        );
  for (const name of names) {
    if (!flags.has('o') && !SHOPT_NAMES.includes(name)) {
      yield* shell.complain(`${name}: invalid shell option name`, 'shopt');
      status = 1;
      continue;
    }
    if (operands.length > 0 && (sets || unsets)) {
      if (flags.has('o')) setOption(shell, name, sets);
      else if (sets) shell.shopts.add(name);
      else shell.shopts.delete(name);
      continue;
    }
    if (operands.length > 0 && !isOn(name)) status = 1;
    if (flags.has('q')) continue;
    if (flags.has('p'))
      yield* shell.write(
        flags.has('o')
          ? `set ${isOn(name) ? '-o' : '+o'} ${name}\n`
          : `shopt ${isOn(name) ? '-s' : '-u'} ${name}\n`,
      );
    else yield* shell.write(`${name.padEnd(NAME_WIDTH)}\t${isOn(name) ? 'on' : 'off'}\n`);
  }
  return status;
}
