import { parseWordPattern, reversePattern } from '../../../src/engine/dockerfile/word-pattern';
import { expandWord, variablesFrom } from '../../../src/engine/dockerfile/words';
import { compareOutcome, differ, text, texts } from '../expect';
import type { PeerCase, PeerSuite } from '../suite';

function expand(testCase: PeerCase) {
  return expandWord(text(testCase, 'word'), variablesFrom(texts(testCase, 'env')), '\\');
}

function checkWord(testCase: PeerCase): string | undefined {
  return compareOutcome(
    testCase,
    () => expand(testCase),
    (expansion) => {
      const names = ['matched', 'unmatched'] as const;
      const used = names.filter((name) => name in testCase);
      return (
        differ(expansion.text, testCase['expect']) ??
        differ(
          used.map((name) => [...expansion[name]].sort()),
          used.map((name) => [...texts(testCase, name)].sort()),
          'matched and unmatched',
        )
      );
    },
  );
}

/** Our pattern written as the regular expression that upstream makes of it. */
function patternExpression(testCase: PeerCase): string {
  const anyText = testCase['greedy'] === true ? '.*' : '.*?';
  const parts = parseWordPattern(text(testCase, 'pattern')).map((token) => {
    if (token.kind === 'any-text') return anyText;
    if (token.kind === 'any-character') return '.';
    return /[[\]{}.+()|^$*?\\]/.test(token.character) ? `\\${token.character}` : token.character;
  });
  return `${testCase['anchored'] === true ? '^' : ''}${parts.join('')}`;
}

export const suite: PeerSuite = {
  name: 'dockerfile-shell',
  run(testCase) {
    switch (text(testCase, 'op')) {
      case 'word':
        return checkWord(testCase);
      case 'words':
        return compareOutcome(
          testCase,
          () => expand(testCase),
          ({ words }) => differ(words, testCase['expect']),
        );
      case 'pattern_to_regex':
        return compareOutcome(
          testCase,
          () => patternExpression(testCase),
          (expression) => differ(expression, testCase['regexp']),
        );
      case 'reverse_pattern':
        return differ(reversePattern(text(testCase, 'pattern')), testCase['expect']);
      default:
        return `unknown op ${text(testCase, 'op')}`;
    }
  },
};
