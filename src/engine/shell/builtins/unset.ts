import type { Shell } from '../shell';
import type { Task } from '../../kernel';
import { elementKey, unsetElement } from '../arrays';
import { evaluateArithmetic } from '../arithmetic';
import { ReadonlyError } from '../variables';
import { badOption, fault, isName, parseOptions } from './builtin';

export function* unset(shell: Shell, args: readonly string[]): Task<number> {
  const { flags, operands, bad } = parseOptions(args, shell.isBash ? 'fvn' : 'fv');
  if (bad !== undefined) return yield* badOption(shell, 'unset', bad, 'unset [-f] [-v] [-n] [name ...]');
  let status = 0;
  for (const text of operands) {
    const element = /^([A-Za-z_]\w*)\[(.*)\]$/s.exec(text);
    try {
      if (flags.has('f')) shell.functions.delete(text);
      else if (element && shell.isBash) {
        const [, name = '', subscript = ''] = element;
        const evaluate = (one: string): bigint =>
          evaluateArithmetic(
            one,
            { get: (n) => shell.variables.get(n), set: () => {} },
            shell.dialect.arithmetic,
          );
        if (subscript === '@' || subscript === '*') shell.variables.unset(name);
        else unsetElement(shell, name, elementKey(shell, name, subscript, evaluate));
      } else if (!isName(text)) {
        if (!shell.isBash) return yield* fault(shell, 'unset', `${text}: bad variable name`);
        if (flags.has('v')) status = yield* fault(shell, 'unset', `\`${text}': not a valid identifier`);
        else shell.functions.delete(text);
      } else if (flags.has('n')) shell.variables.unset(text);
      else {
        const name = shell.variables.resolve(text);
        if (shell.isBash && !flags.has('v') && !shell.variables.lookup(name)) shell.functions.delete(text);
        shell.variables.unset(name);
        if (name === 'PATH') shell.hashed.clear();
      }
    } catch (error) {
      if (!(error instanceof ReadonlyError)) throw error;
      const text = shell.isBash
        ? `${error.variable}: cannot unset: readonly variable`
        : shell.dialect.messages.isReadonly(error.variable);
      status = yield* fault(shell, 'unset', text);
    }
  }
  return status;
}
