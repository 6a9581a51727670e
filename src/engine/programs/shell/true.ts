import { program } from '../shared/program';

/** `true` and `false`: they look at nothing. */
export const trueProgram = program({
  id: 'coreutils/true',
  names: ['false'],
  stopAtOperand: 'raw',
  *run(c) {
    yield* c.p.turn();
    return c.name === 'false' ? 1 : 0;
  },
});
