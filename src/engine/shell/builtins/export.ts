import { part, type Task } from '../../kernel';
import type { Shell } from '../shell';
import { traces } from '../simple-command';
import { badOption, type BuiltinCall } from './builtin';
import { BASH_USAGE, declareAll, parse } from './declaration';

const listing = part<typeof import('../variable-listing')>('shell/variable-listing');

export function* exportBuiltin(shell: Shell, args: readonly string[], call: BuiltinCall): Task<number> {
  const request = parse(args, shell.isBash ? 'fnp' : shell.dialect.name === 'ash' ? 'np' : 'p');
  if (request.bad !== undefined)
    return yield* badOption(shell, 'export', request.bad, BASH_USAGE.export ?? '');
  if (request.operands.length === 0)
    return yield* (yield* listing(shell.p)).list(shell, 'export', ({ exported }) => exported);
  if (request.on.has('f')) return 0;
  const on = new Set(request.on.has('n') ? [] : ['x']);
  const off = new Set(request.on.has('n') ? ['x'] : []);
  yield* traceOperands(shell, request.operands);
  return yield* declareAll(shell, { ...request, on, off }, call);
}

/** bash's `set -x` shows what export and readonly assign once more, as assignments. */
function* traceOperands(shell: Shell, operands: readonly { readonly text: string }[]): Task<void> {
  if (!shell.isBash || !shell.has('xtrace')) return;
  const { trace, traceWords } = yield* traces(shell.p);
  for (const { text: operand } of operands) {
    const equals = operand.indexOf('=');
    if (equals < 0) continue;
    const value = operand.slice(equals + 1);
    yield* trace(shell, `${operand.slice(0, equals)}=${value === '' ? '' : traceWords(shell, [value])}`);
  }
}

export function* readonly(shell: Shell, args: readonly string[], call: BuiltinCall): Task<number> {
  const request = parse(args, shell.isBash ? 'aAfnp' : shell.dialect.name === 'ash' ? 'np' : 'p');
  if (request.bad !== undefined)
    return yield* badOption(shell, 'readonly', request.bad, BASH_USAGE.readonly ?? '');
  if (request.operands.length === 0)
    return yield* (yield* listing(shell.p)).list(shell, 'readonly', (variable) => variable.readonly);
  yield* traceOperands(shell, request.operands);
  return yield* declareAll(
    shell,
    { ...request, on: new Set([...[...request.on].filter((one) => one !== 'n'), 'r']), off: new Set() },
    call,
  );
}
