import type { StepTrace } from '../trace';
import type { CheckRule } from './rule';

export const multipleInstructionsDisallowed: CheckRule = {
  name: 'MultipleInstructionsDisallowed',
  description: 'Multiple instructions of the same type should not be used in the same stage',
  url: 'https://docs.docker.com/go/dockerfile/rule/multiple-instructions-disallowed/',
  isExperimental: false,
  pass: 'steps',
  *find(analysis) {
    const seen = new Map<string, StepTrace>();
    for (const step of analysis.steps) {
      const { name, keyword, range } = step.instruction;
      if (name !== 'CMD' && name !== 'ENTRYPOINT' && name !== 'HEALTHCHECK') continue;
      const key = `${step.stage.index} ${name}`;
      const earlier = seen.get(key);
      seen.set(key, step);
      if (earlier === undefined) continue;
      const reason = 'should not be used in the same stage because only the last one will be used';
      const place = { range: earlier.instruction.range, comments: step.instruction.comments };
      yield { ...place, noticedAt: range.startLine, detail: `Multiple ${keyword} instructions ${reason}` };
    }
  },
};
