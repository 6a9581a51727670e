// docker buildx create. Source: buildx, commands/create.go, builder/builder.go (Create, Leave), store/nodegroup.go.
import { randomName } from '../../daemon';
import { DockerfileError, formatPlatform, parsePlatform } from '../../dockerfile';
import { quote } from '../../units';
import { refusal } from '../build-options/build-error';
import {
  type BuilderInstance,
  type BuilderNode,
  currentEndpoint,
  findInstance,
  isContextName,
  saveInstance,
  setCurrentBuilder,
  validBuilderName,
} from '../build-options/builder-store';
import { noDebugging, noTimeout } from '../build-options/edges';
import { type CommandContext, type Edges, implement, print, refused } from '../context';
import { splitCsv } from '../csv';
import { buildxCreate } from '../declarations/buildx';
import { cut } from '../run-options/cut';

const edges: Edges<typeof buildxCreate> = {
  simplified:
    'Builders with containers of their own (driver docker-container) are noted and listed, and never run; other drivers and endpoints are refused.',
  flags: {
    ...noDebugging,
    ...noTimeout,
    bootstrap: refused('the real one pulls BuildKit’s image and starts the builder’s container.'),
    'buildkitd-config': refused('the real one gives the file to the builder’s container.'),
  },
};

type CreateContext = CommandContext<typeof buildxCreate>;

const containerDriver = 'docker-container';

export const create = implement(buildxCreate, edges, function* (context) {
  const { flags, operands } = context;
  if (flags.leave) {
    leave(context);
    return 0;
  }
  const { name: given, append } = flags;
  if (given === 'default') {
    throw refusal('default is a reserved name and cannot be used to identify builder instance');
  }
  if (append && given === '') throw refusal('append requires a builder name');
  const isTaken = (name: string): boolean => findInstance(context, name) !== undefined;
  const asked = given === '' ? randomName(context.daemon.random, isTaken) : given;
  if (!append && isContextName(context, asked)) {
    throw refusal(`instance name ${quote(asked)} already exists as context builder`);
  }
  const name = validBuilderName(asked);
  const before = findInstance(context, name);
  if (before === undefined && append) throw refusal(`failed to find instance ${quote(given)} for append`);
  const driver = driverOf(flags.driver, before);
  if (before !== undefined && flags.node === '' && !append) {
    throw refusal(
      `existing instance for ${quote(name)} but no append mode, specify the node name to make changes for existing instances`,
    );
  }
  if (before !== undefined && driver !== before.Driver) {
    throw refusal(`existing instance for ${quote(name)} but has mismatched driver ${quote(before.Driver)}`);
  }
  checkDriver(driver);
  const options = driverOptions(flags['driver-opt']);
  const endpoint = endpointOf(context, operands[0]);
  const node: Omit<BuilderNode, 'Name'> = {
    Endpoint: endpoint,
    Platforms: platformsOf(flags.platform),
    DriverOpts: options,
    Flags: daemonFlags(flags['buildkitd-flags'], options),
  };
  const instance = withNode(before ?? { Name: name, Driver: driver, Nodes: [] }, flags.node, append, node);
  checkOptions(instance, options);
  saveInstance(context, instance);
  if (flags.use) setCurrentBuilder(context, name, false);
  yield* print(context, name);
  return 0;
});

function driverOf(given: string, before: BuilderInstance | undefined): string {
  return given !== '' ? given : (before?.Driver ?? containerDriver);
}

function checkDriver(driver: string): void {
  if (driver === containerDriver) return;
  if (driver === 'kubernetes' || driver === 'remote') {
    throw refusal(`the driver ${driver} is not modelled here: its builders run on other machines`);
  }
  throw refusal(`failed to find driver ${quote(driver)}`);
}

function driverOptions(words: readonly string[]): Readonly<Record<string, string>> {
  const pairs = words.flatMap(splitCsv).map((field) => {
    const [key, value, isPair] = cut(field, '=');
    if (!isPair) throw refusal(`invalid value ${quote(field)}, expecting k=v`);
    return [key, value] as const;
  });
  return Object.fromEntries(pairs);
}

