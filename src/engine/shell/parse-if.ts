import type { IfCommand, Script } from './ast';
import type { CommandGrammar } from './missing-grammar';
import { redirections } from './parse-simple';

/** `if … fi` (POSIX XCU 2.9.4.4): the one compound command that every login shell's /etc/profile has. */
export function ifCommand(grammar: CommandGrammar, line: number): IfCommand {
  const { tokens } = grammar;
  const { lexer } = tokens;
  const branches: { condition: Script; body: Script }[] = [];
  let otherwise: Script | undefined;
  for (let isFirst = true; ; isFirst = false) {
    const word = tokens.peekPlain();
    if (!isFirst && word === 'else') {
      lexer.next();
      otherwise = grammar.compoundList();
      break;
    }
    if (!isFirst && word !== 'elif') break;
    lexer.next();
    const condition = grammar.compoundList();
    tokens.expectWord('then');
    branches.push({ condition, body: grammar.compoundList() });
    tokens.skipAliases();
  }
  tokens.expectWord('fi');
  return {
    kind: 'if',
    branches,
    ...(otherwise && { otherwise }),
    line,
    redirects: redirections(grammar.tokens),
  };
}
