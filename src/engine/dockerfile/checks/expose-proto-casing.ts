import { splitPort } from '../ports';
import { exposedWords } from './exposed-words';
import { placeOf } from './place';
import type { CheckRule } from './rule';

export const exposeProtoCasing: CheckRule = {
  name: 'ExposeProtoCasing',
  description: 'Protocol in EXPOSE instruction should be lowercase',
  url: 'https://docs.docker.com/go/dockerfile/rule/expose-proto-casing/',
  isExperimental: false,
  pass: 'steps',
  *find(analysis) {
    for (const { instruction, words } of exposedWords(analysis)) {
      for (const word of words) {
        const { protocol } = splitPort(word);
        if (protocol === protocol.toLowerCase()) continue;
        const detail = `Defined protocol '${word}' in EXPOSE instruction should be lowercase`;
        yield { ...placeOf(instruction), detail };
      }
    }
  },
};
