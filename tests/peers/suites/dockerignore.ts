import { createIgnoreMatcher, parseIgnoreFile } from '../../../src/engine/dockerfile/ignore';
import { parseIgnorePattern } from '../../../src/engine/dockerfile/ignore-pattern';
import { compareOutcome, differ, text, texts } from '../expect';
import type { PeerCase, PeerSuite } from '../suite';

/** Both upstream functions (`api`) answer these cases alike, so one function of ours is asked for both. */
function checkMatch(testCase: PeerCase): string | undefined {
  return compareOutcome(
    testCase,
    () => createIgnoreMatcher(texts(testCase, 'patterns')).isIgnored(text(testCase, 'path')),
    (isIgnored) => differ(isIgnored, testCase['match']),
  );
}

function checkCompile(testCase: PeerCase): string | undefined {
  const pattern = parseIgnorePattern(text(testCase, 'pattern'));
  const kind = pattern?.kind === 'expression' ? 'regexp' : pattern?.kind;
  return differ([kind, pattern?.source], [testCase['match_type'], testCase['regexp']], 'kind and expression');
}

function checkCleaned(testCase: PeerCase): string | undefined {
  return compareOutcome(
    testCase,
    () => createIgnoreMatcher(texts(testCase, 'patterns')),
    ({ patterns, hasExceptions }) => {
      const cleaned = patterns.map((pattern) => (pattern.isException ? `!${pattern.text}` : pattern.text));
      return (
        differ(hasExceptions, testCase['has_exclusions'], 'has_exclusions') ??
        ('cleaned' in testCase ? differ(cleaned, testCase['cleaned'], 'cleaned') : undefined)
      );
    },
  );
}

export const suite: PeerSuite = {
  name: 'dockerignore',
  run(testCase) {
    switch (text(testCase, 'op')) {
      case 'match':
        return checkMatch(testCase);
      case 'compile':
        return checkCompile(testCase);
      case 'clean_patterns':
        return checkCleaned(testCase);
      case 'read_ignorefile':
        return differ(parseIgnoreFile(text(testCase, 'content')), testCase['patterns']);
      default:
        return `unknown op ${text(testCase, 'op')}`;
    }
  },
};
