/** Makes `dist/drydock.pdf` of the built site. Run by `npm run build`, after the pages are there. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import type { Page } from 'playwright-core';
import { SITE } from '../site/identity';
import { bookHtml, type Book } from './book';
import style from './book.css?raw';
import { launchBrowser } from './browser';
import { collectChapters, type ChapterEntry } from './chapters';
import { pageNumbers } from './page-numbers';
import { serveBuiltSite } from './serve';

const BOOK_PATH = '/book/';

/** Prints the book twice: the second time with the page numbers that the first has shown. */
async function printBook(page: Page, url: string, book: Book): Promise<Uint8Array> {
  const print = async (pages: ReadonlyMap<string, number>): Promise<Uint8Array> => {
    await page.route(`${url}${BOOK_PATH}`, (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: bookHtml(book, pages) }),
    );
    await page.goto(`${url}${BOOK_PATH}`, { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready);
    const pdf = await page.pdf({
      preferCSSPageSize: true,
      printBackground: true,
      tagged: true,
      outline: true,
    });
    await page.unroute(`${url}${BOOK_PATH}`);
    return pdf;
  };
  const numbers = await pageNumbers(await print(new Map()));
  const pdf = await print(numbers);
  const moved = [...(await pageNumbers(pdf))].find(([name, number]) => numbers.get(name) !== number);
  if (moved !== undefined) throw new Error(`${moved[0]} moved between the two printings of the PDF`);
  return pdf;
}

/** Chromium writes only title and language; the rest of the description is added here, and the file packed. */
async function described(pdf: Uint8Array, now: Date): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  document.setAuthor('The Drydock authors');
  document.setSubject(SITE.description);
  document.setKeywords(['Docker', 'containers', 'images', 'Dockerfile']);
  document.setProducer(SITE.name);
  document.setCreator(SITE.name);
  document.setCreationDate(now);
  document.setModificationDate(now);
  return document.save({ useObjectStreams: true });
}

/** `SOURCE_DATE_EPOCH` (seconds) makes a build repeatable: https://reproducible-builds.org/specs/source-date-epoch/ */
function buildDate(): Date {
  const epoch = process.env['SOURCE_DATE_EPOCH'];
  return epoch === undefined ? new Date() : new Date(Number(epoch) * 1000);
}

async function readEntries(dist: string): Promise<readonly ChapterEntry[]> {
  const { chapters }: { chapters: readonly ChapterEntry[] } = JSON.parse(
    await readFile(join(dist, 'contents.json'), 'utf8'),
  );
  return chapters;
}

/** @returns exit status */
export async function main(): Promise<number> {
  const root = process.cwd();
  const dist = join(root, 'dist');
  const entries = await readEntries(dist);
  const site = await serveBuiltSite(root);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ colorScheme: 'light' });
    await page.goto(`${site.url}/`);
    const { chapters, styleSheets } = await page.evaluate(collectChapters, entries);
    const book: Book = {
      title: SITE.name,
      subtitle: SITE.tagline,
      language: 'en',
      chapters,
      styleSheets,
      style,
    };
    const pdf = await described(await printBook(page, site.url, book), buildDate());
    await writeFile(join(dist, SITE.pdfPath), pdf);
  } finally {
    await browser.close();
    await site.stop();
  }
  return 0;
}
