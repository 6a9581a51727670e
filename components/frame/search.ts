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

/** Whether a key that is pressed there is typed text, and so no shortcut of the page. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}

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

class SiteSearch extends HTMLElement {
  #pagefind: Promise<Pagefind> | undefined;

  connectedCallback(): void {
    const dialog = this.querySelector('dialog');
    const input = this.querySelector('input');
    const list = this.querySelector('ol');
    const status = this.querySelector('[role="status"]');
    if (dialog === null || input === null || list === null || status === null) return;

    const open = (): void => {
      if (!dialog.open) dialog.showModal();
      input.select();
      this.#load().catch(() => {
        status.textContent = 'The search index is not here: it is made by “npm run build”.';
      });
    };

    const search = async (): Promise<void> => {
      const typed = input.value;
      const pages = await this.#find(typed);
      if (typed !== input.value) return; // a later search has taken over
      const entries = searchEntries(pages, typed);
      list.replaceChildren(...entries.map(resultItem));
      status.textContent = searchStatus(typed, entries.length);
    };

    this.querySelector('button.open')?.addEventListener('click', open);
    this.querySelector('button.close')?.addEventListener('click', () => dialog.close());
    input.addEventListener('input', () => void search());
    dialog.addEventListener('keydown', (event) => this.#moveFocus(event, input, list));
    dialog.addEventListener('click', (event) => {
      const isBackdrop = event.target === dialog;
      const isChoice = event.target instanceof Element && event.target.closest('a') !== null;
      if (isBackdrop || isChoice) dialog.close();
    });
    document.addEventListener('keydown', (event) => {
      if (event.defaultPrevented || event.altKey) return;
      const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey;
      const isControlK = event.key === 'k' && event.ctrlKey && !event.metaKey;
      const isCommandK = event.key === 'k' && event.metaKey;
      // In a terminal, `/` is a path and Ctrl-K erases the rest of the line.
      if (!isCommandK && (!(isSlash || isControlK) || isTyping(event.target))) return;
      event.preventDefault();
      open();
    });
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
  #moveFocus(event: KeyboardEvent, input: HTMLInputElement, list: HTMLOListElement): void {
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

customElements.define('site-search', SiteSearch);
