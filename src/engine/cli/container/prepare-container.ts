import type { CreateContainerRequest, CreatedContainer } from '../../daemon';
import { createContainer, DaemonError } from '../../daemon';
import type { Task } from '../../kernel';
import { isErrno, part, strerror } from '../../kernel';
import { familiarString, InvalidReferenceError, parseAnyReference, withDefaultTag } from '../../oci';
import { ValueError } from '../../units';
import type { CommandContext } from '../context';
import { warn } from '../context';
import type { containerCreate } from '../declarations/container-run';
import { proxyVariables } from '../proxies';
import { pullForRun } from '../progress/pull-for-run';
import { containerRequest } from '../run-options/container-options';
import type { OptionSurroundings } from '../run-options/environment';
import type { CreateArguments } from '../run-options/request-piece';

const idFiles = part<typeof import('../id-file')>('cli/id-file');
const platformReading = part<typeof import('../platform-flag')>('cli/platform-flag');

type Context = CommandContext<typeof containerCreate>;

/** The flags, the words and the surroundings as the Engine API's request. Throws a ValueError with Docker's text. */
export function* requestOf(context: Context): Task<CreateContainerRequest> {
  const { operands, flags, changed } = context;
  if (!['', 'always', 'missing', 'never'].includes(flags.pull)) {
    const known = '"always", "missing" or "never"';
    throw new ValueError(`invalid pull option: '${flags.pull}': must be one of ${known}`);
  }
  const parsed: CreateArguments = { operands, flags, changed };
  const request = yield* containerRequest(context.process, parsed, surroundingsOf(context));
  const given = new Set(flags.env.map((variable) => variable.split('=', 1)[0]));
  const proxies = proxyVariables(context).filter(([name]) => !given.has(name));
  if (proxies.length === 0) return request;
  const { config } = request;
  const variables = proxies.map(([name, value]) => `${name}=${value}`);
  return { ...request, config: { ...config, Env: [...(config.Env ?? []), ...variables] } };
}

/** What options need of the place where they were typed. */
export function surroundingsOf({ process }: Pick<CommandContext, 'process'>): OptionSurroundings {
  return {
    cwd: process.cwd,
    environment: Object.fromEntries(process.env),
    readFile: (path) => {
      try {
        return process.files.readFile(path);
      } catch (error) {
        if (isErrno(error)) throw new Error(lowerFirst(strerror(error.code)), { cause: error });
        throw error;
      }
    },
  };
}

/** The kernel's words as Go writes them. */
export function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

/** Throws where a text is neither an image's name nor its id. */
function checkReference(text: string): void {
  try {
    parseAnyReference(text);
  } catch (error) {
    if (error instanceof InvalidReferenceError) throw new ValueError(error.message);
    throw error;
  }
}

/**
 * Creates the container that the flags describe; pulls its image where that is missing or wanted. Warnings go
 * to standard error, the id into the file of `--cidfile`.
 */
export function* prepareContainer(context: Context, request: CreateContainerRequest): Task<CreatedContainer> {
  const { flags, daemon, process } = context;
  const { pull, cidfile } = flags;
  if (cidfile !== '') (yield* idFiles(process)).openIdFile(process, cidfile);
  checkReference(request.config.Image);
  const platform =
    flags.platform === ''
      ? undefined
      : (yield* platformReading(context.process)).platformToRun(flags.platform);
  const named: CreateContainerRequest = {
    ...request,
    ...(flags.name === '' ? {} : { name: flags.name }),
    ...(platform === undefined ? {} : { platform }),
  };
  const created = yield* create(context);
  const loopback = (request.hostConfig?.Dns ?? []).find((server) => /^(127[.]|::1$)/.test(server));
  const ownWarnings = loopback === undefined ? [] : [`Localhost DNS (${loopback}) may fail in containers.`];
  for (const warning of [...created.warnings, ...ownWarnings]) yield* warn(context, `WARNING: ${warning}`);
  if (cidfile !== '') process.files.writeFile(cidfile, created.id);
  return created;

  function* create(surroundings: Context): Task<CreatedContainer> {
    try {
      if (pull === 'always') yield* pullForRun(surroundings, request.config.Image, flags.quiet, platform);
      return yield* createOrPull(surroundings, named, pull);
    } catch (error) {
      // Nothing was written.
      if (cidfile !== '') process.files.unlink(cidfile);
      throw error;
    }
  }

  function* createOrPull(
    surroundings: Context,
    wanted: CreateContainerRequest,
    policy: string,
  ): Task<CreatedContainer> {
    try {
      return yield* createContainer(daemon, wanted);
    } catch (error) {
      const isMissingImage =
        error instanceof DaemonError &&
        error.kind === 'notFound' &&
        /^(No such image|image with reference)/.test(error.message);
      // An id is no name: there is nothing to ask a registry for.
      const reference = parseAnyReference(wanted.config.Image);
      if (!isMissingImage || typeof reference === 'string' || policy !== 'missing') throw error;
      const shown = familiarString(withDefaultTag(reference));
      if (!flags.quiet) yield* warn(surroundings, `Unable to find image '${shown}' locally`);
      yield* pullForRun(surroundings, wanted.config.Image, flags.quiet, platform);
      return yield* createContainer(daemon, wanted);
    }
  }
}
