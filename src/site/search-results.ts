/** The part of Pagefind's answer that is used here (`await result.data()`, Pagefind 1.6). */
export interface FoundPage {
  readonly url: string;
  readonly meta: { readonly title?: string };
  readonly sub_results: readonly FoundSection[];
}

export interface FoundSection {
  readonly title: string;
  readonly url: string;
  /** HTML: text with the found words in `<mark>`, everything else escaped. */
  readonly excerpt: string;
  /** Where the words were found in it, each with its worth: rare words and whole words weigh more. */
  readonly weighted_locations: readonly { readonly balanced_score: number }[];
}

/** One line to choose in the list of results. */
export interface SearchEntry {
  readonly page: string;
  /** The section's heading; `undefined` for what stands before the first one. */
  readonly section: string | undefined;
  readonly url: string;
  readonly excerpt: string;
}

const SECTIONS_OF_A_PAGE = 4;

/** Letters that a found word and one that was typed begin with alike; words may end otherwise (`run`, `running`). */
const ALIKE_LETTERS = 3;

/**
 * Sections in place of pages: a reader looks for the command, not for the page it is on. For a word that stands
 * nowhere Pagefind gives words that begin with its first letter; they are no answer and are left out.
 */
export function searchEntries(pages: readonly FoundPage[], typed: string): readonly SearchEntry[] {
  const beginnings = searchWords(typed).map((word) => word.slice(0, ALIKE_LETTERS).toLowerCase());
  const isAnswer = ({ excerpt }: FoundSection): boolean =>
    [...excerpt.matchAll(/<mark>(.*?)<\/mark>/g)].some(([, found = '']) =>
      beginnings.some((beginning) => found.toLowerCase().includes(beginning)),
    );
  return pages.flatMap((page) => {
    const title = page.meta.title ?? page.url;
    const sections = page.sub_results.filter(isAnswer).toSorted((a, b) => worth(b) - worth(a));
    return sections.slice(0, SECTIONS_OF_A_PAGE).map((section) => ({
      page: title,
      section: section.title === title ? undefined : section.title,
      url: section.url,
      excerpt: section.excerpt,
    }));
  });
}

function worth(section: FoundSection): number {
  return section.weighted_locations.reduce((sum, location) => sum + location.balanced_score, 0);
}

/**
 * What to ask the index, in order, until something is found. Several words are first looked for as they stand: a
 * command or an error text is a phrase. While its last word is being typed it is none yet; hence the words alone.
 */
export function searchQueries(typed: string): readonly string[] {
  const words = searchWords(typed);
  if (words.length === 0) return [];
  return words.length === 1 ? words : [`"${words.join(' ')}"`, words.join(' ')];
}

function searchWords(typed: string): readonly string[] {
  return typed
    .trim()
    .replaceAll('"', ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** What is read out, and shown, above the list. */
export function searchStatus(query: string, found: number): string {
  if (query.trim() === '') return '';
  if (found === 0) return `Nothing found for “${query.trim()}”.`;
  return found === 1 ? '1 section found.' : `${found} sections found.`;
}
