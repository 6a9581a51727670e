import { quote } from '../../units';
import { placeOf } from './place';
import type { CheckRule } from './rule';

export const reservedStageName: CheckRule = {
  name: 'ReservedStageName',
  description: 'Reserved words should not be used as stage names',
  url: 'https://docs.docker.com/go/dockerfile/rule/reserved-stage-name/',
  isExperimental: false,
  pass: 'stages',
  *find(analysis) {
    for (const { from, name } of analysis.dockerfile?.stages ?? []) {
      if (name !== 'context' && name !== 'scratch') continue;
      const detail = `Stage name should not use the same name as reserved stage ${quote(name)}`;
      yield { ...placeOf(from), detail };
    }
  },
};
