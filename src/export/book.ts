/** The book's HTML: cover, contents with page numbers, and the chapters as the site shows them. */

export interface BookSection {
  readonly id: string;
  readonly title: string;
}

export interface BookChapter {
  /** Anchor of the chapter; the ids inside it start with it. */
  readonly id: string;
  readonly title: string;
  /** "Part 1 · Running containers" */
  readonly part: string;
  readonly sections: readonly BookSection[];
  /** The chapter's `<article>`, its ids and links already those of the book. */
  readonly html: string;
}

export interface Book {
  readonly title: string;
  readonly subtitle: string;
  readonly language: string;
  readonly chapters: readonly BookChapter[];
  /** Addresses of the site's style sheets, in order. */
  readonly styleSheets: readonly string[];
  /** The book's own styles. */
  readonly style: string;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A CSS string literal of any text. */
function cssString(text: string): string {
  return `"${text.replace(/["\\\n]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `)}"`;
}

/** Chromium knows no `string-set`; a named page a chapter carries its title instead. */
function runningTitles(chapters: readonly BookChapter[]): string {
  return chapters
    .map(
      (chapter, index) => `
@page chapter-${index} {
  @top-left { content: ${cssString(chapter.part)} }
  @top-right { content: ${cssString(chapter.title)} }
}
article[data-index="${index}"] { page: chapter-${index} }`,
    )
    .join('');
}

type PageNumbers = ReadonlyMap<string, number>;

function contentsLine(entry: BookSection, pages: PageNumbers, inner = ''): string {
  const page = pages.get(entry.id);
  return `<li><a href="#${entry.id}"><span class="entry">${escapeHtml(entry.title)}</span><span class="leader"></span><span class="number">${page ?? ''}</span></a>${inner}</li>`;
}

function contents(chapters: readonly BookChapter[], pages: PageNumbers): string {
  const parts = [...new Set(chapters.map((chapter) => chapter.part))];
  return parts
    .map((part) => {
      const lines = chapters
        .filter((chapter) => chapter.part === part)
        .map((chapter) => {
          const sections = chapter.sections.map((section) => contentsLine(section, pages)).join('');
          return contentsLine(chapter, pages, `<ol role="list">${sections}</ol>`);
        });
      return `<p class="contents-part">${escapeHtml(part)}</p><ol role="list">${lines.join('')}</ol>`;
    })
    .join('');
}

/**
 * The whole document. Chromium has no `target-counter()` either, so page numbers come from a first printing: their
 * column is as wide without them, and filling them in moves nothing.
 */
export function bookHtml(book: Book, pages: PageNumbers): string {
  const links = book.styleSheets.map((href) => `<link rel="stylesheet" href="${escapeHtml(href)}">`).join('');
  return `<!doctype html>
<html lang="${book.language}" data-theme="light">
<head>
<meta charset="utf-8">
<title>${escapeHtml(`${book.title}: ${book.subtitle}`)}</title>
${links}
<style>${book.style}${runningTitles(book.chapters)}</style>
</head>
<body class="book">
<section class="cover">
<p class="cover-title">${escapeHtml(book.title)}</p>
<p class="cover-subtitle">${escapeHtml(book.subtitle)}</p>
</section>
<nav class="contents" aria-labelledby="contents"><h1 id="contents" class="page-title">Contents</h1>${contents(book.chapters, pages)}</nav>
<main>${book.chapters.map((chapter) => chapter.html).join('\n')}</main>
</body>
</html>`;
}
