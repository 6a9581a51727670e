import { quote } from '../../units';
import { placeOf } from './place';
import type { CheckRule } from './rule';

export const duplicateStageName: CheckRule = {
  name: 'DuplicateStageName',
  description: 'Stage names should be unique',
  url: 'https://docs.docker.com/go/dockerfile/rule/duplicate-stage-name/',
  isExperimental: false,
  pass: 'stages',
  *find(analysis) {
    const seen = new Set<string>();
    for (const { from, name } of analysis.dockerfile?.stages ?? []) {
      if (name !== '' && seen.has(name)) {
        yield {
          ...placeOf(from),
          detail: `Duplicate stage name ${quote(name)}, stage names should be unique`,
        };
      }
      seen.add(name);
    }
  },
};
