/** Line differences of two short texts, as `diff -U99` prints them without its header. */
export function diffLines(before: readonly string[], after: readonly string[]): string[] {
  const common = longestCommon(before, after);
  const out: string[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const rest = (a: number, b: number) => common[a]?.[b] ?? 0;
    if (i < before.length && j < after.length && before[i] === after[j]) {
      out.push(` ${before[i]}`);
      i++;
      j++;
    } else if (i < before.length && rest(i + 1, j) >= rest(i, j + 1)) {
      out.push(`-${before[i++]}`);
    } else if (j < after.length) {
      out.push(`+${after[j++]}`);
    } else {
      out.push(`-${before[i++]}`);
    }
  }
  return out;
}

/** For each pair of starts, how many lines the rests have in common at most. */
function longestCommon(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = table[i];
      if (row === undefined) continue;
      row[j] =
        a[i] === b[j] ? (table[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(table[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}
