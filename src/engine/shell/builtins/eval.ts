import { runText } from '../source';
import { builtin } from './builtin';

export const evalBuiltin = builtin({
  names: ['eval'],
  isSpecial: true,
  *run(shell, args, call) {
    const words = args[1] === '--' ? args.slice(2) : args.slice(1);
    const firstLine = shell.dialect.name === 'dash' ? 1 : shell.line;
    return yield* runText(shell, words.join(' '), firstLine, { isLast: call.isLast, isEval: true });
  },
});
