// docker buildx use
import { refusal } from '../build-options/build-error';
import { implement } from '../context';
import { buildxUse } from '../declarations/buildx';

/** There is one builder, and it is in use already. */
export const use = implement(buildxUse, function* ({ operands, flags }) {
  const name = operands[0] ?? flags.builder;
  if (name !== '' && name !== 'default') {
    throw refusal(
      `failed to find instance ${JSON.stringify(name)}: no builder ${JSON.stringify(name)} found`,
    );
  }
  return 0;
});
