import type { Mount, RunInstruction, StageScope } from '../dockerfile';
import { chompHeredoc, DockerfileError, stageLabel } from '../dockerfile';
import { rootedPath } from './files';
import type { Selector } from './files';
import type { Ingredients } from './ingredients';
import type { ExecMount, ExecOperation } from './operations';
import { foreignName, inlineStep } from './sources';
import { sourcesOf, sourceStep, type StepPlace } from './stage-steps';
import { isScript } from './step-names';
import type { Step, VertexInput } from './vertex';

const defaultShell = ['/bin/sh', '-c'];

/** Build arguments that RUN sees although nobody declared them, and that the cache does not look at. */
const proxyNames = ['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'NO_PROXY', 'ALL_PROXY'].flatMap((name) => [
  name,
  name.toLowerCase(),
]);

type OpenInput = { readonly node: Step; selectors: Selector[] | undefined };

/** RUN. Source: BuildKit dockerfile2llb dispatchRun, solver/llbsolver/ops/exec.go CacheMap. */
export function execStep(instruction: RunInstruction, place: StepPlace): Step {
  const { stage, before, name, ingredients } = place;
  const { material, end, cacheFlag } = stage;
  const inputs: OpenInput[] = end === undefined ? [] : [{ node: end, selectors: undefined }];
  const mounts = mountsOf(instruction, place, inputs);
  const script = scriptOf(instruction, before);
  if (script.argv.length === 0)
    throw new DockerfileError('value', 'failed to marshal LLB definition: arguments are required');
  if (script.mounted !== undefined) {
    const { name: fileName, data } = script.mounted;
    const content = new TextEncoder().encode(data);
    const node = { kind: 'file', content, mode: 0o755, uid: 0, gid: 0, mtimeMs: 0 } as const;
    const document = inlineStep('preparing inline document', new Map([[fileName, node]]), { cacheFlag });
    const mount: Mount = { ...plainBind, target: '/dev/pipes' };
    mounts.push({ mount, target: '/dev/pipes', input: addInput(inputs, document, '/'), source: '/' });
  }
  const { settings } = material;
  const env = [...before.variables].map(([variable, value]) => `${variable}=${value}`);
  const socket = agentSocket(instruction);
  if (socket !== undefined && !before.variables.has('SSH_AUTH_SOCK')) env.push(`SSH_AUTH_SOCK=${socket}`);
  const network = instruction.network === 'default' ? settings.network : instruction.network;
  const core = {
    argv: script.argv,
    env,
    cwd: before.workdir,
    user: stage.user,
    network,
    isInsecure: instruction.security === 'insecure',
    addHosts: settings.addHosts,
    shmSizeBytes: settings.shmSizeBytes,
    ulimits: settings.ulimits,
  };
  const { shmSizeBytes, ...counted } = core;
  // What runs on another kind of machine is another step, whatever it stands on.
  const definition = `exec${foreignName(stage.resolved.platform)} ${JSON.stringify([
    counted,
    shmSizeBytes ?? 0,
    mounts.map(({ mount: { source: _source, from: _from, ...mount }, target, input }) => [
      mount,
      target,
      input ?? -1,
    ]),
  ])}`;
  const operation: ExecOperation = {
    kind: 'exec',
    key: `${definition} ${JSON.stringify(mounts.map(({ source }) => source))}`,
    definition,
    ...core,
    hasRoot: end !== undefined,
    startsAfresh: cacheFlag !== undefined,
    proxyEnv: proxyEnvOf(material.buildArgs, before),
    mounts,
  };
  return {
    operation,
    inputs: inputs satisfies readonly VertexInput<Step>[],
    name,
    range: instruction.range,
    cacheFlag,
    ingredients: withVariables(ingredients, operation, before, instruction.mountSpecs),
  };
}

const plainBind: Mount = {
  type: 'bind',
  from: '',
  source: '',
  target: '',
  isReadOnly: true,
  isRequired: false,
  id: '',
  sharing: '',
  sizeBytes: 0,
};

/** What is executed, and the here-document that has to lie in a file for that. */
function scriptOf(
  instruction: RunInstruction,
  { shell }: StageScope,
): {
  readonly argv: readonly string[];
  readonly mounted?: { readonly name: string; readonly data: string };
} {
  const { args, isShell, files } = instruction.command;
  const withShell = (text: readonly string[]): readonly string[] =>
    isShell ? [...(shell.length > 0 ? shell : defaultShell), text.join(' ')] : text;
  const [first] = files;
  if (first === undefined) return { argv: withShell(args) };
  if (!isScript(instruction)) {
    const parts = files.map(({ name, data }) => `\n${data}${name}`);
    return { argv: withShell([`${args[0] ?? ''}${parts.join('')}`]) };
  }
  const data = first.chomps ? chompHeredoc(first.data) : first.data;
  if (!data.startsWith('#!')) return { argv: withShell([data]) };
  return { argv: withShell([`/dev/pipes/${first.name}`]), mounted: { name: first.name, data } };
}

