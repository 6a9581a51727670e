import { PARTS, type Part } from './parts';
import { noteAddress, pagePath, REFERENCE_FOLDER } from './urls';

/** What the navigation needs to know of a note. */
export interface NoteSummary {
  /** Path relative to `content/`. */
  readonly file: string;
  readonly title: string;
  readonly description: string;
  readonly order: number;
}

export interface NavigationPage {
  readonly title: string;
  readonly description: string;
  readonly slug: string;
  readonly href: string;
  readonly part: Part;
  /** The file to edit for a change of the page, in the repository. */
  readonly source: string;
}

/** A page of the reference that is made of declarations, not of a note. */
export interface GeneratedPage {
  /** Path segment in the reference. */
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly source: string;
}

export interface NavigationPart {
  readonly part: Part;
  readonly pages: readonly NavigationPage[];
}

/**
 * The notes in the order of reading: parts as declared, pages by their `order`. In the reference the generated pages
 * follow the notes.
 * @throws Error when two notes of a part claim the same order or the same address, naming both files
 */
export function buildNavigation(
  notes: readonly NoteSummary[],
  generated: readonly GeneratedPage[] = [],
): readonly NavigationPart[] {
  const placed = notes.map((note) => ({ note, address: noteAddress(note.file) }));
  return PARTS.map((part) => {
    const own = placed
      .filter(({ address }) => address.part === part)
      .sort((a, b) => a.note.order - b.note.order);
    for (const [index, { note, address }] of own.entries()) {
      const before = own[index - 1];
      if (before?.note.order === note.order) {
        throw new Error(
          `content/${before.note.file} and content/${note.file} both have "order: ${note.order}"; each note of a part needs its own`,
        );
      }
      const twin = own.find((other) => other.note !== note && other.address.slug === address.slug);
      if (twin !== undefined) {
        throw new Error(
          `content/${note.file} and content/${twin.note.file} would both be the page /${address.slug}/`,
        );
      }
    }
    const pages = own.map(({ note, address }) => ({
      title: note.title,
      description: note.description,
      slug: address.slug,
      href: pagePath(address.slug),
      part,
      source: `content/${note.file}`,
    }));
    if (part.folder !== REFERENCE_FOLDER) return { part, pages };
    const made = generated.map(({ slug, ...page }) => {
      const path = `${part.slug}/${slug}`;
      return { ...page, slug: path, href: pagePath(path), part };
    });
    return { part, pages: [...pages, ...made] };
  });
}

export interface Neighbours {
  readonly previous: NavigationPage | undefined;
  readonly next: NavigationPage | undefined;
}

/** The pages before and after one in the order of reading, across parts. */
export function neighboursOf(navigation: readonly NavigationPart[], slug: string): Neighbours {
  const pages = navigation.flatMap((part) => part.pages);
  const index = pages.findIndex((page) => page.slug === slug);
  if (index === -1) return { previous: undefined, next: undefined };
  return { previous: pages[index - 1], next: pages[index + 1] };
}
