import { quote } from '../../units';
import { placeOf } from './place';
import type { CheckRule } from './rule';

export const workdirRelativePath: CheckRule = {
  name: 'WorkdirRelativePath',
  description:
    'Relative workdir without an absolute workdir declared within the build can have unexpected results if the base image changes',
  url: 'https://docs.docker.com/go/dockerfile/rule/workdir-relative-path/',
  isExperimental: false,
  pass: 'steps',
  *find(analysis) {
    for (const { instruction, expanded, before } of analysis.steps) {
      // Only the first counts: an absolute one there makes those after it safe.
      if (expanded?.name !== 'WORKDIR' || before.hasWorkdir || expanded.path.startsWith('/')) continue;
      const detail = `Relative workdir ${quote(expanded.path)} can have unexpected results if the base image changes`;
      yield { ...placeOf(instruction), detail };
    }
  },
};
