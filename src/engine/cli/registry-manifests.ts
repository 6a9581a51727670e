// What docker manifest asks of registries, and keeps of it. Source: docker/cli cli/registry/client, cli/manifest/types.
import {
  DaemonError,
  type Daemon,
  type Published,
  type PublishedManifest,
  publishedManifests,
} from '../daemon';
import type { Task } from '../kernel';
import { formatReference, mediaTypes, parseFamiliar, type Reference, withDefaultTag } from '../oci';
import { loginUnreachable, registryUrl } from '../registry';
import { toBase64 } from '../units';
import { CommandError, type CommandContext } from './context';
import { credentialsFor } from './credentials';
import { readingReference } from './reference-errors';

/** What is asked with: the client's logins, and whether a registry without TLS will do. */
export interface RegistryAsker extends Pick<CommandContext, 'process' | 'globals'> {
  readonly daemon: Daemon;
  readonly isInsecure: boolean;
}

/** A manifest as the client writes it: into its files, and with `--verbose`. */
export interface KeptManifest {
  readonly Ref: string;
  readonly Descriptor: {
    readonly mediaType: string;
    readonly digest: string;
    readonly size: number;
    readonly platform?: KeptPlatform;
  };
  readonly Raw: string;
  readonly SchemaV2Manifest?: unknown;
  readonly OCIManifest?: unknown;
}

/** Keys in the order of the OCI specification's structure. */
export interface KeptPlatform {
  readonly architecture: string;
  readonly os: string;
  readonly 'os.version'?: string;
  readonly 'os.features'?: readonly string[];
  readonly variant?: string;
}

/** A name as docker manifest takes it: with a tag, where it has no digest. */
export function manifestReference(text: string): Reference {
  return readingReference(() => withDefaultTag(parseFamiliar(text)));
}

/** Asks the registry as the client does, which takes one without TLS only where it is told to. */
export function* askForManifests(asker: RegistryAsker, reference: Reference): Task<Published> {
  const { daemon, isInsecure } = asker;
  const { domain, path, tag, digest } = reference;
  const registry = daemon.registries.get(domain);
  if (registry === undefined) throw unreachableRegistry(domain);
  const none = `no such manifest: ${formatReference(reference)}`;
  const url = registryUrl(domain);
  const isPlain = url.startsWith('http:');
  if (isPlain && !isInsecure) throw new CommandError(none);
  const { credentials } = credentialsFor(asker, domain);
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

/** A registry that does not answer, or not by TLS. */
export function unreachableRegistry(domain: string): CommandError {
  const problem = loginUnreachable(domain).message.replace('Get "http:', 'Get "https:');
  return new CommandError(`failed to configure transport: error pinging v2 registry: ${problem}`);
}

/** A manifest as the client keeps it under a name. */
export function keptManifest(name: string, manifest: PublishedManifest): KeptManifest {
  const { mediaType, digest, size, platform, bytes } = manifest;
  const key = mediaType === mediaTypes.manifest ? 'OCIManifest' : 'SchemaV2Manifest';
  return {
    Ref: name,
    Descriptor: { mediaType, digest, size, platform },
    Raw: toBase64(bytes),
    [key]: manifestJson(manifest),
  };
}

export function manifestJson({ bytes }: PublishedManifest): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}

/** A list as docker makes one anew of manifests: annotations are not kept. Source: distribution, manifestlist.FromDescriptors. */
export function manifestList(manifests: readonly KeptManifest['Descriptor'][]): {
  readonly mediaType: string;
  readonly text: string;
} {
  const isOci = manifests[0]?.mediaType === mediaTypes.manifest;
  const mediaType = isOci ? mediaTypes.index : mediaTypes.dockerManifestList;
  const list = {
    schemaVersion: 2,
    mediaType,
    manifests: manifests.map(({ mediaType: type, size, digest, platform }) => ({
      mediaType: type,
      size,
      digest,
      platform: platform ?? { architecture: '', os: '' },
    })),
  };
  return { mediaType, text: JSON.stringify(list, undefined, 3) };
}
