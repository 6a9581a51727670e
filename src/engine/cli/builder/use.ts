// docker buildx use. Source: buildx, commands/use.go.
import { quote } from '../../units';
import { refusal } from '../build-options/build-error';
import {
  findInstance,
  instanceFile,
  isContextName,
  setCurrentBuilder,
  validBuilderName,
} from '../build-options/builder-store';
import { noDebugging } from '../build-options/edges';
import { CommandError, type Edges, implement, simplified } from '../context';
import { currentContext } from '../current-context';
import { buildxUse } from '../declarations/buildx';

const edges: Edges<typeof buildxUse> = {
  flags: { ...noDebugging, default: simplified('As without it: there is one context’s builder at a time.') },
};

export const use = implement(buildxUse, edges, function* (context) {
  const { operands, flags } = context;
  const name = operands[0] ?? flags.builder;
  const kept = instanceName(name);
  const instance = findInstance(context, kept);
  if (instance !== undefined) {
    setCurrentBuilder(context, instance.Name, flags.global);
    return 0;
  }
  const inUse = currentContext(context);
  if (name === 'default' && inUse !== name) {
    throw refusal('run `docker context use default` to switch to default context');
  }
  if (name !== 'default' && name !== inUse) {
    throw refusal(
      isContextName(context, name)
        ? `run \`docker context use ${name}\` to switch to context ${name}`
        : notFound(name, `open ${instanceFile(context, kept)}: no such file or directory`),
    );
  }
  setCurrentBuilder(context, '', false);
  return 0;
});

/** The name as it is kept; throws buildx's refusal of what cannot be one. */
function instanceName(name: string): string {
  try {
    return validBuilderName(name);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw refusal(notFound(name, error.message.replace(/^ERROR: /, '')));
  }
}

function notFound(name: string, problem: string): string {
  return `failed to find instance ${quote(name)}: ${problem}`;
}
