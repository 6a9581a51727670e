import { evaluateOrComplain } from '../expand';
import { builtin, fault } from './builtin';

export const letBuiltin = builtin({
  names: ['let'],
  dialects: ['bash', 'ash'],
  *run(shell, args) {
    if (args.length === 1) return yield* fault(shell, 'let', 'expression expected');
    let value: bigint | undefined = 0n;
    for (const expression of args.slice(1)) {
      value = yield* evaluateOrComplain(shell, expression, 'let');
      if (value === undefined) return 1;
    }
    return value === 0n ? 1 : 0;
  },
});
