import { readFileSync } from 'node:fs';
import { PDFDict, PDFDocument, PDFName } from 'pdf-lib';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, expect, test } from 'vitest';
import { builtNotes } from '../site/built-pages';
import { reader } from '../site/reader';

const site = reader();
const notes = builtNotes();

interface Item {
  readonly text: string;
  /** Right end in points from the page's left edge. */
  readonly right: number;
}

let pdf: PDFDocumentProxy;
/** The text items of each page. */
let pages: readonly (readonly Item[])[];

beforeAll(async () => {
  pdf = await getDocument({ data: new Uint8Array(readFileSync('dist/drydock.pdf')), verbosity: 0 }).promise;
  pages = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, index) => {
      const { items } = await (await pdf.getPage(index + 1)).getTextContent();
      return items.flatMap((item) =>
        'str' in item ? [{ text: item.str, right: Number(item.transform[4]) + item.width }] : [],
      );
    }),
  );
});

function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '');
}

function pageText(index: number): string {
  return withoutSpace((pages[index] ?? []).map(({ text }) => text).join(''));
}

test('the cover names the book and carries no page number', () => {
  expect(pageText(0)).toBe('Drydock' + withoutSpace('Docker notes in which every command runs.'));
});

/** The page that the contents give for a title, from 1; NaN where they do not have it. */
function numberOf(title: string, contents: string): number {
  const name = withoutSpace(title).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return Number(new RegExp(`${name}(\\d+)`).exec(contents)?.[1]);
}

test('the contents give every note the page on which it begins', () => {
  // They may take several pages: up to the one on which the first note begins. Their own numbers stand at the foot.
  const first = numberOf(notes[0]?.title ?? '', pageText(1));
  const items = pages
    .slice(1, first - 1)
    .flatMap((own, index) => own.filter(({ text }) => text !== String(index + 2)));
  const contents = withoutSpace(items.map(({ text }) => text).join(''));
  for (const { title } of notes) {
    const number = numberOf(title, contents);
    expect(pageText(number - 1), `${title} on page ${number}`).toContain(withoutSpace(title));
  }
});

test('the bookmarks are the contents, the notes and their sections', async () => {
  const outline = await pdf.getOutline();
  expect(outline.map(({ title }) => title)).toEqual(['Contents', ...notes.map(({ title }) => title)]);
  expect(outline[1]?.items.length).toBeGreaterThan(0);
});

test('the text is tagged and says its language, title and author', async () => {
  const { info } = await pdf.getMetadata();
  expect(info).toMatchObject({
    Title: 'Drydock: Docker notes in which every command runs.',
    Author: 'The Drydock authors',
    Language: 'en',
  });
  // pdf.js declares an object and gives a Map.
  const mark: unknown = await pdf.getMarkInfo();
  expect(mark instanceof Map && mark.get('Marked')).toBe(true);
  expect(await (await pdf.getPage(3)).getStructTree()).not.toBeNull();
});

test('each page of a note carries its title at the top', () => {
  for (let index = 2; index < pdf.numPages; index += 1) {
    expect(notes.some(({ title }) => pageText(index).includes(withoutSpace(title)))).toBe(true);
  }
});

test('no text reaches into the right margin', async () => {
  const [, , width = 0] = (await pdf.getPage(3)).view;
  const marginPoints = (20 / 25.4) * 72;
  const beyond = pages
    .slice(1)
    .flat()
    .filter(({ text, right }) => text.trim() !== '' && right > width - marginPoints + 1);
  expect(beyond).toEqual([]);
});

test('every line of code and of every transcript is in it whole', async () => {
  const text = pages.map((_, index) => pageText(index)).join('');
  const lines: string[] = [];
  for (const { href } of notes) {
    const { page } = await site.open(href, { hasScript: true });
    // What a step of a compared build printed is folded, on paper as on the page: it is no transcript.
    const own = await page
      .locator('article pre:not(.step-log)')
      .evaluateAll((blocks) => blocks.map((block) => block.textContent));
    lines.push(...own.join('\n').split('\n').map(withoutSpace));
  }
  expect(lines.length).toBeGreaterThan(10);
  // A line may go on after a page's foot: then it is there in two pieces, each longer than a hyphen's worth.
  expect(lines.filter((line) => !text.includes(line))).toEqual([]);
});

test('its fonts are embedded, named and not of Type 3', async () => {
  const document = await PDFDocument.load(readFileSync('dist/drydock.pdf'));
  const dictionaries = document.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) => (object instanceof PDFDict ? [object] : []));
  const ofType = (type: string): readonly PDFDict[] =>
    dictionaries.filter((dictionary) => dictionary.get(PDFName.of('Type')) === PDFName.of(type));

  expect(ofType('Font').length).toBeGreaterThan(0);
  expect(ofType('Font').map((font) => String(font.get(PDFName.of('Subtype'))))).not.toContain('/Type3');
  // A sign that the site's fonts lack (`→`, `└`) comes from the machine's: it is embedded, too.
  const names = ofType('FontDescriptor').map((descriptor) => String(descriptor.get(PDFName.of('FontName'))));
  for (const family of [/Source-?Serif/, /Source-?Sans/, /IBM-?Plex-?Mono/]) {
    expect(names.filter((name) => family.test(name))).not.toEqual([]);
  }
  for (const descriptor of ofType('FontDescriptor')) {
    expect(descriptor.has(PDFName.of('FontFile2')) || descriptor.has(PDFName.of('FontFile3'))).toBe(true);
  }
});

test('it weighs at most 2 MB', () => {
  expect(readFileSync('dist/drydock.pdf').length).toBeLessThan(2_000_000);
});
