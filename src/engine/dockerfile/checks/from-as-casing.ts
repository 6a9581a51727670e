import { isOneCase, placeOf } from './place';
import type { CheckRule } from './rule';

export const fromAsCasing: CheckRule = {
  name: 'FromAsCasing',
  description: "The 'as' keyword should match the case of the 'from' keyword",
  url: 'https://docs.docker.com/go/dockerfile/rule/from-as-casing/',
  isExperimental: false,
  pass: 'instructions',
  *find(analysis) {
    for (const { line } of analysis.read) {
      const { keyword: from, args } = line;
      const as = from.toLowerCase() === 'from' && args.length >= 3 ? args[1] : undefined;
      // A FROM of mixed casing is reported for itself; the `as` is not held against it.
      if (as === undefined || !isOneCase(from)) continue;
      const expected = from === from.toLowerCase() ? as.toLowerCase() : as.toUpperCase();
      if (as !== expected)
        yield { ...placeOf(line), detail: `'${as}' and '${from}' keywords' casing do not match` };
    }
  },
};
