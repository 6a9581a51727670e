import { splitPort } from '../ports';
import { exposedWords } from './exposed-words';
import { placeOf } from './place';
import type { CheckRule } from './rule';

export const exposeInvalidFormat: CheckRule = {
  name: 'ExposeInvalidFormat',
  description:
    'IP address and host-port mapping should not be used in EXPOSE instruction. This will become an error in a future release',
  url: 'https://docs.docker.com/go/dockerfile/rule/expose-invalid-format/',
  isExperimental: false,
  pass: 'steps',
  *find(analysis) {
    for (const { instruction, words } of exposedWords(analysis)) {
      for (const word of words) {
        const { address, hostPort } = splitPort(word);
        if (address === '' && hostPort === '') continue;
        const reason = 'should not define an IP address or host-port mapping';
        yield { ...placeOf(instruction), detail: `EXPOSE instruction ${reason}, found '${word}'` };
      }
    }
  },
};
