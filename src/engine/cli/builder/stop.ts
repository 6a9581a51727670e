// docker buildx stop. Source: buildx, commands/stop.go.
import { checkBuilderIsThere } from '../build-options/builder-name';
import { noDebugging } from '../build-options/edges';
import { type Edges, implement } from '../context';
import { buildxStop } from '../declarations/buildx';

/** The daemon's own builder does not stop, and others never ran. */
const edges: Edges<typeof buildxStop> = { flags: noDebugging };

export const stop = implement(buildxStop, edges, function* (context) {
  checkBuilderIsThere(context, context.operands[0] ?? context.flags.builder);
  return 0;
});
