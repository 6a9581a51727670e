import { isImageName } from '../image-name';
import { placeOf } from './place';
import type { CheckRule } from './rule';

export const invalidDefaultArgInFrom: CheckRule = {
  name: 'InvalidDefaultArgInFrom',
  description: 'Default value for global ARG results in an empty or invalid base image name',
  url: 'https://docs.docker.com/go/dockerfile/rule/invalid-default-arg-in-from/',
  isExperimental: false,
  pass: 'defaults',
  *find(analysis) {
    for (const { stage, image } of analysis.defaultImages) {
      if (isImageName(image)) continue;
      const detail = `Default value for ARG ${stage.from.image} results in empty or invalid base image name`;
      yield { ...placeOf(stage.from), detail };
    }
  },
};
