import { part, type Task } from '../../kernel';
import type { Shell } from '../shell';
import { badOption, type BuiltinCall } from './builtin';
import { BASH_USAGE, declareAll, parse } from './declaration';

const listing = part<typeof import('../variable-listing')>('shell/variable-listing');

export function* exportBuiltin(shell: Shell, args: readonly string[], call: BuiltinCall): Task<number> {
  const request = parse(args, shell.isBash ? 'fnp' : 'p');
  if (request.bad !== undefined)
    return yield* badOption(shell, 'export', request.bad, BASH_USAGE.export ?? '');
  if (request.operands.length === 0)
    return yield* (yield* listing(shell.p)).list(shell, 'export', ({ exported }) => exported);
  if (request.on.has('f')) return 0;
  const on = new Set(request.on.has('n') ? [] : ['x']);
  const off = new Set(request.on.has('n') ? ['x'] : []);
  return yield* declareAll(shell, { ...request, on, off }, call);
}

export function* readonly(shell: Shell, args: readonly string[], call: BuiltinCall): Task<number> {
  const request = parse(args, shell.isBash ? 'aAfp' : 'p');
  if (request.bad !== undefined)
    return yield* badOption(shell, 'readonly', request.bad, BASH_USAGE.readonly ?? '');
  if (request.operands.length === 0)
    return yield* (yield* listing(shell.p)).list(shell, 'readonly', (variable) => variable.readonly);
  return yield* declareAll(shell, { ...request, on: new Set([...request.on, 'r']), off: new Set() }, call);
}
