import type { Task } from '../../kernel';
import type { Conditional } from '../ast';
import { Failure } from '../control';
import { evaluateOrFail, expandPattern, expandSegments, expandText } from '../expand';
import { matchesPattern } from '../pattern';
import { compileRegularExpression } from '../regular-expression';
import type { Shell } from '../shell';
import { binaryTest, compareIntegers, TestError, unaryTest } from '../test-expression';
import { trace } from '../trace';

/** The status of `[[ … ]]`: 0 true, 1 false, 2 for what is no expression. */
export function* evaluateConditional(shell: Shell, expression: Conditional): Task<number> {
  try {
    return (yield* evaluate(shell, expression)) ? 0 : 1;
  } catch (error) {
    if (error instanceof TestError) {
      yield* shell.complain(error.message, '[[');
      return 2;
    }
    if (error instanceof Failure && error.ends === 'line') return error.status;
    throw error;
  }
}

function* evaluate(shell: Shell, expression: Conditional): Task<boolean> {
  switch (expression.kind) {
    case 'and':
      return (yield* evaluate(shell, expression.left)) && (yield* evaluate(shell, expression.right));
    case 'or':
      return (yield* evaluate(shell, expression.left)) || (yield* evaluate(shell, expression.right));
    case 'not':
      return !(yield* evaluate(shell, expression.operand));
    case 'group':
      return yield* evaluate(shell, expression.operand);
    case 'unary': {
      const operand = yield* expandText(shell, expression.operand);
      if (shell.has('xtrace'))
        yield* trace(shell, `[[ ${expression.operator} ${operand === '' ? "''" : operand} ]]`);
      return unaryTest(shell, expression.operator, operand);
    }
    case 'binary':
      return yield* evaluateBinary(shell, expression);
  }
}

function* evaluateBinary(
  shell: Shell,
  { operator, left, right }: Conditional & { kind: 'binary' },
): Task<boolean> {
  const subject = yield* expandText(shell, left);
  if (shell.has('xtrace'))
    yield* trace(shell, `[[ ${subject === '' ? "''" : subject} ${operator} ${right.raw} ]]`);
  if (operator === '=' || operator === '==' || operator === '!=') {
    const pattern = yield* expandPattern(shell, right);
    const matches = matchesPattern(pattern, subject, {
      extended: true,
      ignoreCase: shell.shopts.has('nocasematch'),
      isBytewise: shell.isBytewise,
    });
    return matches === (operator !== '!=');
  }
  if (operator === '=~') {
    const segments = yield* expandSegments(shell, right);
    const expression = compileRegularExpression(segments, shell.shopts.has('nocasematch'));
    if (!expression) throw new Failure(2, 'line');
    const found = expression.exec(subject);
    const elements = new Map((found ?? []).map((text, index) => [index, text ?? ''] as const));
    if (shell.isBash) shell.variables.setValue('BASH_REMATCH', { kind: 'indexed', elements });
    return found !== null;
  }
  const other = yield* expandText(shell, right);
  if (/^-(eq|ne|lt|le|gt|ge)$/.test(operator))
    return compareIntegers(
      operator,
      yield* evaluateOrFail(shell, subject, '[['),
      yield* evaluateOrFail(shell, other, '[['),
    );
  return binaryTest(shell, subject, operator, other);
}
