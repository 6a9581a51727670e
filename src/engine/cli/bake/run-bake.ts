// docker buildx bake: from files to builds. Source: buildx, commands/bake.go and build/build.go.
import {
  BuildError,
  type BuildRequest,
  type BuildResult,
  type SolveStatus,
  type VertexWarning,
} from '../../builder';
import { DaemonError } from '../../daemon';
import type { Task } from '../../kernel';
import { goJson, type Json } from '../../oci';
import { quote } from '../../units';
import { FlagError, parseArguments } from '../arguments';
import { refusal } from '../build-options/build-error';
import { checkBuilderName } from '../build-options/builder-name';
import { readCall, type Call } from '../build-options/call';
import { readProgressMode, type ProgressMode } from '../build-options/progress-mode';
import { readBuildOptions, type BuildOptions } from '../build-options/request';
import { sourceExcerpt } from '../build-progress/excerpt';
import { followBuild, type FollowEnd } from '../build-progress/follow';
import { warningsText } from '../build-progress/warnings';
import { answerCall } from '../builder/answer-call';
import { buildAndWrite, createDisplay, type BuildFunction } from '../builder/run-build';
import { metadataJson, writeMetadataFile } from '../builder/write-metadata';
import { CommandError, warn, type CommandContext } from '../context';
import { splitCsv } from '../csv';
import { buildxBuild, type buildxBake } from '../declarations/buildx';
import { readLoading } from '../reading';
import { cut } from '../run-options/cut';
import { buildWords, withCleanContext } from './build-flags';
import { readDefinition, type Definition } from './definition';
import { missingEntitlements, privilegesText, readAllowed } from './entitlements';
import { loadStatus, parseDefinition, readFiles, type DefinitionFile, type ReadFiles } from './files';
import { standardFunctions } from './hcl/functions';
import { HclError } from './hcl/source-range';
import { readOverrides } from './overrides';
import { listedTargets, listedVariables, printedBake } from './print';
import { readTargets, type Bake } from './read-targets';
import type { Target } from './target';

export type BakeContext = CommandContext<typeof buildxBake>;

/** What a target's build came to. */
interface Built {
  readonly options: BuildOptions;
  readonly result: BuildResult;
}

/** A build that failed, with the target it was of where there are several. */
class TargetError extends Error {
  constructor(
    readonly target: string | undefined,
    override readonly cause: unknown,
  ) {
    super('a target failed');
  }
}

/** Builds what the files define, or shows it; gives the command's exit status. */
export function* runBake(context: BakeContext, build: BuildFunction): Task<number> {
  const { flags, operands, process, stdout } = context;
  const [first] = operands;
  if (first !== undefined && /^(?:https?:\/\/|git:\/\/|ssh:\/\/|git@)/.test(first)) {
    throw refusal(
      `a definition from ${first} is not modelled here; a real bake downloads it, or clones the Git repository`,
    );
  }
  const call = readCall(flags.check ? 'check' : flags.call);
  const words = overrideWords(context, call);
  const allowed = readAllowed(flags.allow);
  if (flags.print && flags.list !== '') throw refusal('--print and --list are mutually exclusive');
  const isShown = flags.print || flags.list !== '';
  if (!isShown) checkBuilderName(context, flags.builder);
  const mode = readProgressMode(process.env, flags.progress, context.changed.has('progress'), false);
  const read = yield* readFiles(context, flags.file);
  const variables = readVariableFlags(flags.var);
  const asked = operands.length === 0 ? ['default'] : operands;
  const plan = planOf(() => {
    if (read.problem !== undefined) throw read.problem;
    const definition = readAll(context, read.files, variables);
    if (flags.list !== '') return { definition, bake: undefined };
    const overrides = readOverrides(words, definition.targets, (name) => process.env.get(name));
    return {
      definition,
      bake: withEpoch(readTargets(definition, asked, overrides), process.env.get('SOURCE_DATE_EPOCH')),
    };
  });
  if ('problem' in plan || isShown || plan.bake === undefined) {
    yield* follow(context, mode, isShown, function* (tell) {
      tell(loadStatus(read, process.nowMs));
    });
    if ('problem' in plan) return yield* failure(context, plan.problem, read.files);
    yield* stdout.write(
      plan.bake === undefined ? listed(flags.list, plan.definition) : printedBake(plan.bake),
    );
    return 0;
  }
  const isLoaded = yield* askPrivileges(context, plan.bake, allowed, mode, read);
  return yield* buildAll(context, build, { mode, read, call, bake: plan.bake, isLoaded });
}

