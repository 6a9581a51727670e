import { quote } from '../../units';
import { formatPlatform } from '../platform';
import { placeOf } from './place';
import type { CheckRule } from './rule';

export const invalidBaseImagePlatform: CheckRule = {
  name: 'InvalidBaseImagePlatform',
  description: 'Base image platform does not match expected target platform',
  url: '',
  isExperimental: false,
  pass: 'bases',
  *find(analysis) {
    for (const { stage, image, expected, actual } of analysis.bases) {
      const pulled = `was pulled with platform ${quote(formatPlatform(actual))}`;
      const wanted = `expected ${quote(formatPlatform(expected))} for current build`;
      yield { ...placeOf(stage.from), detail: `Base image ${image} ${pulled}, ${wanted}` };
    }
  },
};
