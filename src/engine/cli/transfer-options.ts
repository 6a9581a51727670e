// What pull and push have in common.
import type { Daemon } from '../daemon';
import { DockerfileError, formatPlatform, parsePlatform } from '../dockerfile';
import { isNameOnly, parseFamiliar, type Reference, withDefaultTag } from '../oci';
import type { Task } from '../kernel';
import { CommandError, print, type CommandContext } from './context';
import { readingReference } from './reference-errors';

/**
 * The reference that a pull or push means; one without a tag gets `latest`, which is told, or stays the whole
 * repository (`--all-tags`). Source: docker/cli cli/command/image/pull.go, push.go.
 */
export function* transferredReference(
  context: Pick<CommandContext, 'stdout'>,
  text: string,
  { allTags, quiet }: { readonly allTags: boolean; readonly quiet: boolean },
): Task<Reference> {
  const given = readingReference(() => parseFamiliar(text));
  if (allTags) {
    if (!isNameOnly(given)) throw new CommandError("tag can't be used with --all-tags/-a");
    return given;
  }
  if (isNameOnly(given) && !quiet) yield* print(context, 'Using default tag: latest');
  return withDefaultTag(given);
}

/** `--platform` in its normal form, `arm64` as `linux/arm64`; nothing where none is given. */
export function platformOption(text: string): { readonly platform?: string } {
  if (text === '') return {};
  try {
    return { platform: formatPlatform(parsePlatform(text)) };
  } catch (error) {
    if (error instanceof DockerfileError) throw new CommandError(error.message);
    throw error;
  }
}

/** Whether a repository holds published images, of which only linux/amd64 is here. */
export function isPublished(daemon: Daemon, { domain, path }: Reference): boolean {
  const images = daemon.registries.get(domain)?.repositories.get(path)?.images ?? [];
  return images.some(({ kind }) => kind === 'published');
}
