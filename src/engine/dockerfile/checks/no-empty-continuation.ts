import type { CheckRule } from './rule';

export const noEmptyContinuation: CheckRule = {
  name: 'NoEmptyContinuation',
  description: 'Empty continuation lines will become errors in a future release',
  url: 'https://docs.docker.com/go/dockerfile/rule/no-empty-continuation/',
  isExperimental: false,
  pass: 'lines',
  *find(analysis) {
    for (const { range } of analysis.lines?.emptyContinuations ?? []) {
      yield { range, comments: [], detail: 'Empty continuation line' };
    }
  },
};
