// docker manifest push. Source: docker/cli cli/command/manifest/push.go.
import { DaemonError, findPublished, publishIndex } from '../../daemon';
import type { Task } from '../../kernel';
import { digestOf, formatReference, type Image, type Reference, repositoryName } from '../../oci';
import { registryUrl } from '../../registry';
import { CommandError, type CommandContext, implement, print } from '../context';
import { credentialsFor } from '../credentials';
import { manifestPush as declaration } from '../declarations/plugin';
import { forget, keptList, noSuchManifest } from '../manifest-store';
import {
  type KeptManifest,
  manifestList,
  manifestReference,
  unreachableRegistry,
} from '../registry-manifests';

type Context = CommandContext<typeof declaration>;

export const manifestPush = implement(declaration, function* (context) {
  const { flags, operands, daemon } = context;
  const list = manifestReference(operands.join());
  const kept = keptList(context, list);
  if (kept === undefined) throw noSuchManifest(list);
  if (kept.length === 0) throw new CommandError(`${formatReference(list)} not found`);
  for (const manifest of kept) checkMember(list, manifest);
  const { mediaType, text } = manifestList(kept.map(({ Descriptor }) => Descriptor));
  const bytes = new TextEncoder().encode(text);
  const url = registryUrl(list.domain);
  if (!daemon.registries.has(list.domain)) throw unreachableRegistry(list.domain);
  if (url.startsWith('http:') && !flags.insecure) {
    const secure = url.replace('http:', 'https:');
    throw new CommandError(
      `failed to configure transport: error pinging v2 registry: Get "${secure}": http: server gave HTTP response to HTTPS client`,
    );
  }
  const sources = [];
  for (const manifest of kept) {
    const reference = manifestReference(manifest.Ref);
    sources.push({ reference, image: yield* imageOf(context, reference, manifest) });
    if (repositoryName(reference) === repositoryName(list)) continue;
    const { digest } = manifest.Descriptor;
    yield* print(context, `Pushed ref ${repositoryName(list)}@${digest} with digest: ${digest}`);
  }
  const { credentials } = credentialsFor(context, list.domain);
  yield* asClient(publishIndex(daemon, list, { mediaType, bytes, sources }, credentials));
  yield* print(context, digestOf(bytes));
  if (flags.purge) forget(context, list);
  return 0;
});

function checkMember(list: Reference, { Ref, Descriptor: { platform } }: KeptManifest): void {
  if (platform === undefined || platform.architecture === '' || platform.os === '') {
    throw new CommandError(`manifest ${Ref} must have an OS and Architecture to be pushed to a registry`);
  }
  const { domain } = manifestReference(Ref);
  if (domain === list.domain) return;
  throw new CommandError(
    `cannot use source images from a different registry than the target image: ${domain} != ${list.domain}`,
  );
}

/** What the registry has of a manifest that the list names. */
function* imageOf(context: Context, reference: Reference, { Descriptor }: KeptManifest): Task<Image> {
  const { domain, path } = reference;
  const { credentials } = credentialsFor(context, domain);
  const asked = manifestReference(`${repositoryName({ domain, path })}@${Descriptor.digest}`);
  return yield* asClient(findPublished(context.daemon, asked, credentials));
}

function* asClient<Result>(task: Task<Result>): Task<Result> {
  try {
    return yield* task;
  } catch (error) {
    throw error instanceof DaemonError ? new CommandError(error.message) : error;
  }
}
