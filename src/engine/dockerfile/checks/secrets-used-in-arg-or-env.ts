import { quote } from '../../units';
import { placeOf } from './place';
import type { CheckRule } from './rule';

const secretWords = /(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const harmlessWords = /(?:_|^)(?:public|file|version)(?:_|$)/i;

export const secretsUsedInArgOrEnv: CheckRule = {
  name: 'SecretsUsedInArgOrEnv',
  description: 'Sensitive data should not be used in the ARG or ENV commands',
  url: 'https://docs.docker.com/go/dockerfile/rule/secrets-used-in-arg-or-env/',
  isExperimental: false,
  pass: 'steps',
  *find(analysis) {
    for (const { instruction, expanded = instruction } of analysis.steps) {
      if (expanded.name !== 'ARG' && expanded.name !== 'ENV') continue;
      for (const { key } of expanded.name === 'ARG' ? expanded.declarations : expanded.pairs) {
        if (!secretWords.test(key) || harmlessWords.test(key)) continue;
        const kind = `${expanded.name} ${quote(key)}`;
        yield {
          ...placeOf(instruction),
          detail: `Do not use ARG or ENV instructions for sensitive data (${kind})`,
        };
      }
    }
  },
};
