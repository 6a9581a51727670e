import { formatPlatform, hostPlatform } from '../dockerfile';
import { emptyTree, type Node, type Tree } from '../fs';
import type { Task } from '../kernel';
import { digestOf, goJson, imageOfPlatforms, platformImages, type Digest, type Image } from '../oci';
import type { PlatformBuild } from './build';
import { buildCosts, megabytes } from './costs';
import {
  annotationsOf,
  archiveExportName,
  archiveStatuses,
  beginOnImage,
  describeStage,
  exportImage,
  exportStatuses,
  filesExports,
  imageExportName,
  packageUrl,
  predicateOf,
  predicateType,
  provenanceOf,
  pushStatuses,
  withLabels,
  type ExportStatus,
  type ImageStep,
  type ProvenanceFacts,
  type StageImage,
} from './export';
import { sendContext } from './files';
import type { FrontendSurroundings } from './frontend';
import type { BuildAttachment, BuildHistoryRecord } from './history';
import { randomId } from './random-id';
import { remoteCaches } from './remote-caches';
import type { BuildOutput, BuildRequest } from './request';
import { BuildError } from './result';
import { layersOf, stackOf, type Snapshot } from './snapshot';
import type { Solved } from './solver';
import type { DoneInstruction, StageSteps } from './stage-steps';
import type { CachedStep } from './step-cache';
import type { Syntax } from './syntax';
import { internalDigest, type Step } from './vertex';

export interface ExportedBuild {
  readonly platforms: readonly { readonly platform: string; readonly tree: Tree }[];
  readonly image: Image | undefined;
  /** What the build's record tells of it. */
  readonly record: Pick<BuildHistoryRecord, 'materials' | 'attachments'>;
}

interface PlatformResult {
  readonly build: PlatformBuild;
  /** undefined: a stage without any files. */
  readonly snapshot: Snapshot | undefined;
  readonly step: CachedStep | undefined;
}

const exportDigest = internalDigest('exporting');

/**
 * Hands the result over: an image to the image store and, if asked for, to a registry, files to the client.
 * `solved` are the results of the builds whose target has files, in their order. Throws a BuildError.
 */
export function* exportResult(
  builds: readonly PlatformBuild[],
  solved: readonly Solved[],
  syntax: Syntax | undefined,
  around: FrontendSurroundings,
): Task<ExportedBuild> {
  const { output } = around.request;
  checkPlatforms(builds);
  const open = [...solved];
  const results = builds.map((build): PlatformResult => {
    const made = build.target.end === undefined ? undefined : open.shift();
    return { build, snapshot: made?.snapshot, step: made?.step };
  });
  const platforms = results.map(({ build, snapshot }) => ({
    platform: formatPlatform(build.platform),
    tree: dated(snapshot?.tree ?? emptyTree, build.epochMs),
  }));
  if (output.kind === 'files') {
    yield* sendFiles(
      output.as,
      platforms.map(({ tree }) => tree),
      around,
    );
  }
  const isImage = output.kind === 'image' || output.kind === 'archive';
  const image = isImage ? yield* makeImage(results, output, syntax, around) : undefined;
  return { platforms, image, record: recordOf(results, image, syntax, around) };
}

/** A platform that was asked for twice has one result. Source: BuildKit exporter/containerimage writer. */
function checkPlatforms(builds: readonly PlatformBuild[]): void {
  const { size } = new Set(builds.map(({ platform }) => formatPlatform(platform)));
  if (size === builds.length) return;
  throw new BuildError(`number of platforms does not match references ${builds.length} ${size}`);
}

/** The files as they are handed out: all of one time, where that was asked for. Source: BuildKit exporter/local. */
function dated<Kind extends Node>(node: Kind, epochMs: number | undefined): Kind {
  if (epochMs === undefined) return node;
  if (node.kind !== 'directory') return { ...node, mtimeMs: epochMs };
  const entries = [...node.entries].map(([name, child]) => [name, dated(child, epochMs)] as const);
  return { ...node, mtimeMs: epochMs, entries: new Map(entries) };
}

