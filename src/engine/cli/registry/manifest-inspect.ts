// docker manifest inspect. Source: docker/cli cli/command/manifest/inspect.go, cli/registry/client.
import { DaemonError, type Published, type PublishedManifest, publishedManifests } from '../../daemon';
import { formatReference, mediaTypes, parseFamiliar, type Reference, withDefaultTag } from '../../oci';
import type { Task } from '../../kernel';
import { loginUnreachable, registryUrl } from '../../registry';
import { toBase64 } from '../../units';
import { CommandError, type CommandContext, implement, print } from '../context';
import { credentialsFor } from '../credentials';
import { manifestInspect as declaration } from '../declarations/plugin';
import { readingReference } from '../reference-errors';

type Context = CommandContext<typeof declaration>;

export const manifestInspect = implement(declaration, function* (context) {
  const { flags } = context;
  const [first = '', second] = context.operands;
  const reference = readingReference(() => withDefaultTag(parseFamiliar(second ?? first)));
  // No list of one's own is kept here: `docker manifest create` is not modelled.
  if (second !== undefined) throw new CommandError(`No such manifest: ${formatReference(reference)}`);
  const { isIndex, isWhole, manifests } = yield* asked(context, reference);
  const [only] = manifests;
  if (!isWhole || only === undefined) {
    throw new CommandError(
      `docker manifest inspect: not all manifests of ${formatReference(reference)} are in this simulated registry`,
    );
  }
  const name = formatReference(reference);
  if (flags.verbose) {
    const all = manifests.map((manifest) =>
      verbosely(isIndex ? `${name}@${manifest.digest}` : name, manifest),
    );
    yield* print(context, JSON.stringify(isIndex ? all : all[0], undefined, '\t'));
  } else if (isIndex) {
    yield* print(context, JSON.stringify(listOf(manifests), undefined, 3));
  } else {
    yield* print(context, JSON.stringify(jsonOf(only), undefined, '\t'));
  }
  return 0;
});

/** Asks the registry as the client does, which takes one without TLS only where it is told to. */
function* asked(context: Context, reference: Reference): Task<Published> {
  const { daemon, flags } = context;
  const { domain, path, tag, digest } = reference;
  const registry = daemon.registries.get(domain);
  if (registry === undefined) {
    const problem = loginUnreachable(domain).message.replace('Get "http:', 'Get "https:');
    throw new CommandError(`failed to configure transport: error pinging v2 registry: ${problem}`);
  }
  const none = `no such manifest: ${formatReference(reference)}`;
  const url = registryUrl(domain);
  const isPlain = url.startsWith('http:');
  if (isPlain && !flags.insecure) throw new CommandError(none);
  const { credentials } = credentialsFor(context, domain);
  const { access } = registry;
  if (isPlain && access !== undefined && !access.anonymousPull && credentials === undefined) {
    throw new CommandError(`Get "${url}${path}/manifests/${digest ?? tag ?? ''}": no basic auth credentials`);
  }
  try {
    return yield* publishedManifests(daemon, reference, credentials);
  } catch (error) {
    if (!(error instanceof DaemonError)) throw error;
    if (error.kind !== 'notFound') throw new CommandError(error.message);
    throw new CommandError(isPlain ? 'manifest unknown' : none);
  }
}

/** A list as docker makes one anew of what it has found: annotations are not kept. */
function listOf(manifests: readonly PublishedManifest[]): object {
  const isOci = manifests[0]?.mediaType === mediaTypes.manifest;
  return {
    schemaVersion: 2,
    mediaType: isOci ? mediaTypes.index : mediaTypes.dockerManifestList,
    manifests: manifests.map(({ mediaType, size, digest, platform }) => ({
      mediaType,
      size,
      digest,
      platform,
    })),
  };
}

function verbosely(name: string, manifest: PublishedManifest): object {
  const { mediaType, digest, size, platform, bytes } = manifest;
  const key = mediaType === mediaTypes.manifest ? 'OCIManifest' : 'SchemaV2Manifest';
  return {
    Ref: name,
    Descriptor: { mediaType, digest, size, platform },
    Raw: toBase64(bytes),
    [key]: jsonOf(manifest),
  };
}

function jsonOf({ bytes }: PublishedManifest): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}
