/**
 * What Go says of a regular expression that it cannot read, as far as brackets, repetitions and escapes go; undefined
 * where it has nothing to say. Source: Go, regexp/syntax, parse and checkLimits.
 */
export function goRegexpProblem(pattern: string): string | undefined {
  const problem = firstProblem(pattern);
  return problem === undefined ? undefined : `error parsing regexp: ${problem}`;
}

function firstProblem(pattern: string): string | undefined {
  let depth = 0;
  /** What is repeated, if anything, and the repetition that stands on it already. */
  let hasOperand = false;
  let repetition = '';
  for (let at = 0; at < pattern.length;) {
    const rest = pattern.slice(at);
    const operator = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(rest)?.[0];
    if (operator !== undefined) {
      const [, count = '0', most = count] = /^\{(\d+)(?:,(\d*))?/.exec(operator) ?? [];
      if (Number(count) > 1000 || Number(most) > 1000 || (most !== '' && Number(most) < Number(count)))
        return `invalid repeat count: \`${operator}\``;
      if (!hasOperand) return `missing argument to repetition operator: \`${operator}\``;
      if (repetition !== '') return `invalid nested repetition operator: \`${repetition}${operator}\``;
      repetition = operator;
      at += operator.length;
      continue;
    }
    repetition = '';
    const [first = ''] = rest;
    let length = 1;
    if (first === '(') {
      const group = /^\(\?(?:P?<[A-Za-z_]\w*>|[imsU]*(?:-[imsU]+)?[:)])/.exec(rest)?.[0];
      if (group === undefined && rest.startsWith('(?'))
        return `invalid or unsupported Perl syntax: \`${rest.slice(0, rest.startsWith('(?<') ? 4 : 3)}\``;
      length = group?.length ?? 1;
      if (group?.endsWith(')') !== true) depth += 1;
    } else if (first === ')') {
      depth -= 1;
      if (depth < 0) return `unexpected ): \`${pattern}\``;
    } else if (first === '[') {
      const set = /^\[\^?\]?(?:\[:\w+:\]|\\[^]|[^\]\\])*\]/.exec(rest)?.[0];
      if (set === undefined) return `missing closing ]: \`${rest}\``;
      length = set.length;
    } else if (first === '\\') {
      const escape =
        /^\\(?:[AbBzdDsSwWafnrtvCQE]|[pP](?:\{\^?\w+\}|\w)|x(?:\{[\da-f]+\}|[\da-f]{2})|0[0-7]*|[^\w\s]|_)/i;
      if (rest.length === 1) return 'trailing backslash at end of expression: ``';
      const escaped = escape.exec(rest)?.[0];
      if (escaped === undefined) return `invalid escape sequence: \`${rest.slice(0, 2)}\``;
      length = escaped.length;
    }
    hasOperand = first !== '(' && first !== '|';
    at += length;
  }
  return depth > 0 ? `missing closing ): \`${pattern}\`` : undefined;
}
