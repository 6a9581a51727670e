import { builtin } from './builtin';

export const colon = builtin({
  names: [':'],
  isSpecial: true,
  *run() {
    return 0;
  },
});

export const trueBuiltin = builtin({
  names: ['true'],
  *run() {
    return 0;
  },
});

export const falseBuiltin = builtin({
  names: ['false'],
  *run() {
    return 1;
  },
});