const knownOptions = new Set([
  'network', 'image', 'memory', 'memory-swap', 'cpu-period', 'cpu-quota', 'cpu-shares', 'cpuset-cpus', 'cpuset-mems',
  'cgroup-parent', 'restart-policy', 'default-load', 'provenance-add-gha', 'gpus',
]); // prettier-ignore

function checkOptions({ Name, Nodes }: BuilderInstance, options: Readonly<Record<string, string>>): void {
  const wrong = Object.keys(options).find((key) => !knownOptions.has(key) && !key.startsWith('env.'));
  if (wrong === undefined) return;
  throw refusal(
    `failed to initialize builder ${Name} (${Nodes.at(-1)?.Name ?? ''}): invalid driver option ${wrong} for docker-container driver`,
  );
}

function daemonFlags(text: string, options: Readonly<Record<string, string>>): readonly string[] {
  const given = text.split(/\s+/).filter((word) => word !== '');
  const allowed = /--allow-insecure-entitlement[= ](\S+)/g;
  const entitlements = [...text.matchAll(allowed)].map(([, name]) => name);
  const isMissing =
    options['network'] === 'host' ? !entitlements.includes('network.host') : entitlements.length === 0;
  return isMissing ? [...given, '--allow-insecure-entitlement=network.host'] : given;
}

function endpointOf(context: CreateContext, given: string | undefined): string {
  const own = currentEndpoint(context);
  if (given === undefined || given === 'default' || given === own) return own;
  if (isContextName(context, given)) return given;
  throw refusal(
    `the endpoint ${given} is not modelled here: builders run on this machine's daemon, or on a context's`,
  );
}

function platformsOf(words: readonly string[]): readonly string[] {
  try {
    return words.flatMap((word) => word.split(',')).map((word) => formatPlatform(parsePlatform(word.trim())));
  } catch (error) {
    if (error instanceof DockerfileError) throw refusal(error.message);
    throw error;
  }
}

/** The builder with the node: changed where it has one of that name, else added. */
function withNode(
  instance: BuilderInstance,
  asked: string,
  append: boolean,
  node: Omit<BuilderNode, 'Name'>,
): BuilderInstance {
  const { Name, Nodes } = instance;
  if (Nodes.some((each) => each.Name === asked)) {
    const changed = Nodes.map((each) => (each.Name === asked ? { ...node, Name: asked } : each));
    return { ...instance, Nodes: changed };
  }
  if (!append && Nodes.length > 0) throw refusal(`node ${asked} not found, did you mean to append?`);
  if (Nodes.some(({ Endpoint }) => Endpoint === node.Endpoint)) {
    throw refusal(`invalid duplicate endpoint ${node.Endpoint}`);
  }
  const names = new Set(Nodes.map((each) => each.Name));
  let next = 0;
  while (names.has(`${Name}${next}`)) next += 1;
  const name = asked === '' ? `${Name}${next}` : validBuilderName(asked);
  return { ...instance, Nodes: [...Nodes, { ...node, Name: name }] };
}

/** `--leave`: takes a node away. */
function leave(context: CreateContext): void {
  const { name, node } = context.flags;
  if (name === '') throw refusal('leave requires instance name');
  if (node === '') throw refusal('leave requires node name');
  const instance = findInstance(context, name.toLowerCase());
  if (instance === undefined) throw refusal(`failed to find instance ${quote(name)} for leave`);
  const kept = instance.Nodes.filter((each) => each.Name !== node);
  if (kept.length === instance.Nodes.length)
    throw refusal(`node ${quote(node)} not found for ${instance.Name}`);
  if (kept.length === 0) {
    throw refusal('can not leave last node, do you want to rm instance instead?');
  }
  saveInstance(context, { ...instance, Nodes: kept });
}
