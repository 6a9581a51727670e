import { placeOf } from './place';
import type { CheckRule } from './rule';

export const redundantTargetPlatform: CheckRule = {
  name: 'RedundantTargetPlatform',
  description:
    'Setting platform to predefined $TARGETPLATFORM in FROM is redundant as this is the default behavior',
  url: 'https://docs.docker.com/go/dockerfile/rule/redundant-target-platform/',
  isExperimental: false,
  pass: 'from',
  *find(analysis) {
    for (const { stage, platform, global } of analysis.froms) {
      if (platform === undefined || platform.unmatched.length > 0) continue;
      const isOnlyTarget = platform.matched.length === 1 && platform.matched[0] === 'TARGETPLATFORM';
      if (!isOnlyTarget || platform.text !== global.variables.get('TARGETPLATFORM')) continue;
      const reason = 'in FROM is redundant as this is the default behavior';
      yield {
        ...placeOf(stage.from),
        detail: `Setting platform to predefined ${stage.from.platform} ${reason}`,
      };
    }
  },
};
