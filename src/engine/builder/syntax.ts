import { detectSyntax, hostPlatform, type SourceRange } from '../dockerfile';
import type { Task } from '../kernel';
import {
  familiarName,
  formatReference,
  InvalidReferenceError,
  parseFamiliar,
  withDefaultTag,
  type Digest,
  type Image,
  type Reference,
} from '../oci';
import type { FrontendSurroundings } from './frontend';
import { noIngredients } from './ingredients';
import { BuildError } from './result';
import { Solver, StepError } from './solver';
import { imageOperation } from './sources';
import { StepRunner } from './step-runner';
import { Graph, internalDigest } from './vertex';

/** The image that reads the Dockerfile in place of the builder's own frontend. */
export interface Syntax {
  /** As it was asked for: the image, and words that it is given. */
  readonly commandLine: string;
  /** Full name with tag. */
  readonly reference: string;
  readonly digest: Digest;
}

interface Asked {
  readonly image: string;
  readonly commandLine: string;
  /** Where the Dockerfile asks; undefined: a build argument does. */
  readonly range: SourceRange | undefined;
}

/** Docker's own frontends. They read a Dockerfile as the builder itself does. */
const knownFrontends: readonly string[] = ['docker/dockerfile', 'docker/dockerfile-upstream'];

const SYNTAX_ARGUMENT = 'BUILDKIT_SYNTAX';

/**
 * Loads the frontend that `# syntax=` or the build argument `BUILDKIT_SYNTAX` asks for. Throws a BuildError.
 * Source: BuildKit frontend/dockerfile/builder forwardGateway, frontend/gateway.
 */
export function* loadSyntax(text: string, around: FrontendSurroundings): Task<Syntax | undefined> {
  const { request } = around;
  const asked = askedSyntax(text, request.buildArgs.get(SYNTAX_ARGUMENT));
  if (asked === undefined) return undefined;
  try {
    return yield* loadFrontend(asked, around);
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    const { message, details } = error;
    const { commandLine, range } = asked;
    if (range === undefined) {
      throw new BuildError(`failed with ${SYNTAX_ARGUMENT} = ${commandLine}: ${message}`, details);
    }
    const dockerfile = { name: request.dockerfile.name, text };
    throw new BuildError(message, { ...details, source: { dockerfile, ranges: [range] } });
  }
}

function askedSyntax(text: string, argument: string | undefined): Asked | undefined {
  if (argument !== undefined) {
    const [image = ''] = argument.trim().split(' ');
    return { image, commandLine: argument, range: undefined };
  }
  const found = detectSyntax(text);
  if (found === undefined) return undefined;
  const { value, commandLine, line } = found;
  return { image: value, commandLine, range: { startLine: line, endLine: line } };
}

function* loadFrontend({ image: name, commandLine }: Asked, around: FrontendSurroundings): Task<Syntax> {
  const named = readReference(name);
  const reference = formatReference(named);
  const image = yield* resolveFrontend(reference, around);
  const familiar = familiarName(named);
  if (!knownFrontends.includes(familiar)) {
    throw new BuildError(
      `the frontend ${familiar} is not modelled here: the real builder runs this image, which reads the file in its own way`,
    );
  }
  yield* fetchFrontend(reference, image, around);
  return { commandLine, reference, digest: image.id };
}

function readReference(name: string): Reference {
  try {
    return withDefaultTag(parseFamiliar(name));
  } catch (error) {
    throw error instanceof InvalidReferenceError ? new BuildError(error.message) : error;
  }
}

function* resolveFrontend(
  reference: string,
  { request, worker, progress, logins }: FrontendSurroundings,
): Task<Image> {
  const digest = internalDigest(`syntax ${reference}`);
  const name = `resolve image config for docker-image://${reference}`;
  progress.announce([{ digest, name, inputs: [] }]);
  progress.started(digest);
  try {
    const image = yield* worker.resolveImage(reference, {
      pull: request.pull,
      platform: hostPlatform,
      logins,
    });
    progress.completed(digest);
    return image;
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    progress.completed(digest, error.message);
    const message = `failed to resolve source metadata for ${reference}: ${error.message}`;
    throw new BuildError(message, { vertex: digest });
  }
}

/** Its files: a build of its own inside the build, as far as the cache is concerned. */
function* fetchFrontend(
  reference: string,
  image: Image,
  { builder, hold, worker, progress }: FrontendSurroundings,
): Task<void> {
  const graph = new Graph();
  const { digest, name } = graph.add({
    operation: { ...imageOperation(reference, image), isFrontend: true },
    inputs: [],
    name: `docker-image://${reference.replace(/@.*/, '')}@${image.id}`,
    range: undefined,
    cacheFlag: undefined,
    ingredients: noIngredients,
  });
  progress.announce([{ digest, name, inputs: [] }]);
  const runner = new StepRunner({
    builder,
    hold,
    worker,
    progress,
    secrets: new Map(),
    shownAs: new Map(),
    isMounted: () => false,
    contextKey: (folder) => folder,
  });
  try {
    yield* new Solver(builder.cache, runner).solve(graph.vertices);
  } catch (error) {
    throw error instanceof StepError ? new BuildError(error.message, { vertex: digest }) : error;
  } finally {
    runner.stop();
  }
}
