// Arithmetic in the shell's words: loaded when a shell first calculates.
import type { Task } from '../../kernel';
import { ArithmeticError, evaluateArithmetic } from '../arithmetic';
import { assignElement, elementKey, readElement } from '../arrays';
import { Failure } from '../control';
import { unsetStatus } from '../parameter';
import type { Shell } from '../shell';
import { ReadonlyError } from '../variables';

/** Evaluates arithmetic; an error is reported in the shell's words and ends the command. */
export function* evaluate(shell: Shell, expression: string, command?: string): Task<bigint> {
  try {
    return evaluateArithmetic(expression, arithmeticVariables(shell), shell.dialect.arithmetic);
  } catch (error) {
    if (error instanceof ArithmeticError) {
      const text = shell.dialect.messages.arithmetic(error);
      return yield* shell.fail(command === undefined ? text : `${command}: ${text}`);
    }
    if (error instanceof ReadonlyError)
      return yield* shell.fail(shell.dialect.messages.isReadonly(error.variable));
    if (error instanceof UnsetInArithmetic) yield* failAsUnset(shell, error.variable);
    throw error;
  }
}

/** bash's `set -u` looks at the names in arithmetic too. */
function* failAsUnset(shell: Shell, name: string): Task<never> {
  yield* shell.complain(shell.dialect.messages.unset(name));
  throw new Failure(unsetStatus(shell));
}

class UnsetInArithmetic extends Error {
  constructor(readonly variable: string) {
    super(variable);
  }
}

function arithmeticVariables(shell: Shell): Parameters<typeof evaluateArithmetic>[1] {
  const evaluate = (text: string): bigint =>
    evaluateArithmetic(text, arithmeticVariables(shell), shell.dialect.arithmetic);
  return {
    get: (name, subscript) => {
      const text =
        subscript === undefined
          ? shell.variables.get(name)
          : readElement(shell, name, elementKey(shell, name, subscript, evaluate));
      if (text === undefined && shell.isBash && shell.has('nounset')) throw new UnsetInArithmetic(name);
      return text;
    },
    set: (name, subscript, value) => {
      if (subscript === undefined) shell.variables.set(name, value);
      else assignElement(shell, name, elementKey(shell, name, subscript, evaluate), value, false);
    },
  };
}
