import type { Conditional } from './ast';
import type { Lexer } from './lexer';

/** Which constructs a shell's grammar knows beyond POSIX: what the parser asks of a dialect. */
export interface Syntax {
  /** `[[ … ]]` */
  readonly conditional: boolean;
  /** `[[ … ]]` is a command as `[` is one, but `&&` and `||` in it mean `-a` and `-o`. */
  readonly bracketCommand: boolean;
  /** `(( … ))`, `for (( … ))`, `select`, `time`, `|&`, `;&`, `;;&`, `{name}>`, arrays */
  readonly bash: boolean;
  /** `<<<` */
  readonly hereString: boolean;
  /** `function f { …; }` */
  readonly functionWord: boolean;
  /** `&>`, in bash `&>>` too */
  readonly outputBoth: boolean;
  /** `<( … )` and `>( … )` */
  readonly processSubstitution: boolean;
  /** The number of a descriptor before `<` and `>`, or a name in braces; sticky. */
  readonly descriptor: RegExp;
  /** `$'…'` (and `$"…"` in bash) */
  readonly dollarQuote: boolean;
  /** `${x:1:2}`, `${x/a/b}` */
  readonly substring: boolean;
  /** `${x^^}`, `${!x}`, `${x@Q}`, `${a[1]}` */
  readonly bashParameters: boolean;
}

/** Parts of the grammar that few lines have: there for a text that may have them (grammar.ts). */
export interface GrammarParts {
  /** Reads compound commands and functions. */
  readonly compound?: typeof import('./parse-compound');
  /** Reads the inside of `[[ … ]]`. */
  readonly conditional?: (lexer: Lexer) => Conditional;
  readonly hereDocuments?: typeof import('./here-documents');
}

/** What a text is parsed with. The functions are asked anew each time: a script may change them. */
export interface ParseOptions extends GrammarParts {
  readonly syntax: Syntax;
  readonly alias: (name: string) => string | undefined;
  /** `*(…)`, `@(…)` and so on are patterns. */
  readonly extendedPatterns: () => boolean;
  /** No more text will come: a here-document may end with it. */
  readonly isFinal: boolean;
  /** `$'\u2713'` stays as it is written: the locale has no such characters. */
  readonly isBytewise?: boolean;
  /** Number of the text's first line. */
  readonly firstLine: number;
  /** A here-document that the end of the text ended. */
  readonly onUnendedHeredoc?: (delimiter: string, startLine: number, endLine: number) => void;
}

export const RESERVED_WORDS = new Set([
  'if',
  'then',
  'else',
  'elif',
  'fi',
  'do',
  'done',
  'case',
  'esac',
  'while',
  'until',
  'for',
  '{',
  '}',
  '!',
  'in',
]);

/** Reserved words of bash besides those of POSIX. */
export const BASH_RESERVED_WORDS = new Set(['function', 'select', 'time', 'coproc', '[[', ']]']);
