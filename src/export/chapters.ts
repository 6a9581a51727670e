/** Takes chapters out of the built pages. Runs inside a page of the site, so it uses nothing from outside itself. */
import type { BookChapter } from './book';

/** One entry of the site's `/contents.json`. */
export interface ChapterEntry {
  readonly slug: string;
  readonly href: string;
  readonly title: string;
  readonly part: string;
}

export interface CollectedChapters {
  readonly chapters: readonly BookChapter[];
  readonly styleSheets: readonly string[];
}

/**
 * Fetches each chapter's page and makes its ids unique in the book: `stop-it` of `running-containers/run-a-container`
 * becomes `running-containers-run-a-container--stop-it`, and what refers to an id follows. Links between notes become
 * links inside the book; links to the site's other pages become plain text, for the book does not know its address.
 */
export async function collectChapters(entries: readonly ChapterEntry[]): Promise<CollectedChapters> {
  const REFERRING = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns', 'headers'];
  const chapterId = (slug: string): string => slug.replaceAll('/', '-');
  const idsByPath = new Map(entries.map((entry) => [entry.href, chapterId(entry.slug)]));
  const styleSheets = new Set<string>();

  const bookLink = (href: string, ownHref: string): string | undefined => {
    const url = new URL(href, new URL(ownHref, location.origin));
    if (url.origin !== location.origin) return url.href;
    const chapter = idsByPath.get(url.pathname);
    if (chapter === undefined) return undefined;
    return url.hash === '' ? `#${chapter}` : `#${chapter}--${decodeURIComponent(url.hash.slice(1))}`;
  };

  const chapters: BookChapter[] = [];
  for (const [index, entry] of entries.entries()) {
    const response = await fetch(entry.href);
    if (!response.ok) throw new Error(`${entry.href} answered ${response.status}`);
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    for (const link of page.querySelectorAll('link[rel="stylesheet"]')) {
      styleSheets.add(link.getAttribute('href') ?? '');
    }
    const article = page.querySelector('article[data-chapter]');
    if (article === null) throw new Error(`${entry.href} has no article`);
    const id = chapterId(entry.slug);
    const own = (value: string): string => `${id}--${value}`;

    for (const element of article.querySelectorAll('*')) {
      for (const attribute of [...element.attributes]) {
        const { name, value } = attribute;
        if (name === 'id') attribute.value = own(value);
        else if (REFERRING.includes(name)) attribute.value = value.split(/\s+/).map(own).join(' ');
        else if (value.includes('url(#')) attribute.value = value.replaceAll('url(#', `url(#${id}--`);
        else if (name.endsWith('href') && element.localName !== 'a' && value.startsWith('#')) {
          attribute.value = `#${own(value.slice(1))}`;
        }
      }
    }
    for (const link of article.querySelectorAll('a[href]')) {
      const target = bookLink(link.getAttribute('href') ?? '', entry.href);
      if (target === undefined) link.removeAttribute('href');
      else link.setAttribute('href', target);
    }
    for (const useless of article.querySelectorAll('script, .heading-link, .needs-script, template')) {
      useless.remove();
    }
    // What is folded away is read on paper, too; but the files of each layer and the log of each step would fill pages.
    for (const details of article.querySelectorAll<HTMLDetailsElement>('details:not(.picture details)'))
      details.open = true;

    article.id = id;
    article.setAttribute('data-index', String(index));
    chapters.push({
      id,
      title: entry.title,
      part: entry.part,
      sections: [...article.querySelectorAll('h2[id]')].map((heading) => ({
        id: heading.id,
        title: heading.textContent.trim(),
      })),
      html: article.outerHTML,
    });
  }
  return { chapters, styleSheets: [...styleSheets] };
}