function planOf<T extends object>(plan: () => T): T | { readonly problem: unknown } {
  try {
    return plan();
  } catch (error) {
    return { problem: error };
  }
}

/** The flags that say something over all targets. */
function overrideWords({ flags, changed }: BakeContext, call: Call | undefined): readonly string[] {
  if (flags.policy.length > 0) {
    throw refusal('--policy is not modelled here: the real one checks the sources of a build by rules');
  }
  return [
    ...flags.set,
    ...(flags.push ? ['*.push=true'] : []),
    ...(flags.load ? ['*.load=true'] : []),
    ...(call === undefined ? [] : [`*.call=${call.method}`]),
    ...(changed.has('no-cache') ? [`*.no-cache=${flags['no-cache']}`] : []),
    ...(changed.has('pull') ? [`*.pull=${flags.pull}`] : []),
    ...attestWords('sbom', flags.sbom),
    ...attestWords('provenance', flags.provenance),
  ];
}

function attestWords(type: string, value: string): readonly string[] {
  if (value === '') return [];
  const isTrue = /^(?:1|t|T|TRUE|true|True)$/.test(value);
  const isFalse = /^(?:0|f|F|FALSE|false|False)$/.test(value);
  return [`*.attest=type=${type},${isTrue || isFalse ? `disabled=${isFalse}` : value}`];
}

function readVariableFlags(words: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    words
      .filter((word) => word !== '')
      .map((word) => {
        const [key, value, isPair] = cut(word, '=');
        if (!isPair) throw refusal(`invalid variable ${quote(word)}, expected key=value`);
        if (key === '') throw refusal(`invalid variable ${quote(word)}, key is empty`);
        return [key, value];
      }),
  );
}

function readAll(
  { process }: BakeContext,
  files: readonly DefinitionFile[],
  variables: ReadonlyMap<string, string>,
): Definition {
  const disabled = process.env.get('BUILDX_BAKE_DISABLE_VARS_ENV_LOOKUP') ?? '';
  const readsEnvironment = !/^(?:1|t|true)$/i.test(disabled);
  const now = (): string => new Date(process.nowMs).toISOString().replace(/\.\d+Z$/, 'Z');
  return readDefinition(files.map(parseDefinition), {
    builtIn: new Map([
      ['BAKE_CMD_CONTEXT', 'cwd://'],
      ['BAKE_LOCAL_PLATFORM', 'linux/amd64'],
    ]),
    lookUp: (name) => variables.get(name) ?? (readsEnvironment ? process.env.get(name) : undefined),
    functions: standardFunctions(now),
  });
}

/** Targets as they are built: with the time from the environment, and their contexts as paths. */
function withEpoch({ targets, groups }: Bake, epoch = ''): Bake {
  const dated = [...targets].map(([name, target]): [string, Target] => {
    const isDated = epoch === '' || target.args?.has('SOURCE_DATE_EPOCH') === true;
    const args = new Map([...(target.args ?? []), ['SOURCE_DATE_EPOCH', epoch] as const]);
    return [name, withCleanContext(isDated ? target : { ...target, args })];
  });
  return { targets: new Map(dated), groups };
}

