import type { Shell } from '../shell';
import type { Task } from '../../kernel';
import { fault, misuse } from './builtin';

export function* getopts(shell: Shell, args: readonly string[]): Task<number> {
  const [, options, name, ...given] = args;
  if (options === undefined || name === undefined) {
    if (shell.isBash) return yield* misuse(shell, 'getopts', 'getopts optstring name [arg ...]');
    if (shell.dialect.name === 'ash')
      return yield* fault(shell, 'getopts', 'usage: getopts optstring var [arg]', 2);
    yield* shell.complain('Usage: getopts optstring var [arg...]', 'getopts');
    return 2;
  }
  const words = given.length > 0 ? given : shell.positional;
  const hasColon = options.startsWith(':');
  // ash takes OPTERR=0 for the colon; dash does not look at it.
  const isQuiet = hasColon || (shell.dialect.name === 'ash' && shell.variables.get('OPTERR') === '0');
  let { word: index, offset } = shell.getopts;
  if (shell.isBash) index = Number(shell.variables.get('OPTIND') ?? '1');
  if (!Number.isInteger(index) || index < 1) index = 1;
  // What was counted for other words: the Almquist shells start anew.
  if (!shell.isBash && index > words.length + 1) [index, offset] = [1, 1];
  if ((words[index - 1] ?? '').length <= offset) offset = 1;
  const word = words[index - 1];
  const finish = (letter: string, next: number, at: number, argument: string | undefined): number => {
    shell.variables.set(name, letter);
    shell.variables.set('OPTIND', String(next));
    shell.getopts = { word: next, offset: at };
    if (argument === undefined) shell.variables.unset('OPTARG');
    else shell.variables.set('OPTARG', argument);
    return 0;
  };
  const isEnd = word === undefined || !/^-./.test(word) || word === '--';
  if (isEnd) {
    const argument = shell.dialect.name === 'dash' ? shell.variables.get('OPTARG') : undefined;
    finish('?', word === '--' ? index + 1 : index, 1, argument);
    return 1;
  }
  const letter = word[offset] ?? '';
  const isLastOfWord = offset + 1 >= word.length;
  const after = isLastOfWord ? { next: index + 1, offset: 1 } : { next: index, offset: offset + 1 };
  const at = letter === ':' ? -1 : options.indexOf(letter, hasColon ? 1 : 0);
  const complain = function* (bash: string, dash: string) {
    if (isQuiet || (shell.isBash && shell.variables.get('OPTERR') === '0')) return;
    yield* shell.writeError(shell.isBash ? `${shell.arg0}: ${bash} -- ${letter}\n` : dash);
  };
  if (at < 0) {
    yield* complain('illegal option', `Illegal option -${letter}\n`);
    return finish('?', after.next, after.offset, isQuiet ? letter : undefined);
  }
  if (options[at + 1] !== ':') return finish(letter, after.next, after.offset, shell.isBash ? undefined : '');
  if (!isLastOfWord) return finish(letter, index + 1, 1, word.slice(offset + 1));
  const argument = words[index];
  if (argument !== undefined) return finish(letter, index + 2, 1, argument);
  yield* complain('option requires an argument', `No arg for -${letter} option\n`);
  return isQuiet ? finish(':', index + 1, 1, letter) : finish('?', index + 1, 1, undefined);
}
