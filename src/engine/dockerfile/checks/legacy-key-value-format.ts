import { placeOf } from './place';
import type { CheckRule } from './rule';

export const legacyKeyValueFormat: CheckRule = {
  name: 'LegacyKeyValueFormat',
  description: 'Legacy key/value format with whitespace separator should not be used',
  url: 'https://docs.docker.com/go/dockerfile/rule/legacy-key-value-format/',
  isExperimental: false,
  pass: 'steps',
  *find(analysis) {
    for (const { instruction, expanded } of analysis.steps) {
      if (expanded?.name !== 'ENV' && expanded?.name !== 'LABEL') continue;
      for (const { isLegacy } of expanded.pairs) {
        if (!isLegacy) continue;
        const { keyword } = instruction;
        const detail = `"${keyword} key=value" should be used instead of legacy "${keyword} key value" format`;
        yield { ...placeOf(instruction), detail };
      }
    }
  },
};
