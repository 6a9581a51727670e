import { nearestWord } from '../suggest';
import { placeOf } from './place';
import type { CheckRule } from './rule';

export const undefinedVar: CheckRule = {
  name: 'UndefinedVar',
  description: 'Variables should be defined before their use',
  url: 'https://docs.docker.com/go/dockerfile/rule/undefined-var/',
  isExperimental: false,
  pass: 'steps',
  *find(analysis) {
    for (const { instruction, undefinedNames } of analysis.steps) {
      for (const { name, known } of undefinedNames) {
        const nearest = nearestWord(name, known);
        const suggestion = nearest === undefined ? '' : ` (did you mean $${nearest}?)`;
        yield { ...placeOf(instruction), detail: `Usage of undefined variable '$${name}'${suggestion}` };
      }
    }
  },
};
