// docker context: which daemon the client speaks to.
import type { Task } from '../../kernel';
import { quote } from '../../units';
import { type ConfigPlace, readConfig, writeConfig } from '../client-config';
import {
  CommandError,
  type CommandContext,
  type Edges,
  implement,
  print,
  simplified,
  warn,
} from '../context';
import {
  allContexts,
  checkContextName,
  contextNamed,
  endpointOf,
  removeContext,
  writeContext,
} from '../context-store';
import { currentContext, defaultContext } from '../current-context';
import { contextStorage, findContext } from '../find-context';
import {
  contextCreate,
  contextInspect,
  contextLs,
  contextRm,
  contextShow,
  contextUpdate,
  contextUse,
} from '../declarations/context';
import { compareNatural, formatList, type RowType } from '../formats';
import { inspectAll } from '../inspect-objects';

const contextType: RowType = {
  typeName: '*formatter.clientContextContext',
  headers: {
    Name: 'NAME',
    Description: 'DESCRIPTION',
    DockerEndpoint: 'DOCKER ENDPOINT',
    Error: 'ERROR',
    Current: '',
  },
};

const tableFormat =
  'table {{.Name}}{{if .Current}} *{{end}}\t{{.Description}}\t{{.DockerEndpoint}}\t{{.Error}}';

export const show = implement(contextShow, function* (context) {
  yield* print(context, currentContext(context));
  return 0;
});

export const ls = implement(contextLs, function* (context) {
  const { flags, stdout } = context;
  const current = currentContext(context);
  const rows = [...allContexts(context)]
    .sort((a, b) => compareNatural(a.Name, b.Name))
    .map(({ Name, Metadata, Endpoints }) => ({
      Name: () => Name,
      Current: () => Name === current,
      Description: () =>
        Name === defaultContext ? 'Current DOCKER_HOST based configuration' : (Metadata.Description ?? ''),
      DockerEndpoint: () => Endpoints.docker.Host ?? '',
      Error: () => '',
    }));
  const format = flags.quiet
    ? '{{.Name}}'
    : flags.format === '' || flags.format === 'table'
      ? tableFormat
      : flags.format;
  yield* stdout.write(yield* formatList(context.process, format, contextType, rows));
  yield* warnOfHost(context, 'To use a context');
  return 0;
});

/** `DOCKER_HOST` takes the place of any context. */
function* warnOfHost(context: Pick<CommandContext, 'process' | 'stderr'>, toUse: string): Task<void> {
  if ((context.process.env.get('DOCKER_HOST') ?? '') === '') return;
  yield* warn(
    context,
    `Warning: DOCKER_HOST environment variable overrides the active context. ${toUse}, either set the global --context flag, or unset DOCKER_HOST environment variable.`,
  );
}

export const use = implement(contextUse, function* (context) {
  const [name = ''] = context.operands;
  if (name !== defaultContext) {
    checkContextName(name);
    contextNamed(context, name);
  }
  setCurrent(context, name === defaultContext ? undefined : name);
  yield* print(context, name);
  yield* warn(context, `Current context is now ${quote(name)}`);
  if (name !== defaultContext) yield* warnOfHost(context, `To use ${quote(name)}`);
  return 0;
});

function setCurrent(place: ConfigPlace, name: string | undefined): void {
  const { currentContext: before, ...config } = readConfig(place);
  if (before === name) return;
  writeConfig(place, name === undefined ? config : { ...config, currentContext: name });
}

const endpointEdges = simplified('Certificates (ca, cert, key) are taken and not kept.');
const createEdges: Edges<typeof contextCreate> = { flags: { docker: endpointEdges } };

export const create = implement(contextCreate, createEdges, function* (context) {
  const { flags, changed } = context;
  const [name = ''] = context.operands;
  checkContextName(name);
  if (findContext(context, name) !== undefined)
    throw new CommandError(`context ${quote(name)} already exists`);
  if (flags.from !== '' && changed.has('docker')) {
    throw new CommandError('cannot use --docker flag when --from is set');
  }
  const source = flags.from === '' ? currentContext(context) : flags.from;
  const copied = changed.has('docker') ? undefined : contextNamed(context, source);
  const description = flags.description === '' ? copied?.Metadata.Description : flags.description;
  writeContext(context, {
    Name: name,
    Metadata: description === undefined ? {} : { Description: description },
    Endpoints: { docker: copied?.Endpoints.docker ?? endpointOf(context, flags.docker) },
  });
  yield* print(context, name);
  yield* warn(context, `Successfully created context ${quote(name)}`);
  return 0;
});

const updateEdges: Edges<typeof contextUpdate> = { flags: { docker: endpointEdges } };

export const update = implement(contextUpdate, updateEdges, function* (context) {
  const { flags, changed } = context;
  const [name = ''] = context.operands;
  checkContextName(name);
  const before = contextNamed(context, name);
  writeContext(context, {
    ...before,
    Metadata: flags.description === '' ? before.Metadata : { Description: flags.description },
    Endpoints: changed.has('docker') ? { docker: endpointOf(context, flags.docker) } : before.Endpoints,
  });
  yield* print(context, name);
  yield* warn(context, `Successfully updated context ${quote(name)}`);
  return 0;
});

export const rm = implement(contextRm, function* (context) {
  const { flags } = context;
  const errors: string[] = [];
  for (const name of context.operands) {
    const problem = removalProblem(context, name, flags.force);
    if (problem === undefined) {
      if (name === currentContext(context)) setCurrent(context, undefined);
      removeContext(context, name);
      yield* print(context, name);
    } else errors.push(problem);
  }
  if (errors.length > 0) throw new CommandError(errors.join('\n'));
  return 0;
});

function removalProblem(place: ConfigPlace, name: string, force: boolean): string | undefined {
  if (name === defaultContext) return 'context "default" cannot be removed';
  if (force) return undefined;
  if (name === currentContext(place)) return `context ${quote(name)} is in use, set -f flag to force remove`;
  return findContext(place, name) === undefined ? `context ${quote(name)} does not exist` : undefined;
}

export const inspect = implement(contextInspect, function* (context) {
  const operands = context.operands.length === 0 ? [currentContext(context)] : context.operands;
  return yield* inspectAll({ ...context, operands }, context.flags.format, (name) => ({
    json: { ...contextNamed(context, name), TLSMaterial: {}, Storage: contextStorage(context, name) },
  }));
});
