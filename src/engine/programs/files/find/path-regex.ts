/** The regular expressions of find's -regex, which match the whole path. Source: GNU findutils' manual; BusyBox. */
import { byteString } from '../../shared/bytes';
import { compileRegex } from '../../shared/regex';
import type { Regex, RegexSyntax } from '../../shared/regex';

/** GNU's syntaxes by their names, in the order in which find lists them; `emacs` is what it uses when none is named. */
const TYPES: Readonly<Record<string, RegexSyntax | 'emacs'>> = {
  'findutils-default': 'emacs',
  ed: 'basic',
  emacs: 'emacs',
  'gnu-awk': 'extended',
  grep: 'basic',
  'posix-awk': 'extended',
  awk: 'extended',
  'posix-basic': 'basic',
  'posix-egrep': 'extended',
  egrep: 'extended',
  'posix-extended': 'extended',
  'posix-minimal-basic': 'basic',
  sed: 'basic',
};

export const REGEX_TYPES: readonly string[] = Object.keys(TYPES);

/** `type`: a name of `REGEX_TYPES`; undefined: BusyBox', which is a basic one. Throws RegexError. */
export function compilePathRegex(pattern: string, type: string | undefined, ignoreCase: boolean): Regex {
  const named = type === undefined ? 'basic' : (TYPES[type] ?? 'emacs');
  const syntax = named === 'emacs' ? 'basic' : named;
  const source = named === 'emacs' ? emacsToBasic(byteString(pattern)) : byteString(pattern);
  // What is wrong is said of the pattern alone.
  compileRegex(source, syntax);
  return compileRegex(syntax === 'basic' ? `^\\(${source}\\)$` : `^(${source})$`, syntax, { ignoreCase });
}

/** Emacs repeats by `+` and `?` without a backslash, and takes them for themselves with one. */
function emacsToBasic(source: string): string {
  return source.replace(/\\[^]|\[\^?\]?(?:\[[:.=][^]*?[:.=]\]|[^\]])*\]|[+?]/g, (part) => {
    if (part === '+' || part === '?') return `\\${part}`;
    return part === '\\+' || part === '\\?' ? part.slice(1) : part;
  });
}
