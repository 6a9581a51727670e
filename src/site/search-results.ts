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

/** Sections in place of pages: a reader looks for the command, not for the page it is on. */
export function searchEntries(pages: readonly FoundPage[]): readonly SearchEntry[] {
  return pages.flatMap((page) => {
    const title = page.meta.title ?? page.url;
    return page.sub_results.slice(0, SECTIONS_OF_A_PAGE).map((section) => ({
      page: title,
      section: section.title === title ? undefined : section.title,
      url: section.url,
      excerpt: section.excerpt,
    }));
  });
}

/** What is read out, and shown, above the list. */
export function searchStatus(query: string, found: number): string {
  if (query.trim() === '') return '';
  if (found === 0) return `Nothing found for “${query.trim()}”.`;
  return found === 1 ? '1 section found.' : `${found} sections found.`;
}
