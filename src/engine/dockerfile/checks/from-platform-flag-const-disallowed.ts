import { quote } from '../../units';
import { DockerfileError } from '../dockerfile-error';
import { parsePlatform } from '../parse-platform';
import type { Platform } from '../platform';
import { placeOf } from './place';
import type { CheckRule } from './rule';

export const fromPlatformFlagConstDisallowed: CheckRule = {
  name: 'FromPlatformFlagConstDisallowed',
  description: 'FROM --platform flag should not use a constant value',
  url: 'https://docs.docker.com/go/dockerfile/rule/from-platform-flag-const-disallowed/',
  isExperimental: false,
  pass: 'from',
  *find(analysis) {
    for (const { stage, platform } of analysis.froms) {
      if (platform === undefined || platform.matched.length > 0 || platform.unmatched.length > 0) continue;
      const parsed = parseQuietly(platform.text);
      if (parsed === undefined) continue;
      // A stage that is named after its platform is meant for it.
      if (stage.name.includes(parsed.os) || stage.name.includes(parsed.architecture)) continue;
      const detail = `FROM --platform flag should not use constant value ${quote(platform.text)}`;
      yield { ...placeOf(stage.from), detail };
    }
  },
};

function parseQuietly(text: string): Platform | undefined {
  try {
    return parsePlatform(text);
  } catch (error) {
    if (error instanceof DockerfileError) return undefined;
    throw error;
  }
}
