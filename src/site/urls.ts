import { PARTS, type Part } from './parts';

/** The folder of the part that has generated pages too. */
export const REFERENCE_FOLDER = 'reference';

/** A note's place: the part it belongs to and its path on the site. */
export interface NoteAddress {
  readonly part: Part;
  /** Path segments after the site's root, as `running-containers/run-a-container`. */
  readonly slug: string;
}

/**
 * Where the note in a file of `content/` is found. Numbers in front of names order the files in a listing and are
 * no part of the address: `1-running-containers/01-run-a-container.mdx` is `running-containers/run-a-container`.
 * @param path relative to `content/`, with forward slashes
 * @throws Error for a file outside the known parts' folders
 */
export function noteAddress(path: string): NoteAddress {
  const [folder, ...rest] = path.replace(/\.mdx$/, '').split('/');
  const part = PARTS.find((candidate) => candidate.folder === folder);
  if (part === undefined || rest.length === 0) {
    const folders = PARTS.map((candidate) => `content/${candidate.folder}/`).join(', ');
    throw new Error(`content/${path} lies in no part of the notes. A note belongs in one of: ${folders}`);
  }
  return { part, slug: [part.slug, ...rest.map((segment) => segment.replace(/^\d+-/, ''))].join('/') };
}

/** The path of a page by its slug, as every link writes it: with slashes at both ends. */
export function pagePath(slug: string): string {
  return slug === '' ? '/' : `/${slug}/`;
}
