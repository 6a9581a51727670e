/** What GNU's grep says of a pattern before it searches. Source: gnulib's dfa.c, as grep 3.8 and later
 * use it; Debian's grep says nothing of a needless backslash. */

export interface PatternRemarks {
  readonly warnings: readonly string[];
  /** The mistake that ends grep. */
  readonly fault: string | undefined;
}

export function remarksOn(pattern: string, isExtended: boolean): PatternRemarks {
  const warnings: string[] = [];
  let isStart = true;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] ?? '';
    const wasStart = isStart;
    isStart = false;
    if (char === '\\') {
      at++;
    } else if (char === '[') {
      const bracket = /^\[\^?\]?(?:\[[:.=][^]*?[:.=]\]|[^\]])*\]/.exec(pattern.slice(at))?.[0];
      if (bracket === undefined) break;
      if (/^\[:[^]+:\]$/.test(bracket))
        return { warnings, fault: 'character class syntax is [[:space:]], not [:space:]' };
      at += bracket.length - 1;
    } else if (isExtended) {
      if (wasStart && /[*+?]/.test(char)) warnings.push(`${char} at start of expression`);
      isStart = /[(|]/.test(char);
    }
  }
  return { warnings, fault: undefined };
}
