import { placeOf } from './place';
import type { CheckRule } from './rule';

export const stageNameCasing: CheckRule = {
  name: 'StageNameCasing',
  description: 'Stage names should be lowercase',
  url: 'https://docs.docker.com/go/dockerfile/rule/stage-name-casing/',
  isExperimental: false,
  pass: 'instructions',
  *find(analysis) {
    for (const { line } of analysis.read) {
      const stageName =
        line.keyword.toLowerCase() === 'from' && line.args.length === 3 ? line.args[2] : undefined;
      if (stageName === undefined || stageName === stageName.toLowerCase()) continue;
      yield { ...placeOf(line), detail: `Stage name '${stageName}' should be lowercase` };
    }
  },
};