/** Source: BuildKit solver/llbsolver, recordBuildHistory. */
function recordOf(
  results: readonly PlatformResult[],
  image: Image | undefined,
  syntax: Syntax | undefined,
  around: FrontendSurroundings,
): ExportedBuild['record'] {
  const attachments: BuildAttachment[] = [];
  if (image !== undefined && around.request.output.kind === 'image') {
    const { target } = image;
    if (target.digest !== image.manifestDescriptor.digest) {
      attachments.push({ digest: target.digest, platform: '', type: target.mediaType });
    }
    for (const { manifestDescriptor, config } of platformImages(image)) {
      const { os, architecture, variant = '' } = config;
      const platform = formatPlatform({ os, architecture, variant, osVersion: '' });
      const { digest, mediaType } = manifestDescriptor;
      const isAlone = target.digest === digest;
      attachments.push({ digest, platform: isAlone ? '' : platform, type: mediaType });
    }
  }
  const facts = results.map((result) => factsOf(result, syntax, around, image?.id ?? ''));
  for (const one of facts) {
    const bytes = new TextEncoder().encode(goJson(predicateOf(one), '  '));
    const platform = results.length === 1 ? '' : one.platform;
    attachments.push({ digest: digestOf(bytes), platform, type: predicateType });
  }
  const materials = facts.flatMap((one) =>
    one.materials.map(({ reference, digest }) => ({ uri: packageUrl(reference, one.platform), digest })),
  );
  const order = ({ platform, type }: BuildAttachment): string => `${platform} ${type}`;
  return { materials, attachments: attachments.sort((a, b) => (order(a) < order(b) ? -1 : 1)) };
}

function factsOf(
  { build }: PlatformResult,
  syntax: Syntax | undefined,
  { request, worker, progress }: FrontendSurroundings,
  ref: string,
): ProvenanceFacts {
  return {
    ref,
    platform: formatPlatform(build.platform),
    names: request.tags,
    dockerfile: request.dockerfile.name,
    materials: materialsOf(build.target.end, syntax),
    syntax,
    startedMs: Math.min(...progress.vertices.map(({ startedMs = worker.nowMs }) => startedMs)),
    finishedMs: worker.nowMs,
  };
}

function* sendFiles(
  as: 'directory' | 'tarball',
  trees: readonly Tree[],
  { worker, progress }: FrontendSurroundings,
): Task<void> {
  const { name, status } = filesExports[as];
  progress.announce([{ digest: exportDigest, name, inputs: [] }]);
  progress.started(exportDigest);
  const startedMs = worker.nowMs;
  const everything = { ignore: undefined, paths: undefined };
  const bytes = trees.reduce(
    (sum, folder) => sum + sendContext(undefined, { folder, ...everything }).sentBytes,
    0,
  );
  yield* worker.busy(buildCosts.contextMs + megabytes(bytes) * buildCosts.contextMsPerMegabyte);
  const completedMs = worker.nowMs;
  progress.status({ vertex: exportDigest, id: status, current: bytes, total: 0, startedMs, completedMs });
  progress.completed(exportDigest);
}

function* makeImage(
  results: readonly PlatformResult[],
  output: Extract<BuildOutput, { readonly kind: 'image' | 'archive' }>,
  syntax: Syntax | undefined,
  around: FrontendSurroundings,
): Task<Image> {
  const { request, worker, progress } = around;
  const name = output.kind === 'image' ? imageExportName : archiveExportName(output.format);
  progress.announce([{ digest: exportDigest, name, inputs: [] }]);
  progress.started(exportDigest);
  const packingMs = worker.nowMs;
  const stacks = results.flatMap(({ snapshot }) => (snapshot === undefined ? [] : stackOf(snapshot)));
  const fresh = [...new Set(stacks)].filter(
    ({ packed, imageLayers }) => packed === undefined && imageLayers === undefined,
  );
  if (fresh.length > 0) yield* worker.busy(buildCosts.packingMs);
  for (const one of fresh) {
    yield* worker.busy(buildCosts.packMs + megabytes(one.ownBytes) * buildCosts.packMsPerMegabyte);
  }
  const remote = yield* remoteCaches(request, worker);
  const inlineCaches = results.map(({ step }) => remote?.inlineCache(step, around));
  const inlineCache = inlineCaches.find((cache) => cache !== undefined);
  const images = results.map((result, index) =>
    imageOf(result, results, { syntax, inConfig: inlineCaches[index] }, around),
  );
  const image = wholeImage(images, results, request);
  const { tags } = request;
  const tell = (id: string, startedMs: number): void => {
    const completedMs = worker.nowMs;
    progress.status({ vertex: exportDigest, id, current: 0, total: 0, startedMs, completedMs });
  };
  const statuses = output.kind === 'image' ? exportStatuses(image, tags) : archiveStatuses(image);
  const [packing, ...later] = statuses;
  const withCache: ExportStatus = { id: 'preparing layers for inline cache', kind: 'document' };
  const told = packing === undefined || inlineCache === undefined ? statuses : [packing, withCache, ...later];
  for (const { id, kind } of told) {
    const startedMs = kind === 'layers' ? packingMs : worker.nowMs;
    yield* worker.busy(costMs(kind, fresh));
    tell(id, startedMs);
  }
  if (output.kind === 'image') worker.storeImage(image, tags);
  if (output.kind === 'image' && output.push) {
    for (const tag of tags) yield* push(image, tag, tell, around);
  }
  progress.completed(exportDigest);
  yield* worker.busy(buildCosts.finishMs);
  return image;
}

