// docker build, whatever it is called: from flags to what is printed and written. Source: buildx, commands/build.go.
import {
  BuildError,
  type BuildRequest,
  type BuildResult,
  type SolveStatus,
  type VertexWarning,
} from '../../builder';
import { type Daemon, DaemonError } from '../../daemon';
import type { Task } from '../../kernel';
import { goJson } from '../../oci';
import { failedToBuild, refusal } from '../build-options/build-error';
import { readBuildOptions, type BuildContext, type BuildOptions } from '../build-options/request';
import { checkBuilderName } from '../build-options/builder-name';
import { readProgressMode, type ProgressMode } from '../build-options/progress-mode';
import { progressColours } from '../build-progress/colours';
import { silentDisplay, type ProgressDisplay } from '../build-progress/display';
import { sourceExcerpt } from '../build-progress/excerpt';
import { followBuild, type FollowEnd } from '../build-progress/follow';
import { PlainDisplay } from '../build-progress/plain';
import { RawJsonDisplay } from '../build-progress/raw-json';
import { TerminalDisplay } from '../build-progress/terminal';
import { warningsText } from '../build-progress/warnings';
import { explanation } from '../build-report/explain';
import { warn, type CommandContext } from '../context';
import { answerCall } from './answer-call';
import { writeCaches } from './write-cache';
import { writeFiles, writeImage } from './write-files';
import { imageIdOf, metadataJson, removeStaleFile, writeImageId, writeMetadataFile } from './write-metadata';

/** What builds: the daemon's own `buildImage`. */
export type BuildFunction = (
  daemon: Daemon,
  request: BuildRequest,
  tell: (status: SolveStatus) => void,
) => Task<BuildResult>;

/** The status of a build that was called off. */
const canceledStatus = 130;

const legacyWarning = `DEPRECATED: The legacy builder is deprecated and will be removed in a future release.
            BuildKit is currently disabled; enable it by removing the DOCKER_BUILDKIT=0
            environment-variable.
`;

/** Builds, and gives the command's exit status. */
export function* runBuild(context: BuildContext, build: BuildFunction): Task<number> {
  const { flags, process, daemon } = context;
  checkBuilderName(context, flags.builder);
  if (usesLegacyBuilder(context)) {
    yield* warn(context, legacyWarning);
    throw refusal(
      'the legacy builder is not modelled here: it ran a container for each step; unset DOCKER_BUILDKIT',
    );
  }
  yield* warnOfIgnoredFlags(context);
  const { prepare } = readBuildOptions(context);
  if (flags.iidfile !== '') removeStaleFile(process, flags.iidfile);
  const mode = readProgressMode(process.env, flags.progress, context.changed.has('progress'), flags.quiet);
  const display = createDisplay(context, mode, 'default');
  const options = yield* prepare();
  const warnings: VertexWarning[] = [];
  const end = yield* followBuild(context, display, (tell) =>
    buildAndWrite(context, options, (request) =>
      build(daemon, request, (status) => {
        warnings.push(...status.warnings);
        tell(status);
      }),
    ),
  );
  if (mode !== 'quiet' && mode !== 'rawjson' && mode !== 'none') {
    yield* context.stderr.write(warningsText(warnings, isDebug(context)));
  }
  if (end.kind !== 'done') return yield* failure(context, end);
  return yield* report(context, options, mode, end.result);
}

/** `docker build` without buildx; `docker buildx build` is buildx whatever the environment says. */
function usesLegacyBuilder({ process }: BuildContext): boolean {
  const setting = process.env.get('DOCKER_BUILDKIT');
  return (setting === '0' || setting === 'false') && !process.argv.includes('buildx');
}

/** Flags of the legacy builder that buildx takes with a warning. Source: buildx, commands/build.go checkWarnedFlags. */
const ignoredFlags = [
  ['isolation', 'isolation flag is deprecated with BuildKit.'],
  [
    'security-opt',
    'security-opt flag is deprecated. "RUN --security=insecure" should be used with BuildKit.',
  ],
  [
    'squash',
    'experimental flag squash is removed with BuildKit. You should squash inside build using a multi-stage Dockerfile for efficiency.',
  ],
] as const;