function listed(word: string, definition: Definition): string {
  const fields = splitCsv(word);
  const isPlain = fields.length === 1 && !word.startsWith('type=');
  let [type, format] = [isPlain ? word : '', 'table'];
  for (const field of isPlain ? [] : fields) {
    const [key, value, isPair] = cut(field, '=');
    if (!isPair) throw refusal(`invalid value ${field}`);
    const name = key.trim().toLowerCase();
    if (name === 'type') type = value;
    else if (name === 'format') format = value === '' ? format : value;
    else throw refusal(`unexpected key '${name}' in '${field}'`);
  }
  if (type !== 'targets' && type !== 'variables') throw refusal(`invalid list type ${quote(type)}`);
  if (format !== 'table' && format !== 'json') throw refusal(`invalid list format ${quote(format)}`);
  return type === 'targets'
    ? listedTargets(definition, format === 'json')
    : listedVariables(definition.variables, format === 'json');
}

/** Runs something that tells of its progress. */
function* follow<Result>(
  context: BakeContext,
  mode: ProgressMode,
  isShown: boolean,
  run: (tell: (status: SolveStatus) => void) => Task<Result>,
): Task<FollowEnd<Result>> {
  return yield* followBuild(context, createDisplay(context, mode, isShown ? undefined : 'default'), run);
}

/** Asks for what is not allowed; gives whether the reading of the files has been told of. Throws where it is refused. */
function* askPrivileges(
  context: BakeContext,
  { targets }: Bake,
  allowed: ReturnType<typeof readAllowed>,
  mode: ProgressMode,
  read: ReadFiles,
): Task<boolean> {
  const { process, stdin, stderr } = context;
  const isTerminal = process.isOpen(0) && process.isatty(0);
  const missing = missingEntitlements(targets.values(), allowed, process);
  const ignoresFiles = /^(?:0|f|false)$/i.test(process.env.get('BUILDX_BAKE_ENTITLEMENTS_FS') ?? '');
  const words = ['docker', 'buildx', ...process.argv.slice(process.argv.indexOf('bake'))];
  const text = privilegesText(missing, words, isTerminal);
  if (text === undefined) return false;
  yield* follow(context, mode, false, function* (tell) {
    tell(loadStatus(read, process.nowMs));
  });
  yield* stderr.write(text);
  if (ignoresFiles && !missing.networkHost && !missing.insecure) return true;
  if (isTerminal) {
    yield* stderr.write('Do you want to grant requested privileges and continue? [y/N] ');
    if (((yield* stdin.readLine()) ?? '').trim().toLowerCase() === 'y') return true;
  }
  throw refusal('additional privileges requested');
}

interface Plan {
  readonly mode: ProgressMode;
  readonly read: ReadFiles;
  readonly call: Call | undefined;
  readonly bake: Bake;
  readonly isLoaded: boolean;
}

function* buildAll(context: BakeContext, build: BuildFunction, plan: Plan): Task<number> {
  const { process, stderr, flags } = context;
  const { targets } = plan.bake;
  const warnings: VertexWarning[] = [];
  const built = new Map<string, Built>();
  const end = yield* follow(context, plan.mode, false, function* (tell) {
    if (!plan.isLoaded) tell(loadStatus(plan.read, process.nowMs));
    const options = new Map<string, BuildOptions>();
    for (const [name, target] of targets) options.set(name, yield* optionsOf(context, target));
    for (const [name, each] of options) {
      const label = targets.size > 1 ? name : undefined;
      const tellOf = (status: SolveStatus): void => {
        warnings.push(...status.warnings);
        tell(label === undefined ? status : labelled(status, label));
      };
      try {
        const result = yield* buildAndWrite(context, each, (request) =>
          build(context.daemon, request, tellOf),
        );
        built.set(name, { options: each, result });
      } catch (error) {
        throw new TargetError(label, error);
      }
    }
  });
  if (plan.mode !== 'quiet' && plan.mode !== 'rawjson' && plan.mode !== 'none') {
    yield* stderr.write(warningsText(warnings, flags.debug));
  }
  if (end.kind === 'canceled')
    throw new CommandError('ERROR: failed to solve: Canceled: context canceled', 130);
  if (end.kind === 'failed') return yield* failure(context, end.error, plan.read.files);
  if (flags['metadata-file'] !== '') {
    const document: Json = Object.fromEntries(
      [...built].map(([name, { options, result }]) => [name, metadataJson(options.request, result)]),
    );
    writeMetadataFile(process, flags['metadata-file'], goJson(document, '  '));
  }
  return yield* answerCalls(context, plan, built);
}

