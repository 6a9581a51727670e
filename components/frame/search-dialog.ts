import {
  searchEntries,
  searchQueries,
  searchStatus,
  type FoundPage,
  type SearchEntry,
} from '../../src/site/search-results';

/** What is used of Pagefind's API (https://pagefind.app/docs/api/, 1.6). */
interface Pagefind {
  options(options: { readonly excerptLength: number }): Promise<void>;
  init(): Promise<void>;
  search(query: string): Promise<{ readonly results: readonly { data(): Promise<FoundPage> }[] }>;
}

const PAGES_SHOWN = 8;
/** Written by `npm run build` beside the pages; not a module of this site, so the bundler must not look for it. */
const PAGEFIND_PATH = '/pagefind/pagefind.js';

function resultItem(entry: SearchEntry): HTMLLIElement {
  const link = document.createElement('a');
  link.href = entry.url;
  const line = (className: string, text: string): void => {
    const span = document.createElement('div');
    span.className = className;
    span.textContent = text;
    link.append(span);
  };
  if (entry.section === undefined) line('section', entry.page);
  else {
    line('page', entry.page);
    line('section', entry.section);
  }
  const excerpt = document.createElement('div');
  excerpt.className = 'excerpt';
  excerpt.innerHTML = entry.excerpt;
  link.append(excerpt);
  const item = document.createElement('li');
  item.append(link);
  return item;
}

/** What happens in the open dialog: results as one types, and the keys that go through them. */
export class SearchDialog {
  #pagefind: Promise<Pagefind> | undefined;

  constructor(
    private readonly input: HTMLInputElement,
    private readonly list: HTMLElement,
    private readonly status: Element,
  ) {
    input.addEventListener('input', () => void this.#search());
    input.closest('dialog')?.addEventListener('keydown', (event) => this.#moveFocus(event, input, list));
    this.#load().catch(() => {
      status.textContent = 'The search index is not here: it is made by “npm run build”.';
    });
    if (input.value !== '') void this.#search();
  }

  async #search(): Promise<void> {
    const typed = this.input.value;
    const pages = await this.#find(typed);
    if (typed !== this.input.value) return; // a later search has taken over
    const entries = searchEntries(pages, typed);
    this.list.replaceChildren(...entries.map(resultItem));
    this.status.textContent = searchStatus(typed, entries.length);
  }

  #load(): Promise<Pagefind> {
    this.#pagefind ??= (async () => {
      const pagefind: Pagefind = await import(/* @vite-ignore */ PAGEFIND_PATH);
      await pagefind.options({ excerptLength: 24 });
      await pagefind.init();
      return pagefind;
    })();
    return this.#pagefind;
  }

  async #find(typed: string): Promise<readonly FoundPage[]> {
    const pagefind = await this.#load();
    for (const query of searchQueries(typed)) {
      const { results } = await pagefind.search(query);
      if (results.length > 0) {
        return Promise.all(results.slice(0, PAGES_SHOWN).map((result) => result.data()));
      }
    }
    return [];
  }

  /** Arrows go through the field and the results; Enter in the field opens the first one. */
  #moveFocus(event: KeyboardEvent, input: HTMLInputElement, list: HTMLElement): void {
    const links = [...list.querySelectorAll('a')];
    const places: HTMLElement[] = [input, ...links];
    const at = places.findIndex((place) => place === document.activeElement);
    if (at === -1) return;
    if (event.key === 'Enter' && at === 0) {
      links[0]?.click();
      return;
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    places[Math.min(Math.max(at + step, 0), places.length - 1)]?.focus();
  }
}