function* warnOfIgnoredFlags(context: BuildContext): Task<void> {
  for (const [name, text] of ignoredFlags) {
    if (context.changed.has(name)) yield* warn(context, `WARNING: ${text}`);
  }
}

function isDebug({ flags, globals }: BuildContext): boolean {
  return flags.debug || globals.flags['debug'] === true;
}

/** How progress is shown. `builder`: the name of the builder that works; undefined: none does. */
export function createDisplay(
  { process }: Pick<CommandContext, 'process'>,
  mode: ProgressMode,
  builder: string | undefined,
): ProgressDisplay {
  const isTerminal = process.isOpen(2) && process.isatty(2);
  switch (mode) {
    case 'quiet':
    case 'none':
      return silentDisplay;
    case 'rawjson':
      return new RawJsonDisplay();
    case 'plain':
      return plainDisplay(builder);
    default:
      if (isTerminal) {
        const size = () => process.terminalSize(2);
        const description = builder === undefined ? '' : `docker:${builder}`;
        return new TerminalDisplay(description, progressColours(process.env), size);
      }
      if (mode === 'tty') throw refusal('failed to get console: provided file is not a console');
      return plainDisplay(builder);
  }
}

function plainDisplay(builder: string | undefined): ProgressDisplay {
  return new PlainDisplay(
    builder === undefined ? undefined : `building with "${builder}" instance using docker driver`,
  );
}

/** The build, and the files that its client writes while it is exported. */
export function* buildAndWrite(
  { process, daemon }: Pick<CommandContext, 'process' | 'daemon'>,
  { request, destination }: BuildOptions,
  build: (request: BuildRequest) => Task<BuildResult>,
): Task<BuildResult> {
  const result = yield* build(request);
  if (request.call === undefined && request.output.kind === 'files') {
    yield* writeFiles(process, result, request.output.as, destination);
  }
  writeCaches(process, result);
  if (request.call === undefined && request.output.kind === 'archive') {
    const { format } = request.output;
    yield* writeImage(process, request, result, { format, destination, nowMs: daemon.nowMs });
  }
  return result;
}

/** Prints what went wrong: the lines of the Dockerfile, then the error. */
function* failure(
  context: BuildContext,
  end: Exclude<FollowEnd<BuildResult>, { readonly kind: 'done' }>,
): Task<number> {
  if (end.kind === 'canceled') {
    throw failedToBuild('failed to solve: Canceled: context canceled', canceledStatus);
  }
  const { error } = end;
  if (error instanceof DaemonError) throw failedToBuild(error.message);
  if (!(error instanceof BuildError)) throw error;
  const { source, verdicts = [] } = error.details;
  if (source !== undefined) yield* context.stderr.write(sourceExcerpt(source.dockerfile, source.ranges));
  yield* warn(context, `ERROR: failed to build: failed to solve: ${error.message}`);
  if (context.flags.explain) yield* context.stderr.write(explanation(verdicts));
  return 1;
}

function* report(
  context: BuildContext,
  options: BuildOptions,
  mode: ProgressMode,
  result: BuildResult,
): Task<number> {
  const { flags, process, stdout, stderr } = context;
  const { request, call } = options;
  if (mode === 'quiet') yield* stdout.write(`${imageIdOf(result)}\n`);
  if (flags.iidfile !== '') writeImageId(process, flags.iidfile, imageIdOf(result));
  if (flags['metadata-file'] !== '') {
    writeMetadataFile(process, flags['metadata-file'], goJson(metadataJson(request, result), '  '));
  }
  if (call !== undefined) return yield* answerCall(context, call, request, result);
  if (flags.explain) yield* stderr.write(explanation(result.verdicts));
  return 0;
}
