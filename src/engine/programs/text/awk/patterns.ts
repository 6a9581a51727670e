/** Regular expressions as an awk reads them: mawk by its own rules, BusyBox by regcomp(3)'s. */
import { compileRegex, RegexError } from '../../shared/regex';
import type { Regex } from '../../shared/regex';
import type { AwkDialect } from './dialect';

/** What mawk misses: something to repeat, to choose or to group. */
const NO_OPERAND = /(?:^|(?<!\\)(?:\\\\)*[(|])[*+?|]|(?<!\\)(?:\\\\)*\|(?:\)|$)/;
const EMPTY_GROUP = /(?<!\\)(?:\\\\)*\(\)/;

/** mawk's words for what regcomp(3) says. */
const MAWK_WORDS: Readonly<Record<string, string>> = {
  'Unmatched ( or \\(': "missing ')'",
  'Unmatched [, [^, [:, [., or [=': 'bad class -- [], [^] or [',
  'Invalid regular expression': 'bad class -- [], [^] or [',
  'Invalid character class name': 'bad class -- [], [^] or [',
  'Invalid content of \\{\\}': 'bad interval expression',
  'Regular expression too big': 'resource exhaustion -- regular expression too large',
};

/**
 * A pattern between slashes (`isLiteral`), or one that the program made. Throws RegexError with this awk's words; BusyBox
 * tries what the program made as a basic one, too.
 */
export function compileAwkRegex(
  source: string,
  { gnu, library }: Pick<AwkDialect, 'gnu' | 'library'>,
  isLiteral: boolean,
): Regex {
  try {
    const bare = withoutBrackets(source);
    if (gnu && (NO_OPERAND.test(bare) || (isLiteral && EMPTY_GROUP.test(bare))))
      throw new RegexError('missing operand');
    // mawk takes a backslash at the end for itself.
    if (gnu && /(?:^|[^\\])(?:\\\\)*\\$/.test(source)) return compileRegex(`${source}\\`, 'awk');
    return compileRegex(source, gnu ? 'awk' : 'extended');
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    if (gnu) {
      const why = MAWK_WORDS[error.message] ?? error.message;
      throw new RegexError(`regular expression compile failed (${why})\n${source}`);
    }
    if (isLiteral) throw new RegexError(`bad regex '${source}': ${error.regerror(library)}`);
    return compileBasic(source, library);
  }
}

function compileBasic(source: string, library: AwkDialect['library']): Regex {
  try {
    return compileRegex(source, 'basic');
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    throw new RegexError(`bad regex '${source}': ${error.regerror(library)}`);
  }
}

/** What is in brackets repeats nothing. */
function withoutBrackets(source: string): string {
  return source.replace(/\\[^]|\[\^?\]?(?:\[[:.=][^]*?[:.=]\]|[^\]])*\]/g, (part) =>
    part.startsWith('\\') ? part : 'x',
  );
}
