/** What PCRE2 refuses as a pattern, in its words. The host's own RegExp cannot be asked: each has words of its own. */
import { patternFault } from '../shared/regex/js-syntax';

/** Of the faults that both languages know. Source: PCRE2, src/pcre2_error.c; judged by the real grep -P. */
const WORDS: Readonly<Record<string, string>> = {
  'Unterminated group': 'missing closing parenthesis',
  "Unmatched ')'": 'unmatched closing parenthesis',
  'Unterminated character class': 'missing terminating ] for character class',
  'Nothing to repeat': 'quantifier does not follow a repeatable item',
  'numbers out of order in {} quantifier': 'numbers out of order in {} quantifier',
  '\\ at end of pattern': '\\ at end of pattern',
  'Range out of order in character class': 'range out of order in character class',
  'Invalid named capture referenced': 'reference to non-existent subpattern',
  'Duplicate capture group name': 'two named subpatterns have the same name (PCRE2_DUPNAMES not set)',
};

/** undefined: nothing is wrong; `isKnown`: PCRE2 refuses it, too, and not only this machine. */
export function perlPatternFault(
  source: string,
): { readonly isKnown: boolean; readonly text: string } | undefined {
  const fault = patternFault(source, '');
  if (fault === undefined) return undefined;
  // Possessive: Perl has it, JavaScript has not.
  const isPossessive = fault === 'Nothing to repeat' && /[*+?}]\+/.test(source);
  const text = isPossessive ? undefined : WORDS[fault];
  return text === undefined ? { isKnown: false, text: fault } : { isKnown: true, text };
}
