// docker buildx rm. Source: buildx, commands/rm.go.
import { quote } from '../../units';
import type { Task } from '../../kernel';
import { refusal } from '../build-options/build-error';
import {
  allInstances,
  currentBuilder,
  findInstance,
  isContextName,
  removeInstance,
} from '../build-options/builder-store';
import { noDebugging, noTimeout } from '../build-options/edges';
import { type CommandContext, type Edges, implement, warn, withoutEffect } from '../context';
import { buildxRm } from '../declarations/buildx';
import { confirmed } from '../prompt';

const notRunning = withoutEffect('No builder of its own ever ran.');

const edges: Edges<typeof buildxRm> = {
  flags: { ...noDebugging, ...noTimeout, 'keep-daemon': notRunning, 'keep-state': notRunning },
};

export const rm = implement(buildxRm, edges, function* (context) {
  const { flags, operands } = context;
  if (flags['all-inactive']) {
    if (operands.length > 0) throw refusal('cannot specify builder name when --all-inactive is set');
    return yield* removeAll(context);
  }
  let hasFailed = false;
  for (const name of operands.length === 0 ? [flags.builder] : operands) {
    const problem = remove(context, name);
    yield* warn(context, problem === undefined ? `${name} removed` : `failed to remove ${name}: ${problem}`);
    hasFailed ||= problem !== undefined;
  }
  if (hasFailed) throw refusal('failed to remove one or more builders');
  return 0;
});

/** All builders beside the daemon's own: none of them runs. */
function* removeAll(context: CommandContext<typeof buildxRm>): Task<number> {
  const question =
    'WARNING! This will remove all builders that are not in running state. Are you sure you want to continue?';
  if (!context.flags.force && !(yield* confirmed(context, question))) return 0;
  for (const { Name } of allInstances(context)) {
    removeInstance(context, Name);
    yield* warn(context, `${Name} removed`);
  }
  return 0;
}

/** Removes a builder; gives what is in the way. */
function remove(context: CommandContext<typeof buildxRm>, given: string): string | undefined {
  const name = given === '' ? currentBuilder(context) : given.toLowerCase();
  const instance = findInstance(context, name);
  if (instance !== undefined) {
    removeInstance(context, instance.Name);
    return undefined;
  }
  const own = name === '' ? 'default' : name;
  return isContextName(context, own)
    ? `context builder cannot be removed, run \`docker context rm ${own}\` to remove this context`
    : `no builder ${quote(given)} found`;
}
