import { placeOf } from './place';
import type { CheckRule } from './rule';

export const maintainerDeprecated: CheckRule = {
  name: 'MaintainerDeprecated',
  description: 'The MAINTAINER instruction is deprecated, use a label instead to define an image author',
  url: 'https://docs.docker.com/go/dockerfile/rule/maintainer-deprecated/',
  isExperimental: false,
  pass: 'instructions',
  *find(analysis) {
    for (const { line } of analysis.read) {
      if (line.keyword.toLowerCase() !== 'maintainer') continue;
      yield { ...placeOf(line), detail: 'Maintainer instruction is deprecated in favor of using label' };
    }
  },
};
