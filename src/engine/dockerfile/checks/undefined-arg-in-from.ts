import { withSuggestion } from '../suggest';
import { placeOf } from './place';
import type { CheckRule } from './rule';

export const undefinedArgInFrom: CheckRule = {
  name: 'UndefinedArgInFrom',
  description: 'FROM command must use declared ARGs',
  url: 'https://docs.docker.com/go/dockerfile/rule/undefined-arg-in-from/',
  isExperimental: false,
  pass: 'from',
  *find(analysis) {
    for (const { stage, image, platform, global } of analysis.froms) {
      const known = [...global.declared, ...global.variables.keys()];
      for (const name of [...image.unmatched, ...(platform?.unmatched ?? [])]) {
        if (known.includes(name)) continue;
        const detail = withSuggestion(`FROM argument '${name}' is not declared`, name, known);
        yield { ...placeOf(stage.from), detail };
      }
    }
  },
};
