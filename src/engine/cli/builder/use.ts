// docker buildx use
import { noDebugging } from '../build-options/edges';
import { refusal } from '../build-options/build-error';
import { type Edges, implement, withoutEffect } from '../context';
import { buildxUse } from '../declarations/buildx';

/** There is one builder, and it is in use already. */
const edges: Edges<typeof buildxUse> = {
  flags: {
    ...noDebugging,
    default: withoutEffect('There is one builder.'),
    global: withoutEffect('There is one builder.'),
  },
};

export const use = implement(buildxUse, edges, function* ({ operands, flags }) {
  const name = operands[0] ?? flags.builder;
  if (name !== '' && name !== 'default') {
    throw refusal(
      `failed to find instance ${JSON.stringify(name)}: no builder ${JSON.stringify(name)} found`,
    );
  }
  return 0;
});
