// docker buildx imagetools create. Source: buildx, commands/imagetools/create.go and util/imagetools/create.go.
import type { SolveStatus } from '../../builder';
import { DaemonError, findPublished, publishIndex } from '../../daemon';
import { isErrno, type Task } from '../../kernel';
import {
  descriptorJson,
  type Descriptor,
  digestOf,
  digestOfText,
  formatReference,
  goJson,
  type Image,
  isIndexType,
  mediaTypes,
  parseAnyReference,
  parseFamiliar,
  parseIndex,
  type Reference,
  repositoryName,
  withDefaultTag,
} from '../../oci';
import { quote } from '../../units';
import { readAnnotations } from '../build-options/annotations';
import { goFileError, refusal } from '../build-options/build-error';
import { checkBuilderIsThere } from '../build-options/builder-name';
import { progressColours } from '../build-progress/colours';
import { silentDisplay, type ProgressDisplay } from '../build-progress/display';
import { followBuild } from '../build-progress/follow';
import { PlainDisplay } from '../build-progress/plain';
import { RawJsonDisplay } from '../build-progress/raw-json';
import { TerminalDisplay } from '../build-progress/terminal';
import { type CommandContext, type Edges, implement, print, refused, simplified } from '../context';
import { credentialsFor } from '../credentials';
import { buildxImagetoolsCreate as declaration } from '../declarations/buildx';
import { readingReference } from '../reference-errors';

type Context = CommandContext<typeof declaration>;

const edges: Edges<typeof declaration> = {
  flags: {
    debug: simplified('There are no debugging messages.'),
    'metadata-file': refused('the real one writes the digest of what was made into a file.'),
    platform: refused('the real one leaves out the manifests for other platforms.'),
  },
};

/** An image to take manifests of. */
interface Source {
  readonly reference: Reference;
  readonly image: Image;
}

export const imagetoolsCreate = implement(declaration, edges, function* (context) {
  const { flags, operands } = context;
  if (operands.length === 0 && flags.file.length === 0) throw refusal('no sources specified');
  if (!flags['dry-run'] && flags.tag.length === 0) {
    throw refusal("can't push with no tags specified, please set --tag or --dry-run");
  }
  const words = [...flags.file.map((path) => readSource(context, path)), ...operands];
  const tags = flags.tag.map((tag) => readingReference(() => parseFamiliar(tag), refusal));
  const [first] = flags.tag;
  const names = flags.append && first !== undefined ? [first, ...words] : words;
  checkBuilderIsThere(context, flags.builder);
  const sources: Source[] = [];
  for (const reference of sourceReferences(names, tags)) {
    sources.push({ reference, image: yield* asClient(asked(context, reference)) });
  }
  const index = combined(context, sources);
  if (flags['dry-run']) {
    yield* print(context, new TextDecoder().decode(index.bytes));
    return 0;
  }
  const end = yield* followBuild(context, createDisplay(context), (tell) =>
    pushAll(context, { tags, sources, index }, tell),
  );
  if (end.kind === 'failed') {
    if (end.error instanceof DaemonError) throw refusal(end.error.message);
    throw end.error;
  }
  return end.kind === 'done' ? 0 : 130;
});

