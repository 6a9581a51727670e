/** What the host's own regular expressions can be trusted with. */

/** Whether a repetition without end holds another: what a host that goes back may never finish. */
export function isNestedRepetition(source: string): boolean {
  const stack: boolean[] = [false];
  for (let at = 0; at < source.length; at++) {
    const char = source[at] ?? '';
    if (char === '\\') at++;
    else if (char === '[') {
      at = source.indexOf(']', source[at + 1] === ']' ? at + 2 : at + 1);
      if (at < 0) return false;
    } else if (char === '(') stack.push(false);
    else if (char === '*' || char === '+' || /^\{\d*,\d*\}/.test(source.slice(at)))
      stack[stack.length - 1] = true;
    else if (char === ')') {
      const inner = stack.pop() ?? false;
      const isRepeated = /^(?:[*+]|\{\d*,\})/.test(source.slice(at + 1));
      if (inner && isRepeated) return true;
      if (inner) stack[stack.length - 1] = true;
    }
  }
  return false;
}