/** Uploads it under a name. Source: BuildKit util/push, exporter/containerimage. */
function* push(
  image: Image,
  name: string,
  tell: (id: string, startedMs: number) => void,
  { worker, progress, logins }: FrontendSurroundings,
): Task<void> {
  const startedMs = worker.nowMs;
  const [layers, manifest] = pushStatuses(image, name);
  try {
    yield* worker.pushImage(image, name, logins);
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    tell(layers, startedMs);
    const message = `failed to push ${name}: ${error.message}`;
    progress.completed(exportDigest, message);
    throw new BuildError(message, { vertex: exportDigest });
  }
  tell(layers, startedMs);
  const manifestMs = worker.nowMs;
  yield* worker.busy(buildCosts.pushManifestMs);
  tell(manifest, manifestMs);
}

function costMs(kind: ExportStatus['kind'], fresh: readonly Snapshot[]): number {
  if (kind === 'layers' || kind === 'name') return 0;
  if (kind === 'document') return buildCosts.documentMs;
  if (fresh.length === 0) return buildCosts.lookUpUnpackedMs;
  const bytes = fresh.reduce((sum, { ownBytes }) => sum + ownBytes, 0);
  return buildCosts.unpackMs + megabytes(bytes) * buildCosts.unpackMsPerMegabyte;
}

/** One image of those for each platform. */
function wholeImage(
  images: readonly Image[],
  results: readonly PlatformResult[],
  { annotations }: BuildRequest,
): Image {
  const [image, ...others] = images;
  if (image === undefined) throw new TypeError('a build for no platform');
  if (others.length === 0) return image;
  const built = results.map(({ build }) => formatPlatform(build.platform));
  const placed = annotationsOf(annotations, built[0] ?? '', { hasIndex: true, built });
  return imageOfPlatforms(images, hostPlatform, placed);
}

interface ImageExtras {
  readonly syntax: Syntax | undefined;
  readonly inConfig: Readonly<Record<string, string>> | undefined;
}

function imageOf(
  result: PlatformResult,
  results: readonly PlatformResult[],
  { syntax, inConfig }: ImageExtras,
  around: FrontendSurroundings,
): Image {
  const { build, snapshot } = result;
  const { request } = around;
  const { os, architecture, variant } = build.platform;
  const stack = snapshot === undefined ? [] : stackOf(snapshot);
  const layers = snapshot === undefined ? [] : layersOf(snapshot);
  const facts = factsOf(
    result,
    syntax,
    around,
    randomId(() => around.worker.random()),
  );
  return exportImage({
    image: withLabels(describe(build), request.labels),
    layers,
    annotations: annotationsOf(request.annotations, formatPlatform(build.platform), {
      hasIndex: results.length > 1 || (request.provenance && layers.length > 0),
      built: results.map((one) => formatPlatform(one.build.platform)),
    }),
    layerTimesMs: stack.flatMap(({ imageLayers, createdMs }) =>
      imageLayers === undefined ? [createdMs] : [],
    ),
    platform: { os, architecture, ...(variant === '' ? {} : { variant }) },
    epochMs: build.epochMs,
    ...(inConfig && { inConfig }),
    ...(request.provenance ? { attest: (manifest: Digest) => [provenanceOf(facts, manifest)] } : {}),
  });
}

/** What the target's image says of itself: stage upon stage, down to an image or to nothing. */
function describe({ target, stages }: PlatformBuild): StageImage {
  const chain: StageSteps[] = [];
  for (let stage: StageSteps | undefined = target; stage !== undefined;) {
    chain.push(stage);
    const { base }: StageSteps['resolved'] = stage.resolved;
    stage = base.kind === 'stage' ? stages.get(base.index) : undefined;
  }
  return chain.reduceRight(
    (image, { instructions }) => describeStage(image, instructions.map(imageStep)),
    beginOnImage(chain.at(-1)?.image),
  );
}

function imageStep({ instruction, before, step }: DoneInstruction): ImageStep {
  const makesLayer = step !== undefined;
  if (step?.operation.kind !== 'exec') return { instruction, before, makesLayer };
  return { instruction, before, makesLayer, argv: step.operation.argv };
}

/** The images that a step's result stands on or was copied from, and the one that read the Dockerfile. */
function materialsOf(
  target: Step | undefined,
  syntax: Syntax | undefined,
): readonly { readonly reference: string; readonly digest: Digest }[] {
  const found = new Map<string, Digest>();
  if (syntax !== undefined) found.set(syntax.reference, syntax.digest);
  const seen = new Set<Step>();
  const open = target === undefined ? [] : [target];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    if (seen.has(step)) continue;
    seen.add(step);
    const { operation, inputs } = step;
    if (operation.kind === 'image') found.set(operation.reference, operation.image.id);
    open.push(...inputs.map(({ node }) => node));
  }
  return [...found].sort().map(([reference, id]) => ({ reference, digest: id }));
}