/** What one target asks the builder for. */
function* optionsOf(context: BakeContext, target: Target): Task<BuildOptions> {
  const { process } = context;
  try {
    const parsed = yield* readLoading(process, parseArguments(buildxBuild, buildWords(target)));
    const { prepare } = readBuildOptions({ ...context, ...parsed });
    const options = yield* prepare();
    const inline = target['dockerfile-inline'];
    if (inline === undefined) return options;
    const request: BuildRequest = { ...options.request, dockerfile: { name: 'Dockerfile', text: inline } };
    return { ...options, request };
  } catch (error) {
    if (error instanceof FlagError) throw refusal(error.message);
    if (!(error instanceof CommandError)) throw error;
    throw new CommandError(error.message.replace(/^ERROR: failed to build: /, 'ERROR: '), error.status);
  }
}

/** A target's steps, named by it and apart from those of others. */
function labelled(status: SolveStatus, label: string): SolveStatus {
  const own = (digest: string): string => `${label} ${digest}`;
  const named = (name: string): string =>
    name.startsWith('[') ? `[${label} ${name.slice(1)}` : `[${label}] ${name}`;
  return {
    vertexes: status.vertexes.map((vertex) => ({
      ...vertex,
      digest: own(vertex.digest),
      inputs: vertex.inputs.map(own),
      name: named(vertex.name),
    })),
    statuses: status.statuses.map((each) => ({ ...each, vertex: own(each.vertex) })),
    logs: status.logs.map((each) => ({ ...each, vertex: own(each.vertex) })),
    warnings: status.warnings.map((each) => ({ ...each, vertex: own(each.vertex) })),
  };
}

/** Prints what went wrong, with the lines that it is about. */
function* failure(context: BakeContext, error: unknown, files: readonly DefinitionFile[]): Task<number> {
  const { stderr } = context;
  if (error instanceof HclError) {
    const { file, start, end } = error.subject;
    const text = files.find(({ name }) => name === file)?.text ?? '';
    const range = { startLine: start.line, endLine: end.line };
    yield* stderr.write(sourceExcerpt({ name: file, text }, [range]));
    throw refusal(error.message);
  }
  if (!(error instanceof TargetError)) throw error;
  const { target, cause } = error;
  const prefix = target === undefined ? 'ERROR: ' : `ERROR: target ${target}: `;
  if (cause instanceof DaemonError) throw new CommandError(`${prefix}${cause.message}`);
  if (cause instanceof CommandError) {
    throw new CommandError(cause.message.replace(/^ERROR: (?:failed to build: )?/, prefix), cause.status);
  }
  if (!(cause instanceof BuildError)) throw cause;
  const { source } = cause.details;
  if (source !== undefined) yield* stderr.write(sourceExcerpt(source.dockerfile, source.ranges));
  yield* warn(context, `${prefix}failed to solve: ${cause.message}`);
  return 1;
}

/** What `--call` asked for, target by target. */
function* answerCalls(
  context: BakeContext,
  { bake, call }: Plan,
  built: ReadonlyMap<string, Built>,
): Task<number> {
  const { stdout } = context;
  let status = 0;
  let isFirst = true;
  for (const [name, { options, result }] of [...built].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (options.call === undefined) continue;
    if (call?.isJson === true) {
      throw refusal(
        '--call with format=json is not modelled here for bake: the real one prints all targets as one document',
      );
    }
    const description = bake.targets.get(name)?.description ?? '';
    yield* stdout.write(`${isFirst ? '' : '\n'}${name}\n${description === '' ? '' : `${description}\n`}\n`);
    isFirst = false;
    try {
      const asked = { ...options.call, ignoresStatus: call?.ignoresStatus ?? false };
      const code = yield* answerCall(context, asked, options.request, result);
      if (status === 0) status = code;
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      yield* stdout.write(`error: ${error.message.replace(/^ERROR: /, '')}\n`);
      status = 1;
    }
  }
  return status;
}
