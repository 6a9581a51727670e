import {
  type BaseImage,
  checkDockerfile,
  createIgnoreMatcher,
  type IgnoreMatcher,
  parseIgnoreFile,
  PatternError,
  type Platform,
  type SourceRange,
  variablesFrom,
} from '../engine/dockerfile';
import type { ImageFacts, RegistryFacts } from '../engine/world';
import type { FileMessage, FileToCheck } from './protocol';

/** What the build checks, or the reader of the file, say of a Dockerfile or a .dockerignore; nothing of other files. */
export function checkFile(
  { path, text, ignore }: FileToCheck,
  registries: readonly RegistryFacts[],
): readonly FileMessage[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/\.dockerignore$/.test(name)) return checkIgnoreFile(text);
  if (!/^(Dockerfile|Containerfile)(\.|$)|\.Dockerfile$/i.test(name)) return [];
  // A file that is begun is no mistake yet.
  if (text.trim() === '') return [];
  const matcher = ignore === undefined ? undefined : matcherOf(ignore);
  const { warnings, error } = checkDockerfile(text, {
    hasAllStages: true,
    baseImage: (reference, platform) => baseImage(reference, platform, registries),
    ...(matcher !== undefined && { ignore: matcher }),
  });
  const messages: FileMessage[] = warnings.map(({ rule, detail, range }) => ({
    kind: 'warning',
    rule,
    text: detail,
    ...linesOf(range),
  }));
  if (error !== undefined && error.code !== 'lint')
    messages.push({ kind: 'error', text: error.message, ...linesOf(error.range) });
  return messages.toSorted((one, other) => one.from - other.from);
}

function linesOf(range: SourceRange | undefined): { readonly from: number; readonly to: number } {
  const from = Math.max(1, range?.startLine ?? 1);
  return { from, to: Math.max(from, range?.endLine ?? from) };
}

function checkIgnoreFile(text: string): readonly FileMessage[] {
  return text.split('\n').flatMap((line, index): readonly FileMessage[] => {
    try {
      createIgnoreMatcher(parseIgnoreFile(line));
      return [];
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      return [{ kind: 'error', text: error.message, from: index + 1, to: index + 1 }];
    }
  });
}

/** A .dockerignore that is wrong ignores nothing here: its own editor says what is wrong. */
function matcherOf(text: string): IgnoreMatcher | undefined {
  try {
    return createIgnoreMatcher(parseIgnoreFile(text));
  } catch (error) {
    if (error instanceof PatternError) return undefined;
    throw error;
  }
}

/** A published image by its full name, `docker.io/library/python:3.13`. */
function baseImage(
  reference: string,
  platform: Platform,
  registries: readonly RegistryFacts[],
): BaseImage | undefined {
  const [, host = '', repository = '', tag = 'latest'] =
    /^([^/]+)\/([^:@]+)(?::([^@]+))?(?:@.*)?$/.exec(reference) ?? [];
  const familiar = host === 'docker.io' ? repository.replace(/^library\//, '') : repository;
  const images = registries.flatMap((registry): readonly ImageFacts[] =>
    registry.host === host ? registry.images : [],
  );
  const image = images.find(
    (one) => [familiar, `${host}/${repository}`].includes(one.repository) && one.tags.includes(tag),
  );
  if (image === undefined) return undefined;
  const { Env = [], WorkingDir = '' } = image.config;
  return {
    env: variablesFrom(Env),
    workdir: WorkingDir === '' ? '/' : WorkingDir,
    shell: [],
    // Published images are for many platforms; only a build knows which of them it got.
    platform,
  };
}