function mountsOf(instruction: RunInstruction, place: StepPlace, inputs: OpenInput[]): ExecMount[] {
  const named = sourcesOf(place, instruction);
  let position = 0;
  return (instruction.mounts ?? []).map((mount): ExecMount => {
    const source = mount.from === '' ? undefined : named[position++];
    const files =
      source === undefined
        ? mount.type === 'bind'
          ? place.stage.material.contextStep
          : undefined
        : sourceStep(place, source, instruction);
    if (mount.type === 'ssh' && mount.source !== '')
      throw new DockerfileError('value', 'ssh does not support source', instruction.range);
    const target = targetOf(mount, place.before.workdir);
    const path = rootedPath(mount.source);
    if (mount.type === 'bind' && files !== undefined)
      return { mount, target, input: addInput(inputs, files, path), source: path };
    if (mount.type !== 'cache') return { mount, target, input: undefined, source: path };
    return { mount, target, input: cacheBase(mount, files, place, inputs), source: path };
  });
}

/**
 * Where a step with ssh mounts finds the first one's socket; the variable is there even if no agent is lent.
 * Source: BuildKit client/llb ExecOp.Marshal.
 */
function agentSocket({ mounts = [] }: RunInstruction): string | undefined {
  const first = mounts.find(({ type }) => type === 'ssh');
  return first === undefined ? undefined : first.target || '/run/buildkit/ssh_agent.0';
}

function targetOf({ type, target, id, source }: Mount, workdir: string): string {
  if (target !== '') return target.startsWith('/') ? rootedPath(target) : rootedPath(`${workdir}/${target}`);
  if (type !== 'secret') return rootedPath(workdir);
  return `/run/secrets/${(id || source).split('/').at(-1) ?? ''}`;
}

/** What a cache begins with: what `from` names, or an empty folder with the owner and mode asked for. */
function cacheBase(
  { mode, uid, gid }: Mount,
  files: Step | undefined,
  { stage }: StepPlace,
  inputs: OpenInput[],
): number | undefined {
  if (files !== undefined) return addInput(inputs, files, undefined);
  if (mode === undefined && uid === undefined && gid === undefined) return undefined;
  const folder = {
    kind: 'directory',
    mode: mode ?? 0o755,
    uid: uid ?? 0,
    gid: gid ?? 0,
    mtimeMs: 0,
    entries: new Map(),
  } as const;
  const { cacheFlag } = stage;
  const base = inlineStep('setting cache mount permissions', new Map([['cache', folder]]), { cacheFlag });
  return addInput(inputs, base, undefined);
}

/** The place of an input among the others; `path`: only what is there counts. */
function addInput(inputs: OpenInput[], node: Step, path: string | undefined): number {
  const known = inputs.findIndex((input) => input.node === node);
  const selector = path === undefined ? undefined : { path, includes: [], requires: [], excludes: [] };
  if (known >= 0) {
    const input = inputs[known];
    if (selector === undefined) inputs[known] = { node, selectors: undefined };
    else input?.selectors?.push(selector);
    return known;
  }
  inputs.push({ node, selectors: selector === undefined ? undefined : [selector] });
  return inputs.length - 1;
}

function proxyEnvOf(buildArgs: Readonly<Record<string, string>>, { args }: StageScope): readonly string[] {
  const isDeclared = (name: string): boolean => args.some(({ key }) => key === name);
  return proxyNames.flatMap((name) => {
    const value = Object.hasOwn(buildArgs, name) ? buildArgs[name] : undefined;
    return value === undefined || isDeclared(name) ? [] : [`${name}=${value}`];
  });
}

function withVariables(
  ingredients: Ingredients,
  operation: ExecOperation,
  before: StageScope,
  mountSpecs: readonly string[],
): Ingredients {
  const { user, cwd, network, argv, isInsecure, addHosts, ulimits, shmSizeBytes } = operation;
  const args = before.args.flatMap(({ key, value }): [string, string][] =>
    value === undefined || before.env.has(key) ? [] : [[key, value]],
  );
  return {
    ...ingredients,
    arguments: new Map(args),
    environment: new Map(before.env),
    settings: new Map([
      ['command', JSON.stringify(argv)],
      ['user', user],
      ['working directory', cwd],
      ['network', network],
      ['security', isInsecure ? 'insecure' : 'sandbox'],
      ['hosts', addHosts.join(', ')],
      ['shared memory', String(shmSizeBytes ?? '')],
      ['limits', ulimits.map(({ name, soft, hard }) => `${name}=${soft}:${hard}`).join(', ')],
      ['mounts', mountSpecs.join(' ')],
    ]),
  };
}

/** What errors call the command: its words as they are. */
export function commandText({ argv }: ExecOperation): string {
  return argv.join(' ');
}

/** `[stage-1 2/3]`, for what a stage is called where it has no name. */
export function labelOf({ stage }: StepPlace): string {
  return stageLabel(stage.resolved.stage);
}
