// What dash and BusyBox's ash have in common.
import type { ErrnoCode } from '../../kernel';
import type { ParseProblem } from '../parse-error';
import type { Syntax } from '../syntax';

export const POSIX: Syntax = {
  conditional: false,
  bracketCommand: false,
  bash: false,
  hereString: false,
  functionWord: false,
  outputBoth: false,
  processSubstitution: false,
  descriptor: /(\d)(?=[<>])/y,
  dollarQuote: false,
  substring: false,
  bashParameters: false,
};

export function almquistSyntaxProblem(problem: ParseProblem, unexpected: (token: string) => string): string {
  switch (problem.kind) {
    case 'for-variable':
      return 'bad for loop variable';
    case 'function-name':
      return 'bad function name';
    case 'conditional':
      return unexpected(`"${problem.near}"`);
    case 'unterminated':
      if (problem.opened === 'quote') return 'unterminated quoted string';
      if (problem.opened === 'backquote') return 'EOF in backquote substitution';
      if (problem.opened === 'brace') return "missing '}'";
      if (problem.opened === 'arithmetic') return "missing '))'";
      return `${unexpected('end of file')} (expecting ")")`;
    case 'unexpected': {
      const names = {
        word: 'word',
        newline: 'newline',
        eof: 'end of file',
        redirection: 'redirection',
        operator: `"${problem.token}"`,
        reserved: `"${problem.token}"`,
      };
      const expecting = problem.expecting === undefined ? '' : ` (expecting ${problem.expecting})`;
      return unexpected(names[problem.type]) + expecting;
    }
  }
}

export function isMissingFolder(code: ErrnoCode): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR';
}
