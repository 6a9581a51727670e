import { placeOf } from './place';
import type { CheckRule } from './rule';

export const jsonArgsRecommended: CheckRule = {
  name: 'JSONArgsRecommended',
  description:
    'JSON arguments recommended for ENTRYPOINT/CMD to prevent unintended behavior related to OS signals',
  url: 'https://docs.docker.com/go/dockerfile/rule/json-args-recommended/',
  isExperimental: false,
  pass: 'steps',
  *find(analysis) {
    for (const { instruction, before } of analysis.steps) {
      if (instruction.name !== 'CMD' && instruction.name !== 'ENTRYPOINT') continue;
      // Who sets a shell has thought of it.
      if (!instruction.command.isShell || before.shell.length > 0) continue;
      const reason = 'to prevent unintended behavior related to OS signals';
      yield {
        ...placeOf(instruction),
        detail: `JSON arguments recommended for ${instruction.keyword} ${reason}`,
      };
    }
  },
};