function readSource({ process }: Context, path: string): string {
  try {
    return process.files.readText(path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw refusal(goFileError('open', path, error));
  }
}

/** Names, and digests: of the one repository that all else is in. */
function sourceReferences(words: readonly string[], tags: readonly Reference[]): readonly Reference[] {
  const read = words.map((word) => ({ word, source: readName(word) }));
  const named = read.flatMap(({ source }) => (typeof source === 'string' ? [] : [source]));
  const repositories = new Map([...tags, ...named].map((one) => [repositoryName(one), one]));
  const [only] = repositories.values();
  if (only === undefined) {
    throw refusal('no repositories specified, please set a reference in tag or source');
  }
  return read.map(({ word, source }) => {
    if (typeof source !== 'string') return withDefaultTag(source);
    if (repositories.size > 1) {
      throw refusal(`multiple repositories specified, cannot infer repository for ${quote(word)}`);
    }
    return parseFamiliar(`${repositoryName(only)}@${source}`);
  });
}

function readName(word: string): Reference | string {
  if (word.startsWith('{')) {
    throw refusal('sources that are descriptors in JSON are not modelled here; names and digests are');
  }
  const wrong = (message: string) =>
    refusal(
      `failed to parse source ${quote(word)}, valid sources are digests, references and descriptors: ${message}`,
    );
  return readingReference(
    () => (word.startsWith('sha256:') ? parseAnyReference(word) : parseFamiliar(word)),
    wrong,
  );
}

function* asked(context: Context, reference: Reference): Task<Image> {
  const { credentials } = credentialsFor(context, reference.domain);
  return yield* findPublished(context.daemon, reference, credentials);
}

/** buildx has no daemon in between: what a registry refuses is said without a name in front. */
function* asClient<Result>(task: Task<Result>): Task<Result> {
  try {
    return yield* task;
  } catch (error) {
    if (!(error instanceof DaemonError)) throw error;
    throw refusal(error.message.replace(/^failed to resolve reference "[^"]*": /, ''));
  }
}

interface CombinedIndex {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** One index of all manifests. A single source that is an index already, or need not be one, is taken as it is. */
function combined({ flags }: Context, sources: readonly Source[]): CombinedIndex {
  const annotations = readAnnotations(flags.annotation, (problem) =>
    refusal(`failed to parse annotations: ${problem}`),
  );
  const [only, ...others] = sources;
  if (only !== undefined && others.length === 0 && annotations.length === 0) {
    const { target, documents } = only.image;
    const bytes = documents.get(target.digest);
    if (bytes !== undefined && (isIndexType(target.mediaType) || !flags['prefer-index'])) {
      return { mediaType: target.mediaType, bytes };
    }
  }
  const listed = new Map<string, Descriptor>();
  for (const descriptor of sources.flatMap(({ image }) => manifestsOf(image))) {
    const before = listed.get(descriptor.digest);
    const notes = { ...before?.annotations, ...descriptor.annotations };
    listed.set(descriptor.digest, {
      ...descriptor,
      ...(Object.keys(notes).length > 0 && { annotations: notes }),
    });
  }
  const isDocker = [...listed.values()].every(({ mediaType }) =>
    mediaType.startsWith('application/vnd.docker.'),
  );
  const mediaType = isDocker ? mediaTypes.dockerManifestList : mediaTypes.index;
  const ofIndex: Record<string, string> = {};
  for (const { place, platform, key, value } of isDocker ? [] : annotations) {
    if (place === 'manifest') throw refusal(`${quote(place)} annotations are not supported yet`);
    if (place === 'index-descriptor') {
      throw refusal(`${quote(place)} annotations are invalid while creating an image`);
    }
    if (place === 'index') ofIndex[key] = value;
    else annotate(listed, platform, { [key]: value });
  }
  const manifests = [...listed.values()].map(descriptorJson);
  const inOrder = Object.fromEntries(Object.entries(ofIndex).sort(([a], [b]) => (a < b ? -1 : 1)));
  const text = goJson(
    {
      schemaVersion: 2,
      mediaType,
      manifests,
      ...(Object.keys(inOrder).length > 0 && { annotations: inOrder }),
    },
    '  ',
  );
  return { mediaType, bytes: new TextEncoder().encode(text) };
}

/** The manifests of an image, each with its platform. */
function manifestsOf({ target, documents, config }: Image): readonly Descriptor[] {
  const bytes = documents.get(target.digest);
  if (bytes !== undefined && isIndexType(target.mediaType)) return parseIndex(bytes).manifests;
  const { architecture, os, variant } = config;
  return [{ ...target, platform: { architecture, os, ...(variant !== undefined && { variant }) } }];
}

function annotate(
  listed: Map<string, Descriptor>,
  platform: string | undefined,
  annotation: Readonly<Record<string, string>>,
): void {
  for (const [digest, descriptor] of listed) {
    const { os, architecture, variant = '' } = descriptor.platform ?? { os: '', architecture: '' };
    const own = [os, architecture, variant].filter((part) => part !== '').join('/');
    if (platform !== undefined && platform !== own) continue;
    listed.set(digest, { ...descriptor, annotations: { ...descriptor.annotations, ...annotation } });
  }
}

function createDisplay({ process, flags }: Context): ProgressDisplay {
  if (flags.progress === 'quiet' || flags.progress === 'none') return silentDisplay;
  if (flags.progress === 'rawjson') return new RawJsonDisplay();
  const isTerminal = process.isOpen(2) && process.isatty(2) && flags.progress !== 'plain';
  return isTerminal
    ? new TerminalDisplay('', progressColours(process.env), () => process.terminalSize(2))
    : new PlainDisplay(undefined);
}

interface Push {
  readonly tags: readonly Reference[];
  readonly sources: readonly Source[];
  readonly index: CombinedIndex;
}

function* pushAll(
  context: Context,
  { tags, sources, index }: Push,
  tell: (status: SolveStatus) => void,
): Task<void> {
  const { daemon } = context;
  for (const tag of tags) {
    const shown = formatReference(tag);
    const vertex = digestOfText(`pushing ${shown}`);
    const startedMs = daemon.nowMs;
    const started = {
      digest: vertex,
      inputs: [],
      name: `[internal] pushing ${shown}`,
      startedMs,
      cached: false,
    };
    const say = (text: string): void => {
      const data = new TextEncoder().encode(`${text}\n`);
      const log = { vertex, stream: 'stdout', data, timestampMs: daemon.nowMs } as const;
      tell({ vertexes: [], statuses: [], logs: [log], warnings: [] });
    };
    const about = (more: { readonly completedMs?: number; readonly error?: string }): void =>
      tell({ vertexes: [{ ...started, ...more }], statuses: [], logs: [], warnings: [] });
    about({});
    for (const { reference, image } of sources) {
      if (repositoryName(reference) === repositoryName(tag)) continue;
      say(`copying ${image.id} from ${formatReference(reference)} to ${shown}`);
    }
    say(`pushing ${digestOf(index.bytes)} to ${shown}`);
    const { credentials } = credentialsFor(context, tag.domain);
    try {
      yield* publishIndex(daemon, withDefaultTag(tag), { ...index, sources }, credentials);
      about({ completedMs: daemon.nowMs });
    } catch (error) {
      if (error instanceof DaemonError) about({ completedMs: daemon.nowMs, error: error.message });
      throw error;
    }
  }
}
